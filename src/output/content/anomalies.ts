import { type AnomalyEntry, chanceText, countsOf, HEADS } from '../anomalies.ts';
import { plural } from '../issues.ts';
import type { Report } from '../report.ts';
import type { Figure, Section } from './document.ts';
import { joined, tabulate } from './tabulate.ts';

/** So many findings of a level are told; `csm anomalies` has all. */
const TOLD = 10;

/** What stands out of what is usual, level by level. */
export function anomaliesSection({ anomalies: answer, period }: Report): Section | null {
  if (answer === undefined) return null;
  const about = { id: 'anomalies', group: 'At a glance', title: 'Out of the ordinary' } as const;
  if (answer === null) {
    const lead = 'There are too many rows to look for it beside a report: csm anomalies tells.';
    return { ...about, lead, figures: [] };
  }
  // Where nothing was found and nothing could be tested there is nothing to say.
  const said = answer.levels.filter(({ found, tests }) => found > 0 || tests > 0);
  if (said.length === 0) return null;
  const quiet = said.filter(({ found }) => found === 0);
  return {
    ...about,
    lead: 'What is atypical against what is usual by the periods before it, or by the earlier answers of a customer.',
    figures: said.flatMap((level) => {
      const own = answer.anomalies.filter((each) => each.level === level.level);
      return own.length === 0 ? [] : [figureOf(own, HEADS[level.level] ?? level.level, level)];
    }),
    notes: [
      quiet.map((level) => `${HEADS[level.level] ?? level.level}: ${countsOf(level, period)}.`).join(' '),
      'q is the share of chance among findings up to this one; those above 0.05 are left out.',
    ].filter((note) => note !== ''),
  };
}

function figureOf(all: readonly AnomalyEntry[], title: string, { level }: { readonly level: string }): Figure {
  const listed = all.slice(0, TOLD);
  const more = all.length - listed.length;
  return {
    id: `anomalies-${level}`,
    title,
    text: joined(
      [
        all.length === 1 ? '1 finding.' : `${all.length} findings.`,
        more > 0 ? `The first ${TOLD} are here: csm anomalies tells all.` : '',
      ],
      ' ',
    ),
    chart: null,
    table: tabulate(listed, [
      { head: 'Finding', text: ({ kind }) => capital(kind.replaceAll('_', ' ')) },
      { head: 'Customer', text: ({ customer_id: id }) => id ?? '' },
      { head: 'What', isLong: true, text: ({ message }) => capital(message) },
      { head: 'q', isNumber: true, text: ({ q }) => (q === null ? '' : chanceText(q)) },
      { head: 'Rows', text: ({ rows }) => namesOf(rows) },
    ]),
  };
}

/** So many rows of a finding are named. */
const NAMED = 3;

/** The rows behind a finding by their ids, whatever the order of the export: csm anomalies has their lines as well. */
function namesOf(rows: AnomalyEntry['rows']): string {
  const ids = [...new Set(rows.flatMap(({ id }) => id ?? []))].toSorted();
  const named = ids.slice(0, NAMED);
  const more = rows.length - named.length;
  if (named.length === 0) return rows.length === 0 ? '' : plural(rows.length, 'row');
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
