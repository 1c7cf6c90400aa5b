import { describe, expect, test } from 'vitest';
import { csm, type RunOptions } from '../support/csm.ts';
import { acme, folderWith, wordsOf } from '../support/folder.ts';

// Health from files to --json: who is a customer, what is known, and what the config says.

interface Customer {
  readonly customer_id: string;
  readonly name: string | null;
  readonly rep: string | null;
  readonly mrr: number | null;
  readonly currency: string | null;
  readonly score: number | null;
  readonly band: string;
  readonly previous: number | null;
  readonly delta: number | null;
  readonly contributions: Readonly<Record<string, number>>;
  readonly changes: Readonly<Record<string, number>> | null;
  readonly profile: string | null;
  readonly reasons: readonly string[];
  readonly days_since_contact: number | null;
}
interface Row {
  readonly metric: string;
  readonly by: string | null;
  readonly group: string | null;
  readonly value: number | null;
  readonly previous: number | null;
  readonly currency: string | null;
  readonly reason: string | null;
}

async function answer(line: string, files: Readonly<Record<string, string>> | null = null, options: RunOptions = {}) {
  const cwd = files === null ? acme : folderWith(files);
  const { code, stdout, stderr } = await csm([...wordsOf(line), '--json'], { cwd, ...options });
  expect(code, stderr).toBe(0);
  const document = JSON.parse(stdout) as {
    readonly rows: readonly Row[];
    readonly customers: readonly Customer[];
    readonly health: { readonly version: string; readonly hash: string; readonly missing: string };
    readonly expansion_candidates?: readonly { readonly active_seats: number; readonly seats: number }[];
    readonly inputs: readonly { readonly file: string; readonly used: number; readonly outside: number }[];
    readonly warnings: readonly { readonly code: string }[];
  };
  const of = (metric: string, group: string | null = null) =>
    document.rows.find((row) => row.metric === metric && row.group === group);
  return { ...document, of, stdout };
}

const customers = 'customer_id,name,rep\nc1,Acme,ana\nc2,Birch,ben\n';
const answers = 'response_id,respondent_id,customer_id,kind,score,responded_at\nr1,p1,c1,nps,9,2024-07-02\n';
const subscriptions = 'subscription_id,customer_id,amount,currency,started_at,ended_at,canceled_at\n';
const config = (health: object) => ({ 'csm.config.json': JSON.stringify({ health }) });

