import { expect, test } from 'vitest';
import { rateSchema } from '../../src/records/rate.ts';
import { accepted, type Cells, refused } from './support.ts';

const base: Cells = { date: '2024-07-01', currency: 'eur', rate: '1.0739' };

test('a rate is kept as it is written', () => {
  const date = Date.UTC(2024, 6, 1) / 86_400_000;
  expect(accepted(rateSchema, base)).toEqual({ date, currency: 'EUR', rate: { digits: 10_739n, scale: 4 } });
  expect(accepted(rateSchema, { ...base, rate: '0.000001' }).rate).toEqual({ digits: 1n, scale: 6 });
});

test.each<[string, Cells, string[]]>([
  ['no day', { date: '' }, ['date: field/missing']],
  ['no currency', { currency: '' }, ['currency: field/missing']],
  ['no rate', { rate: '' }, ['rate: field/missing']],
  ['nothing', { rate: '0' }, ['rate: field/out-of-range']],
  ['nothing, with decimals', { rate: '0.00' }, ['rate: field/out-of-range']],
  ['less than nothing', { rate: '-1.1' }, ['rate: field/out-of-range']],
  ['words', { rate: 'par' }, ['rate: money/format']],
  ['a name for a code', { currency: 'euro' }, ['currency: money/currency']],
])('%s is refused', (_, cells, expected) => {
  expect(refused(rateSchema, { ...base, ...cells })).toEqual(expected);
});
