import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { acme, folderWith, root, wordsOf } from '../support/folder.ts';

// Whom the methods of a metric count differently: METRICS.md 3.1 and 3.4, and that the members named explain it all.

type Count = { readonly numerator: number; readonly denominator: number | null } | null;
interface Difference {
  readonly metric: string;
  readonly currency: string | null;
  readonly member: string;
  readonly id: string;
  readonly counts: Readonly<Record<string, Count>>;
}
interface Row {
  readonly metric: string;
  readonly method: string | null;
  readonly currency: string | null;
  readonly group: string | null;
  readonly value: number | null;
  readonly unit: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
}
interface Answer {
  readonly rows: readonly Row[];
  readonly differences?: readonly Difference[];
}

async function ask(line: string, cwd = `${root}/fixtures/july`): Promise<Answer> {
  const { code, stdout, stderr } = await csm([...wordsOf(line), '--compare', 'none', '--json'], { cwd });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Answer;
}

/** What each method makes of members, as 1/1; -: not counted; n/a: the method has no value. */
const told = ({ differences = [] }: Answer, metric: string) =>
  Object.fromEntries(
    differences
      .filter((each) => each.metric === metric)
      .map(({ id, counts }) => [id, Object.values(counts).map(text).join(' ')]),
  );
const text = (count: Count): string =>
  count === null
    ? 'n/a'
    : count.denominator === null
      ? String(count.numerator)
      : count.numerator === 0 && count.denominator === 0
        ? '-'
        : `${count.numerator}/${count.denominator}`;

describe('who makes the difference', () => {
  test('churn of DS-1: joined and left, left and came back, joined (METRICS.md 3.1)', async () => {
    const answer = await ask('churn subscriptions.csv -p 2024-07 --methods all');
    // start, cohort-event, cohort, start-plus-new, average, daily, activity
    expect(told(answer, 'customer_churn_rate')).toEqual({
      D: '1/1 1/1 1/1 1/1 1/0.5 1/1 n/a',
      E: '1/1 1/1 1/1 1/1 1/0.5 1/1 n/a',
      F: '- - - 0/1 0/0.5 0/1 n/a',
      G: '1/0 - - 1/1 1/0 1/1 n/a',
      H: '- - - - 0/0.5 0/1 n/a',
      K: '1/1 1/1 0/1 1/1 1/1 1/1 n/a',
    });
    expect(told(answer, 'gross_mrr_churn_rate')).toEqual({ G: '- 60/0', K: '0/110 110/110' });
    expect(told(answer, 'customer_churn_rate_cohort')).toEqual({});
  });

  test('FCR: tickets, of which a repeated one is told by those about it', async () => {
    const answer = await ask('fcr tickets.csv -p 2024-07 --methods all');
    // contact, one-touch, one-touch-lt2, no-customer-reply, gross, net, no-repeat, survey
    expect(told(answer, 'fcr')).toEqual({
      t2: '0/1 1/1 1/1 0/1 0/1 n/a 1/1 n/a',
      t3: '0/1 0/1 0/1 0/1 0/1 n/a 1/1 n/a',
      t4: '1/1 1/1 1/1 1/1 1/1 n/a 0/1 n/a',
      t6: '0/1 0/1 0/1 - 0/1 n/a 0/1 n/a',
      t7: '- - - 0/1 - n/a - n/a',
    });
  });

  test.each([
    ['a four is in two boxes of five, not in one', '4', '1/1 0/1 4/1 0.75/1 1/1 n/a'],
    ['a two is dissatisfied to net', '2', '0/1 0/1 2/1 0.25/1 -1/1 n/a'],
    ['a five is satisfied to all: a score is a measure, and no other counting', '5', undefined],
    ['nor is a three', '3', undefined],
  ])('CSAT: %s', async (_, score, expected) => {
    const cwd = folderWith({ 's.csv': `response_id,kind,score,responded_at\nr1,csat,${score},2024-07-02\n` });
    const answer = await ask('csat s.csv -p 2024-07 --methods all', cwd);
    expect(told(answer, 'csat')).toEqual(expected === undefined ? {} : { r1: expected });
    expect(answer.differences).toEqual(
      expected === undefined ? [] : [expect.objectContaining({ member: 'answer', currency: null })],
    );
  });

  test('an answer without an id is its respondent, else its place', async () => {
    const rows = 'kind,score,responded_at,respondent_id\ncsat,4,2024-07-02,p1\ncsat,4,2024-07-03,\n';
    const answer = await ask('csat s.csv -p 2024-07 --methods all', folderWith({ 's.csv': rows }));
    expect(Object.keys(told(answer, 'csat'))).toEqual(['p1', 's.csv:3']);
  });

  test('only the period that is told, and only where all methods are asked for', async () => {
    const both = await ask('churn subscriptions.csv -p 2024-07 --compare 2024-06 --methods all');
    expect(Object.keys(told(both, 'gross_mrr_churn_rate'))).toEqual(['G', 'K']);
    expect((await ask('churn subscriptions.csv -p 2024-07')).differences).toBeUndefined();
    expect((await ask('churn subscriptions.csv -p 2024-07 --method cohort')).differences).toBeUndefined();
  });

  test('nobody, of what is worked out from other metrics', async () => {
    const { differences } = await ask('clv subscriptions.csv payments.csv -p 2024-07 --methods all');
    expect(differences).toEqual([]);
  });

  test('money of each currency by itself, in major units', async () => {
    const head = 'subscription_id,customer_id,started_at,ended_at,amount,currency';
    const rows = 'u1,A,2024-01-01,2024-07-05,100,USD\nu2,A,2024-07-09,,100,USD\nu3,B,2024-07-02,2024-07-03,700,JPY\n';
    const cwd = folderWith({ 'u.csv': `${head}\n${rows}` });
    const { differences = [] } = await ask('mrr u.csv -p 2024-07 --methods all', cwd);
    const churn = differences.filter(({ metric }) => metric === 'mrr_churn');
    expect(churn.map(({ currency, id, counts }) => [currency, id].concat(Object.values(counts).map(text)))).toEqual([
      ['JPY', 'B', '700', '0', '700'],
      ['USD', 'A', '100', '0', '100'],
    ]);
  });
});

