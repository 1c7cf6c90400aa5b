import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/commands/chosen.ts';
import { VENDORS } from '../../src/commands/vendors.ts';
import { methodsOf } from '../../src/calculator/metric.ts';
import { registry } from '../../src/commands/topics.ts';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// The rules of subscriptions by their options: from a file to what --json says.

interface Answer {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  readonly warnings: readonly { readonly code: string; readonly level: string; readonly message: string }[];
}
const HEAD =
  'subscription_id,customer_id,started_at,canceled_at,ended_at,amount,status,past_due_at,cancel_at_period_end,cancel_reason';

/** What a command says of these subscriptions: values by metric, with the group before it where there is one. */
async function ask(command: string, rows: readonly string[], head = HEAD) {
  const cwd = folderWith({ 's.csv': [head, ...rows, ''].join('\n') });
  const ran = await csm([...wordsOf(command), 's.csv', '--json'], { cwd });
  expect(ran.code, ran.stderr).toBe(0);
  const { rows: found, warnings } = JSON.parse(ran.stdout) as Answer;
  const value = Object.fromEntries(
    found.map((row) => [[row['group'], row['metric']].filter((part) => part !== null).join(' '), row['value']]),
  );
  const method = Object.fromEntries(found.map((row) => [row['metric'], row['method']]));
  const said = warnings
    .filter(({ code }) => code.startsWith('rule/'))
    .map(({ level, message }) => `${level}: ${message}`);
  return { value, method, said, rows: found };
}

const stays = '0,stays,2024-01-01,,,100,active,,,';

// METRICS.md 3.3, [PW-churn]: signed up on 15 April, cancelled on 8 June, paid to 15 June.
describe('--churn-at', () => {
  const row = '1,a,2024-04-15,2024-06-08,2024-06-15,10,canceled,,no,';
  test.each([
    ['', '2024-06-15', 1],
    ['', '2024-06-08', 0],
    ['--churn-at end', '2024-06-15', 1],
    ['--churn-at cancel-request', '2024-06-08', 1],
    ['--churn-at cancel-request', '2024-06-15', 0],
    ['--churn-at cancel-effective', '2024-06-08', 1],
  ])('%s on %s: %i lost', async (option, day, lost) => {
    const { value } = await ask(`churn -p ${day} ${option}`, [stays, row]);
    expect(value['customers_lost']).toBe(lost);
  });
});

