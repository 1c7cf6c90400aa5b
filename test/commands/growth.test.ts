import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith, root, wordsOf } from '../support/folder.ts';

// `csm growth`, and its part in `csm report`.

interface Row {
  readonly metric: string;
  readonly group: string | null;
  readonly value: number | null;
  readonly n: number;
  readonly delta: number | null;
  readonly reason: string | null;
}
interface Answer {
  readonly code: number;
  readonly rows: readonly Row[];
  readonly read: readonly string[];
  readonly codes: readonly string[];
}

async function answer(line: string, files: Readonly<Record<string, string>>): Promise<Answer> {
  const { code, stdout, stderr } = await csm(wordsOf(`${line} --json`), { cwd: folderWith(files) });
  if (stdout === '') throw new Error(stderr);
  const { rows, inputs, warnings } = JSON.parse(stdout) as {
    rows: Row[];
    inputs: { file: string; used: number; outside: number }[];
    warnings: { code: string }[];
  };
  const read = inputs.map(({ file, used, outside }) => `${file} ${used}+${outside}`);
  return { code, rows, read, codes: warnings.map((each) => each.code) };
}

const index = ({ rows }: Answer) => {
  const found = rows.find(({ metric, group }) => metric === 'customer_growth_index' && group === null);
  return found?.value ?? found?.reason;
};

const subscriptions =
  'customer_id,amount,started_at,ended_at\nA,9,2024-01-10,\nB,9,2024-01-10,2024-07-20\nC,9,2024-07-01,\n';
const history =
  'customer_id,as_of,field,value\nA,2024-01-01,employees,50\nA,2024-06-15,employees,60\nA,2024-07-15,employees,70\n' +
  'B,2024-01-01,employees,10\nB,2024-06-15,employees,9\nA,2024-07-15,industry,steel\n';
const books = { 'subscriptions.csv': subscriptions, 'history.csv': history };
const JULY = '-p 2024-07';

describe('csm growth', () => {
  test('finds what it needs in a folder, and compares', async () => {
    const found = await answer(`growth ${JULY}`, { ...books, 'tickets.csv': 'ticket_id,created_at\nt1,soon\n' });
    expect([index(found), found.read]).toEqual([140, ['subscriptions.csv 3+0', 'history.csv 5+1']]);
    // In June A has 120 and B 90; C has come since, and nothing is known of it.
    expect(found.rows.map(({ metric, value, n, delta }) => [metric, value, n, delta]).slice(0, 3)).toEqual([
      ['customer_growth_index', 140, 1, 35],
      ['customers_growing', 1, 1, 0.5],
      ['growth_coverage', 0.5, 2, -0.5],
    ]);
  });

  test('the period is the latest month of the data that is over', async () => {
    const { stdout } = await csm(wordsOf('growth --json --as-of 2024-08-15'), { cwd: folderWith(books) });
    expect((JSON.parse(stdout) as { period: { label: string } }).period.label).toBe('2024-07');
  });

  test.each([
    ['the kind is named', 'growth --history was.csv --subscriptions subscriptions.csv', { 'was.csv': history }],
    [
      'as another system has it',
      'growth was.csv subscriptions.csv',
      { 'was.csv': history.replace('customer_id,as_of,field,value', 'Account ID,Edit Date,Field / Event,New Value') },
    ],
    [
      'its columns are mapped',
      'growth --history was.csv --subscriptions subscriptions.csv --map as_of=on --map field=what',
      { 'was.csv': history.replace('as_of,field', 'on,what') },
    ],
    [
      'the config names it',
      'growth',
      {
        'x/was.csv': history,
        'x/subs.csv': subscriptions,
        'csm.config.json': '{ "data": { "history": ["x/was.csv"], "subscriptions": ["x/subs.csv"] } }',
      },
    ],
  ])('%s', async (_, line, files) => {
    expect(index(await answer(`${line} ${JULY}`, { 'subscriptions.csv': subscriptions, ...files }))).toBe(140);
  });

  test('--by a column of the customers', async () => {
    const files = { ...books, 'customers.csv': 'customer_id,segment\nA,smb\nB,ent\nC,smb\n' };
    const { rows } = await answer(`growth ${JULY} --by segment`, files);
    const groups = rows
      .filter(({ metric }) => metric === 'growth_coverage')
      .map((row) => [row.group, row.value, row.n]);
    expect(groups).toEqual([
      [null, 0.5, 2],
      ['smb', 0.5, 2],
    ]);
  });

  test('without subscriptions everybody counts, since when the customers export says', async () => {
    const files = { 'history.csv': history, 'customers.csv': 'customer_id,created_at\nA,2024-01-10\nB,2024-01-10\n' };
    const found = await answer(`growth ${JULY}`, files);
    expect([index(found), found.codes]).toEqual([
      115,
      ['data/small-sample', 'growth/no-subscriptions', 'growth/unused-field'],
    ]);
    expect(found.rows.find(({ metric }) => metric === 'growth_coverage')?.reason).toBe('no_subscriptions');
  });

  const columns =
    'customer_id,employees,employees_at_start,revenue,hiring,as_of\nA,60,50,,yes,2024-07-20\nB,9,10,,no,2024-07-20\n';
  test.each([
    ['columns of the day in as_of', columns, JULY, 120],
    ['a later day', columns.replaceAll('2024-07-20', '2024-08-01'), JULY, 'no_growth_data'],
    ['no day, and another one asked', columns.replaceAll(',2024-07-20', ','), JULY, 'no_growth_data'],
    ['no day, on the as-of day', columns.replaceAll(',2024-07-20', ','), `${JULY} --as-of 2024-07-31`, 120],
    ['no values of the purchase', 'customer_id,employees\nA,60\n', JULY, 'no_growth_data'],
  ])('%s', async (_, text, line, expected) => {
    const files = { 'customers.csv': text, 'subscriptions.csv': subscriptions };
    for (const named of ['', 'customers.csv subscriptions.csv', '--customers customers.csv subscriptions.csv']) {
      if (named === '' && !text.includes('start')) continue;
      expect([named, index(await answer(`growth ${named} ${line}`, files))]).toEqual([named, expected]);
    }
  });
});

