import { expect, test } from 'vitest';
import { casesOf, folderOf, inTurn, MONTH, openOracle, QUARTER, rowsOf, YEAR } from './company.ts';
import { compare } from './compare.ts';
import { NOTHING } from './examples.ts';
import { commentsOf } from './generate-comments.ts';

// csm feedback against SQL, with a dictionary of one word.

const AS_OF = '2025-06-30';
const THEME = { name: 'speed', target: 'product', tone: 'complaint', any: ['slow'] };

const oracle = openOracle();

const cases = casesOf(10, (seed) => inTurn([MONTH, QUARTER, YEAR], seed));

test.each(cases)('seed $seed, $period: csm and SQL agree', { timeout: 240_000 }, async ({ seed, period, ...days }) => {
  const exports = commentsOf(seed);
  await oracle().load({ ...NOTHING, ...exports });
  const folder = folderOf(exports, { feedback: { extend: false, themes: [THEME] } });
  const asked = `feedback -p ${period} --as-of ${AS_OF} --compare none --by segment`;
  const rows = (await rowsOf(folder, asked)).filter(({ group }) => group !== THEME.name);
  expect(compare(await oracle().figures(['comments'], { ...days, asOf: AS_OF }), rows)).toEqual([]);
});