describe('csm health', () => {
  test('answers and a list of customers: everybody is scored, and too little is known', async () => {
    const found = await answer('health s.csv --customers c.csv -p 2024-07', { 's.csv': answers, 'c.csv': customers });
    const counts = ['green', 'yellow', 'red', 'unknown'].map((band) => found.of(`health_${band}`)?.value);
    expect(counts).toEqual([0, 0, 0, 2]);
    expect(found.of('health_score')).toMatchObject({ value: null, reason: 'no_scores' });
    expect(found.customers.map(({ customer_id, score, band, mrr }) => [customer_id, score, band, mrr])).toEqual([
      ['c1', 90, 'unknown', null],
      ['c2', null, 'unknown', null],
    ]);
  });

  test('data formats have a row for each customer', async () => {
    const found = await answer('health s.csv --customers c.csv -p 2024-07', { 's.csv': answers, 'c.csv': customers });
    expect(found.of('health_score', 'c1')).toMatchObject({ by: 'customer_id', value: 90, reason: null });
    expect(found.of('health_score', 'c2')).toMatchObject({ by: 'customer_id', value: null, reason: 'no_components' });
    const byRep = await answer('health s.csv --customers c.csv -p 2024-07 --by rep', {
      's.csv': answers,
      'c.csv': customers,
    });
    expect(byRep.rows.some(({ by }) => by === 'customer_id')).toBe(false);
    expect(byRep.of('health_unknown', 'ana')?.value).toBe(1);
  });

  test('a customer is one who pays at the close, and MRR is by band and currency', async () => {
    const rows = 's1,c1,100,USD,2023-01-01,,\ns2,c2,30,EUR,2023-01-01,,\ns3,c3,50,USD,2023-01-01,2024-07-31,\n';
    const found = await answer('health u.csv -p 2024-07', { 'u.csv': subscriptions + rows });
    expect(found.customers.map(({ customer_id, mrr, currency }) => [customer_id, mrr, currency])).toEqual([
      ['c1', 100, 'USD'],
      ['c2', 30, 'EUR'],
    ]);
    const unknown = found.rows.filter(({ metric }) => metric === 'health_mrr_unknown');
    expect(unknown.map(({ currency, value, previous }) => [currency, value, previous])).toEqual([
      ['EUR', 30, 30],
      ['USD', 100, 150],
    ]);
  });

  test('who is cancelled is red, whatever is known', async () => {
    const rows = 's1,c1,100,USD,2023-01-01,2024-09-01,2024-07-20\n';
    const found = await answer('health u.csv -p 2024-07', { 'u.csv': subscriptions + rows });
    expect(found.of('health_red')?.value).toBe(1);
    expect(found.customers[0]?.reasons[0]).toBe('cancelled, ends 2024-09-01');
    const before = await answer('health u.csv -p 2024-06', { 'u.csv': subscriptions + rows });
    expect(before.of('health_red')?.value).toBe(0);
  });

  test('contributions add up to the score, and changes to what it moved by', async () => {
    const { customers: all } = await answer('health -p 2024-06');
    const sum = (parts: Readonly<Record<string, number>>) => Object.values(parts).reduce((a, b) => a + b, 0);
    expect(all.length).toBeGreaterThan(100);
    for (const { score, contributions, changes, delta } of all) {
      if (score !== null) expect(sum(contributions)).toBeCloseTo(score - 50, 9);
      if (changes !== null) expect(sum(changes)).toBeCloseTo(delta ?? NaN, 9);
    }
  });

  test('bands and their MRR add up to all customers and all MRR', async () => {
    const found = await answer('health -p 2024-06');
    const { stdout } = await csm(wordsOf('mrr -p 2024-06 --json'), { cwd: acme });
    const mrr = (JSON.parse(stdout) as { rows: Row[] }).rows.find(({ metric }) => metric === 'mrr')?.value;
    const sumOf = (prefix: string) =>
      ['green', 'yellow', 'red', 'unknown'].reduce((sum, band) => sum + (found.of(prefix + band)?.value ?? NaN), 0);
    expect(sumOf('health_')).toBe(found.customers.length);
    expect(sumOf('health_mrr_')).toBeCloseTo(mrr ?? NaN, 6);
  });

  test('the owner is that of the close', async () => {
    const files = {
      'u.csv': `${subscriptions}s1,c1,100,USD,2023-01-01,,\n`,
      'c.csv': customers,
      'a.csv': 'customer_id,rep,from,to\nc1,ana,2023-01-01,2024-07-31\nc1,ben,2024-07-31,\n',
    };
    const ownerIn = async (period: string) => {
      const line = `health u.csv --customers c.csv --assignments a.csv --by rep -p ${period}`;
      const found = await answer(line, files);
      const groups = found.rows.filter(
        ({ metric, value, group }) => metric === 'health_unknown' && value === 1 && group,
      );
      return [found.customers[0]?.rep, groups.map(({ group }) => group)];
    };
    expect(await ownerIn('2024-06')).toEqual(['ana', ['ana']]);
    expect(await ownerIn('2024-07')).toEqual(['ben', ['ben']]);
  });

  test('a row of later has no part, and is counted as outside', async () => {
    const later = `${answers}r2,p1,c1,nps,0,2024-08-02\n`;
    const files = { 's.csv': later, 'c.csv': customers };
    const found = await answer('health s.csv --customers c.csv -p 2024-07', files);
    expect(found.customers[0]?.score).toBe(90);
    expect(found.inputs.find(({ file }) => file === 's.csv')).toMatchObject({ used: 1, outside: 1 });
    const now = await answer('health s.csv --customers c.csv -p 2024-08', files);
    expect(now.customers[0]).toMatchObject({ score: 0, previous: 90, delta: -90 });
  });

  test('the growth of its business from a history', async () => {
    const files = {
      'u.csv': `${subscriptions}s1,c1,100,USD,2024-01-10,,\n`,
      'h.csv': 'customer_id,as_of,field,value\nc1,2024-01-10,employees,40\nc1,2024-07-15,employees,46\n',
      ...config({ weights: { growth: 1 } }),
    };
    const found = await answer('health u.csv --history h.csv -p 2024-07', files);
    expect(found.customers[0]).toMatchObject({ score: 65, reasons: [expect.stringMatching(/employees 115 %/)] });
  });

  test('one order of bytes: rows of the exports in any order give the same', async () => {
    const rows = ['r1,p1,c1,nps,9,2024-07-02', 'r2,p2,c1,nps,3,2024-07-02', 'r3,p1,c2,csat,2,2024-07-09'];
    const head = 'response_id,respondent_id,customer_id,kind,score,responded_at';
    const told = async (order: readonly string[]) => {
      const files = { 's.csv': [head, ...order, ''].join('\n'), 'c.csv': customers };
      const { rows: all, customers: list } = await answer('health s.csv --customers c.csv -p 2024-07', files);
      return [all, list];
    };
    expect(await told(rows.toReversed())).toEqual(await told(rows));
  });
});

