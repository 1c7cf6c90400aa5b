import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { acme, folderWith } from '../support/folder.ts';

interface Answer {
  readonly rows: readonly { metric: string; by: string | null; group: string | null; value: number | null }[];
  readonly themes: readonly {
    theme: string;
    comments: number;
    customers: number | null;
    mrr: number | null;
    amounts: readonly { currency: string | null; mrr: number }[];
    precision: { right: number; judged: number; value: number } | null;
    quotes: readonly { text: string; customer: string | null }[];
  }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly commenters: readonly { customer_id: string; mrr: number | null; themes: readonly string[] }[];
}

async function answer(args: string, files: Readonly<Record<string, string>>) {
  const ran = await csm(['feedback', ...args.split(' '), '--json'], { cwd: folderWith(files) });
  expect(ran.stderr.includes('error'), ran.stderr).toBe(false);
  return JSON.parse(ran.stdout) as Answer;
}
const rows = (...lines: string[]) => `response_id,customer_id,kind,score,responded_at,comment\n${lines.join('\n')}\n`;
const themeIn = ({ themes }: Answer, name: string) => themes.find(({ theme }) => theme === name);

describe('what is read', () => {
  test('notes of talks need no score at all', async () => {
    const notes = 'date,customer_id,comment\n2024-07-02,c1,Reports are slow\n2024-07-03,c2,\n';
    const found = await answer('--surveys n.csv --map responded_at=date --kind interview -p 2024-07', {
      'n.csv': notes,
    });
    expect(themeIn(found, 'speed')).toMatchObject({ comments: 1, customers: 1 });
    expect(found.rows[0]).toMatchObject({ metric: 'comments', value: 1 });
  });

  test('one kind of answer, where it is said', async () => {
    const files = {
      'c.csv': rows('a,c1,nps,3,2024-07-02,slow', 'b,c1,csat,1,2024-07-02,slow', 'c,c1,enps,1,2024-07-02,slow'),
    };
    const count = async (args: string) => (await answer(`c.csv -p 2024-07 ${args}`, files)).rows[0]?.value;
    expect(await count('--compare none')).toBe(2);
    expect(await count('--kind nps')).toBe(1);
    expect(await count('--kind enps')).toBe(1);
  });

  test('the month is the last that has answers, whatever subscriptions say', async () => {
    const found = await answer('c.csv u.csv', {
      'c.csv': rows('a,c1,nps,3,2024-05-02,slow', 'b,c1,nps,3,2024-06-02,slow'),
      'u.csv': 'customer_id,amount,currency,started_at,ended_at\nc1,10,USD,2024-01-01,2025-09-01\n',
    });
    expect(found).toMatchObject({ period: { label: '2024-06' } });
    expect(found.rows[0]).toMatchObject({ value: 1, previous: 1 });
  });

  test('rows of themes stand beside those of --by', async () => {
    const files = { 'c.csv': rows('a,speed,nps,3,2024-07-02,slow', 'b,c2,nps,9,2024-07-02,We love it') };
    const found = await answer('c.csv -p 2024-07 --by customer_id', files);
    const own = found.rows.filter(({ metric }) => metric === 'theme_share');
    expect(own.slice(0, 3).map(({ by, group, value }) => [by, group, value])).toEqual([
      [null, null, 1],
      ['customer_id', 'c2', 1],
      ['customer_id', 'speed', 1],
    ]);
    expect(own.find(({ by, group }) => by === 'theme' && group === 'speed')?.value).toBe(1 / 2);
  });
});

