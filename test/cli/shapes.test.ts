import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// Other shapes of the same facts, from the file to the number.

interface Row {
  readonly metric: string;
  readonly method: string | null;
  readonly group: string | null;
  readonly value: number | null;
  readonly previous: number | null;
  readonly reason: string | null;
  readonly n: number;
}
interface Ran {
  readonly code: number;
  /** Lines of stderr that bear a code. */
  readonly told: readonly string[];
  /** By metric, and by group where there is one. */
  readonly value: Readonly<Record<string, number | string | null>>;
  readonly rows: readonly Row[];
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
}

async function run(line: string, files: Readonly<Record<string, string>>): Promise<Ran> {
  const ran = await csm([...wordsOf(line), '--json'], { cwd: folderWith(files) });
  const { rows, inputs } = (ran.stdout === '' ? { rows: [], inputs: [] } : JSON.parse(ran.stdout)) as Ran;
  const value = Object.fromEntries(
    rows.map(({ metric, group, value: each, reason }) => [
      group === null ? metric : `${metric} ${group}`,
      each ?? reason,
    ]),
  );
  return { code: ran.code, told: ran.stderr.split('\n').filter((each) => each.endsWith(']')), value, rows, inputs };
}

const codes = ({ told }: Ran): string[] => told.map((line) => /\[([^\]]+)\]$/.exec(line)?.[1] ?? '');

