import { describe, expect, test } from 'vitest';
import type { BacktestAnswer } from '../../src/output/backtest-answer.ts';
import type { FitAnswer } from '../../src/output/fit.ts';
import { company, type Company } from '../health/backtest/company.ts';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// `csm health backtest` and `csm health fit`, on exports of invented companies whose truth is known.

const AS_OF = '--as-of 2024-06-30';
const made = new Map<string, Readonly<Record<string, string>>>();

function files(kind: Company): Readonly<Record<string, string>> {
  const known = made.get(JSON.stringify(kind)) ?? company(kind);
  made.set(JSON.stringify(kind), known);
  return known;
}

async function run(line: string, content: Readonly<Record<string, string>>) {
  return csm(wordsOf(`health ${line}`), { cwd: folderWith(content) });
}

async function told<Answer>(line: string, content: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await run(`${line} ${AS_OF} --data . --json`, content);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as { readonly backtest: Answer; readonly fit: Answer; readonly as_of: string };
}
const tested = async (content: Readonly<Record<string, string>>, line = '') =>
  (await told<BacktestAnswer>(`backtest ${line}`, content)).backtest;

const pointsOf = ({ components }: BacktestAnswer) =>
  Object.fromEntries(components.filter(({ n }) => n > 0).map(({ component, points }) => [component, points]));

const TRUTH: Company = { customers: 150, seed: 2 };

describe('churn that comes of less use and more support', () => {
  let once: Promise<BacktestAnswer> | null = null;
  const truth = (): Promise<BacktestAnswer> => (once ??= tested(files(TRUTH)));

  test('is found: the score tells it, and so do those two components', async () => {
    const found = await truth();
    expect(found.auc_low).toBeGreaterThan(0.55);
    expect(found.verdict).toBe('better_than_chance');
    expect(pointsOf(found)).toMatchObject({
      usage: 'right',
      support: 'right',
      payment: 'unclear',
      mrr_trend: 'unclear',
    });
    expect(found.lift_bottom_decile_low).toBeGreaterThan(1);
  });

  test('snapshots are closes of months, up to the last whose outcome is known', async () => {
    const found = await truth();
    // 104 days before 2024-06-30 is 2024-03-18.
    expect([found.snapshots, found.first_snapshot, found.last_snapshot]).toEqual([14, '2023-01-31', '2024-02-29']);
    expect(found.churners + found.stayers).toBeLessThanOrEqual(150);
    expect(found.bands.reduce((sum, { n }) => sum + n, 0)).toBe(found.observations);
  });

  test('no test for leakage sounds', async () => {
    const found = await truth();
    expect(found.leakage).toMatchObject({ shuffled_passed: true, static: [], suspects: [] });
    expect(found.leakage.shifted_changed).toBeGreaterThan(0.9);
    expect(found.leakage.shifted_auc).toBeLessThan(found.auc_low!);
  });

  test('baselines are told on the same customers as the score', async () => {
    const found = await truth();
    const idle = found.baselines.find(({ name }) => name === 'days_since_last_activity');
    expect(idle).toMatchObject({ n: found.observations, score_auc: found.auc, verdict: 'better' });
  });

  test('for people: the verdict first, then what it rests on', async () => {
    const { stdout } = await run(`backtest --data . ${AS_OF}`, files(TRUTH));
    expect(stdout).toMatch(
      /^Backtest of the health score · 14 snapshots 2023-01-31\.\.2024-02-29 · churn 15 to 104 days/,
    );
    expect(stdout).toMatch(/- the score tells churn better than chance: who left had the lower score in 0\.\d\d of/);
    expect(stdout).toMatch(/customers who were saved count as stayers/);
    expect(stdout).toMatch(/^usage +0\.\d\d +0\.\d\d to 0\.\d\d +[\d ]+ the right way$/m);
  });

  test('weights: those two weigh most, with signs that hold, and judged by later months', async () => {
    const { fit } = await told<FitAnswer>('fit', files(TRUTH));
    const weights = Object.fromEntries(
      fit.weights.map(({ component, weight_suggested: weight }) => [component, weight]),
    );
    expect(weights['usage']! + weights['support']!).toBeGreaterThan(0.75);
    expect(fit.weights.find(({ component }) => component === 'usage')).toMatchObject({ sign_share: 1, reason: null });
    expect(fit.weights.find(({ component }) => component === 'csat')).toMatchObject({
      weight_suggested: null,
      reason: 'no_values',
    });
    expect(fit.judged_n).toBeGreaterThan(100);
    expect(fit.auc).toBeGreaterThan(0.6);
    expect(fit.words.at(-1)).toMatch(/nothing was changed/);
  });

  test('the order of rows changes nothing', async () => {
    const mixed = Object.fromEntries(
      Object.entries(files(TRUTH)).map(([name, text]) => {
        const [head, ...rows] = text.trim().split('\n');
        return [name, [head, ...rows.toReversed()].join('\n')];
      }),
    );
    expect(await tested(mixed)).toEqual(await truth());
  });
});