describe('each rule, where it counts: churn, retention, MRR, lifetime value and report', () => {
  test.each<[string, string, string, string, string, number, number]>([
    ['--end-date inclusive', '1,a,2024-01-01,,2024-07-31,10,,,,', 'churn', '2024-07', 'customers_lost', 1, 0],
    ['--paused active', '1,a,2024-01-01,,,10,paused,,,', 'mrr', '2024-07', 'mrr', 100, 110],
    ['--past-due exclude', '1,a,2024-01-01,,,10,past_due,2024-07-05,,', 'mrr', '2024-07', 'mrr', 110, 100],
    ['--past-due exclude', '1,a,2024-01-01,,,10,past_due,2024-07-05,,', 'churn', '2024-07', 'customers_lost', 0, 1],
    ['--delinquent-days 30', '1,a,2024-01-01,,,10,past_due,2024-06-05,,', 'churn', '2024-07', 'customers_lost', 0, 1],
    ['--delinquent-days 60', '1,a,2024-01-01,,,10,past_due,2024-06-05,,', 'churn', '2024-07', 'customers_lost', 0, 0],
    [
      '--churn-at cancel-request',
      '1,a,2024-01-01,2024-07-08,2024-08-15,100,,,,',
      'retention',
      '2024-07',
      'customer_retention_rate',
      1,
      0.5,
    ],
    ['--churn-at cancel-request', '1,a,2024-01-01,2024-07-08,2024-08-15,100,,,,', 'report', '2024-07', 'grr', 1, 0.5],
  ])('%s of %s: %s in %s, %s is %f, by the rule %f', async (option, row, command, period, metric, before, after) => {
    const asked = `${command} -p ${period} --as-of 2024-12-31`;
    expect((await ask(asked, [stays, row])).value[metric]).toBe(before);
    expect((await ask(`${asked} ${option}`, [stays, row])).value[metric]).toBe(after);
  });

  test('clv: churn by the request is churn of the month it was made in', async () => {
    const rows = ['0,stays,2023-01-01,,,100,active,,,', '1,a,2023-01-01,2024-07-08,2024-08-15,100,active,,,'];
    expect((await ask('clv -p 2024-07', rows)).rows).toMatchObject([{ value: null, reason: 'zero_churn' }]);
    const { value } = await ask('clv -p 2024-07 --churn-at cancel-request', rows);
    expect(value['clv']).toBeCloseTo(1200, 6);
  });

  test('--gap-days: five days between are no churn from 5 on', async () => {
    const rows = [stays, '1,a,2024-01-01,,2024-07-10,60,,,,', '2,a,2024-07-15,,,90,,,,'];
    const lost = async (option: string) => {
      const { value } = await ask(`report -p 2024-07 ${option}`, rows);
      return ['customers_lost', 'customers_reactivated', 'mrr_churn', 'mrr_expansion', 'mrr'].map(
        (name) => value[name],
      );
    };
    expect(await lost('')).toEqual([1, 1, 60, 0, 190]);
    expect(await lost('--gap-days 4')).toEqual([1, 1, 60, 0, 190]);
    expect(await lost('--gap-days 5')).toEqual([0, 0, 0, 30, 190]);
  });

  test('--free-as contraction: who goes on for nothing has not left', async () => {
    const rows = [stays, '1,a,2024-01-01,,2024-07-10,60,,,,', '2,a,2024-07-10,,,0,,,,'];
    const told = async (option: string) => {
      const { value } = await ask(`report -p 2024-07 ${option}`, rows);
      return ['customers_lost', 'customers_at_end', 'mrr_churn', 'mrr_contraction', 'mrr'].map((name) => value[name]);
    };
    expect(await told('')).toEqual([1, 1, 60, 0, 100]);
    expect(await told('--free-as churn')).toEqual([1, 1, 60, 0, 100]);
    expect(await told('--free-as contraction')).toEqual([0, 2, 0, 60, 100]);
  });

  test('--discounts: a coupon that ends, one that does not', async () => {
    const head = 'customer_id,started_at,ended_at,amount,discount_percent,discount_end';
    const rows = ['a,2024-01-01,,100,50,2025-01-01', 'b,2024-01-01,,100,50,'];
    const mrr = async (option: string) => (await ask(`mrr -p 2024-07 ${option}`, rows, head)).value['mrr'];
    expect(await mrr('')).toBe(100);
    expect(await mrr('--discounts subtract')).toBe(100);
    expect(await mrr('--discounts forever')).toBe(150);
    expect(await mrr('--discounts ignore')).toBe(200);
  });

  test('--metered: what is billed by use is MRR where it is committed to', async () => {
    const head = 'customer_id,started_at,ended_at,amount,usage_type';
    const rows = ['a,2024-01-01,,100,licensed', 'a,2024-01-01,,30,metered'];
    const { value } = await ask('mrr -p 2024-07', rows, head);
    expect(value['mrr']).toBe(100);
    expect((await ask('mrr -p 2024-07 --metered committed', rows, head)).value['mrr']).toBe(130);
  });
});

describe('what is said of the rules', () => {
  const row = '1,a,2024-01-01,,,10,active,,,';
  const bare = 'customer_id,started_at,ended_at,amount';
  const plain = ['a,2024-01-01,,10'];
  test('nothing without any', async () => {
    expect((await ask('churn -p 2024-07', [row])).said).toEqual([]);
  });
  test('those in force, whoever says them', async () => {
    expect((await ask('churn -p 2024-07 --churn-at cancel-request --gap-days 3', [row])).said).toEqual([
      'note: by the rules --churn-at cancel-request, --gap-days 3',
    ]);
    expect((await ask('mrr -p 2024-07 --as recurly', [row])).said).toEqual([
      'note: as recurly: --method period [REC-0], --churn-at end [REC-terms], --paused churn [PW-recurly], --discounts subtract [PW-recurly]',
    ]);
  });
  test.each([
    ['--churn-at cancel-request', 'no canceled_at column: --churn-at cancel-request changes nothing'],
    [
      '--churn-at cancel-effective',
      'no canceled_at and no cancel_at_period_end column: --churn-at cancel-effective changes nothing',
    ],
    ['--delinquent-days 9', 'no status and no past_due_at column: --delinquent-days 9 changes nothing'],
    ['--past-due exclude', 'no status column: --past-due exclude changes nothing'],
    ['--paused active', 'no status column: --paused active changes nothing'],
  ])('%s without its columns is a warning', async (option, message) => {
    const { said } = await ask(`churn -p 2024-07 ${option}`, plain, bare);
    expect(said).toContainEqual(`warning: ${message}`);
  });
  test('what a vendor says without the columns is a note', async () => {
    const { said } = await ask('churn -p 2024-07 --as baremetrics', plain, bare);
    expect(said).toContainEqual('note: no status and no past_due_at column: --delinquent-days 30 changes nothing');
    expect(said.filter((text) => text.startsWith('warning'))).toEqual([]);
  });
});