describe('the config', () => {
  const files = { 's.csv': answers, 'c.csv': customers };
  const line = 'health s.csv --customers c.csv -p 2024-07';

  test('weights, bands and coverage are those it says, and its hash is told', async () => {
    const usual = await answer(line, files);
    const own = await answer(line, { ...files, ...config({ version: '7', weights: { nps: 2 }, bands: [90, 95] }) });
    expect(own.health.version).toBe('7');
    expect(own.health.hash).toMatch(/^[\da-f]{12}$/);
    expect(own.health.hash).not.toBe(usual.health.hash);
    expect(own.customers.map(({ band }) => band)).toEqual(['red', 'unknown']);
    const again = await answer(line, { ...files, ...config({ bands: [90, 95], weights: { nps: 2 }, version: '7' }) });
    expect(again.stdout).toBe(own.stdout);
  });

  test('--missing-component is part of it', async () => {
    const usual = await answer(line, files);
    const worst = await answer(`${line} --missing-component worst`, files);
    const neutral = await answer(`${line} --missing-component neutral`, files);
    expect([worst.customers[0]?.score, neutral.customers[0]?.score]).toEqual([9, 54]);
    expect(new Set([usual, worst, neutral].map(({ health }) => health.hash)).size).toBe(3);
  });

  test('scores that the customers export gives', async () => {
    const given = 'customer_id,usage,mood\nc1,80,20\nc2,,60\n';
    const own = config({ weights: { usage: 3, mood: 1 } });
    const found = await answer('health --customers c.csv -p 2024-07', { 'c.csv': given, ...own });
    expect(found.customers.map(({ customer_id, score, band }) => [customer_id, score, band])).toEqual([
      ['c1', 65, 'yellow'],
      ['c2', 60, 'unknown'],
    ]);
    expect(found.warnings.map(({ code }) => code)).toContain('health/static');
  });

  test('given scores are written with the decimal mark that is said', async () => {
    const files = { 'c.csv': 'customer_id;usage;mood\nc1;50,5;20\n', ...config({ weights: { usage: 1, mood: 1 } }) };
    const asked = 'health --customers c.csv -p 2024-07';
    const { customers } = await answer(`${asked} --decimal comma`, files);
    expect(customers[0]?.score).toBe(35.25);
    const { code, stderr } = await csm(wordsOf(asked), { cwd: folderWith(files) });
    expect([code, stderr]).toEqual([
      3,
      'c.csv:2: error: usage is 50,5, not a number from 0 to 100 [health/given]\n   hint: --decimal comma\n',
    ]);
    for (const given of ['1e2', '0x10', '-1', '100.5', '1.']) {
      const wrong = { ...files, 'c.csv': `customer_id;usage;mood\nc1;${given};20\n` };
      expect((await csm(wordsOf(asked), { cwd: folderWith(wrong) })).stderr).toContain('[health/given]');
    }
  });

  test('a profile by age', async () => {
    const rows = 's1,c1,100,USD,2024-07-01,,\n';
    const profiles = { first: { youngerThan: 31, weights: { nps: 1 } } };
    const own = config({ profiles });
    const found = await answer('health u.csv s.csv -p 2024-07', {
      'u.csv': subscriptions + rows,
      's.csv': answers,
      ...own,
    });
    expect(found.customers[0]).toMatchObject({ profile: 'first', score: 90, band: 'green' });
  });
});