describe('a sheet by month', () => {
  const long = `month,customer,plan,mrr
2024-01,a,pro,100
2024-01,b,pro,50
2024-02,a,pro,100
2024-02,b,pro,0
2024-03,a,pro,150
2024-03,c,basic,20
2024-04,a,pro,120
2024-04,b,pro,50
2024-04,c,basic,20
`;
  const wide = `customer,plan,2024-01,2024-02,2024-03,2024-04
a,pro,100,100,150,120
b,pro,50,0,,50
c,basic,,,20,20
`;
  const named = wide.replace('2024-01,2024-02,2024-03,2024-04', 'Jan 2024,2024/02,2024-03-31,2024-04-01');
  const rows = wide
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const json = JSON.stringify(
    rows.map(([customer, plan, ...amounts]) =>
      Object.fromEntries([
        ['customer', customer],
        ['plan', plan],
        ...amounts.map((amount, i) => [`2024-0${i + 1}`, amount === '' ? null : Number(amount)]),
      ]),
    ),
  );
  const shapes: [string, Record<string, string>][] = [
    ['long', { 'sheet.csv': long }],
    ['wide', { 'sheet.csv': wide }],
    ['wide, its months written otherwise', { 'sheet.csv': named }],
    ['wide, as JSON', { 'sheet.json': json }],
  ];

  test.each(shapes)('%s: movements of every month', async (_, files) => {
    const months = ['2024-01', '2024-02', '2024-03', '2024-04'].map(async (month) => {
      const { value } = await run(`report ${Object.keys(files)[0]} -p ${month}`, files);
      const metrics = 'mrr mrr_new mrr_reactivation mrr_expansion mrr_contraction mrr_churn customers_at_end';
      return metrics.split(' ').map((metric) => value[metric]);
    });
    expect(await Promise.all(months)).toEqual([
      [150, 150, 0, 0, 0, 0, 2],
      [100, 0, 0, 0, 0, 50, 1],
      [170, 20, 0, 50, 0, 0, 2],
      [190, 0, 50, 0, 30, 0, 3],
    ]);
  });

  test.each(shapes)('%s: by plan, and without a period it is the last month', async (_, files) => {
    const { value, rows: all, inputs } = await run(`mrr ${Object.keys(files)[0]} --by plan`, files);
    expect([value['mrr pro'], value['mrr basic'], value['mrr']]).toEqual([170, 20, 190]);
    expect(all[0]).toMatchObject({ period: '2024-04', previous: 170 });
    expect(inputs).toMatchObject([{ kind: 'subscriptions', outside: 0, blank: 0, rejected: 0, duplicates: 0 }]);
    expect(inputs[0]?.['read']).toBe(inputs[0]?.['used']);
  });

  test('one row of a wide sheet is one row read', async () => {
    const { inputs } = await run('mrr sheet.csv -p 2024-02', { 'sheet.csv': `${wide},,,,,\nd,basic,,,,\n` });
    expect(inputs).toMatchObject([{ read: 5, used: 4, blank: 1 }]);
  });

  test('a folder holds one', async () => {
    const { value } = await run('mrr -p 2024-04', { 'sheet.csv': wide });
    expect(value['mrr']).toBe(190);
  });

  test.each([
    ['2024-05', 'after_data'],
    ['2024', 'after_data'],
    ['2024-04..2024-05', 'after_data'],
    ['2024-04', 190],
    ['2024-01..2024-04', 190],
  ])('the sheet ends with 2024-04: -p %s gives %s', async (period, expected) => {
    const ran = await run(`report sheet.csv -p ${period}`, { 'sheet.csv': wide });
    expect(ran.value['mrr']).toBe(expected);
    expect(codes(ran).includes('sheet/end')).toBe(expected === 'after_data');
    expect(ran.value['customers_lost'] === 'after_data').toBe(expected === 'after_data');
  });

  test('how a period begins is known as long as the sheet reaches it', async () => {
    const files = { 'sheet.csv': wide };
    const next = await run('report sheet.csv -p 2024-05', files);
    expect([next.value['mrr_at_start'], next.value['customers_at_start'], next.value['mrr_new']]).toEqual([
      190,
      3,
      'after_data',
    ]);
    expect((await run('report sheet.csv -p 2024-06', files)).value['mrr_at_start']).toBe('after_data');
  });

  test('nothing is compared with a month after the last', async () => {
    const { rows: all } = await run('mrr sheet.csv -p 2024-03 --compare 2024-07', { 'sheet.csv': wide });
    expect(all[0]).toMatchObject({ metric: 'mrr', value: 170, previous: null, delta: null });
  });

  test('a period before the sheet has nobody, as with any subscriptions', async () => {
    expect((await run('mrr sheet.csv -p 2023-12', { 'sheet.csv': wide })).value['mrr']).toBe(0);
  });

  test('blank columns at the end are months that have not come', async () => {
    const sheet = 'customer,2024-01,2024-02,2024-03,2024-04\na,10,10,,\nb,10,,,\n';
    const ran = await run('churn sheet.csv', { 'sheet.csv': sheet });
    expect(ran.rows[0]).toMatchObject({ period: '2024-02', value: 0.5 });
    expect((await run('churn sheet.csv -p 2024-03', { 'sheet.csv': sheet })).value['customer_churn_rate']).toBe(
      'after_data',
    );
  });

  test('a month of nothing but 0 at the end is believed, and told of', async () => {
    const sheet = 'customer,2024-01,2024-02,2024-03\na,10,10,0\nb,10,10,0\n';
    const ran = await run('churn sheet.csv -p 2024-03', { 'sheet.csv': sheet });
    expect(ran.value['customers_lost']).toBe(2);
    expect(codes(ran)).toEqual(['data/cut-off']);
  });

  test('two sheets are one: the next goes on where the first ends', async () => {
    const files = { 'a.csv': 'month,customer,mrr\n2024-01,a,10\n', 'b.csv': 'month,customer,mrr\n2024-02,a,10\n' };
    const ran = await run('churn a.csv b.csv -p 2024-02', files);
    expect([ran.value['customers_lost'], ran.value['customers_at_end']]).toEqual([0, 1]);
  });

  test('several products of a customer are added up, and a month that comes twice is told of', async () => {
    const products = 'month,customer,plan,mrr\n2024-01,a,x,10\n2024-01,a,y,20\n';
    const apart = await run('mrr s.csv -p 2024-01', { 's.csv': products });
    expect([apart.value['mrr'], codes(apart)]).toEqual([30, ['sheet/begin']]);
    const twice = await run('mrr s.csv -p 2024-01', { 's.csv': products.replace('y', 'x') });
    expect([twice.value['mrr'], codes(twice)]).toEqual([30, ['sheet/repeated', 'sheet/begin']]);
  });

  test('with ids the same month again is a duplicate, or contradicts itself', async () => {
    const sheet = 'month,subscription_id,customer,mrr\n2024-01,s,a,10\n2024-02,s,a,10\n2024-01,s,a,10\n';
    const ran = await run('mrr s.csv -p 2024-02', { 's.csv': sheet });
    expect(ran.value['mrr']).toBe(10);
    expect(ran.inputs).toMatchObject([{ read: 3, used: 2, duplicates: 1 }]);
    const other = await run('mrr s.csv -p 2024-02', { 's.csv': `${sheet}2024-02,s,a,11\n` });
    expect([other.code, codes(other).includes('row/conflicting-id')]).toEqual([3, true]);
  });

  test('a wide row that stands twice is one duplicate', async () => {
    const sheet = 'subscription_id,customer,2024-01,2024-02,2024-03\ns,a,1,2,3\ns,a,1,2,3\n';
    const { inputs, value } = await run('mrr s.csv -p 2024-03', { 's.csv': sheet });
    expect(inputs).toMatchObject([{ read: 2, used: 1, duplicates: 1 }]);
    expect(value['mrr']).toBe(3);
  });

  test.each([
    ['the cell of its month', 'customer,2024-01,2024-02,2024-03\na,1,x,3\n', 's.csv:2:5: error: mrr is "x"'],
    ['two of a row', 'customer,2024-01,2024-02,2024-03\na,1,x,-3\n', 's.csv:2:7: error: mrr is -3'],
    ['a short year', 'customer,Jan 24,Feb 24,Mar 24\na,1,2,3\n', 's.csv:1:10: error: Jan 24 has a year of two digits'],
    ['one of them', 'customer,2024-01,2024-02,2024-03,Apr 24\na,1,2,3,4\n', 's.csv:1:34: error: Apr 24 has a year'],
    [
      'a month twice',
      'customer,2024-01,2024-02,2024-03,Jan 2024\na,1,2,3,4\n',
      's.csv:1:34: error: 2024-01 is at columns 2 and 5',
    ],
    ['two readings', 'customer,1/1/2024,2/1/2024,3/1/2024\na,1,2,3\n', 's.csv:1:10: error: 1/1/2024 can be'],
    ['no customer', 'Client,2024-01,2024-02,2024-03\na,1,2,3\n', 's.csv:1:1: error: column customer_id is missing'],
    ['a blank customer', 'customer,2024-01,2024-02,2024-03\n,1,2,3\n', 's.csv:2:1: error: customer_id is missing'],
    [
      'totals',
      'customer,2024-01,2024-02,2024-03\na,1,2,3\nTotal,1,2,3\n',
      's.csv:3:1: error: looks like a totals line',
    ],
    [
      'totals of a month',
      'month,customer,mrr\n2024-01,a,1\n2024-01,Total,1\n',
      's.csv:3:1: error: looks like a totals line',
    ],
    ['no amount', 'month,customer_id,seats\n2024-01,a,3\n', 's.csv:1:1: error: column mrr is missing'],
    [
      'the month of a long one',
      'month,customer,mrr\nJan 24,a,1\n',
      's.csv:2:1: error: Jan 24 has a year of two digits',
    ],
    [
      'a beginning beside the month',
      'month,customer,mrr,start_date\n2024-01,a,1,2023-01-01\n',
      's.csv:1:1: error: "month" and started_at can both',
    ],
  ])('at %s', async (_, sheet, message) => {
    const ran = await run('mrr --subscriptions s.csv -p 2024-01', { 's.csv': sheet });
    expect(ran.code).toBe(3);
    expect(ran.told.join('\n')).toContain(message);
  });

  test('a customer may be called Total Wine', async () => {
    const { value } = await run('mrr s.csv -p 2024-01', { 's.csv': 'month,customer,mrr\n2024-01,Total Wine,1\n' });
    expect(value['mrr']).toBe(1);
  });

  test('months by --date-format, and a month by --map', async () => {
    const us = 'customer,1/1/2024,2/1/2024,3/1/2024\na,1,2,3\n';
    expect((await run('mrr s.csv -p 2024-02 --date-format mdy', { 's.csv': us })).value['mrr']).toBe(2);
    const mapped = 'Monat,customer,mrr,start_date\n2024-01,a,1,2023-01-01\n';
    expect((await run('mrr s.csv -p 2024-01 --map month=Monat', { 's.csv': mapped })).value['mrr']).toBe(1);
  });

  test('two month-like columns, or a start beside amounts, make no sheet', async () => {
    const two = 'customer,start_date,mrr,2024-01,2024-02,2024-03\na,2023-01-01,10,x,x,x\n';
    expect((await run('mrr s.csv -p 2024-01', { 's.csv': two })).value['mrr']).toBe(10);
    const dated = 'customer,start_date,2024-01,2024-02,2024-03\na,2023-01-01,10,20,30\n';
    expect((await run('mrr s.csv -p 2024-02', { 's.csv': dated })).value['mrr']).toBe(20);
    const few = await run('mrr --subscriptions s.csv -p 2024-01', { 's.csv': 'customer,2024-01,2024-02\na,1,2\n' });
    expect([few.code, codes(few)]).toEqual([3, ['header/missing']]);
  });
});

