import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csm } from './support/csm.ts';
import { folderWith, wordsOf } from './support/folder.ts';

// Published data with published answers. They are not ours to carry: CSM_CASES names the folder that holds them.

const cases = process.env['CSM_CASES'] ?? '';
const isThere = cases !== '';
const note = isThere ? '' : ' (left out: CSM_CASES does not say where the data are)';
const path = (...parts: string[]): string => join(cases, ...parts);
const json = (...parts: string[]): unknown => JSON.parse(readFileSync(path(...parts), 'utf8'));

interface Row {
  readonly metric: string;
  readonly group: string | null;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly n: number;
  readonly reason: string | null;
}

async function rowsOf(line: string, cwd: string): Promise<readonly Row[]> {
  const { code, stdout, stderr } = await csm([...wordsOf(line), '--json', '-q'], { cwd });
  expect(code, stderr).toBe(0);
  return (JSON.parse(stdout) as { rows: readonly Row[] }).rows;
}

function row(rows: readonly Row[], metric: string, group: string | null = null): Row {
  const found = rows.find((each) => each.metric === metric && each.group === group);
  if (found === undefined) throw new Error(`no row ${metric} of ${group ?? 'all'}`);
  return found;
}

describe.skipIf(!isThere)(`a conference survey: NPS -35.9 of 39 answers${note}`, () => {
  const column = 'On a scale of 0-10, how would you rate Sudzilla?';

  test.each(['survey.csv', 'survey.json'])('%s', async (file) => {
    const rows = await rowsOf(`nps ${file} --map 'score=${column}' -p all`, path('09-sudzilla-nps', 'input'));
    const { counts } = json('09-sudzilla-nps', 'expected.json') as { counts: { responses: number; nps: number } };
    expect(row(rows, 'nps').value).toBeCloseTo(counts.nps, 3);
    expect(row(rows, 'nps')).toMatchObject({ numerator: 8 - 22, denominator: 39, n: counts.responses });
    const groups = ['nps_promoters', 'nps_passives', 'nps_detractors'].map((metric) => row(rows, metric).numerator);
    expect(groups).toEqual([8, 9, 22]);
  });

  test('without --map csm says what it found, and the line it gives names a column', async () => {
    const { code, stderr } = await csm(['nps', 'survey.csv'], { cwd: path('09-sudzilla-nps', 'input') });
    expect([code, stderr.includes('[header/missing]')]).toEqual([3, true]);
    expect(stderr).toContain(`--map score='`);
  });
});

