import { PeriodError } from '../calculator/parse-period.ts';
import type { Result } from '../calculator/calculate.ts';
import { CsmError } from '../errors.ts';
import type { FileReport } from '../input/read.ts';
import { nearest } from '../nearest.ts';
import { CHURN_KIND } from './topics.ts';
import type { Window } from './window.ts';

/** A period that cannot be read is the user's error, before any file is. */
export function checkPeriods(window: Window, { period, compare }: { period: string | null; compare: string }): void {
  for (const [flag, text, read] of [
    ['--period', period, () => window.period],
    ['--compare', compare, () => window.compare],
  ] as const) {
    try {
      read();
    } catch (error) {
      if (!(error instanceof PeriodError)) throw error;
      const shown = error.message.replace(/^"[^"]*":? ?/, '');
      throw new CsmError('usage/period', `${flag} ${text}: ${shown}`, { hint: `${error.hint} · csm help periods` });
    }
  }
}

/** `--by` must name a column of at least one export. */
export function checkBy(by: string | undefined, reports: readonly FileReport[]): void {
  if (by === undefined || reports.some(({ labels }) => labels[0])) return;
  if (reports.every(({ headers }) => headers.length === 0)) return;
  if (by === CHURN_KIND && reports.some(({ kind }) => kind === 'subscriptions')) return;
  const columns = [
    ...new Set(reports.flatMap(({ headers, mapping }) => [...headers, ...(mapping?.fields.keys() ?? [])])),
  ];
  throw new CsmError('usage/by', `--by ${by}: no export has this column`, {
    details: [`columns: ${columns.join(', ')}`],
    hint: nearest(by, columns) ?? 'columns of the customers export count too: --customers FILE',
  });
}

/** A column that some export has, but none of those that are counted, splits nothing. */
export function checkSplit(by: string | undefined, results: readonly Result[], reports: readonly FileReport[]): void {
  if (by === undefined || results.some(({ segment }) => segment !== null) || results.every(({ n }) => n === 0)) return;
  const files = reports.flatMap(({ file, labels }) => (labels[0] ? [file] : []));
  throw new CsmError(
    'usage/by',
    `--by ${by}: only ${files.join(', ')} has this column, and nothing here is counted by it`,
    {
      hint: 'columns of the customers export split everything: --customers FILE',
    },
  );
}