test('a row of several records is told of once, and counted once', async () => {
  const people = 'customer_id,name\nb,Ben\n';
  const sheet = 'customer_id,2024-01,2024-02,2024-03\na,1,2,3\nb,1,2,3\n';
  const orphan = await run('mrr s.csv --customers c.csv -p 2024-03', { 's.csv': sheet, 'c.csv': people });
  expect([codes(orphan), orphan.value['mrr']]).toEqual([['ref/orphan'], 6]);
  const answers =
    'response_id,responded_at,How likely are you to recommend us?,How satisfied are you?\nr1,2024-07-02,9,4\n';
  const twice = `${answers}r1,2024-07-02,9,4\n`;
  const survey = await run('report --surveys s.csv -p 2024-07 -q', { 's.csv': twice });
  expect([survey.code, survey.value['csat_mean']]).toEqual([0, 4]);
  expect(survey.inputs).toMatchObject([{ read: 2, used: 1, duplicates: 1 }]);
});

describe('revisions of a subscription', () => {
  const head = 'subscription_id,customer_id,amount,started_at,ended_at';
  const book: [string, string][] = [
    [
      'rows that touch',
      `${head}\ns,a,100,2024-01-01,2024-03-01\ns,a,150,2024-03-01,2024-05-01\ns,a,120,2024-05-01,2024-06-10\n`,
    ],
    [
      'in any order',
      `${head}\ns,a,120,2024-05-01,2024-06-10\ns,a,100,2024-01-01,2024-03-01\ns,a,150,2024-03-01,2024-05-01\n`,
    ],
    [
      'valid_from, each with the dates of the subscription',
      `${head},valid_from\ns,a,100,2024-01-01,2024-06-10,2024-01-01\ns,a,150,2024-01-01,2024-06-10,2024-03-01\ns,a,120,2024-01-01,2024-06-10,2024-05-01\n`,
    ],
    [
      'valid_from and valid_to alone',
      'subscription_id,customer_id,amount,dbt_valid_from,dbt_valid_to\ns,a,100,2024-01-01,2024-03-01\ns,a,150,2024-03-01,2024-05-01\ns,a,120,2024-05-01,2024-06-10\n',
    ],
    [
      'a version, the older ones without an end',
      `${head},version\ns,a,100,2024-01-01,,1\ns,a,150,2024-03-01,,2\ns,a,120,2024-05-01,2024-06-10,3\n`,
    ],
  ];

  test.each(book)('%s', async (_, rows) => {
    const seen = ['2024-01', '2024-03', '2024-05', '2024-06'].map(async (month) => {
      const { value, code } = await run(`mrr u.csv -p ${month} -q`, { 'u.csv': rows });
      const metrics = 'mrr mrr_new mrr_reactivation mrr_expansion mrr_contraction mrr_churn';
      return [code].concat(metrics.split(' ').map((metric) => Number(value[metric])));
    });
    expect(await Promise.all(seen)).toEqual([
      [0, 100, 100, 0, 0, 0, 0],
      [0, 150, 0, 0, 50, 0, 0],
      [0, 120, 0, 0, 0, 30, 0],
      [0, 0, 0, 0, 0, 0, 120],
    ]);
  });

  test.each([
    ['a day in common', `${head}\ns,a,100,2024-01-01,2024-03-02\ns,a,150,2024-03-01,\n`, 'u.csv:3:1'],
    ['no end', `${head}\ns,a,100,2024-01-01,\ns,a,150,2024-03-01,\n`, 'u.csv:3:1'],
    ['another customer', `${head}\ns,a,100,2024-01-01,2024-02-01\ns,b,150,2024-03-01,\n`, 'u.csv:3:1'],
    ['two versions of one day', `${head},version\ns,a,100,2024-01-01,,1\ns,a,150,2024-01-01,,2\n`, 'u.csv:3:1'],
    [
      'the third with the second',
      `${head}\ns,a,1,2024-01-01,2024-02-01\ns,a,2,2024-02-01,\ns,a,3,2024-05-01,\n`,
      'u.csv:4:1',
    ],
  ])('%s is a contradiction', async (_, rows, place) => {
    const ran = await run('mrr u.csv -p 2024-03', { 'u.csv': rows });
    expect([ran.code, codes(ran)]).toEqual([3, ['row/conflicting-id']]);
    expect(ran.told[0]).toContain(place);
  });

  test('a revision that stands twice counts once', async () => {
    const rows = `${head}\ns,a,100,2024-01-01,2024-03-01\ns,a,150,2024-03-01,\ns,a,150,2024-03-01,\ns,a,100,2024-01-01,2024-03-01\n`;
    const { value, inputs } = await run('mrr u.csv -p 2024-03 -q', { 'u.csv': rows });
    expect(value['mrr']).toBe(150);
    expect(inputs).toMatchObject([{ read: 4, used: 2, duplicates: 2 }]);
  });

  test('in two files', async () => {
    const files = { 'a.csv': `${head}\ns,a,100,2024-01-01,2024-03-01\n`, 'b.csv': `${head}\ns,a,150,2024-03-01,\n` };
    expect((await run('mrr a.csv b.csv -p 2024-03 -q', files)).value['mrr_expansion']).toBe(50);
  });
});