describe('what themes are worth', () => {
  const comments = rows('a,c1,nps,3,2024-07-02,slow', 'b,c2,nps,3,2024-07-02,slow', 'c,c3,nps,3,2024-07-02,slow');
  const book = (...lines: string[]) => `customer_id,amount,currency,started_at,ended_at\n${lines.join('\n')}\n`;
  const worth = async (subscriptions: string) => {
    const found = await answer('c.csv u.csv -p 2024-07', { 'c.csv': comments, 'u.csv': subscriptions });
    return { theme: themeIn(found, 'speed'), customers: found.commenters };
  };

  test('is the MRR of their customers at the close', async () => {
    const { theme, customers } = await worth(
      book(
        'c1,10,USD,2024-01-01,',
        'c2,20,USD,2024-01-01,2024-07-15',
        'c3,40,USD,2024-01-01,2024-08-01',
        'c9,7,USD,2024-01-01,',
      ),
    );
    expect(theme).toMatchObject({ customers: 3, mrr: 50, amounts: [{ currency: 'USD', mrr: 50 }] });
    expect(customers.map((each) => [each.customer_id, each.mrr])).toEqual([
      ['c3', 40],
      ['c1', 10],
      ['c2', 0],
    ]);
  });

  test('is not added up over currencies', async () => {
    const { theme } = await worth(book('c1,10,USD,2024-01-01,', 'c2,20,EUR,2024-01-01,'));
    expect(theme).toMatchObject({
      mrr: null,
      amounts: [
        { currency: 'EUR', mrr: 20 },
        { currency: 'USD', mrr: 10 },
      ],
    });
  });

  test('is not known without subscriptions', async () => {
    const found = await answer('c.csv -p 2024-07', { 'c.csv': comments });
    expect(themeIn(found, 'speed')).toMatchObject({ mrr: null, amounts: [] });
  });
});

test('personal data are shown where that is asked', async () => {
  const files = { 'c.csv': rows('a,ada@example.com,nps,3,2024-07-02,slow; ada@example.com') };
  const quote = async (args: string) => themeIn(await answer(`c.csv -p 2024-07${args}`, files), 'speed')?.quotes[0];
  expect(await quote('')).toMatchObject({ text: 'slow; [e-mail]', customer: '[e-mail]' });
  expect(await quote(' --show-values')).toMatchObject({ text: 'slow; ada@example.com', customer: 'ada@example.com' });
});

