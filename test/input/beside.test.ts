import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// The exports beside the four, from a file to what csm says of it.

const customers = 'customer_id,segment\nc1,smb\nc2,ent\n';
const subscriptions = 'subscription_id,customer_id,amount,started_at,ended_at\nu1,c1,9.00,2024-01-01,\n';
const payments = 'payment_id,customer_id,at,amount\np1,c1,2024-07-01,9.00\np2,c2,2024-07-02,9.00\n';
const usage =
  'customer_id,user_id,event,timestamp,count\nc1,u1,login,2024-07-01T08:00:00Z,1\nc2,u2,login,1719900000,\n';
const assignments = 'customer_id,rep,from,to\nc1,ana,2024-01-01,2024-04-01\nc1,ben,2024-04-01,\nc2,ana,2024-01-01,\n';
const history = 'customer_id,as_of,field,value\nc1,2024-01-01,employees,4\nc2,2024-01-01,employees,9\n';
const fx = 'date,currency,rate\n2024-07-01,EUR,1.07\n2024-07-01,GBP,1.27\n2024-07-02,EUR,1.08\n';

interface Told {
  readonly code: number;
  /** Each file as `name kind read/good`. */
  readonly files: string[];
  /** Each problem as `file:line code`. */
  readonly problems: string[];
  readonly messages: string[];
}

async function validate(files: Readonly<Record<string, string>>, line = ''): Promise<Told> {
  const { code, stdout, stderr } = await csm(wordsOf(`validate ${line} --json`), { cwd: folderWith(files) });
  if (stdout === '') return { code, files: [], problems: [/\[(.+)\]/.exec(stderr)?.[1] ?? ''], messages: [stderr] };
  const told = JSON.parse(stdout) as {
    files: { file: string; kind: string; read: number; good: number }[];
    problems: { file: string; line: number; code: string; level: string; message: string; hint: string | null }[];
  };
  const problems = told.problems.filter(({ level }) => level !== 'note');
  return {
    code,
    files: told.files.map(({ file, kind, read, good }) => `${file} ${kind} ${good}/${read}`),
    problems: problems.map((each) => `${each.file}:${each.line} ${each.code}`),
    messages: problems.map(({ message, hint }) => `${message} | ${hint ?? ''}`),
  };
}

describe('which file is which', () => {
  test('in a folder, all of them', async () => {
    const files = { 'a.csv': fx, 'b.csv': usage, 'c.csv': payments, 'd.csv': assignments, 'e.csv': customers };
    expect(await validate(files)).toMatchObject({
      code: 0,
      files: ['e.csv customers 2/2', 'd.csv assignments 3/3', 'a.csv fx 3/3', 'c.csv payments 2/2', 'b.csv usage 2/2'],
      problems: [],
    });
  });

  test.each([
    ['--payments', 'invoices.csv', 'nr,who,When,Total\n1,c1,2024-07-01,9.00\n', 'customer_id=who at=When', 'payments'],
    ['--usage', 'log.csv', 'uid,when\nc1,2024-07-01\n', 'customer_id=uid at=when', 'usage'],
    [
      '--assignments',
      'team.csv',
      'client,name,start\nc1,ana,2024-07-01\n',
      'customer_id=client rep=name from=start',
      'assignments',
    ],
    ['--fx-rates', 'ecb.csv', 'on,code,value\n2024-07-01,EUR,1.1\n', 'date=on currency=code rate=value', 'fx'],
  ])('%s names one, and --map its columns', async (flag, name, text, pairs, kind) => {
    const map = pairs.split(' ').map((pair) => `--map ${pair}`);
    const files = [`${name} ${kind} 1/1`];
    expect(await validate({ [name]: text }, `${flag} ${name} ${map.join(' ')}`)).toMatchObject({ code: 0, files });
    expect(await validate({ [name]: text }, `${flag} ${name}`)).toMatchObject({
      code: 3,
      problems: [`${name}:1 header/missing`],
    });
  });

  test.each([
    ['usage.json', 'usage', [{ customer_id: 'c1', event: 'login', timestamp: 1770000000 }]],
    ['usage.jsonl', 'usage', [{ customer_id: 'c1', event: 'login', timestamp: '2026-02-01T09:00:00Z', count: 3 }]],
    ['payments.json', 'payments', [{ payment_id: 'p1', customer_id: 'c1', at: '2024-07-01', amount: -9.5 }]],
    ['payments.ndjson', 'payments', [{ charge_id: 'p1', customer: 'c1', created: '2024-07-01', amount_cents: 950 }]],
    ['assignments.json', 'assignments', [{ customer_id: 'c1', rep: 'ana', from: '2024-01-01', to: null }]],
    ['fx.jsonl', 'fx', [{ date: '2024-07-01', currency: 'EUR', rate: 1.0739 }]],
  ])('%s', async (name, kind, rows) => {
    const text = name.endsWith('.json') ? JSON.stringify(rows) : rows.map((row) => JSON.stringify(row)).join('\n');
    expect(await validate({ [name]: text }, name)).toMatchObject({ code: 0, files: [`${name} ${kind} 1/1`] });
  });

  test.each([
    ['log.csv', 'user_id,event,timestamp\nu1,login,2024-07-01\n', '--map customer_id=user_id'],
    ['paid.csv', 'Customer Name,Date,Amount\nAcme,2024-07-01,9\n', "--map customer_id='Customer Name'"],
  ])('%s lacks the customer: the hint says which column may be it, and that line works', async (name, text, map) => {
    const { problems, messages } = await validate({ [name]: text }, name);
    expect(problems).toEqual([`${name}:1 header/missing`]);
    expect(messages[0]).toContain(`csm validate ${name} ${map}`);
    expect((await validate({ [name]: text }, `${name} ${map}`)).code).toBe(0);
  });
});