describe('--snapshot', () => {
  const list = 'customer_id,plan,monthly charges,churn\na,x,10,yes\nb,x,0,no\nc,y,30,No\nd,,20,1\n';

  test('rows are the customers at the start; what cannot be seen is null', async () => {
    const { value, rows, inputs } = await run('churn c.csv --snapshot', { 'c.csv': list });
    expect(value).toEqual({
      customer_churn_rate: 0.5,
      customer_churn_rate_cohort: 0.5,
      customers_at_start: 4,
      customers_lost: 2,
      gross_mrr_churn_rate: 0.5,
      customers_new: 'snapshot',
      customers_reactivated: 'snapshot',
      churn_events: 'snapshot',
      customers_at_end: 'snapshot',
      net_mrr_churn_rate: 'snapshot',
    });
    expect(rows[0]).toMatchObject({ period: 'snapshot', start: null, end: null, previous: null });
    expect(inputs).toMatchObject([{ read: 4, used: 4, outside: 0 }]);
  });

  test('by all methods: those that take who came, or days, have no value', async () => {
    const { rows } = await run('churn c.csv --snapshot --methods all', { 'c.csv': list });
    const rates = rows.filter(({ metric }) => metric === 'customer_churn_rate');
    expect(rates.map(({ method, value, reason }) => [method, value ?? reason])).toEqual([
      ['start', 0.5],
      ['cohort-event', 0.5],
      ['cohort', 0.5],
      ['start-plus-new', 'snapshot'],
      ['average', 'snapshot'],
      ['daily', 'snapshot'],
      ['activity', 'no_usage'],
    ]);
  });

  test('by a column of the list, or of the customers', async () => {
    const own = await run('churn c.csv --snapshot --by plan', { 'c.csv': list });
    const rates = ['x', 'y', '(none)'].map((plan) => own.value[`customer_churn_rate ${plan}`]);
    expect(rates).toEqual([0.5, 0, 1]);
    const files = { 'c.csv': list, 'p.csv': 'customer_id,region\na,eu\nb,eu\nc,us\nd,us\n' };
    const other = await run('churn --subscriptions c.csv --customers p.csv --snapshot --by region', files);
    expect([other.value['customers_lost eu'], other.value['customers_at_start us']]).toEqual([1, 2]);
  });

  test.each(['churn --customers c.csv --snapshot', 'churn --subscriptions c.csv --snapshot'])(
    'csm %s',
    async (line) => {
      expect((await run(line, { 'c.csv': list })).value['customers_lost']).toBe(2);
    },
  );

  test('without amounts there is no money; without rows nobody', async () => {
    const plain = await run('churn c.csv --snapshot', { 'c.csv': 'customer_id,churned\na,yes\nb,no\n' });
    expect([plain.value['customer_churn_rate'], plain.value['gross_mrr_churn_rate']]).toEqual([0.5, 'no_amounts']);
    const none = await run('churn c.csv --snapshot', { 'c.csv': 'customer_id,churned\n' });
    expect([none.code, none.value['customer_churn_rate'], codes(none)]).toEqual([
      0,
      'no_opening_customers',
      ['data/no-rows'],
    ]);
  });

  test('the same customer again counts once, and with other content is an error', async () => {
    const twice = await run('churn c.csv --snapshot', { 'c.csv': `${list}c,y,30,No\n` });
    expect([twice.value['customers_at_start'], codes(twice)]).toEqual([4, ['row/duplicate']]);
    const other = await run('churn c.csv --snapshot', { 'c.csv': `${list}c,y,30,yes\n` });
    expect([other.code, codes(other)]).toEqual([3, ['row/conflicting-id']]);
  });

  test.each([
    ['churn c.csv --snapshot -p 2024', 2, 'usage/conflict'],
    ['churn c.csv --snapshot --from 2024-01-01', 2, 'usage/conflict'],
    ['churn c.csv --snapshot --compare yoy', 2, 'usage/conflict'],
    ['churn --snapshot', 2, 'usage/no-input'],
    ['mrr c.csv --snapshot', 2, 'usage/unknown-flag'],
    ['report c.csv --snapshot', 2, 'usage/unknown-flag'],
    ['churn bad.csv --snapshot', 3, 'field/enum'],
    ['churn no-flag.csv --snapshot', 3, 'header/missing'],
    ['churn blank.csv --snapshot', 3, 'field/missing'],
    ['churn c.csv -p 2024', 3, 'header/wrong-kind'],
    ['churn --subscriptions c.csv -p 2024', 3, 'header/missing'],
  ])('csm %s: exit %i [%s]', async (line, exit, code) => {
    const files = {
      'c.csv': list,
      'bad.csv': 'customer_id,churn\na,maybe\n',
      'no-flag.csv': 'customer_id,gone\na,yes\n',
      'blank.csv': 'customer_id,churn\na,\n',
    };
    const ran = await run(line, files);
    expect([ran.code, codes(ran)]).toEqual([exit, [code]]);
  });

  test('the hint names what to type', async () => {
    const cwd = folderWith({
      'c.csv': 'customer_id,gone\na,yes\n',
      'd.csv': 'customer_id,churn\na,yes\n',
      'e.csv': list,
    });
    const { stderr } = await csm(['churn', 'c.csv', '--snapshot'], { cwd });
    expect(stderr).toContain('hint: csm churn c.csv --snapshot --map churned=gone');
    for (const words of [['d.csv'], ['--subscriptions', 'd.csv'], ['e.csv']]) {
      const { stderr: said } = await csm(['churn', ...words], { cwd });
      expect(said, words.join(' ')).toContain(`csm churn ${words.at(-1)} --snapshot`);
    }
  });
});

