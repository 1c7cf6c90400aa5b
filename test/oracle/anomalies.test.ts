import { expect, test } from 'vitest';
import { answerOf, casesOf, folderOf, inTurn, openOracle } from './company.ts';
import { monthly } from './generate-series.ts';
import { range } from './text.ts';

// csm anomalies of a period and of reps against SQL, on invented companies.

const LAST = '2024-12';
const AS_OF = '2025-03-01';
const MONTHS = [8, 9, 10, 17, 25, 30] as const;

const oracle = openOracle();

// A company is measured in each of its months: one for fifteen of the other tests.
const cases = casesOf(30, (seed) => ({ months: inTurn(MONTHS, seed) }), 15);

test.each(cases)('seed $seed, $months months: limits agree', { timeout: 600_000 }, async ({ seed, months }) => {
  const exports = monthly(seed, LAST, months);
  await oracle().load(exports);
  const periods = [];
  for (const before of range(Math.min(25, months + 1))) {
    const figures = await oracle().figures(
      ['nps', 'csat', 'ces', 'fcr', 'support', 'churn', 'mrr'],
      monthBefore(before),
    );
    periods.push(figures);
  }
  await oracle().follow(periods);
  const usual = await oracle().table('anomalies', monthBefore(0));
  const reps = await oracle().table('anomalies-rep', monthBefore(0));

  const asked = `anomalies -p ${LAST} --as-of ${AS_OF} --limit all`;
  const { anomalies, levels } = await answerOf<Answer>(folderOf(exports), asked);

  const differences: string[] = [];
  for (const found of anomalies.filter(({ level }) => level === 'period')) {
    const own = usual.find(({ metric }) => metric === found['metric']);
    differences.push(...differ(own, found, ['kind', 'value', 'baseline', 'limit_low', 'limit_high', 'n']));
  }
  for (const found of anomalies.filter(({ level }) => level === 'rep')) {
    const own = reps.find(({ metric, grp }) => metric === found['metric'] && grp === found['group']);
    differences.push(...differ(own, found, ['value', 'baseline', 'limit_low', 'limit_high', 'n']));
  }
  const told = new Set(anomalies.map(({ level, metric, group }) => `${level} ${metric} ${group}`));
  for (const level of ['period', 'rep']) {
    const beyond = (level === 'rep' ? reps : usual)
      .filter(
        ({ value, limit_low: low, limit_high: high }) => Number(value) < Number(low) || Number(value) > Number(high),
      )
      .filter(({ metric }) => level === 'rep' || TESTED.has(String(metric)))
      .map(({ metric, grp }) => `${level} ${metric} ${grp ?? null}`)
      .filter((name) => !told.has(name));
    const spared = levels.find((one) => one.level === level)?.could_be_chance ?? 0;
    // By rep SQL tests what csm does, of the period csm tests more.
    if (level === 'rep' ? beyond.length !== spared : beyond.length > spared)
      differences.push(`SQL has ${beyond.join(', ')}, csm takes ${spared} for chance`);
  }
  expect(differences).toEqual([]);
});

/** Those that csm is seen to test. */
const TESTED = new Set(
  'nps_promoters nps_detractors csat ces fcr customer_churn_rate_cohort first_response_time mrr_churn'.split(' '),
);

interface Answer {
  readonly anomalies: readonly Cells[];
  readonly levels: readonly { readonly level: string; readonly could_be_chance: number }[];
}

type Cells = Readonly<Record<string, string | number | null>>;

/** Where they tell something else of one finding, in one line each; what SQL does not know is left alone. */
function differ(own: Cells | undefined, found: Cells, names: readonly string[]): string[] {
  const what = `${found['metric']} of ${found['group'] ?? 'all'}`;
  if (own === undefined) return [`${what}: csm has it, SQL nothing usual`];
  return names.flatMap((name) => {
    const [sql, said] = [inUnits(own[name] ?? null, name, found), found[name] ?? null];
    if (sql === null && name === 'n') return [];
    const same = typeof sql === 'number' && typeof said === 'number' ? nearly(sql, said) : sql === said;
    return same ? [] : [`${what}: ${name}: SQL has ${sql}, csm ${said}`];
  });
}

/** SQL has money in cents. */
function inUnits(cell: string | number | null, name: string, { unit }: Cells) {
  return typeof cell === 'number' && unit === 'money' && name !== 'n' ? cell / 100 : cell;
}

function nearly(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
}

function monthBefore(before: number) {
  const [year = 0, month = 0] = LAST.split('-').map(Number);
  const day = (months: number, date: number) => new Date(Date.UTC(year, months, date)).toISOString().slice(0, 10);
  return { firstDay: day(month - 1 - before, 1), lastDay: day(month - before, 0), asOf: AS_OF };
}