describe('themes of the config', () => {
  const comment = rows('a,c1,nps,3,2024-07-02,The Kraken ate our chairs', 'b,c1,nps,3,2024-07-03,slow');
  const config = (feedback: unknown) => JSON.stringify({ feedback });
  const kraken = { name: 'kraken', target: 'company', any: ['kraken'] };

  test('stand beside those that csm begins with, or in their place', async () => {
    const files = (feedback: unknown) => ({ 'c.csv': comment, 'csm.config.json': config(feedback) });
    const beside = await answer('c.csv -p 2024-07', files({ themes: [kraken] }));
    expect([themeIn(beside, 'kraken')?.comments, themeIn(beside, 'speed')?.comments]).toEqual([1, 1]);
    const alone = await answer('c.csv -p 2024-07', files({ themes: [kraken], extend: false }));
    expect(alone.themes.map(({ theme }) => theme)).toEqual(['kraken']);
    expect(alone.counts).toMatchObject({ matched: 1, unmatched: 1 });
  });

  test.each([
    [
      { themes: [{ ...kraken, tone: 'angry' }] },
      /feedback\.themes\[0\]\.tone is "angry", not one of complaint, praise, either/,
    ],
    [{ themes: [{ ...kraken, any: [] }] }, /feedback\.themes\[0\]\.any is \[\], not a list of patterns, one at least/],
    [
      { themes: [{ ...kraken, any: ['..'] }] },
      /feedback\.themes\[0\]\.any\[0\] is "\.\.", not a pattern with a word in it/,
    ],
    [{ themes: [{ ...kraken, nane: [] }] }, /unknown key feedback\.themes\[0\]\.nane/],
    [{ extends: true }, /unknown key feedback\.extends[^]*did you mean extend\?/],
    [{ themes: [{ name: 'x', any: ['x'] }] }, /feedback\.themes\[0\]\.target is missing, not one of product/],
  ])('%j is refused', async (feedback, message) => {
    const cwd = folderWith({ 'c.csv': comment, 'csm.config.json': config(feedback) });
    const { code, stderr } = await csm(['feedback', 'c.csv', '-p', '2024-07'], { cwd });
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});

describe('a labelled sample', () => {
  test('is the same every time, and what is said of it comes back as precision', async () => {
    const cwd = folderWith({ 'c.csv': readFileSync(join(acme, 'surveys.csv'), 'utf8') });
    const ask = ['feedback', 'label', 'c.csv', '-p', '2023-01..2024-12', '-q'];
    const sample = await csm(ask, { cwd });
    expect((await csm(ask, { cwd })).stdout).toBe(sample.stdout);
    const [head = '', ...lines] = sample.stdout.trim().split('\n');
    expect(head).toBe('theme,right,comment,response,written,rated,writer,place');
    const logins = lines.filter((line) => line.startsWith('login and access,'));
    expect(logins).toHaveLength(20);
    const judged = logins.map((line, i) => line.replace(',', `,${i < 18 ? 'yes' : i === 18 ? 'no' : ''}`));
    writeFileSync(join(cwd, 'labels.csv'), `${[head, ...judged].join('\n')}\n`);
    const read = await csm(['feedback', 'c.csv', '-p', '2023-01..2024-12', '--labels', 'labels.csv', '--json'], {
      cwd,
    });
    const found = JSON.parse(read.stdout) as Answer;
    expect(themeIn(found, 'login and access')?.precision).toMatchObject({ right: 18, judged: 19, value: 18 / 19 });
    expect(themeIn(found, 'speed')?.precision).toBeNull();
  });

  test('has what was said word for word twice once, as the themes count it', async () => {
    const said = 'It was slow and slow again and the page never came up at all';
    const cwd = folderWith({ 'c.csv': rows(`a,c1,nps,3,2024-07-02,${said}`, `b,c1,nps,3,2024-07-03,${said}`) });
    const { stdout } = await csm(['feedback', 'label', 'c.csv', '-p', '2024-07'], { cwd });
    expect(stdout.split('\n').filter((line) => line.startsWith('speed,'))).toHaveLength(1);
  });

  test('holds nothing that a spreadsheet would run', async () => {
    const cwd = folderWith({ 'c.csv': rows('a,=c1,nps,3,2024-07-02,"=cmd|slow, ""x"" too"') });
    const { stdout } = await csm(['feedback', 'label', 'c.csv', '-p', '2024-07'], { cwd });
    expect(stdout.split('\n')[1]).toBe(`speed,,"'=cmd|slow, ""x"" too",a,2024-07-02,3,'=c1,c.csv:2`);
  });
});

test('what customers like and dislike is told in the same columns', async () => {
  const comments = rows(
    'a,c1,nps,3,2024-07-02,slow',
    'b,c2,nps,9,2024-07-02,We love it',
    'c,c3,nps,2,2024-06-02,Nobody answered my ticket and the documentation is out of date',
  );
  for (const COLUMNS of ['60', '80', '100', '140']) {
    const { stdout } = await csm(['feedback', 'c.csv', '-p', '2024-07'], {
      cwd: folderWith({ 'c.csv': comments }),
      env: { COLUMNS },
    });
    const [dislikes, likes] = ['Dislikes', 'Likes'].map((title) =>
      stdout.split('\n').find((line) => line.startsWith(title)),
    );
    expect(likes).toBe(dislikes?.replace('Dislikes', 'Likes   '));
  }
});

test('csm feedback label has a page of its own', async () => {
  for (const line of [
    ['help', 'feedback', 'label'],
    ['feedback', 'label', '--help'],
  ]) {
    const { code, stdout } = await csm(line, { cwd: acme });
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Usage: csm feedback.* label .*\n\nWrites twenty comments/),
    ]);
  }
  expect((await csm(['help', 'feedback', 'lable'], { cwd: acme })).stderr).toContain('did you mean feedback label?');
});
