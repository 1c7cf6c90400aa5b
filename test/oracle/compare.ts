import type { Figure } from './duckdb.ts';

// Figures of SQL against rows of csm.

/** What is in cents: nothing, the value, the two numbers of a ratio, or (ARPA) the value and the upper number. */
type Cents = 'nothing' | 'value' | 'parts' | 'value and numerator';

/**
 * METRICS.md 10, of the topics written here; where a method differs in kind, under `metric/method`. A rate must show the
 * two numbers that make it; others may. Those of a mean are no whole ones.
 */
const METRICS: Readonly<Record<string, { readonly is: 'rate' | 'quotient' | 'mean' | 'sum'; readonly cents: Cents }>> =
  {
    nps: { is: 'rate', cents: 'nothing' },
    nps_promoters: { is: 'rate', cents: 'nothing' },
    nps_passives: { is: 'rate', cents: 'nothing' },
    nps_detractors: { is: 'rate', cents: 'nothing' },
    csat: { is: 'rate', cents: 'nothing' },
    csat_mean: { is: 'quotient', cents: 'nothing' },
    ces: { is: 'rate', cents: 'nothing' },
    ces_mean: { is: 'quotient', cents: 'nothing' },
    response_rate: { is: 'rate', cents: 'nothing' },
    fcr: { is: 'rate', cents: 'nothing' },
    customer_churn_rate: { is: 'rate', cents: 'nothing' },
    customer_churn_rate_cohort: { is: 'rate', cents: 'nothing' },
    customers_at_start: { is: 'sum', cents: 'nothing' },
    customers_new: { is: 'sum', cents: 'nothing' },
    customers_reactivated: { is: 'sum', cents: 'nothing' },
    customers_lost: { is: 'sum', cents: 'nothing' },
    churn_events: { is: 'sum', cents: 'nothing' },
    customers_at_end: { is: 'sum', cents: 'nothing' },
    gross_mrr_churn_rate: { is: 'rate', cents: 'parts' },
    net_mrr_churn_rate: { is: 'rate', cents: 'parts' },
    customer_retention_rate: { is: 'rate', cents: 'nothing' },
    nrr: { is: 'rate', cents: 'parts' },
    grr: { is: 'rate', cents: 'parts' },
    mrr: { is: 'sum', cents: 'value' },
    mrr_at_start: { is: 'sum', cents: 'value' },
    mrr_new: { is: 'sum', cents: 'value' },
    mrr_reactivation: { is: 'sum', cents: 'value' },
    mrr_expansion: { is: 'sum', cents: 'value' },
    mrr_contraction: { is: 'sum', cents: 'value' },
    mrr_churn: { is: 'sum', cents: 'value' },
    arr: { is: 'sum', cents: 'value' },
    arpa: { is: 'quotient', cents: 'value and numerator' },
    mrr_expansion_rate: { is: 'rate', cents: 'parts' },
    mrr_fx_impact: { is: 'sum', cents: 'value' },
    quick_ratio: { is: 'quotient', cents: 'parts' },
    clv: { is: 'quotient', cents: 'value' },
    'nps/account': { is: 'quotient', cents: 'nothing' },
    'nps/mrr-weighted': { is: 'mean', cents: 'parts' },
    'csat/mean': { is: 'quotient', cents: 'nothing' },
    'csat/scaled-mean': { is: 'quotient', cents: 'nothing' },
    'ces/mean': { is: 'quotient', cents: 'nothing' },
    'customer_churn_rate/daily': { is: 'quotient', cents: 'nothing' },
    tickets_created: { is: 'sum', cents: 'nothing' },
    tickets_solved: { is: 'sum', cents: 'nothing' },
    ticket_backlog: { is: 'sum', cents: 'nothing' },
    reopen_rate: { is: 'rate', cents: 'nothing' },
    first_response_time: { is: 'quotient', cents: 'nothing' },
    first_response_time_p90: { is: 'quotient', cents: 'nothing' },
    resolution_time: { is: 'quotient', cents: 'nothing' },
    resolution_time_p90: { is: 'quotient', cents: 'nothing' },
    tickets_per_100_customers: { is: 'rate', cents: 'nothing' },
    tickets_solved_per_rep_day: { is: 'rate', cents: 'nothing' },
    renewal_rate: { is: 'rate', cents: 'nothing' },
    renewal_rate_gross: { is: 'rate', cents: 'parts' },
    renewal_rate_net: { is: 'rate', cents: 'parts' },
    health_score: { is: 'quotient', cents: 'nothing' },
    health_green: { is: 'sum', cents: 'nothing' },
    health_yellow: { is: 'sum', cents: 'nothing' },
    health_red: { is: 'sum', cents: 'nothing' },
    health_unknown: { is: 'sum', cents: 'nothing' },
    health_mrr_green: { is: 'sum', cents: 'value' },
    health_mrr_yellow: { is: 'sum', cents: 'value' },
    health_mrr_red: { is: 'sum', cents: 'value' },
    health_mrr_unknown: { is: 'sum', cents: 'value' },
    health_score_mrr_weighted: { is: 'quotient', cents: 'nothing' },
    comments: { is: 'sum', cents: 'nothing' },
    comment_rate: { is: 'rate', cents: 'nothing' },
    theme_share: { is: 'rate', cents: 'nothing' },
    customer_growth_index: { is: 'quotient', cents: 'nothing' },
    customers_growing: { is: 'rate', cents: 'nothing' },
    growth_coverage: { is: 'rate', cents: 'nothing' },
    customers_hiring: { is: 'rate', cents: 'nothing' },
    customers_taking_on_business: { is: 'rate', cents: 'nothing' },
    customers_improving_retention: { is: 'rate', cents: 'nothing' },
  };