describe('churn that nothing tells', () => {
  test.each([1, 2, 3])('0.5 is inside the interval, and no verdict speaks for the score (%d)', async (seed) => {
    const found = await tested(files({ customers: 150, seed, isShuffled: true }));
    expect(found.auc_low).toBeLessThan(0.5);
    expect(found.auc_high).toBeGreaterThan(0.5);
    expect(found.leakage.shuffled_passed).toBe(true);
    expect(found.verdict).toBe('no_better_than_chance');
  });
});

describe('leaks', () => {
  test('use that stops with the notice: the component is named', async () => {
    const leaky = files({ customers: 150, seed: 1, stopsBefore: 135 });
    const found = await tested(leaky);
    expect(found.verdict).toBe('leakage_suspected');
    expect(found.leakage.suspects[0]).toMatchObject({ name: 'usage' });
    expect(found.words.join('\n')).toMatch(/too good to be true: usage .*look at usage/);
    const { fit } = await told<FitAnswer>('fit', leaky);
    expect(fit.verdict).toBe('leakage_suspected');
    expect(fit.words.join('\n')).toMatch(/^not to be believed .*\ntoo good to be true: usage .*look at usage/);
  });

  const attribute: Record<string, string> = {
    ...files({ customers: 150, seed: 1, hasAttribute: true }),
    'csm.config.json': JSON.stringify({ health: { weights: { usage: 40, support: 30, relationship: 30 } } }),
  };

  test('a column that was filled in after the fact: marked, and dropped with --strict-leakage', async () => {
    const [lax, strict] = [await tested(attribute), await tested(attribute, '--strict-leakage')];
    expect(lax.leakage.static).toEqual(['relationship']);
    expect(lax.components.find(({ component }) => component === 'relationship')).toMatchObject({ static: true });
    expect(lax.words.join('\n')).toMatch(/static: leakage risk in relationship/);
    expect(strict.dropped).toEqual(['relationship']);
    expect(strict.components.map(({ component }) => component)).toEqual(['usage', 'support']);
    expect(strict.auc).toBeLessThan(lax.auc!);
  });

  test('of weights as well: marked, with the words of the backtest', async () => {
    const { fit } = await told<FitAnswer>('fit', attribute);
    const lax = await tested(attribute);
    expect(fit.leakage).toEqual({ static: lax.leakage.static, suspects: lax.leakage.suspects });
    expect(fit.weights.filter((each) => each.static).map(({ component }) => component)).toEqual(['relationship']);
    expect(fit.words.join('\n')).toMatch(/static: leakage risk in relationship/);
    const { stdout } = await run(`fit --data . ${AS_OF}`, attribute);
    expect(stdout).toMatch(/^relationship .*static: leakage risk$/m);
  });

  test('the weights of such a column are not suggested either', async () => {
    const { fit } = await told<FitAnswer>('fit --strict-leakage', attribute);
    expect(fit.dropped).toEqual(['relationship']);
    expect(fit.weights.map(({ component }) => component)).toEqual(['usage', 'support']);
  });
});

describe('too few', () => {
  const few = files({ customers: 40, seed: 3, leaving: 12 });

  test('under ten who left: counts, and not one figure', async () => {
    const { code, stdout, stderr } = await run(`backtest --data . ${AS_OF}`, few);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/- no verdict: 9 customers left and 31 stayed; it takes 10 of each, with a score/);
    expect(stdout).not.toMatch(/AUC|0\.\d/);
  });

  test('in JSON every key is there, and every figure null', async () => {
    const refused = await tested(few);
    const full = await tested(files(TRUTH));
    expect(Object.keys(refused)).toEqual(Object.keys(full));
    expect(Object.keys(refused.leakage)).toEqual(Object.keys(full.leakage));
    expect(refused).toMatchObject({
      churners: 9,
      stayers: 31,
      auc: null,
      lift_bottom_decile: null,
      verdict: 'refused',
    });
    expect(refused).toMatchObject({ bands: [], components: [], baselines: [] });
    const { fit } = await told<FitAnswer>('fit', few);
    expect(fit).toMatchObject({ churners: 9, weights: [], auc: null, verdict: 'refused' });
  });

  test('from ten to forty-nine: indicative, and it says so', async () => {
    const found = await tested(files({ customers: 60, seed: 5 }));
    expect(found.churners).toBeGreaterThanOrEqual(10);
    expect(found.churners).toBeLessThan(50);
    expect(found.words.join('\n')).toMatch(/indicative/);
    expect(found.verdict).not.toBe('better_than_chance');
  });

  test('subscriptions alone: MRR trends are all there is, and nobody is scored', async () => {
    const { 'subscriptions.csv': subscriptions = '' } = files(TRUTH);
    const { stdout } = await run(`backtest ${AS_OF} subscriptions.csv`, { 'subscriptions.csv': subscriptions });
    expect(stdout).toMatch(/the score is not told from chance/);
    expect(stdout).toMatch(/^unknown +1 \d{3} /m);
  });
});

