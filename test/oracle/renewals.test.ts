import { expect, test } from 'vitest';
import { casesOf, folderOf, inTurn, MONTH, openOracle, QUARTER, rowsOf, YEAR } from './company.ts';
import { compare } from './compare.ts';
import { dataset } from './generate.ts';
import { parallelContracts } from './generate-contracts.ts';
import { contracts } from './generate-payments.ts';

// csm renewals against SQL, on invented contracts.

const AS_OF = '2025-06-30';

const oracle = openOracle();

const cases = casesOf(30, (seed) => inTurn([MONTH, QUARTER, YEAR], seed));

test.each(cases)('seed $seed, $period: csm and SQL agree', { timeout: 240_000 }, async ({ seed, period, ...days }) => {
  const exports = contracts(seed);
  await oracle().load({ ...dataset(seed), ...exports });
  const figures = await oracle().figures(['renewals'], { ...days, asOf: AS_OF });
  const asked = `renewals -p ${period} --as-of ${AS_OF} --compare none --by segment`;
  expect(compare(figures, await rowsOf(folderOf(exports), asked))).toEqual([]);
});

test.each(cases)('seed $seed, $period: contracts side by side agree', { timeout: 240_000 }, async (one) => {
  const { seed, period, ...days } = one;
  const exports = parallelContracts(seed);
  await oracle().load({ ...dataset(seed), ...exports });
  const grace = inTurn([30, 0, 10, 45], seed);
  const figures = await oracle().figures(['renewals-parallel'], { ...days, asOf: AS_OF }, { grace });
  const asked = `renewals --grace ${grace} -p ${period} --as-of ${AS_OF} --compare none --by segment`;
  expect(compare(figures, await rowsOf(folderOf(exports), asked))).toEqual([]);
});