/** What this test reads of a row of CLI.md 5.8. */
export interface Row {
  readonly metric: string;
  readonly method: string | null;
  readonly group: string | null;
  readonly currency: string | null;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/**
 * Says where they differ, in one line each. Rows of a metric or of a method that SQL knows nothing of are left alone;
 * a figure without a method is the only one of its metric. A group where nothing happened may be a row of zeros or no row at all;
 * a total is always there.
 */
export function compare(figures: readonly Figure[], rows: readonly Row[]): string[] {
  const differences: string[] = [];
  const known = new Set(figures.map(nameOf));
  const methodical = new Set(figures.filter(({ method }) => method !== null).map(({ metric }) => metric));
  const keyOf = (name: string, group: string | null, currency: string | null) =>
    `${name} of ${group ?? 'all'}${currency === null ? '' : ` in ${currency}`}`;

  const found = new Map<string, Row>();
  for (const row of rows) {
    const name = methodical.has(row.metric) ? nameOf(row) : row.metric;
    if (!known.has(name)) continue;
    const key = keyOf(name, row.group, row.currency);
    if (found.has(key)) differences.push(`${key}: csm has two rows`);
    found.set(key, row);
  }

  for (const figure of figures) {
    const key = keyOf(nameOf(figure), figure.grp, figure.currency);
    const row = found.get(key);
    found.delete(key);
    if (row === undefined) {
      const needed = figure.grp === null && figure.currency === null;
      if (needed || !isEmpty(figure.value)) differences.push(`${key}: SQL has ${figure.value}, csm no row`);
    } else {
      differences.push(...differ(figure, row).map((difference) => `${key}: ${difference}`));
    }
  }
  for (const [key, { value }] of found) {
    if (!isEmpty(value)) differences.push(`${key}: csm has ${value}, SQL no row`);
  }
  return differences;
}

function nameOf({ metric, method }: Pick<Row, 'metric' | 'method'>): string {
  return method === null ? metric : `${metric}/${method}`;
}

function isEmpty(value: number | null): boolean {
  return value === null || value === 0;
}

function differ(figure: Figure, row: Row): string[] {
  const metric = METRICS[nameOf(figure)] ?? METRICS[figure.metric];
  if (metric === undefined) return ['not a metric this test knows'];
  const { is, cents } = metric;
  const differences: string[] = [];

  const value = inUnits(figure.value, cents === 'value' || cents === 'value and numerator');
  const alike = is === 'sum' ? row.value === value : nearlyEqual(row.value, value);
  if (!alike) differences.push(`SQL has ${value}, csm ${row.value}`);

  const parts = [
    ['numerator', inUnits(figure.numerator, cents === 'parts' || cents === 'value and numerator')],
    ['denominator', inUnits(figure.denominator, cents === 'parts')],
  ] as const;
  for (const [part, number] of parts) {
    const stated = row[part];
    const unstated = stated === null && (is !== 'rate' || row.value === null);
    const same = is === 'mean' ? nearlyEqual(stated, number) : stated === number;
    if (number !== null && !unstated && !same) {
      differences.push(`SQL has the ${part} ${number}, csm ${stated}`);
    }
  }

  if (cents !== 'nothing' && row.currency !== null && row.currency !== figure.currency) {
    differences.push(`SQL has the currency ${figure.currency}, csm ${row.currency}`);
  }
  const isMoney = cents === 'value' || cents === 'value and numerator';
  if (isMoney && row.currency !== figure.currency) differences.push(`money in ${row.currency}, not ${figure.currency}`);
  return differences;
}

/** Cents as units of the currency: exact, for dividing by 100 gives the double nearest to the decimal. */
function inUnits(number: number | null, cents: boolean): number | null {
  return number !== null && cents ? number / 100 : number;
}

function nearlyEqual(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
}
