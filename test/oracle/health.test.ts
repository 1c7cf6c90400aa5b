import { expect, test } from 'vitest';
import { answerOf, casesOf, DAYS, folderOf, inTurn, MONTH, openOracle, QUARTER, rowsOf, WEEK } from './company.ts';
import { compare, type Row } from './compare.ts';
import { healthCompany } from './generate-health.ts';
import { compareCustomers, isNearEdge, type Scored } from './compare-health.ts';
import type { HealthRules } from './health-rules.ts';

// csm health and csm growth against SQL, on invented companies.

const AS_OF = '2025-06-30';

const PERIODS = [MONTH, QUARTER, { period: '2024-02', firstDay: '2024-02-01', lastDay: '2024-02-29' }, DAYS, WEEK];

/** The health of the config, in turn. */
const RULES: readonly HealthRules[] = [
  {},
  { targets: { keyFeatures: ['report', 'export', 'api'], activeDays: 5, pastDueDays: 45 } },
  { missing: 'worst', targets: { keyFeatures: ['share'], highPriority: ['urgent'] } },
  {
    weights: { usage: 3, adoption: 1, support: 2, nps: 2.5, payment: 1, ces: 0.5 },
    profiles: {
      young: { youngerThan: 91, weights: { usage: 1, adoption: 2, support: 4, mrr_trend: 1 }, trends: true },
    },
    bands: [40, 60],
  },
  { missing: 'neutral', minCoverage: 0.7, overrides: [] },
  { weights: { usage: 10, support: 10, growth: 30, csat: 20, mrr_trend: 20, ces: 20 } },
];

const oracle = openOracle();

// A score at the edge of a band may fall on either side of it by its last bit: then the rows are not compared.
const compared = { rows: 0, edges: 0 };

// A company here has every export: one for three of the other tests.
const cases = casesOf(30, (seed) => ({ rules: inTurn(RULES, seed), ...inTurn(PERIODS, seed) }), 3);

test.each(cases)('seed $seed, $period: health agrees', { timeout: 240_000 }, async (one) => {
  const { seed, rules, period, ...days } = one;
  const exports = healthCompany(seed, days.lastDay, false);
  await oracle().load(exports);
  const asked = `health -p ${period} --as-of ${AS_OF} --by segment`;
  const folder = folderOf(exports, { health: rules });
  const { rows, customers } = await answerOf<{ rows: Row[]; customers: Scored[] }>(folder, asked);
  const at = { ...days, asOf: AS_OF };
  const before = { firstDay: days.firstDay, lastDay: dayBefore(days.firstDay), asOf: AS_OF };
  const tables = {
    scores: await oracle().table('health', at, { health: rules }),
    parts: await oracle().table('health-components', at, { health: rules }),
    past: await oracle().table('health', before, { health: rules }),
  };
  const differences = compareCustomers(tables, customers, rules);
  if (isNearEdge(tables.scores, customers, rules)) {
    compared.edges++;
  } else {
    compared.rows++;
    differences.push(...compare(await oracle().figures(['health-rows'], at, { health: rules }), rows));
  }
  expect(differences).toEqual([]);
});

test.runIf(cases.length > 3)('most of the rows of health are compared', () => {
  expect(compared.edges).toBeLessThan(compared.rows);
});

test.each(cases)('seed $seed, $period: growth agrees', { timeout: 240_000 }, async (one) => {
  const { seed, period, firstDay, lastDay } = one;
  const exports = healthCompany(seed, lastDay, true);
  await oracle().load(exports);
  const asked = `growth -p ${period} --as-of ${AS_OF} --by segment --compare none`;
  const rows = await rowsOf(folderOf(exports, { health: {} }), asked);
  expect(compare(await oracle().figures(['growth'], { firstDay, lastDay, asOf: AS_OF }), rows)).toEqual([]);
});

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