describe('--as', () => {
  const rows = [
    stays,
    '1,a,2024-01-01,2024-07-01,2024-08-10,60,canceled,,no,',
    '2,b,2024-01-01,,,30,past_due,2024-06-01,,',
    '3,c,2024-07-02,,2024-07-20,10,,,,',
  ];
  test.each<[string, Record<string, unknown>, string, number]>([
    ['chartmogul', { customer_churn_rate: 'cohort-event' }, 'customers_lost', 2],
    ['stripe', { customer_churn_rate: 'start-plus-new' }, 'customers_lost', 2],
    ['baremetrics', { customer_churn_rate: 'start' }, 'customers_lost', 2],
    ['profitwell', { customer_churn_rate: 'cohort-event' }, 'customers_lost', 1],
    ['recurly', { customer_churn_rate: 'start' }, 'customers_lost', 1],
    ['chargebee', { customer_churn_rate: 'start' }, 'customers_lost', 1],
    ['paddle', { customer_churn_rate: 'start' }, 'customers_lost', 1],
    ['fight-churn', { customer_churn_rate: 'cohort' }, 'customers_lost', 1],
  ])('%s: its method and its dates', async (vendor, methods, metric, value) => {
    const found = await ask(`churn -p 2024-07 --as ${vendor}`, rows);
    expect(found.method).toMatchObject(methods);
    expect(found.value[metric]).toBe(value);
  });

  test('what the line says comes first', async () => {
    const found = await ask('churn -p 2024-07 --as chartmogul --churn-at end --method average', rows);
    expect([found.method['customer_churn_rate'], found.value['customers_lost']]).toEqual(['average', 1]);
    expect(found.said).toContainEqual('note: by the rules --churn-at end');
    const vendor = found.said.find((text) => text.startsWith('note: as chartmogul'));
    expect(vendor).not.toMatch(/churn-at|cohort-event/);
  });

  test('past due: the line and a vendor do not contradict each other', async () => {
    const found = await ask('churn -p 2024-07 --as baremetrics --past-due keep', rows);
    expect(found.value['customers_lost']).toBe(1);
  });

  test('the other methods stay where all are asked for', async () => {
    const found = await ask('churn -p 2024-07 --as chartmogul --method all', rows);
    const methods = found.rows.filter(({ metric }) => metric === 'customer_churn_rate').map(({ method }) => method);
    expect(methods.length).toBeGreaterThan(4);
  });

  test('every vendor says something, and nothing but options and values there are', () => {
    for (const [name, { options, methods }] of Object.entries(VENDORS)) {
      expect(Object.keys(options).every((rule) => (RULES as readonly string[]).includes(rule))).toBe(true);
      expect([name, Object.keys({ ...options, ...methods }).length]).not.toEqual([name, 0]);
      for (const [, source] of Object.values(options))
        expect(source).toMatch(/^[A-Z]{2,3}-[\w.]+(, [A-Z]{2,3}-[\w.]+)*$/);
    }
  });

  test('a method of a vendor is a name that the metrics could have', () => {
    const ids = new Set(registry.flatMap(methodsOf));
    const first = Object.values(VENDORS).flatMap(({ methods }) => Object.keys(methods)[0] ?? []);
    expect(first.filter((method) => !ids.has(method))).toEqual([]);
  });
});