describe('CSAT of rated tickets', () => {
  const tickets =
    'ticket_id,created_at,solved_at,csat_score,csat_comment,customer_id,rep\nt1,2024-07-02,2024-08-03,5,thanks,c1,ana\nt2,2024-07-05,2024-07-06,2,,c2,ben\nt3,2024-07-05,2024-07-06,,,c2,ben\nt4,2024-08-01,2024-08-02,4,,c1,ana\n';
  const surveys = (kind: string) => `response_id,kind,score,responded_at\nr1,${kind},3,2024-07-02\n`;

  test('an answer is of the day the ticket was created', async () => {
    const { value, rows, inputs } = await run('csat t.csv -p 2024-07 --by rep', { 't.csv': tickets });
    expect([value['csat'], value['csat_mean'], value['csat ana'], value['csat ben']]).toEqual([0.5, 3.5, 1, 0]);
    expect(rows[0]?.n).toBe(2);
    expect(inputs).toMatchObject([{ kind: 'tickets', read: 4, used: 2, outside: 2 }]);
  });

  test.each([
    ['csat --data .', 'csat', 0],
    ['report --data .', 'csat', 0],
    ['csat --data .', 'nps', 0.5],
    ['report --data .', 'nps', 0.5],
    ['csat --tickets tickets.csv --surveys surveys.csv', 'csat', 0],
  ])('csm %s with %s surveys: %f', async (line, kind, expected) => {
    const files = { 'tickets.csv': tickets, 'surveys.csv': surveys(kind) };
    const { value, code } = await run(`${line} -p 2024-07 -q`, files);
    expect([code, value['csat']]).toEqual([0, expected]);
  });

  test('where surveys have answers the tickets are not even read', async () => {
    const files = { 'tickets.csv': tickets.replace('5', 'x'), 'surveys.csv': surveys('csat') };
    expect((await run('csat --data . -p 2024-07', files)).inputs.map(({ file }) => file)).toEqual(['surveys.csv']);
  });

  test('in a report the rows of tickets are accounted for as tickets', async () => {
    const { inputs, value } = await run('report tickets.csv -p 2024-07 -q', { 'tickets.csv': tickets });
    expect(value['csat']).toBe(0.5);
    expect(inputs).toMatchObject([{ read: 4, used: 3, outside: 1 }]);
  });

  test('coverage is of the customers of rated tickets', async () => {
    const files = {
      't.csv': tickets,
      'u.csv': 'subscription_id,customer_id,amount,started_at\n1,c1,9,2024-01-01\n2,c3,9,2024-01-01\n',
    };
    expect((await run('csat t.csv u.csv -p 2024-07 -q', files)).value['survey_coverage']).toBe(0.5);
  });

  test.each([
    ['csat plain.csv -p 2024-07', 'header/missing'],
    ['csat --tickets plain.csv -p 2024-07', 'header/missing'],
    ['csat high.csv -p 2024-07', 'field/out-of-range'],
    ['nps t.csv -p 2024-07', 'header/wrong-kind'],
  ])('csm %s: [%s]', async (line, code) => {
    const files = {
      't.csv': tickets,
      'plain.csv': 'ticket_id,created_at,status,stars\nt1,2024-07-02,open,4\n',
      'high.csv': 'ticket_id,created_at,csat_score\nt1,2024-07-02,6\n',
    };
    const ran = await run(line, files);
    expect([ran.code, codes(ran)]).toEqual([3, [code]]);
  });

  test('a bad rating is no concern of whoever does not ask for it', async () => {
    const ran = await run('fcr t.csv -p 2024-07 -q', { 't.csv': tickets.replace(',5,', ',6,') });
    expect(ran.code).toBe(0);
  });
});