describe('the list', () => {
  test('--band and --limit', async () => {
    const { customers: red, of } = await answer('health -p 2024-05 --band red');
    expect(new Set(red.map(({ band }) => band))).toEqual(new Set(['red']));
    expect(red).toHaveLength(of('health_red')?.value ?? NaN);
    const { customers: two } = await answer('health -p 2024-05 --limit 2');
    expect(two).toEqual((await answer('health -p 2024-05')).customers.slice(0, 2));
  });

  test('expansion candidates are green, with most of their seats in use', async () => {
    const { expansion_candidates: found = [] } = await answer('health -p 2024-11 --expansion-candidates');
    expect(found.length).toBeGreaterThan(0);
    for (const { active_seats, seats } of found) expect(active_seats / seats).toBeGreaterThanOrEqual(0.8);
  });

  test('--silent-days: those of whom nothing was heard, of any band, with the days', async () => {
    const all = (await answer('health -p 2024-05')).customers;
    const { customers: silent } = await answer('health -p 2024-05 --silent-days 3');
    expect(silent.length).toBeGreaterThan(0);
    expect(silent).toEqual(all.filter(({ days_since_contact: days }) => (days ?? -1) >= 3));
    const rows = 'customer_id,at\nc1,2024-06-20\nc2,2024-07-30\n';
    const { customers } = await answer('health --usage u.csv -p 2024-07', { 'u.csv': rows });
    expect(
      customers.map(({ customer_id: id, days_since_contact: days, reasons }) => [id, days, reasons.at(-1)]),
    ).toEqual([
      ['c1', 41, 'no ticket, answer or use for 41 days'],
      ['c2', 1, expect.not.stringContaining('no ticket') as string],
    ]);
  });

  test('none of them is said, not left out', async () => {
    const { code, stdout } = await csm(['health', '-p', '2024-05', '--silent-days', '60'], { cwd: acme });
    expect([code, stdout]).toEqual([0, expect.stringContaining('\nCustomers silent for 60 days or more: none such\n')]);
  });

  test('--silent-days is in the head of the list, and the days of each are in it', async () => {
    const rows = 'customer_id,at\nc1,2024-06-20\nc2,2024-07-30\n';
    const { stdout } = await csm(wordsOf('health --usage u.csv -p 2024-07 --silent-days 7'), {
      cwd: folderWith({ 'u.csv': rows }),
    });
    expect(stdout).toMatch(/^Customers silent for 7 days or more, at risk first +Silent +Score .*\nc1 +41 days /m);
    expect(stdout).not.toContain('c2');
  });

  test('columns that say nothing are left out, and MRR that nobody exported is not 0', async () => {
    const files = { 'c.csv': 'customer_id,mood\nc1,60\n', ...config({ weights: { mood: 1 } }) };
    const { code, stdout } = await csm(wordsOf('health --customers c.csv -p 2024-07'), { cwd: folderWith(files) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Customers, at risk first +Score +Change *$/m);
    expect(stdout).not.toContain('MRR');
  });

  test('--silent-days few is none', async () => {
    const { code, stderr } = await csm(['health', '-p', '2024-05', '--silent-days', 'few'], { cwd: acme });
    expect([code, stderr]).toEqual([2, expect.stringContaining('--silent-days few: it is a number of days from 1 up')]);
  });

  test.each(['0', 'some', '-1'])('--limit %s is none', async (limit) => {
    const { code, stderr } = await csm(['health', '-p', '2024-05', `--limit=${limit}`], { cwd: acme });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`--limit ${limit}: it is a number from 1 up, or all`)]);
  });
});

