import type { Facts } from '../calculator/metric.ts';
import { contains, type Period } from '../calculator/period.ts';
import { type Issue, notice } from '../errors.ts';
import type { FileReport } from '../input/read.ts';
import type { InputSummary } from '../output/report.ts';
import type { Kind } from '../records/dataset.ts';
import { CHURN_KIND } from './topics.ts';

// What the files that were read say of themselves: their columns, and what became of their rows.

/** Tables whose rows are split by a column of their own, or of their customers; all others by one of subscriptions, too. */
const OWN: Readonly<Record<string, Kind>> = { tickets: 'tickets', surveys: 'surveys', remarks: 'surveys' };

/** Whether rows of a table have the column a run is split by. Rated tickets are answers, with what their rows say. */
export function splitsBy(reports: readonly FileReport[], isRated: boolean): (table: string) => boolean {
  const kinds = new Set(reports.flatMap(({ kind, labels }) => (labels[0] && kind !== null ? [kind] : [])));
  const others = [...kinds].filter((kind) => !Object.values(OWN).includes(kind));
  return (table) => {
    const own = OWN[table];
    if (own === undefined) return others.length > 0;
    return kinds.has('customers') || kinds.has(own) || (own === 'surveys' && isRated && kinds.has('tickets'));
  };
}

/** Which columns the exports have. Amounts must be in every subscriptions file: a sum over some would be wrong. */
export function factsOf(reports: readonly FileReport[], isRated: boolean): Facts {
  const fields = (kind: string) =>
    reports.flatMap((each) => (each.kind === kind && each.mapping ? [each.mapping.fields] : []));
  return {
    has(kind, field) {
      const files = fields(kind);
      // Rated tickets are answers too, of the customers that the tickets are of.
      if (kind === 'surveys' && field === 'customer_id' && isRated) files.push(...fields('tickets'));
      if (
        kind === 'surveys' &&
        field === 'comment' &&
        isRated &&
        fields('tickets').some((each) => each.has('csat_comment'))
      )
        return true;
      if (field !== 'amount') return files.some((each) => each.has(field));
      const amounts = ['amount', 'unit_amount', 'mrr', 'arr'];
      return files.every((each) => amounts.some((name) => each.has(name)));
    },
  };
}

/** What a column that is not there makes of the answer. */
export function missingColumns(
  reports: readonly FileReport[],
  by: string | undefined,
  facts: Facts,
  command: string,
): Issue[] {
  const issues: Issue[] = [];
  for (const { file, kind, preset, mapping, labels } of reports) {
    if (mapping === null) continue;
    const note = (code: string, message: string) => issues.push({ ...notice(code, 'note', message), file });
    const lacks = (field: string): boolean => !mapping.fields.has(field);
    if (kind === 'surveys' && lacks('kind')) note('header/assumed', `no kind column: read as ${command} answers`);
    if (kind === 'surveys' && lacks('respondent_id'))
      note('header/assumed', 'no respondent_id column: every answer counts');
    const amount = mapping.fields.get('amount');
    if (kind === 'payments' && amount?.minor && amount.found === 'preset')
      note('header/assumed', `amounts are in minor units, as ${preset} has them`);
    if (kind === 'subscriptions') {
      if (lacks('interval') && lacks('mrr') && lacks('arr') && facts.has(kind, 'amount')) {
        note('header/assumed', 'no interval column: amounts are taken as monthly');
      }
      if (lacks('ended_at') && !lacks('canceled_at'))
        note('header/assumed', 'no ended_at column: canceled_at is the end');
    }
    const isLabelled =
      labels[0] || kind === 'customers' || reports.some((each) => isDimension(each.kind) && each.labels[0]);
    if (by !== undefined && by !== CHURN_KIND && !isLabelled)
      note('group/no-column', `no column ${by}: its rows are in one group`);
  }
  return issues;
}

/** Exports whose columns other rows inherit, through their customer. */
const isDimension = (kind: Kind | null): boolean => kind === 'customers' || kind === 'assignments';

/** What became of each row of a file; every one is accounted for. */
export function summaryOf({ file, kind, sha256, bytes, counts }: FileReport, periods: readonly Period[]): InputSummary {
  const { read, blank, duplicates, rejected, byDay, foreign } = counts;
  let used = 0;
  for (const [day, count] of byDay) {
    if (day === null || periods.some((period) => contains(period, day))) used += count;
  }
  const outside = [...byDay.values()].reduce((sum, count) => sum + count, foreign) - used;
  if (read !== used + outside + blank + rejected + duplicates) {
    throw new Error(`rows of ${file} are not accounted for: ${read} read`);
  }
  return { file, kind, sha256, bytes, read, used, outside, blank, rejected, duplicates };
}