// METRICS.md 2.7 and 3.3, [CB-charts]: 15 x $10 voluntary, 10 x $10 involuntary.
describe('--by churn_kind', () => {
  const rows = Array.from({ length: 26 }, (_, i) => {
    const reason = i < 15 ? 'too_expensive' : i < 25 ? 'not_paid' : '';
    return `${i + 1},c${i},2024-01-01,,2024-07-${String(i + 3).padStart(2, '0')},10,canceled,,,${reason}`;
  });

  test('MRR lost: 150 voluntary, 100 involuntary, and what nobody knows apart', async () => {
    const { value } = await ask('mrr -p 2024-07 --by churn_kind', [stays, ...rows]);
    const lost = ['voluntary mrr_churn', 'involuntary mrr_churn', 'unknown mrr_churn', '(none) mrr_churn', 'mrr_churn'];
    expect(lost.map((name) => value[name])).toEqual([150, 100, 10, 0, 260]);
  });

  test('customers lost', async () => {
    const { value } = await ask('churn -p 2024-07 --by churn_kind', [stays, ...rows]);
    const lost = ['voluntary customers_lost', 'involuntary customers_lost', 'unknown customers_lost', 'customers_lost'];
    expect(lost.map((name) => value[name])).toEqual([15, 10, 1, 26]);
    expect(value['(none) customers_at_end']).toBe(1);
  });

  // METRICS.md 2.7: of 1000 at the start 12 + 4 + 1 leave: 1.2 %, 0.4 % and 0.1 %, together 1.7 %.
  const thousand = Array.from({ length: 1000 }, (_, i) => {
    const reason = i < 12 ? 'too_expensive' : i < 16 ? 'not_paid' : '';
    const end = i < 17 ? `2024-07-${String(i + 3).padStart(2, '0')}` : '';
    return `${i + 1},c${i},2024-01-01,,${end},10,${end && 'canceled'},,,${reason}`;
  });
  const rates = async (line: string, all = thousand) =>
    (await ask(line, all)).rows.filter(({ metric }) => metric === 'customer_churn_rate');

  test('rates are over all customers at the start, each with its interval', async () => {
    const found = await rates('churn -p 2024-07 --by churn_kind');
    expect(found.map(({ group, value, numerator, denominator }) => [group, value, numerator, denominator])).toEqual([
      [null, 0.017, 17, 1000],
      ['involuntary', 0.004, 4, 1000],
      ['unknown', 0.001, 1, 1000],
      ['voluntary', 0.012, 12, 1000],
    ]);
    // Wilson, by hand (METRICS.md 1.5).
    expect(found[3]).toMatchObject({
      low: expect.closeTo(0.006878, 6) as number,
      high: expect.closeTo(0.020857, 6) as number,
    });
  });

  test('of two periods each is over its own start, and has a verdict', async () => {
    const earlier = Array.from({ length: 60 }, (_, i) => `e${i},e${i},2024-01-01,,2024-06-10,10,canceled,,,not_paid`);
    const found = await rates('churn -p 2024-07 --by churn_kind', [...thousand, ...earlier]);
    expect(found.find(({ group }) => group === 'involuntary')).toMatchObject({
      value: 0.004,
      previous: 60 / 1060,
      verdict: 'better',
    });
  });

  test.each(['start', 'cohort-event', 'cohort', 'start-plus-new', 'average', 'daily'])(
    'by %s the kinds add up to the whole, joiners and those who came back among them',
    async (method) => {
      const more = [
        'j1,j1,2024-07-03,,2024-07-09,10,canceled,,,not_paid',
        'k1,c16,2024-07-25,,,10,active,,,',
        'n1,n1,2024-07-05,,,10,active,,,',
      ];
      const [whole, ...kinds] = await rates(`churn -p 2024-07 --by churn_kind --method ${method}`, [
        ...thousand,
        ...more,
      ]);
      expect(kinds.map(({ group }) => group)).toEqual(['involuntary', 'unknown', 'voluntary']);
      expect(kinds.reduce((sum, kind) => sum + Number(kind['value']), 0)).toBeCloseTo(Number(whole?.['value']), 12);
      expect(new Set(kinds.map(({ denominator }) => denominator))).toEqual(new Set([whole?.['denominator']]));
    },
  );

  test('so do those of MRR, of which who stayed has a part: what it pays less', async () => {
    const less = ['d1,d,2024-01-01,,2024-07-10,500,canceled,,,', 'd2,d,2024-07-10,,,200,active,,,'];
    const { value } = await ask('churn -p 2024-07 --by churn_kind', [...thousand, ...less]);
    const names = ['voluntary', 'involuntary', 'unknown', '(none)'].map((kind) => `${kind} gross_mrr_churn_rate`);
    expect(names.map((name) => value[name])).toEqual([120, 40, 10, 300].map((lost) => lost / 10_500));
    expect(value['gross_mrr_churn_rate']).toBeCloseTo(470 / 10_500, 12);
  });

  test('retention, and a column of that name, are of each group by itself', async () => {
    const { value } = await ask('retention -p 2024-07 --by churn_kind', thousand);
    expect(value['voluntary customer_retention_rate']).toBe(0);
    const cwd = folderWith({
      'u.csv': 'customer_id,started_at,ended_at,amount,churn_kind\na,2024-01-01,2024-07-09,9,mine\nb,2024-01-01,,9,\n',
    });
    const { stdout } = await csm(wordsOf('churn u.csv -p 2024-07 --by churn_kind --json'), { cwd });
    const { rows: own } = JSON.parse(stdout) as { rows: Record<string, unknown>[] };
    const rate = own.filter(({ metric }) => metric === 'customer_churn_rate');
    expect(rate.map(({ group, value: each }) => [group, each])).toEqual([
      [null, 0.5],
      ['(none)', 0],
      ['mine', 1],
    ]);
  });

  test('by the reason itself', async () => {
    const { value } = await ask('churn -p 2024-07 --by cancel_reason', [stays, ...rows]);
    const lost = ['too_expensive customers_lost', 'not_paid customers_lost', '(none) customers_lost', 'customers_lost'];
    expect(lost.map((name) => value[name])).toEqual([15, 10, 1, 26]);
  });

  test('a past due customer who is given up is involuntary', async () => {
    const row = '1,a,2024-01-01,,,10,past_due,2024-06-05,,';
    const { value } = await ask('churn -p 2024-07 --delinquent-days 30 --by churn_kind', [stays, row]);
    expect(value['involuntary customers_lost']).toBe(1);
  });
});

