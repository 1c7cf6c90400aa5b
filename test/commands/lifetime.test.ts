import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// Lifetime value from files to answers: METRICS.md 2.13, 3.1, 3.3 and 3.5.

interface Model {
  readonly group: string | null;
  readonly model: string;
  readonly unit: string;
  readonly n: number;
  readonly parameters: readonly { readonly name: string; readonly value: number }[];
  readonly log_likelihood: number;
  readonly figures: readonly { readonly figure: string; readonly at: number | null; readonly value: number }[];
}
interface Answer {
  readonly rows: readonly {
    readonly group: string | null;
    readonly method: string;
    readonly value: number | null;
    readonly reason: string | null;
  }[];
  readonly models: readonly Model[];
}
async function answer(files: Readonly<Record<string, string>>, line: string): Promise<Answer> {
  const { code, stdout, stderr } = await csm([...wordsOf(line), '--json', '--compare', 'none'], {
    cwd: folderWith(files),
  });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Answer;
}

/** Customers of METRICS.md 3.5: all came on 1 January 2010, and leave in the December of their last year. */
const survivors = {
  regular: [1000, 631, 468, 382, 326, 289, 262, 241],
  high_end: [1000, 869, 743, 653, 593, 551, 517, 491],
};
const cohort = (amount: string): string =>
  [
    `customer_id,segment,started_at,ended_at${amount && ',amount,interval'}`,
    ...Object.entries(survivors).flatMap(([segment, counts]) =>
      Array.from({ length: 1000 }, (_, i) => {
        const years = counts.findIndex((count) => i >= count);
        const ended = years < 0 ? '' : `${2009 + years}-12-15`;
        return `${segment}-${i},${segment},2010-01-01,${ended}${amount && `,${amount},year`}`;
      }),
    ),
    '',
  ].join('\n');
const YEARLY = 'clv s.csv -p 2010..2017 --method sbg --renewal year --discount 10% --by segment';

describe('sbg', () => {
  test.each([
    ['regular', '0.7041', '1.1820', '-1680.265', '22.0 20.4 19.1 18.0 17.0', '3.695'],
    ['high_end', '0.6681', '3.8061', '-1611.158', '46.0 43.6 41.4 39.5 37.8', '5.922'],
  ])('%s: parameters, likelihood and projection', async (segment, alpha, beta, likelihood, projected, del) => {
    const { rows, models } = await answer({ 's.csv': cohort('') }, YEARLY);
    expect(rows.map(({ value, reason }) => [value, reason])).toEqual(rows.map(() => [null, 'no_amounts']));
    expect(rows).toHaveLength(3);
    const model = models.find(({ group }) => group === segment);
    expect(model).toMatchObject({ model: 'sbg', unit: 'year', n: 1000 });
    expect(model?.parameters.map(({ name, value }) => `${name} ${value.toFixed(4)}`)).toEqual([
      `alpha ${alpha}`,
      `beta ${beta}`,
    ]);
    expect(model?.log_likelihood.toFixed(3)).toBe(likelihood);
    const ahead = model?.figures.filter(({ figure, at }) => figure === 'survival' && (at ?? 0) >= 8);
    expect(ahead?.map(({ value }) => (100 * value).toFixed(1)).join(' ')).toBe(projected);
    expect(model?.figures.find(({ figure }) => figure === 'del')?.value.toFixed(3)).toBe(del);
  });

  test('value = margin x ARPA x DEL, of a year where renewals are by the year', async () => {
    const { rows, models } = await answer({ 's.csv': cohort('1200') }, `${YEARLY} --margin 0.5`);
    for (const { group, value } of rows) {
      const del =
        models.find((each) => each.group === group)?.figures.find(({ figure }) => figure === 'del')?.value ?? 0;
      expect(value).toBeCloseTo(600 * del, 6);
    }
  });

  test('the parameters are told with -v', async () => {
    const { stderr, stdout } = await csm([...wordsOf(YEARLY), '-v'], { cwd: folderWith({ 's.csv': cohort('1200') }) });
    expect(stderr).toContain(
      'note: sbg of regular: alpha 0.70408, beta 1.182, log-likelihood -1680.265, by the year, 1000 customers [clv/model]',
    );
    expect(stdout).toMatch(/\(sbg\)/);
  });
});

describe('DS-1', () => {
  const DS1 = `A 2023-01-15 - 100;B 2023-03-01 2024-07-10 100;B 2024-07-10 - 150;C 2023-05-01 2024-07-20 200;C 2024-07-20 - 120;D 2022-11-01 2024-07-12 300;E 2024-02-01 2024-07-01 50;F 2024-07-01 - 80;G 2024-07-03 2024-07-25 60;H 2023-01-01 2024-03-31 90;H 2024-07-15 - 90;I 2023-06-01 2024-07-08 70;I 2024-07-08 - 70;J 2023-09-01 - 40;J 2023-10-01 2024-07-18 60;K 2024-06-01 2024-07-05 110;K 2024-07-22 - 110;L 2024-07-09 2024-07-09 30;M 2024-05-01 2024-08-01 500`;
  const rows = DS1.split(';').map((line, i) => `s${i + 1},${line.replaceAll(' - ', '  ').replaceAll(' ', ',')}`);
  const files = { 's.csv': ['subscription_id,customer_id,started_at,ended_at,amount', ...rows, ''].join('\n') };

  test.each([
    ['', '2419.20'],
    ['--churn-months 1', '630.00'],
    ['--churn-months 1 --margin 0.8', '504.00'],
    ['--churn-months 1 --method arpa-churn-start', '315.00'],
    ['--churn-months 1 --method discounted --discount 0', '630.00'],
  ])('%s: %s', async (options, value) => {
    const { rows: found } = await answer(files, `clv s.csv -p 2024-07 --as-of 2024-08-15 ${options}`);
    expect(found.map((row) => row.value?.toFixed(2))).toEqual([value]);
  });

  test('with a margin it is called gross margin, and not revenue', async () => {
    const cwd = folderWith(files);
    const titleOf = async (more: string[]) =>
      /lifetime value \(CLV\), ([a-z ]+?) {2}/.exec(
        (await csm(['clv', 's.csv', '-p', '2024-07', ...more], { cwd })).stdout,
      )?.[1];
    expect(await titleOf([])).toBe('revenue');
    expect(await titleOf(['--margin', '80%'])).toBe('gross margin');
  });

  test('all methods side by side: those of payments say that there are none', async () => {
    const { rows: found } = await answer(files, 'clv s.csv -p 2024-07 --as-of 2024-08-15 --method all');
    expect(found.map(({ method, reason }) => [method, reason])).toEqual([
      ['arpa-churn', null],
      ['arpa-churn-start', null],
      ['discounted', null],
      ['simple', 'no_payments'],
      ['historic', 'no_payments'],
      ['sbg', expect.any(String)],
      ['bgnbd-gg', 'no_payments'],
    ]);
  });
});

describe('payments', () => {
  test('simple: 50 a month for 12 months is 600', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `p${i},c1,2023-${String(i + 1).padStart(2, '0')}-05,50,USD`);
    const files = { 'p.csv': ['payment_id,customer_id,at,amount,currency', ...rows, ''].join('\n') };
    const { rows: found } = await answer(files, 'clv p.csv --method simple -p 2023');
    expect(found).toMatchObject([{ value: 600, method: 'simple', reason: null }]);
  });
});