describe('options', () => {
  const some = files({ customers: 40, seed: 3, leaving: 12 });

  test.each([
    ['-p 2023-06..2023-09', 4, '2023-06-30', '2023-09-30'],
    ['--from 2023-06-15 --to 2023-07-30', 1, '2023-06-30', '2023-06-30'],
    ['--lead 0 --horizon 30', 17, '2023-01-31', '2024-05-31'],
    ['--horizon 91', 14, '2023-01-31', '2024-02-29'],
    ['--horizon 110', 13, '2023-01-31', '2024-01-31'],
    ['-p 2024-06', 0, null, null],
  ])('%s: %d snapshots', async (line, count, first, last) => {
    const found = await tested(some, line);
    expect([found.snapshots, found.first_snapshot, found.last_snapshot]).toEqual([count, first, last]);
  });

  test('without --as-of, today is the last day the exports know of', async () => {
    const { stdout } = await run('backtest --data . --json', some);
    const { as_of, backtest } = JSON.parse(stdout) as { as_of: string; backtest: BacktestAnswer };
    expect([as_of, backtest.last_snapshot]).toEqual(['2024-06-30', '2024-02-29']);
  });

  test('--min-age leaves the young out, and counts them', async () => {
    const [all, old] = [await tested(some, '--min-age 0'), await tested(some, '--min-age 90')];
    expect(all.too_young).toBe(0);
    expect(old.observations + old.too_young + old.churned_in_lead).toBe(all.observations + all.churned_in_lead);
  });

  test.each([
    ['--lead -1', 'usage/value'],
    ['--lead x', 'usage/value'],
    ['--horizon 0', 'usage/value'],
    ['--min-age 1.5', 'usage/value'],
    ['--band red', 'usage/unknown-flag'],
    ['-p 2024-13', 'usage/period'],
    ['-p 2024 --from 2024-01-01', 'usage/conflict'],
  ])('%s is refused', async (line, code) => {
    const { code: exit, stdout, stderr } = await run(`backtest --data . ${line}`, some);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`[${code}]`);
  });

  test('without subscriptions nobody is known to have left', async () => {
    const { 'usage.csv': usage = '' } = some;
    const { code, stderr } = await run('backtest --data .', { 'usage.csv': usage });
    expect(code).toBe(2);
    expect(stderr).toContain('no subscriptions export');
  });

  test('help tells of both commands, and each of itself', async () => {
    expect((await run('--help', {})).stdout).toMatch(/csm health backtest +whether .*\n +csm health fit +weights/);
    expect((await run('backtest --help', {})).stdout).toMatch(/^Usage: csm health backtest/);
    for (const name of ['backtest', 'fit', 'trend']) {
      const { stdout } = await csm(['help', 'health', name], { cwd: folderWith({}) });
      expect(stdout).toBe((await run(`${name} --help`, {})).stdout);
    }
    expect((await run('fit --help', {})).stdout).toMatch(/Nothing\s+is applied/);
  });
});

describe('what is not told apart', () => {
  const ids = Array.from({ length: 20 }, (_, i) => `c${String(i + 1).padStart(2, '0')}`);
  const subscriptions = (amountOf: (i: number) => string) =>
    [
      'customer_id,started_at,ended_at,amount,interval,currency',
      ...ids.map((id, i) => `${id},2023-01-01,${i < 10 ? '2024-03-01' : ''},${amountOf(i)}`),
      '',
    ].join('\n');
  const backtest = async (content: Readonly<Record<string, string>>) => {
    const { stdout, stderr } = await run('backtest --data . -p 2024-01 --as-of 2024-12-31 --json', content);
    expect(stderr).not.toContain('error');
    return (JSON.parse(stdout) as { readonly backtest: BacktestAnswer }).backtest;
  };

  // METRICS.md 6.3.5: half of each tie. 1 - 2/6 and 4/6 are one number but for the last bit.
  test('scores that are equal but for their last bit are ties', async () => {
    const found = await backtest({
      'subscriptions.csv': subscriptions(() => '100,month,USD'),
      'surveys.csv': [
        'response_id,respondent_id,customer_id,kind,score,scale_min,scale_max,direction,responded_at',
        ...ids.map((id, i) => `a${i},p${i},${id},ces,${i < 10 ? 3 : 5},1,7,${i < 10 ? 'effort' : 'ease'},2024-01-15`),
        '',
      ].join('\n'),
    });
    expect([found.auc, found.lift_bottom_decile]).toEqual([0.5, 1]);
    expect(found.verdict).not.toBe('leakage_suspected');
  });

  test('amounts of several currencies are not added', async () => {
    const content = (other: string) => ({
      'subscriptions.csv': subscriptions((i) => (i < 5 ? `100,month,${other}` : '1,month,USD')),
      'customers.csv': `customer_id,name,given\n${ids.map((id, i) => `${id},${id},${i < 5 ? 20 : 90}\n`).join('')}`,
      'csm.config.json': '{"health":{"weights":{"given":1}}}',
    });
    expect((await backtest(content('EUR'))).red_recall_mrr).toBeNull();
    expect((await backtest(content('USD'))).red_recall_mrr).toBeCloseTo(500 / 505, 12);
  });
});