describe('validate', () => {
  test.each([
    ['a sheet with a gap', 'month,customer,mrr\n2024-01,a,1\n2024-03,a,1\n', 'sheet/gap'],
    ['a month twice', 'month,customer,mrr\n2024-01,a,1\n2024-01,a,1\n', 'sheet/repeated'],
    ['a ticket of tomorrow', 'ticket_id,created_at,status\nt1,2999-07-02,open\n', 'date/future'],
    ['an answer of tomorrow', 'response_id,kind,score,responded_at\nr1,nps,9,2999-07-02\n', 'date/future'],
    ['a subscription of tomorrow', 'subscription_id,customer_id,amount,started_at\ns1,a,9,2999-07-02\n', 'date/future'],
    [
      'a day between revisions',
      'subscription_id,customer_id,amount,started_at,ended_at\ns1,a,9,2024-01-01,2024-01-31\ns1,a,9,2024-02-01,\n',
      'sub/revision-gap',
    ],
  ])('%s', async (_, text, code) => {
    const { stdout, code: exit } = await csm(['validate', 'f.csv'], { cwd: folderWith({ 'f.csv': text }) });
    expect([exit, stdout.includes(`[${code}]`)]).toEqual([0, true]);
  });

  test('a rating out of its scale', async () => {
    const cwd = folderWith({ 't.csv': 'ticket_id,created_at,csat_score\nt1,2024-07-02,6\n' });
    const { stdout, code } = await csm(['validate', 't.csv'], { cwd });
    expect([code, stdout.includes('t.csv:2:15: error: csat_score is 6; ratings run 1–5')]).toEqual([3, true]);
  });
});
