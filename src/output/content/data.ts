import { format } from '../../calculator/unit.ts';
import type { Issue } from '../../errors.ts';
import type { Report } from '../report.ts';
import type { Section } from './document.ts';

/** So many remarks are told; the rest is counted. */
const TOLD = 200;
const ORDER = { error: 0, warning: 1, note: 2 } as const;

/** What was read, what became of every row, and what is to be known of it. */
export function dataSection({ inputs, issues }: Pick<Report, 'inputs' | 'issues'>): Section {
  const ordered = issues.toSorted((a, b) => ORDER[a.level] - ORDER[b.level]);
  const left = issues.length - TOLD;
  const count = (value: number): string => format.count(value, 0);
  return {
    id: 'data',
    group: 'About this report',
    title: 'Data',
    lead: issues.length > 0 ? '' : 'No warnings and no notes on these files.',
    figures: [
      {
        id: 'inputs',
        title: 'Files read',
        text: 'Every row is in one of the counts. Outside: of other periods, though trends and scores may look back at it. Rejected: with an error. Repeated: there before.',
        chart: null,
        table: {
          columns: [
            { head: 'File', isNumber: false },
            { head: 'Kind', isNumber: false },
            ...['Rows', 'Used', 'Outside', 'Blank', 'Rejected', 'Repeated'].map((head) => ({ head, isNumber: true })),
          ],
          rows: inputs.map(({ file, kind, read, used, outside, blank, rejected, duplicates }) => [
            file,
            kind ?? 'unknown',
            ...[read, used, outside, blank, rejected, duplicates].map(count),
          ]),
        },
      },
    ],
    remarks: [
      ...ordered.slice(0, TOLD).map((issue) => ({ level: issue.level, text: textOf(issue) })),
      ...(left > 0 ? [{ level: 'note' as const, text: `${left} more warnings and notes are in the JSON answer` }] : []),
    ],
  };
}

function textOf({ file, line, column, message, hint, code }: Issue): string {
  const place = [file, line, column].filter((part) => part !== null).join(':');
  return `${place === '' ? '' : `${place}: `}${message}${hint === null ? '' : ` (${hint})`} [${code}]`;
}
