import { expect, test } from 'vitest';
import { casesOf, folderOf, inTurn, openOracle, PERIODS, rowsOf } from './company.ts';
import { compare } from './compare.ts';
import { FAMILIES } from './duckdb.ts';
import { dataset } from './generate.ts';

// csm against the SQL of this folder, figure by figure, on invented companies.

const AS_OF = '2025-03-01';

const oracle = openOracle();

const cases = casesOf(30, (seed) => inTurn(PERIODS, seed));

test.each(cases)('seed $seed, $period: csm and SQL agree', { timeout: 240_000 }, async ({ seed, period, ...days }) => {
  const exports = dataset(seed);
  await oracle().load(exports);
  const expected = await oracle().figures(FAMILIES, { ...days, asOf: AS_OF });
  const topics = ['nps', 'csat', 'ces'];

  const folder = folderOf(exports);
  const ask = (command: string) => rowsOf(folder, `${command} -p ${period} --as-of ${AS_OF} --by segment`);

  const report = (await ask('report')).filter(({ metric }) => metric !== 'response_rate');
  const differences = compare(
    expected.filter(({ topic }) => topic === null),
    report,
  );
  // In a report three topics have a response rate; asked one by one it is clear whose it is.
  for (const topic of topics) {
    const rates = (await ask(topic)).filter(({ metric }) => metric === 'response_rate');
    const own = expected.filter((figure) => figure.topic === topic);
    differences.push(...compare(own, rates).map((difference) => `${topic}: ${difference}`));
  }
  expect(differences).toEqual([]);
});
