import { expect, test } from 'vitest';
import { answerOf, casesOf, folderOf, inTurn, openOracle } from './company.ts';
import type { Rules } from './duckdb.ts';
import { NOTHING } from './examples.ts';
import type { Exports } from './generate.ts';
import { buyers, renewers } from './generate-worth.ts';

// The two models of customer lifetime value against SQL: what they are fitted to, whether their parameters are a
// maximum, and what follows from them.

const AS_OF = '2025-06-30';

interface Asked {
  readonly args: string;
  readonly rules: Rules;
}

const PERIODS = [
  { period: '2024-12', firstDay: '2024-12-01', lastDay: '2024-12-31' },
  { period: '2024-Q2', firstDay: '2024-04-01', lastDay: '2024-06-30' },
  { period: '2024-06-20..2024-08-10', firstDay: '2024-06-20', lastDay: '2024-08-10' },
] as const;

const RENEWING: readonly Asked[] = [
  { args: '', rules: {} },
  { args: ' --discount 0.03 --margin 0.7', rules: { discount: 0.03, margin: 0.7 } },
  { args: ' --renewal quarter', rules: { renewal: 'quarter', discount: 1.01 ** 3 - 1 } },
  { args: ' --renewal quarter --discount 0.1', rules: { renewal: 'quarter', discount: 0.1 } },
];

const BUYING: readonly Asked[] = [
  { args: '', rules: {} },
  { args: ' --lifespan 6 --margin 0.4', rules: { lifespan: 6, margin: 0.4 } },
  { args: ' --lifespan 24 --discount 0.02', rules: { lifespan: 24, discount: 0.02 } },
];

interface Model {
  readonly model: string;
  readonly group: string | null;
  readonly currency: string | null;
  readonly n: number;
  readonly parameters: readonly { readonly name: string; readonly value: number }[];
  readonly log_likelihood: number;
  readonly figures: readonly Told[];
}

interface Told {
  readonly figure: string;
  readonly at: number | null;
  readonly value: number;
  readonly observed: number | null;
}

interface Answer {
  readonly rows: readonly {
    readonly group: string | null;
    readonly currency: string | null;
    readonly value: number | null;
    readonly reason: string | null;
  }[];
  readonly models: readonly Model[];
}

const oracle = openOracle();

// A fit takes its time: one company for ten of the other tests.
const cases = casesOf(30, (seed) => inTurn(PERIODS, seed), 10);

test.each(cases)('seed $seed, $period: sbg and SQL agree', { timeout: 120_000 }, async ({ seed, period, ...days }) => {
  const { args, rules } = inTurn(RENEWING, seed);
  const exports = { ...NOTHING, ...renewers(seed) };
  const answer = await ask(`clv --method sbg${args}`, period, exports);
  await loaded(exports, answer);
  const found = keyed(await oracle().table('sbg', { ...days, asOf: AS_OF }, rules));
  expect(answer.models.length).toBeGreaterThan(0);
  expect([...fitted(answer.models, found, 'log_likelihood'), ...worth(answer, found)]).toEqual([]);
});

test.each(cases)('seed $seed, $period: bgnbd-gg and SQL agree', { timeout: 240_000 }, async (one) => {
  const { seed, period, ...days } = one;
  const { args, rules } = inTurn(BUYING, seed);
  const exports = { ...NOTHING, ...buyers(seed) };
  const answer = await ask(`clv --method bgnbd-gg${args}`, period, exports);
  await loaded(exports, answer);
  const span = { ...days, asOf: AS_OF };
  const purchases = keyed(await oracle().table('bg-nbd', span, rules));
  const values = keyed(await oracle().table('gamma-gamma', span, rules));
  const future = keyed(await oracle().table('bgnbd-gg', span, rules));
  const of = (name: string) => answer.models.filter(({ model }) => model === name);
  expect(answer.models.length).toBeGreaterThan(0);
  expect([
    ...fitted(of('bg-nbd'), new Map([...purchases, ...future]), 'log_likelihood'),
    // What csm says is of values in cents, while v is in units of the currency.
    ...fitted(of('gamma-gamma'), values, 'log_likelihood'),
    ...worth(answer, future),
  ]).toEqual([]);
});

