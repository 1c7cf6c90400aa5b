import { expect, test } from 'vitest';
import { answerOf, casesOf, folderOf, inTurn, openOracle } from './company.ts';
import type { Outcome, Span } from './duckdb.ts';
import { leavingCompany } from './generate-health.ts';
import type { HealthRules } from './health-rules.ts';
import { range } from './text.ts';

// csm health backtest against SQL, on invented companies.

const CLOSE = '2024-04-30';

/** As of which day, and the months whose outcome was known by then. */
const SPANS = [
  { asOf: '2024-12-31', period: '2023-10..2024-07', first: '2023-10', months: 10 },
  { asOf: '2024-09-10', period: '2023-10..2024-07', first: '2023-10', months: 10 },
  { asOf: '2024-12-31', period: '2024-03..2024-05', first: '2024-03', months: 3 },
  { asOf: '2024-12-31', period: '2024-04', first: '2024-04', months: 1 },
] as const;

const OUTCOMES: readonly Outcome[] = [
  { lead: 14, horizon: 90, minAge: 28 },
  { lead: 0, horizon: 120, minAge: 28 },
  { lead: 30, horizon: 60, minAge: 90 },
  { lead: 14, horizon: 90, minAge: 0 },
  { lead: 7, horizon: 31, minAge: 28 },
];

const RULES: readonly HealthRules[] = [
  {},
  { targets: { keyFeatures: ['report', 'export', 'api'], activeDays: 5, pastDueDays: 45 }, minCoverage: 0.2 },
  { missing: 'worst', bands: [30, 50] },
  { missing: 'neutral', minCoverage: 0.3, overrides: [] },
  { weights: { usage: 10, support: 10, nps: 20, payment: 20, ces: 20 }, minCoverage: 0.3, bands: [60, 85] },
  { weights: { nps: 1 } },
];

const oracle = openOracle();

// A company is scored at every close: one for ten of the other tests.
const cases = casesOf(
  30,
  (seed) => ({ span: inTurn(SPANS, seed), outcome: inTurn(OUTCOMES, seed), rules: inTurn(RULES, seed) }),
  10,
);

test.each(cases)('seed $seed, $span.period: the backtest agrees', { timeout: 120_000 }, async (one) => {
  const { seed, span, outcome, rules } = one;
  const exports = leavingCompany(seed, CLOSE);
  await oracle().load(exports);
  const last = Date.parse(`${span.asOf}T00:00:00Z`) - (outcome.lead + outcome.horizon) * 24 * 60 * 60 * 1000;
  const closes = range(span.months)
    .map((month) => monthOf(span.first, month, span.asOf))
    .filter(({ lastDay }) => Date.parse(`${lastDay}T00:00:00Z`) <= last);
  await oracle().look(closes, { health: rules }, outcome);
  const at = { firstDay: '2024-01-01', lastDay: '2024-01-31', asOf: span.asOf };
  const [expected = {}] = await oracle().table('backtest', at, { health: rules });

  const { lead, horizon, minAge } = outcome;
  const days = `--lead ${lead} --horizon ${horizon} --min-age ${minAge}`;
  const asked = `health backtest -p ${span.period} --as-of ${span.asOf} ${days}`;
  const { backtest: found } = await answerOf<Answer>(folderOf(exports, { health: rules }), asked);

  const differences = told(expected, found, expected['enough'] ? MEASURED : COUNTED);
  if (expected['enough']) {
    for (const band of await oracle().table('backtest-bands', at, { health: rules })) {
      const own = found.bands.find((one) => one['band'] === band['band']) ?? {};
      differences.push(...told(band, own, BAND).map((difference) => `${band['band']}: ${difference}`));
    }
    for (const part of await oracle().table('backtest-parts', at, { health: rules })) {
      const own =
        found.components.find((one) => one['component'] === part['name']) ??
        found.baselines.find((one) => one['name'] === part['name']) ??
        {};
      const what = part['name'] === 'days_since_last_activity' ? [...PART, 'score_auc'] : PART;
      differences.push(...told(part, own, what).map((difference) => `${part['name']}: ${difference}`));
    }
  }
  expect(differences).toEqual([]);
});

type Cells = Readonly<Record<string, unknown>>;

interface Answer {
  readonly backtest: Backtest;
}

interface Backtest extends Cells {
  readonly bands: readonly Cells[];
  readonly components: readonly Cells[];
  readonly baselines: readonly Cells[];
}

const COUNTED = 'snapshots churners stayers observations scored too_young churned_in_lead'.split(' ');
const MEASURED = [
  ...COUNTED,
  ...'base_rate auc auc_pooled lift_bottom_decile lift_bottom_quintile monotonic'.split(' '),
  ...'red_precision red_precision_low red_precision_high red_recall red_recall_low red_recall_high'.split(' '),
  ...'red_recall_mrr green_share_of_churners green_share_of_churners_low green_share_of_churners_high'.split(' '),
  'median_warning_days',
];
const BAND = 'n churned rate low high lift'.split(' ');
const PART = ['n', 'auc'];

/** Where SQL and csm tell something else, in one line each. */
function told(expected: Cells, found: Cells, names: readonly string[]): string[] {
  return names
    .filter((name) => !alike(expected[name] ?? null, found[name] ?? null))
    .map((name) => `${name}: SQL has ${String(expected[name])}, csm ${String(found[name])}`);
}

function alike(one: unknown, other: unknown): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return String(one) === String(other);
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
}

/** The first and the last day of a month, so many after another. */
function monthOf(first: string, after: number, asOf: string): Span {
  const [year = 0, month = 0] = first.split('-').map(Number);
  const day = (months: number, date: number) => new Date(Date.UTC(year, months, date)).toISOString().slice(0, 10);
  return { firstDay: day(month - 1 + after, 1), lastDay: day(month + after, 0), asOf };
}
