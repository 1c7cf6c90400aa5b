import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csm } from './support/csm.ts';
import { folderWith, wordsOf } from './support/folder.ts';

// Published data in shapes of their own, as they stand: a list with a flag, a sheet by month, ratings on tickets. They
// are not ours to carry: CSM_CASES names the folder that holds them.

const cases = process.env['CSM_CASES'] ?? '';
const isThere = cases !== '';
const note = isThere ? '' : ' (left out: CSM_CASES does not say where the data are)';
const path = (...parts: string[]): string => join(cases, ...parts);
const expected = (name: string): unknown => JSON.parse(readFileSync(path(name, 'expected.json'), 'utf8'));

interface Row {
  readonly metric: string;
  readonly group: string | null;
  readonly start: string | null;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly n: number;
  readonly reason: string | null;
}
interface Answer {
  readonly rows: readonly Row[];
  readonly inputs: readonly Readonly<Record<string, number>>[];
}

async function ask(line: string, cwd: string): Promise<Answer> {
  const { code, stdout, stderr } = await csm([...wordsOf(line), '--json', '-q'], { cwd });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Answer;
}

function row({ rows }: Answer, metric: string, group: string | null = null): Row {
  const found = rows.find((each) => each.metric === metric && each.group === group);
  if (found === undefined) throw new Error(`no row ${metric} of ${group ?? 'all'}`);
  return found;
}

describe.skipIf(!isThere)(`7,043 customers, 1,869 of whom left: a list without dates${note}`, () => {
  interface Telco {
    readonly by: Readonly<Record<string, Readonly<Record<string, { customers: number; churned: number }>>>>;
    readonly revenue: { monthly_charges_total: number; monthly_charges_of_churned: number };
  }
  const name = '01-telco-churn-by-group';
  const file = 'Telco-Customer-Churn.csv';
  const input = path(name, 'input');
  const { by, revenue } = isThere ? (expected(name) as Telco) : { by: {}, revenue: undefined };

  test('as a whole', async () => {
    const answer = await ask(`churn ${file} --snapshot`, input);
    for (const metric of ['customer_churn_rate', 'customer_churn_rate_cohort']) {
      expect(row(answer, metric)).toMatchObject({ numerator: 1869, denominator: 7043, start: null });
    }
    expect(row(answer, 'customers_at_start').value).toBe(7043);
    expect(row(answer, 'customers_lost').value).toBe(1869);
    expect(row(answer, 'gross_mrr_churn_rate')).toMatchObject({
      numerator: revenue?.monthly_charges_of_churned,
      denominator: revenue?.monthly_charges_total,
    });
    const unknown = 'customers_new customers_reactivated churn_events customers_at_end net_mrr_churn_rate'.split(' ');
    for (const metric of unknown) expect(row(answer, metric)).toMatchObject({ value: null, reason: 'snapshot' });
    expect(answer.inputs).toMatchObject([{ read: 7043, used: 7043, outside: 0, rejected: 0 }]);
  });

  test.each(Object.entries(by))('by %s', async (column, groups) => {
    const answer = await ask(`churn --subscriptions ${file} --snapshot --by ${column}`, input);
    for (const [group, { customers, churned }] of Object.entries(groups)) {
      expect(row(answer, 'customer_churn_rate', group)).toMatchObject({ numerator: churned, denominator: customers });
    }
    const total = Object.values(groups).reduce((sum, { customers }) => sum + customers, 0);
    expect(row(answer, 'customer_churn_rate').denominator).toBe(total);
  });

  test('without --snapshot the remedy is --snapshot', async () => {
    const { code, stderr } = await csm(['churn', file, '-p', '2024-01'], { cwd: input });
    expect([code, stderr.includes(`csm churn ${file} --snapshot`)]).toEqual([3, true]);
  });
});