describe('--per', () => {
  // METRICS.md 3.5: 5 % over the 31 days of July.
  const rows = Array.from({ length: 20 }, (_, i) => `${i},c${i},2024-01-01,,${i < 1 ? '2024-07-10' : ''},10,,,,`);
  test.each([
    ['year', 0.4533, 4],
    ['month', 0.04908, 5],
  ])('5 %% over 31 days per %s is %f', async (per, value, digits) => {
    const found = await ask(`churn -p 2024-07 --per ${per}`, rows);
    expect(found.value['customer_churn_rate']).toBeCloseTo(value, digits);
    expect(found.method['customer_churn_rate']).toBe(`start-per-${per}`);
    expect(found.rows[0]).toMatchObject({ numerator: 1, denominator: 20, verdict: null });
    expect(found.method['customers_lost']).toBeNull();
    const kept = await ask(`retention -p 2024-07 --per ${per}`, rows);
    expect(kept.value['customer_retention_rate']).toBeCloseTo(1 - value, digits);
    expect(kept.method['customer_retention_rate']).toBe(`per-${per}`);
  });

  test('the change is of rates that are told alike', async () => {
    const [row] = (await ask('churn -p 2024-07 --per year --compare 2024-07', rows)).rows;
    expect(row).toMatchObject({ delta: 0, previous: row?.['value'] });
  });

  test('rates that are told for another time have no verdict, by whatever method', async () => {
    const many = Array.from({ length: 200 }, (_, i) => {
      const end = i < 10 ? '2024-06-10' : i < 80 ? '2024-07-10' : '';
      return `${i},c${i},2024-01-01,,${end},10,,,,`;
    });
    const measured = await ask('churn -p 2024-07 --methods all', many);
    expect(measured.rows.filter(({ verdict }) => verdict === 'worse').length).toBeGreaterThan(1);
    const told = await ask('churn -p 2024-07 --methods all --per year', many);
    expect(told.rows.filter(({ verdict }) => verdict !== null)).toEqual([]);
  });

  test('above 100 % it is refused', async () => {
    const all = ['1,a,2024-01-01,,2024-07-09,10,,,,', '2,b,2024-07-02,,2024-07-20,10,,,,'];
    const { rows: found } = await ask('churn -p 2024-07 --per year', all);
    expect(found[0]).toMatchObject({ value: null, reason: 'rate_above_one', numerator: 2, denominator: 1 });
  });

  test('a list without dates has no length', async () => {
    const { rows: found } = await ask('churn --snapshot --per year', ['a,yes', 'b,no'], 'customer_id,churned');
    expect(found[0]).toMatchObject({ value: null, reason: 'no_dates' });
  });
});