describe.skipIf(!isThere)(`2 x 1000 customers over twelve years: churn and retention by segment${note}`, () => {
  interface Year {
    readonly year: number;
    readonly survival_pct: number;
    readonly retention_rate: number | null;
    readonly churn_rate: number | null;
  }
  const input = path('18-fader-hardie-survival', 'input');
  const file = '--subscriptions customers.csv --by segment --compare none';
  const years = Array.from({ length: 11 }, (_, i) => 2011 + i);

  test.each(years)('%i', async (year) => {
    const expected = json('18-fader-hardie-survival', 'expected.json') as Readonly<Record<string, unknown>>;
    const rows = [
      ...(await rowsOf(`churn ${file} -p ${year}`, input)),
      ...(await rowsOf(`retention ${file} -p ${year}`, input)),
    ];
    for (const segment of ['high_end', 'regular']) {
      const table = expected[segment] as readonly Year[];
      const [before, now] = [table[year - 2010], table[year - 2009]];
      if (before === undefined || now === undefined) throw new Error(`no ${year} for ${segment}`);
      const start = Math.round(before.survival_pct * 10);
      const end = Math.round(now.survival_pct * 10);
      expect(row(rows, 'customers_at_start', segment).value).toBe(start);
      expect(row(rows, 'customers_at_end', segment).value).toBe(end);
      for (const metric of ['customer_churn_rate', 'customer_churn_rate_cohort']) {
        expect(row(rows, metric, segment)).toMatchObject({ numerator: start - end, denominator: start });
        expect(row(rows, metric, segment).value).toBeCloseTo(now.churn_rate ?? NaN, 5);
      }
      expect(row(rows, 'customer_retention_rate', segment).value).toBeCloseTo(now.retention_rate ?? NaN, 5);
      for (const metric of ['nrr', 'grr', 'gross_mrr_churn_rate', 'net_mrr_churn_rate']) {
        expect(row(rows, metric, segment), 'without amounts there is no money').toMatchObject({
          value: null,
          reason: 'no_amounts',
        });
      }
    }
  });

  test('cohorts by year and segment: what survives, at each close', async () => {
    const expected = json('18-fader-hardie-survival', 'expected.json') as Readonly<Record<string, readonly Year[]>>;
    const line = 'cohorts --subscriptions customers.csv --every year --by segment --measure customers -p 2010..2021';
    const rows = (await rowsOf(line, input)) as readonly (Row & { cohort: string | null; age: number; size: number })[];
    for (const segment of ['high_end', 'regular']) {
      const cells = rows.filter(({ group, cohort }) => group === segment && cohort === '2010');
      expect(cells.map(({ age }) => age)).toEqual(Array.from({ length: 12 }, (_, age) => age));
      for (const { age, value, numerator, size } of cells) {
        const percent = expected[segment]?.[age + 1]?.survival_pct ?? NaN;
        expect(value).toBeCloseTo(percent / 100, 12);
        expect([numerator, size]).toEqual([Math.round(percent * 10), 1000]);
      }
    }
    const both = rows.find(({ group, cohort }) => group === null && cohort === '2010');
    expect(both).toMatchObject({ value: 1.5 / 2, numerator: 869 + 631, size: 2000 });
  });

  test('the Kaplan-Meier estimate: the same share a year', async () => {
    const expected = json('18-fader-hardie-survival', 'expected.json') as Readonly<Record<string, readonly Year[]>>;
    const line = 'cohorts --subscriptions customers.csv --survival --by segment --as-of 2021-12-31';
    const rows = (await rowsOf(line, input)) as readonly (Row & { time: number })[];
    for (const segment of ['high_end', 'regular']) {
      const steps = rows.filter(({ group, time }) => group === segment && time > 0);
      const published = (expected[segment] ?? []).slice(1).map(({ survival_pct }) => survival_pct / 100);
      expect(steps).toHaveLength(12);
      for (const [i, { value }] of steps.entries()) expect(value).toBeCloseTo(published[i] ?? NaN, 12);
    }
  });

  test('in the first year nobody is there to lose', async () => {
    const rows = await rowsOf(`churn ${file} -p 2010`, input);
    expect(row(rows, 'customer_churn_rate_cohort')).toMatchObject({ value: null, reason: 'no_opening_customers' });
    expect(row(rows, 'customers_new').value).toBe(2000);
  });

  test('MRR is null and says why', async () => {
    const rows = await rowsOf('mrr --subscriptions customers.csv -p 2012', input);
    expect(row(rows, 'mrr')).toMatchObject({ value: null, reason: 'no_amounts' });
  });
});