// Those who are not named are alike by all methods, so whoever is named explains the whole of the difference.
test.each([
  ['churn', 'subscriptions.csv'],
  ['retention', 'subscriptions.csv'],
  ['mrr', 'subscriptions.csv'],
  ['fcr', 'tickets.csv'],
])('acme, %s: the members named add up to the difference of any two methods', async (topic, file) => {
  const { rows, differences = [] } = await ask(`${topic} ${file} -p 2024 --methods all`, acme);
  const methods = rows.filter(
    ({ metric, value, unit }) => value !== null && unit !== 'score' && metric !== 'quick_ratio',
  );
  const above = ({ value, unit, numerator }: Row) => (unit === 'money' ? value : numerator);
  let pairs = 0;
  for (const a of methods) {
    for (const b of methods) {
      if (a.metric !== b.metric || a.currency !== b.currency || a.method === b.method) continue;
      const own = differences.filter(({ metric, currency }) => metric === a.metric && currency === a.currency);
      const sum = (side: 'numerator' | 'denominator') =>
        own.reduce(
          (all, { counts }) => all + (counts[a.method ?? '']?.[side] ?? 0) - (counts[b.method ?? '']?.[side] ?? 0),
          0,
        );
      const [top, bottom] = [above(a), above(b)];
      if (top === null || bottom === null) continue;
      pairs++;
      expect(sum('numerator'), `${a.metric} ${a.method} ${b.method}`).toBeCloseTo(top - bottom, 6);
      expect(sum('denominator')).toBeCloseTo((a.denominator ?? 0) - (b.denominator ?? 0), 6);
    }
  }
  expect(pairs).toBeGreaterThan(0);
});

describe('as a table', () => {
  const many = Array.from(
    { length: 23 },
    (_, i) => `u${i},c${String(i).padStart(2, '0')},2024-07-02,2024-07-03,10,USD`,
  );
  const head = 'subscription_id,customer_id,started_at,ended_at,amount,currency';
  const table = async (rows: readonly string[], columns = 200) => {
    const cwd = folderWith({ 'u.csv': `${[head, ...rows].join('\n')}\n` });
    const line = 'churn u.csv -p 2024-07 --compare none --methods all';
    return (await csm(wordsOf(line), { cwd, env: { COLUMNS: String(columns) } })).stdout;
  };

  test('twenty are named, the rest is counted', async () => {
    const opening = 'u99,z,2024-01-01,,10,USD';
    const twenty = await table([...many.slice(0, 20), opening]);
    expect(twenty.match(/^c\d\d /gm)).toHaveLength(2 * 20 + 20);
    expect(twenty).not.toContain('more');
    const text = await table([...many, opening]);
    expect(text.match(/^c\d\d /gm)).toHaveLength(2 * 20 + 20);
    expect(text.match(/^and 3 more$/gm)).toHaveLength(3);
  });

  test('the cohort rate is said once, where machine formats keep both', async () => {
    const text = await table(['u1,A,2024-01-01,,10,USD']);
    expect(text.match(/^Customer churn \(cohort\) /gm)).toHaveLength(1);
    const { rows } = await ask('churn subscriptions.csv -p 2024-07 --methods all');
    expect(
      rows.filter(({ method, unit, currency }) => method === 'cohort' && unit === 'ratio' && currency === null),
    ).toEqual([
      expect.objectContaining({ metric: 'customer_churn_rate' }),
      expect.objectContaining({ metric: 'customer_churn_rate_cohort' }),
    ]);
  });

  test('methods that agree on everyone leave nothing to say', async () => {
    const cwd = folderWith({ 'u.csv': `${head}\nu1,A,2024-01-01,,10,USD\n` });
    const { stdout } = await csm(wordsOf('mrr u.csv -p 2024-07 --compare none --methods all'), { cwd });
    expect(stdout).not.toContain('make the difference');
  });
});
