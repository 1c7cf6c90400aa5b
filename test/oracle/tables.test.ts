import { expect, test } from 'vitest';
import { casesOf, folderOf, inTurn, openOracle, rowsOf, YEAR } from './company.ts';
import { dataset } from './generate.ts';
import { inCurrencies } from './generate-rates.ts';

// The table of cohorts and the survival curve, which have columns of their own, against SQL on invented companies.

const AS_OF = '2025-03-01';

const PERIODS = [
  YEAR,
  { period: '2024-02..2024-07', firstDay: '2024-02-01', lastDay: '2024-07-31' },
  { period: '2023-07..2025-01', firstDay: '2023-07-01', lastDay: '2025-01-31' },
];

const oracle = openOracle();

const cases = casesOf(16, (seed) => inTurn(PERIODS, seed));

test.each(cases)('seed $seed, $period: cohorts and survival agree', { timeout: 240_000 }, async (one) => {
  const { seed, period, ...days } = one;
  const exports = dataset(seed);
  await oracle().load(exports);
  const folder = folderOf({ subscriptions: exports.subscriptions, customers: exports.customers });
  const asked = `-p ${period} --as-of ${AS_OF} --by segment`;

  const cells = (await rowsOf<Row>(folder, `cohorts ${asked}`)).filter(({ denominator }) => (denominator ?? 0) !== 0);
  expect(byKey(cells, 'group', 'cohort', 'age', ['numerator', 'denominator'])).toEqual(
    byKey(await oracle().table('cohorts', { ...days, asOf: AS_OF }), 'group', 'cohort', 'age', [
      'numerator',
      'denominator',
    ]),
  );

  const steps = (await rowsOf<Row>(folder, `cohorts --survival ${asked}`)).filter(({ events }) => (events ?? 0) !== 0);
  const expected = await oracle().table('survival', { ...days, asOf: AS_OF });
  expect(byKey(steps, 'group', 'time', 'time', ['events', 'at_risk'])).toEqual(
    byKey(expected, 'group', 'time', 'time', ['events', 'at_risk']),
  );
  expect(byKey(steps, 'group', 'time', 'time', ['value', 'se'])).toEqual(
    byKey(expected, 'group', 'time', 'time', ['value', 'se'], nearly),
  );
});

/** Whole periods of each length; as of a day some cells are not over. */
const COHORTS = [
  { every: 'month', period: '2024-02..2024-07', firstDay: '2024-02-01', lastDay: '2024-07-31', asOf: AS_OF },
  { every: 'quarter', period: '2023-07..2024-12', firstDay: '2023-07-01', lastDay: '2024-12-31', asOf: AS_OF },
  { every: 'year', period: '2023..2024', firstDay: '2023-01-01', lastDay: '2024-12-31', asOf: AS_OF },
  { every: 'month', period: '2024', firstDay: '2024-01-01', lastDay: '2024-12-31', asOf: '2024-08-15' },
  { every: 'quarter', period: '2024-Q1..2024-Q4', firstDay: '2024-01-01', lastDay: '2024-12-31', asOf: '2024-08-15' },
  { every: 'year', period: '2023..2024', firstDay: '2023-01-01', lastDay: '2024-12-31', asOf: '2024-08-15' },
] as const;

test.each(cases)('seed $seed: cohorts of customers and of MRR by every length agree', async ({ seed }) => {
  const exports = dataset(seed);
  await oracle().load(exports);
  const folder = folderOf({ subscriptions: exports.subscriptions, customers: exports.customers });
  const { every, period, ...span } = inTurn(COHORTS, Math.floor(seed / 2));
  const measure = seed % 2 === 0 ? 'customers' : 'mrr';
  const asked = `cohorts --measure ${measure} --every ${every} -p ${period} --as-of ${span.asOf} --by segment`;
  const rows = await rowsOf<Row>(folder, asked);
  const cells = rows.filter(({ denominator, complete }) => (denominator ?? 0) !== 0 && complete);
  const cents = measure === 'mrr' ? 100 : 1;
  const expected = await oracle().table(measure === 'mrr' ? 'cohorts-mrr' : 'cohorts', span, { every });
  expect(byCurrency(cells, 1)).toEqual(byCurrency(expected, cents));
  for (const { value, numerator, denominator } of cells) {
    expect(value).toBeCloseTo(Number(numerator) / Number(denominator), 9);
  }
});

test.each(cases)('seed $seed: cohorts of MRR in one currency agree', { timeout: 240_000 }, async ({ seed }) => {
  const { exports, fx } = inCurrencies(dataset(seed), seed);
  await oracle().load({ ...exports, fx });
  const { subscriptions, customers } = exports;
  const folder = folderOf({ subscriptions, customers, fx }, { currency: 'USD' });
  const { every, period, ...span } = inTurn(COHORTS, seed);
  const day = seed % 2 === 0 ? null : '2024-05-04';
  const how = day === null ? '' : `--fx constant@${day} `;
  const asked = `cohorts --measure mrr ${how}--every ${every} -p ${period} --as-of ${span.asOf} --by segment`;
  const rows = await rowsOf<Row>(folder, asked);
  const cells = rows.filter(({ denominator, complete }) => (denominator ?? 0) !== 0 && complete);
  const expected = await oracle().table('cohorts-mrr', span, { every, fx: day ?? 'period-end' });
  expect(byCurrency(cells, 1)).toEqual(byCurrency(expected, 100));
});

/** The two numbers of each cell, by group, currency, cohort and age; divided by 100 where they are cents. */
function byCurrency(rows: readonly Row[], divisor: number) {
  const keyed = rows.map((row): Row => ({ ...row, place: `${row['currency'] ?? '-'} ${row['cohort'] ?? 'average'}` }));
  return byKey(keyed, 'group', 'place', 'age', ['numerator', 'denominator'], (number) => number / divisor);
}

type Row = Readonly<Record<string, string | number | boolean | null>>;

function nearly(number: number): unknown {
  return expect.closeTo(number, 9);
}

/** The rows as `group cohort age: [numbers]`, in an order of their own; as counts are, or nearly. */
function byKey(
  rows: readonly Row[],
  one: string,
  two: string,
  three: string,
  numbers: string[],
  as: (number: number) => unknown = (number) => number,
) {
  const written = rows.map((row): [string, unknown[]] => [
    [row[one] ?? 'all', row[two] ?? 'average', row[three]].join(' '),
    numbers.map((name) => {
      const cell = row[name] ?? null;
      return typeof cell === 'number' ? as(cell) : cell;
    }),
  ]);
  return Object.fromEntries(written.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