describe.skipIf(!isThere)(`500 accounts over 24 months: MRR and its movements${note}`, () => {
  interface Month {
    readonly month: string;
    readonly customers_start: number;
    readonly new_customers: number;
    readonly churned_customers: number;
    readonly customers_end: number;
    readonly logo_churn_rate: number | null;
    readonly starting_mrr: number;
    readonly new_mrr: number;
    readonly expansion_mrr: number;
    readonly contraction_mrr: number;
    readonly churned_mrr: number;
    readonly ending_mrr: number;
    readonly gross_revenue_churn_rate: number | null;
    readonly net_revenue_retention: number | null;
    readonly grr: number | null;
  }
  const months = isThere
    ? (json('04-ravenstack-mrr-waterfall', 'expected.json') as { months: readonly Month[] }).months
    : [];

  /** One row for each account and month it pays in: from the first of the month to the first of the next. */
  function subscriptions(): string {
    const sheet = readFileSync(path('04-ravenstack-mrr-waterfall', 'input', 'account_mrr_month.csv'), 'utf8');
    const rows = sheet
      .trim()
      .split('\n')
      .slice(1)
      .map((line, i) => {
        const [month = '', account = '', mrr = ''] = line.trim().split(',');
        const [year = 0, number = 0] = month.split('-').map(Number);
        const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
        return `s${i},${account},${mrr},${month}-01,${next}-01`;
      });
    return ['subscription_id,customer_id,mrr,started_at,ended_at', ...rows, ''].join('\n');
  }

  test('24 months', () => expect(months).toHaveLength(24));

  test('each of them, to the cent', async () => {
    const cwd = folderWith({ 'subscriptions.csv': subscriptions() });
    for (const expected of months) {
      const rows = await rowsOf(`report subscriptions.csv -p ${expected.month} --compare none`, cwd);
      const value = (metric: string): number => row(rows, metric).value ?? NaN;
      const about = expected.month;
      expect(value('customers_at_start'), about).toBe(expected.customers_start);
      expect(value('customers_new') + value('customers_reactivated'), about).toBe(expected.new_customers);
      expect(value('customers_lost'), about).toBe(expected.churned_customers);
      expect(value('customers_at_end'), about).toBe(expected.customers_end);
      expect(value('mrr_at_start'), about).toBe(expected.starting_mrr);
      expect(value('mrr_new') + value('mrr_reactivation'), about).toBe(expected.new_mrr);
      expect(value('mrr_expansion'), about).toBe(expected.expansion_mrr);
      expect(value('mrr_contraction'), about).toBe(expected.contraction_mrr);
      expect(value('mrr_churn'), about).toBe(expected.churned_mrr);
      expect(value('mrr'), about).toBe(expected.ending_mrr);
      for (const [metric, rate] of [
        ['customer_churn_rate_cohort', expected.logo_churn_rate],
        ['customer_churn_rate', expected.logo_churn_rate],
        ['gross_mrr_churn_rate', expected.gross_revenue_churn_rate],
        ['nrr', expected.net_revenue_retention],
        ['grr', expected.grr],
      ] as const) {
        if (rate === null) expect(row(rows, metric).value, `${about} ${metric}`).toBeNull();
        else expect(value(metric), `${about} ${metric}`).toBeCloseTo(rate, 5);
      }
    }
  });
});

describe.skipIf(!isThere)(`a shop of 100 customers: payments in cents, joined with orders${note}`, () => {
  test('the mean of what 62 customers have paid', async () => {
    const expected = json('03-jaffle-historic-clv', 'expected.json') as Record<string, number>;
    const names = 'raw_customers.csv raw_orders.csv raw_payments.csv';
    const rows = await rowsOf(`clv ${names} --method historic -p all`, path('03-jaffle-historic-clv', 'input'));
    const found = row(rows, 'clv');
    expect(found.value).toBeCloseTo(expected['mean_clv_of_customers_with_orders'] ?? NaN, 6);
    expect(found).toMatchObject({ n: expected['customers_with_orders'], numerator: expected['total_revenue'] });
  });
});

describe.skipIf(!isThere)(`2 x 1000 customers: the model of their renewals${note}`, () => {
  test.each([
    ['regular', 'alpha 0.7041, beta 1.1820'],
    ['high_end', 'alpha 0.6681, beta 3.8061'],
  ])('%s', async (segment, expected) => {
    const line = 'clv --subscriptions customers.csv --method sbg -p 2010..2017 --renewal year --by segment --json -q';
    const { stdout } = await csm(wordsOf(line), { cwd: path('18-fader-hardie-survival', 'input') });
    const { models } = JSON.parse(stdout) as {
      models: readonly { group: string | null; parameters: readonly { name: string; value: number }[] }[];
    };
    const { parameters = [] } = models.find(({ group }) => group === segment) ?? {};
    expect(parameters.map(({ name, value }) => `${name} ${value.toFixed(4)}`).join(', ')).toBe(expected);
  });
});