describe('csm report', () => {
  const topics = async (line: string, files: Readonly<Record<string, string>>) => {
    const found = await answer(line, files);
    return { ...found, has: index(found) !== undefined };
  };

  test.each([
    ['a history', books, true, 2],
    [
      'columns of the purchase',
      { 'subscriptions.csv': subscriptions, 'customers.csv': 'customer_id,employees,baseline_employees\nA,1,1\n' },
      true,
      2,
    ],
    [
      'no such data',
      { 'subscriptions.csv': subscriptions, 'customers.csv': 'customer_id,employees,revenue\nA,1,lots\n' },
      false,
      1,
    ],
  ])('of a folder with %s', async (_, files, has, read) => {
    const found = await topics(`report ${JULY}`, files);
    expect([found.has, found.read.length]).toEqual([has, read]);
  });

  test('customers that are named are read as before, whatever they say of their business', async () => {
    const files = { 'subscriptions.csv': subscriptions, 'customers.csv': 'customer_id,employees,revenue\nA,1,lots\n' };
    const found = await topics(`report subscriptions.csv customers.csv ${JULY}`, files);
    expect([found.has, found.read]).toEqual([false, ['customers.csv 1+0', 'subscriptions.csv 3+0']]);
  });

  test('reads no history where nobody asks', async () => {
    const found = await topics(`churn subscriptions.csv history.csv ${JULY}`, {
      ...books,
      'history.csv': `${history}A,soon,,\n`,
    });
    expect(found.read).toEqual(['subscriptions.csv 3+0']);
  });
});

test('the growth columns of customers are no concern of other commands', async () => {
  const files = {
    'subscriptions.csv': subscriptions,
    'customers.csv': 'customer_id,segment,baseline_employees,hiring,revenue\nA,smb,many,soon,lots\n',
  };
  const found = await answer(`churn ${JULY} --by segment`, files);
  expect([found.code, found.read]).toEqual([0, ['customers.csv 1+0', 'subscriptions.csv 3+0']]);
  expect((await csm(wordsOf('validate customers.csv'), { cwd: folderWith(files) })).code).toBe(3);
});

test('the example of the documents', async () => {
  const { stdout } = await csm(wordsOf(`growth fixtures/july/history.csv fixtures/july/subscriptions.csv ${JULY}`), {
    cwd: root,
  });
  expect(stdout).toContain('Customer growth index           117.78   111.67     +6.11');
});