/** METRICS.md 3.5: those of 1,000 customers who are there yet after each year. */
const COHORTS = [
  { name: 'Regular', left: [1000, 631, 468, 382, 326, 289, 262, 241], alpha: 0.704, beta: 1.182, best: -1680.265 },
  { name: 'High-end', left: [1000, 869, 743, 653, 593, 551, 517, 491], alpha: 0.668, beta: 3.806, best: -1611.158 },
] as const;

const DERL = {
  Regular: [2.9647, 4.1035, 4.8701, 5.4424, 5.8944],
  'High-end': [5.4149, 5.9018, 6.2943, 6.6203, 6.8971],
} as const;

test.each(COHORTS)('csm and SQL have the published figures of the $name cohort', async ({ name, left, ...fit }) => {
  const rows = left.flatMap((there, year) =>
    Array.from({ length: there - (left[year + 1] ?? 0) }, (_, i) => {
      const end = year + 1 < left.length ? `${2015 + year + 1}-01-01` : '';
      return `${name}${year}-${i},2015-01-01,${end},100,year`;
    }),
  );
  const subscriptions = `customer_id,started_at,ended_at,amount,interval\n${rows.join('\n')}\n`;
  const exports = { ...NOTHING, subscriptions };
  const answer = await ask('clv --method sbg --renewal year --discount 0.1', '2022', exports);
  const [model] = answer.models;
  expect(model?.parameters).toEqual([
    { name: 'alpha', value: expect.closeTo(fit.alpha, 3) as number },
    { name: 'beta', value: expect.closeTo(fit.beta, 3) as number },
  ]);
  await loaded(exports, answer);
  const days = { firstDay: '2022-01-01', lastDay: '2022-12-31', asOf: AS_OF };
  const rules: Rules = { renewal: 'year', discount: 0.1 };
  const found = keyed(await oracle().table('sbg', days, rules));
  expect([...fitted(answer.models, found, 'log_likelihood'), ...worth(answer, found)]).toEqual([]);
  const all = { group: null, currency: null };
  expect(found.get(keyOf(all, 'n'))).toBe(1000);
  expect(found.get(keyOf(all, 'log_likelihood'))).toBeCloseTo(fit.best, 3);
  expect(found.get(keyOf(all, 'survival_observed', 7))).toBeCloseTo(left[7] / 1000, 9);

  // What follows is of the parameters as the paper rounds them.
  await oracle().fit(
    (['alpha', 'beta'] as const).map((name) => ({ model: 'sbg', grp: null, currency: null, name, value: fit[name] })),
  );
  const rounded = keyed(await oracle().table('sbg', days, rules));
  const of = (figure: string, nth: number | null = null) => rounded.get(keyOf(all, figure, nth));
  expect(of('del')).toBeCloseTo({ Regular: 3.6951, 'High-end': 5.9226 }[name], 4);
  for (const [i, derl] of DERL[name].entries()) expect(of('derl', i + 1)).toBeCloseTo(derl, 4);
});

test('SQL has the published figures of a CDNOW customer', async () => {
  // In hundredths of a week, which are days here: x 2, t_x 30.43, T 38.86, and 39 weeks are 130 months of 30 days.
  const bought = ['2010-01-01', '2012-01-01', '2018-05-02'].map((day) => `p${day},c1,${day},22.35`);
  await oracle().load({ ...NOTHING, payments: `payment_id,customer_id,at,amount\n${bought.join('\n')}\n` });
  const parameters = { r: 0.2426, alpha: 441.35, a: 0.7929, b: 2.4258, p: 6.25, q: 3.74, v: 15.44 };
  await oracle().fit(
    Object.entries(parameters).map(([name, value]) => ({
      model: 'pqv'.includes(name) ? 'gamma-gamma' : 'bg-nbd',
      grp: null,
      currency: null,
      name,
      value,
    })),
  );
  const days = { firstDay: '2020-08-01', lastDay: '2020-08-22', asOf: AS_OF };
  const all = { group: null, currency: null };
  const future = keyed(await oracle().table('bgnbd-gg', days, { lifespan: 130, discount: 0 }));
  expect(future.get(keyOf(all, 'purchases', 3900))).toBeCloseTo(1.226, 3);
  expect(future.get(keyOf(all, 'alive'))).toBeCloseTo(0.7266, 3);
  // Of 1.226 purchases and a conditional mean of 24.65.
  expect(future.get(keyOf(all, 'clv'))).toBeCloseTo(1.226 * 24.65, 1);
  const values = keyed(await oracle().table('gamma-gamma', days));
  expect(Math.abs((values.get(keyOf(all, 'purchase_value')) ?? NaN) - 35.17)).toBeLessThan(0.1);
});