describe.skipIf(!isThere)(`a sheet of 24 months, as it stands${note}`, () => {
  interface Month {
    readonly month: string;
    readonly customers_start: number;
    readonly new_customers: number;
    readonly churned_customers: number;
    readonly customers_end: number;
    readonly new_mrr: number;
    readonly expansion_mrr: number;
    readonly contraction_mrr: number;
    readonly churned_mrr: number;
    readonly ending_mrr: number;
  }
  const name = '04-ravenstack-mrr-waterfall';
  const { months } = isThere ? (expected(name) as { months: readonly Month[] }) : { months: [] };

  const long = (): string => readFileSync(path(name, 'input', 'account_mrr_month.csv'), 'utf8');

  /** The same with a row for each account and a column for each month. */
  function wide(): string {
    const amounts = new Map<string, Map<string, string>>();
    for (const line of long().trim().split('\n').slice(1)) {
      const [month = '', account = '', mrr = ''] = line.trim().split(',');
      amounts.set(account, (amounts.get(account) ?? new Map<string, string>()).set(month, mrr));
    }
    const heads = months.map(({ month }) => month);
    const rows = Array.from(amounts, ([account, own]) => [account, ...heads.map((each) => own.get(each) ?? '')]);
    return [['account_id', ...heads], ...rows].map((cells) => `${cells.join(',')}\n`).join('');
  }

  test.each([
    ['long', long],
    ['wide', wide],
  ])('%s: each of them, to the cent', { timeout: 240_000 }, async (_, make) => {
    const cwd = folderWith({ 'sheet.csv': make() });
    for (const month of months) {
      const answer = await ask(`report sheet.csv -p ${month.month} --compare none`, cwd);
      const value = (metric: string): number => row(answer, metric).value ?? Number.NaN;
      expect(
        {
          customers_start: value('customers_at_start'),
          new_customers: value('customers_new') + value('customers_reactivated'),
          churned_customers: value('customers_lost'),
          customers_end: value('customers_at_end'),
          new_mrr: value('mrr_new') + value('mrr_reactivation'),
          expansion_mrr: value('mrr_expansion'),
          contraction_mrr: value('mrr_contraction'),
          churned_mrr: value('mrr_churn'),
          ending_mrr: value('mrr'),
        },
        month.month,
      ).toEqual(Object.fromEntries(Object.entries(month).filter(([key]) => ASKED.has(key))));
    }
  });

  test('of the month after the last nothing is known', async () => {
    const cwd = folderWith({ 'sheet.csv': long() });
    const answer = await ask('report sheet.csv -p 2025-01', cwd);
    for (const metric of ['mrr', 'mrr_churn', 'customer_churn_rate', 'customers_lost', 'nrr']) {
      expect(row(answer, metric)).toMatchObject({ value: null, reason: 'after_data' });
    }
  });

  const ASKED = new Set(
    'customers_start new_customers churned_customers customers_end new_mrr expansion_mrr contraction_mrr churned_mrr ending_mrr'.split(
      ' ',
    ),
  );
});

describe.skipIf(!isThere)(`2,000 tickets, 1,175 of them rated${note}`, () => {
  interface Month {
    readonly tickets: number;
    readonly rated: number;
    readonly avg_satisfaction_score: number;
    readonly csat_top2_pct: number;
  }
  const name = '23-ravenstack-support-csat-and-churn-reasons';
  const input = path(name, 'input');
  const { by_submitted_month: months } = isThere
    ? (expected(name) as { by_submitted_month: Readonly<Record<string, Month>> })
    : { by_submitted_month: {} };

  test('all of them', async () => {
    const answer = await ask('csat --tickets ravenstack_support_tickets.csv -p all', input);
    expect(row(answer, 'csat')).toMatchObject({ numerator: 779, denominator: 1175, n: 1175 });
    expect(row(answer, 'csat_mean').value).toBeCloseTo(3.981277, 6);
    expect(answer.inputs).toMatchObject([{ read: 2000, used: 1175, outside: 825 }]);
  });

  test.each(Object.entries(months))(
    '%s',
    async (month, { rated, avg_satisfaction_score: mean, csat_top2_pct: top2 }) => {
      const answer = await ask(`csat ravenstack_support_tickets.csv -p ${month} --compare none`, input);
      expect(row(answer, 'csat').n).toBe(rated);
      expect((row(answer, 'csat').value ?? Number.NaN) * 100).toBeCloseTo(top2, 5);
      expect(row(answer, 'csat_mean').value).toBeCloseTo(mean, 5);
    },
  );
});

describe.skipIf(!isThere)(`600 cancellations with their reasons${note}`, () => {
  interface Reasons {
    readonly reason_code: Readonly<Record<string, number>>;
    readonly feedback_text: Readonly<Record<string, number>>;
    readonly by_month: Readonly<Record<string, Readonly<Record<string, number>>>>;
  }
  const name = '23-ravenstack-support-csat-and-churn-reasons';
  const input = path(name, 'input');
  const reasons = isThere ? (expected(name) as Reasons) : { reason_code: {}, feedback_text: {}, by_month: {} };
  const line = 'feedback --surveys ravenstack_churn_events.csv --map comment=reason_code --compare none';
  const counts = ({ rows }: Answer): Record<string, number | null> =>
    Object.fromEntries(
      rows.flatMap(({ metric, group, value }) => (metric === 'comments' && group !== null ? [[group, value]] : [])),
    );

  test('reason codes', async () => {
    const answer = await ask(`${line} --by reason_code -p all`, input);
    expect(counts(answer)).toEqual(reasons.reason_code);
    expect(answer.inputs).toMatchObject([{ read: 600, used: 600, duplicates: 0 }]);
  });

  test('feedback texts', async () => {
    expect(counts(await ask(`${line} --by feedback_text -p all`, input))).toEqual(reasons.feedback_text);
  });

  test.each(Object.entries(reasons.by_month))('%s', async (month, codes) => {
    expect(counts(await ask(`${line} --by reason_code -p ${month}`, input))).toEqual(codes);
  });
});