test.each([
  ['payments', 'customer_id,at,amount\nc1,01/07/2024,9\n', 'at'],
  ['usage', 'customer_id,event,timestamp\nc1,login,01/07/2024 08:00\n', 'at'],
  ['assignments', 'customer_id,rep,from,to\nc1,ana,01/07/2024,2024-07-02\n', 'from'],
  ['fx', 'date,currency,rate\n01/07/2024,EUR,1.1\n', 'date'],
  ['history', 'customer_id,as_of,field,value\nc1,01/07/2024,employees,4\n', 'as_of'],
])('the dates of %s are in the format that is named for their field', async (_, text, field) => {
  expect((await validate({ 'a.csv': text }, 'a.csv')).problems).toEqual(['a.csv:2 date/ambiguous']);
  expect((await validate({ 'a.csv': text }, `a.csv --date-format ${field}=dmy`)).code).toBe(0);
});

test('amounts are in minor units where the header says so, in whatever language the rest of it is', async () => {
  const text = (amount: string) => `customer_id,at,Betrag (cents)\nc1,2024-07-01,${amount}\n`;
  const map = "--payments a.csv --map 'amount=Betrag (cents)'";
  expect((await validate({ 'a.csv': text('950') }, map)).code).toBe(0);
  expect((await validate({ 'a.csv': text('9.5') }, map)).problems).toEqual(['a.csv:2 money/too-precise']);
});

describe('what a command has no use for', () => {
  test.each(['churn', 'mrr', 'clv', 'report'])('%s reads none of it, bad as it may be', async (command) => {
    const bad = {
      'fx.csv': `${fx}2024-07-03,EUR,0\n`,
      'usage.csv': `${usage}c1,u1,login,soon,1\n`,
      'assignments.csv': `${assignments}c1,cleo,2024-01-01,\n`,
    };
    const cwd = folderWith({ 'subscriptions.csv': subscriptions, ...bad });
    const named = '--usage usage.csv --assignments assignments.csv --fx-rates fx.csv';
    for (const line of [command, `${command} subscriptions.csv ${named}`, `${command} subscriptions.csv usage.csv`]) {
      const { code, stdout } = await csm(wordsOf(`${line} -p 2024-07 --json`), { cwd });
      expect([line, code]).toEqual([line, 0]);
      const { inputs } = JSON.parse(stdout) as { inputs: { file: string }[] };
      expect(inputs.map(({ file }) => file)).toEqual(['subscriptions.csv']);
    }
  });

  test('what is named and of no use is not opened', async () => {
    const cwd = folderWith({ 'subscriptions.csv': subscriptions });
    const { code } = await csm(wordsOf('churn subscriptions.csv --usage gone.csv -p 2024-07'), { cwd });
    expect(code).toBe(0);
    expect((await csm(wordsOf('validate --usage gone.csv'), { cwd })).code).toBe(4);
  });

  test('alone it is the wrong kind', async () => {
    const { code, stderr } = await csm(['churn', 'u.csv'], { cwd: folderWith({ 'u.csv': usage }) });
    expect(code).toBe(3);
    expect(stderr).toContain('u.csv looks like usage (5 of 5 columns); churn needs subscriptions [header/wrong-kind]');
  });
});

describe('customers nobody knows', () => {
  test.each([
    ['payments', payments],
    ['usage', usage],
    ['assignments', assignments],
    ['history', history],
  ])('in %s', async (kind, text) => {
    const files = { 'customers.csv': 'customer_id,segment\nc1,smb\n', [`${kind}.csv`]: text };
    const { code, problems } = await validate(files);
    expect(code).toBe(0);
    expect(problems).toEqual([`${kind}.csv:${kind === 'assignments' ? 4 : 3} ref/orphan`]);
  });
});