describe('csm customer', () => {
  const card = async (line: string, files: Readonly<Record<string, string>> | null = null) => {
    const cwd = files === null ? acme : folderWith(files);
    const { code, stdout, stderr } = await csm([...wordsOf(line), '--json'], { cwd });
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  test('has the score of csm health', async () => {
    const { customers: all } = await answer('health -p 2024-06');
    const { score } = await card('customer c1085 -p 2024-06');
    expect(score).toEqual(all.find(({ customer_id }) => customer_id === 'c1085'));
  });

  test('tells nothing of after the close', async () => {
    const files = {
      's.csv': `${answers}r2,p1,c1,nps,0,2024-08-02\n`,
      't.csv': 'ticket_id,customer_id,created_at,solved_at\nt1,c1,2024-07-30,2024-08-01\nt2,c1,2024-08-01,\n',
      'p.csv': 'payment_id,customer_id,at,amount,currency,status,settled_at\np1,c1,2024-07-20,9,USD,paid,2024-08-03\n',
    };
    const found = await card('customer c1 s.csv t.csv p.csv -p 2024-07', files);
    expect(found).toMatchObject({
      answers: [{ response_id: 'r1' }],
      tickets: [{ ticket_id: 't1', solved_at: null, is_open: true }],
      payments: [{ payment_id: 'p1', status: 'open', settled_at: null, amount: 9 }],
    });
  });

  test('personal data are named, as csm feedback names them, and told where that is asked', async () => {
    const head = 'response_id,respondent_id,customer_id,kind,score,responded_at,comment\n';
    const files = {
      's.csv': `${head}r1,ada@example.com,c1,nps,3,2024-07-02,Call +49 30 1234567\nr2,+49 30 1234567,c1,nps,3,2024-07-01,\nr3,360012345678,c1,nps,3,2024-06-30,\n`,
    };
    const told = async (more: string) => {
      const { answers } = await card(`customer c1 s.csv -p 2024-07${more}`, files);
      return (answers as { respondent_id: string; comment: string | null }[]).map((each) => [
        each.respondent_id,
        each.comment,
      ]);
    };
    expect(await told('')).toEqual([
      ['[e-mail]', 'Call [phone]'],
      ['[phone]', null],
      ['360012345678', null],
    ]);
    expect((await told(' --show-values'))[0]).toEqual(['ada@example.com', 'Call +49 30 1234567']);
    const { stdout } = await csm(wordsOf('customer c1 s.csv -p 2024-07'), { cwd: folderWith(files) });
    expect(stdout).toContain('Call [phone]');
    expect(stdout).not.toContain('1234567');
  });

  test('of one that nobody knows: a hint by id, or by name', async () => {
    const files = { 's.csv': answers, 'c.csv': customers };
    const told = async (id: string) => {
      const { code, stderr } = await csm(['customer', id, 's.csv', '--customers', 'c.csv'], { cwd: folderWith(files) });
      return [code, stderr];
    };
    expect(await told('c11')).toEqual([2, expect.stringContaining('did you mean c1?')]);
    expect(await told('birch')).toEqual([2, expect.stringContaining('csm customer c2')]);
  });
});