function ask(command: string, period: string, exports: Exports): Promise<Answer> {
  const { customers, subscriptions, payments } = exports;
  const folder = folderOf({ customers, ...(command.includes('sbg') ? { subscriptions } : { payments }) });
  return answerOf(folder, `${command} -p ${period} --as-of ${AS_OF} --compare none --by segment`);
}

/** The exports, and the parameters that are judged. */
async function loaded(exports: Exports, { models }: Answer): Promise<void> {
  await oracle().load(exports);
  await oracle().fit(
    models.flatMap(({ model, group, currency, parameters }) =>
      parameters.map(({ name, value }) => ({ model, grp: group, currency, name, value })),
    ),
  );
}

type Found = ReadonlyMap<string, number>;

/** What SQL says, by group, currency, figure and age. */
function keyed(rows: readonly Record<string, string | number | null>[]): Found {
  return new Map(
    rows.map(({ grp, currency, figure, nth, value }) => [
      keyOf({ group: grp ?? null, currency: currency ?? null }, String(figure), nth ?? null),
      Number(value),
    ]),
  );
}

function keyOf(
  { group, currency }: { readonly group: string | number | null; readonly currency: string | number | null },
  figure: string,
  nth: string | number | null = null,
): string {
  return [group ?? 'all', currency ?? '-', figure, nth ?? ''].join(' ').trim();
}

/** Where a model is not what it says: of whom, how likely, a maximum; and what follows from it. */
function fitted(models: readonly Model[], found: Found, likelihood: string): string[] {
  return models.flatMap((model) => {
    const check = (figure: string, at: number | null, value: number, near: number) => {
      const key = keyOf(model, figure, at);
      const sql = found.get(key);
      return sql !== undefined && close(sql, value, near)
        ? []
        : [`${model.model} ${key}: SQL has ${sql}, csm ${value}`];
    };
    const own = found.get(keyOf(model, 'log_likelihood')) ?? NaN;
    const better = ['nearby', 'anywhere'].flatMap((place) => {
      const other = found.get(keyOf(model, place)) ?? NaN;
      return other <= own + 1e-7 ? [] : [`${model.model} of ${keyOf(model, place)}: ${other} is above ${own}`];
    });
    return [
      ...check('n', null, model.n, 0),
      ...check(likelihood, null, model.log_likelihood, 1e-9),
      ...better,
      ...model.figures.flatMap(({ figure, at, value, observed }) => [
        ...(figure === 'discount' ? [] : check(figure, at, value, 1e-8)),
        // Of an age that nobody was ever due at, nothing was observed.
        ...(observed === null || (figure === 'survival' && !found.has(keyOf(model, 'survival_observed', at)))
          ? []
          : check(`${figure}_observed`, at, observed, 1e-9)),
      ]),
    ];
  });
}

/** Where the value itself differs, or is not there for a reason unheard of. */
function worth({ rows }: Answer, found: Found): string[] {
  return rows.flatMap((row) => {
    const key = keyOf(row, 'clv');
    const sql = found.get(key);
    if (row.value === null) return sql === undefined ? [] : [`${key}: SQL has ${sql}, csm none: ${row.reason}`];
    return sql !== undefined && close(sql, row.value, 1e-8) ? [] : [`${key}: SQL has ${sql}, csm ${row.value}`];
  });
}

function close(one: number, other: number, near: number): boolean {
  return Math.abs(one - other) <= near * Math.abs(other);
}