describe('rows that come twice', () => {
  test('a payment of one id is counted once, and is one', async () => {
    const more = 'payment_id,customer_id,at,amount\np1,c1,2024-07-01,9.00\n';
    expect(await validate({ 'a.csv': payments, 'b.csv': more })).toMatchObject({
      code: 0,
      files: ['a.csv payments 2/2', 'b.csv payments 0/1'],
      problems: ['b.csv:2 row/duplicate'],
    });
    expect(await validate({ 'a.csv': payments, 'b.csv': more.replace('9.00', '8.00') })).toMatchObject({
      code: 3,
      problems: ['b.csv:2 row/conflicting-id'],
    });
  });

  test('without an id of their own they are two', async () => {
    const twice = (text: string): string => text + text.slice(text.indexOf('\n') + 1);
    const bare = 'customer_id,at,amount\nc1,2024-07-01,9.00\n';
    expect(await validate({ 'p.csv': twice(bare), 'u.csv': twice(usage) })).toMatchObject({
      code: 0,
      files: ['p.csv payments 2/2', 'u.csv usage 4/4'],
      problems: [],
    });
  });
});

describe('one rep at a time', () => {
  const clash = (...rows: string[]) => validate({ 'a.csv': ['customer_id,rep,from,to', ...rows, ''].join('\n') });

  test.each<[string, string[], string[]]>([
    ['one after the other', ['c1,ana,2024-01-01,2024-04-01', 'c1,ben,2024-04-01,'], []],
    ['the later one first', ['c1,ben,2024-04-01,', 'c1,ana,2024-01-01,2024-04-01'], []],
    ['an open end lasts until the next', ['c1,ana,2024-01-01,', 'c1,ben,2024-04-01,', 'c1,cleo,2024-06-01,'], []],
    ['a gap', ['c1,ana,2024-01-01,2024-02-01', 'c1,ben,2024-04-01,'], []],
    ['no day at all', ['c1,ana,2024-01-01,2024-01-01', 'c1,ben,2024-01-01,'], []],
    ['two customers', ['c1,ana,2024-01-01,2024-12-31', 'c2,ben,2024-02-01,2024-03-01'], []],
    ['a day too many', ['c1,ana,2024-01-01,2024-04-02', 'c1,ben,2024-04-01,'], ['a.csv:3 row/overlap']],
    ['the later one first', ['c1,ben,2024-04-01,', 'c1,ana,2024-01-01,2024-04-02'], ['a.csv:3 row/overlap']],
    ['one within the other', ['c1,ana,2024-01-01,2024-12-31', 'c1,ben,2024-03-01,2024-04-01'], ['a.csv:3 row/overlap']],
    ['the same first day', ['c1,ana,2024-01-01,', 'c1,ben,2024-01-01,'], ['a.csv:3 row/overlap']],
    ['the same row', ['c1,ana,2024-01-01,', 'c1,ana,2024-01-01,'], ['a.csv:3 row/overlap']],
  ])('%s: %j', async (_, rows, problems) => {
    expect((await clash(...rows)).problems).toEqual(problems);
  });

  test('across files, with both places', async () => {
    const [a, b] = [
      'customer_id,rep,from,to\nc1,ana,2024-01-01,2024-06-01\n',
      'customer_id,rep,from\nc1,ben,2024-03-01\n',
    ];
    expect((await validate({ 'a.csv': a, 'b.csv': b })).messages).toEqual([
      'the customer is with ana as well on 2024-03-01: a.csv:2 | a customer has one rep at a time: end the one where the other begins',
    ]);
  });
});

test.each([
  ['another value', 'c1,2024-07-01,headcount,5', ['h.csv:3 row/overlap']],
  ['the same again', 'c1,2024-07-01,employees,4', []],
  ['another time of the day', 'c1,2024-07-01T09:00:00Z,employees,5', []],
  ['another field', 'c1,2024-07-01,hiring,no', []],
  ['a field of no use', 'c1,2024-07-01,plan,pro', []],
])('a field has one value at a time: %s', async (_, row, expected) => {
  const { problems } = await validate({
    'h.csv': `customer_id,as_of,field,value\nc1,2024-07-01,employees,4\n${row}\n`,
  });
  expect(problems).toEqual(expected);
});

test('a currency has one rate a day, across files too', async () => {
  const more = 'date,currency,rate\n2024-07-03,EUR,1.07\n2024-07-02T12:00:00Z,eur,1.08\n';
  expect(await validate({ 'a.csv': fx, 'b.csv': more })).toMatchObject({
    code: 3,
    files: ['a.csv fx 3/3', 'b.csv fx 1/2'],
    problems: ['b.csv:3 row/overlap'],
    messages: ['EUR has a rate of 2024-07-02 already: a.csv:4 | keep the right one'],
  });
});
