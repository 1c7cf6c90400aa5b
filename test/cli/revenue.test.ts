import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// MRR in all its modes, from the files to the figures: METRICS.md 2.9, 2.10 and 3.1.

interface Row {
  readonly metric: string;
  readonly method: string | null;
  readonly group: string | null;
  readonly currency: string | null;
  readonly value: number | null;
  readonly previous: number | null;
  readonly reason: string | null;
}

interface Ran {
  readonly code: number;
  readonly stderr: string;
  readonly rows: readonly Row[];
  /** The value, or the reason why there is none; of the whole. */
  readonly of: Readonly<Record<string, number | string | null>>;
}

async function run(line: string, files: Readonly<Record<string, string>>): Promise<Ran> {
  const { code, stdout, stderr } = await csm([...wordsOf(line), '--json'], { cwd: folderWith(files) });
  const { rows } = (stdout === '' ? { rows: [] } : JSON.parse(stdout)) as Pick<Ran, 'rows'>;
  const whole = rows.filter(({ group }) => group === null);
  const of = Object.fromEntries(
    whole.map(({ metric, currency, value, reason }) => [
      new Set(whole.map((each) => each.currency)).size > 2 ? `${metric} ${currency}` : metric,
      value ?? reason,
    ]),
  );
  return { code, stderr, rows, of };
}

/** METRICS.md 3.1, as it stands there. */
const DS1 = `subscription_id,customer_id,start_date,end_date,amount,note
s01,A,2023-01-15,,100,steady
s02,B,2023-03-01,2024-07-10,100,plan swap (touching rows)
s03,B,2024-07-10,,150,
s04,C,2023-05-01,2024-07-20,200,downgrade
s05,C,2024-07-20,,120,
s06,D,2022-11-01,2024-07-12,300,churn
s07,E,2024-02-01,2024-07-01,50,ends at the boundary: last active day 06-30
s08,F,2024-07-01,,80,starts at the boundary
s09,G,2024-07-03,2024-07-25,60,joins and churns inside July
s10,H,2023-01-01,2024-03-31,90,old spell
s11,H,2024-07-15,,90,reactivation
s12,I,2023-06-01,2024-07-08,70,cancel...
s13,I,2024-07-08,,70,...resubscribe same day
s14,J,2023-09-01,,40,two overlapping subscriptions
s15,J,2023-10-01,2024-07-18,60,one is cancelled: contraction
s16,K,2024-06-01,2024-07-05,110,churns 07-05
s17,K,2024-07-22,,110,returns 07-22
s18,L,2024-07-09,2024-07-09,30,zero length
s19,M,2024-05-01,2024-08-01,500,ends 08-01: active at the July close
`;
const ds1 = (line: string) => run(`${line} -p 2024-07`, { 'subscriptions.csv': DS1 });

describe('DS-1', () => {
  test.each([
    ['', { mrr_new: 140, mrr_reactivation: 200, mrr_expansion: 50, mrr_contraction: 140, mrr_churn: 520 }],
    ['--movements daily', { mrr_new: 140, mrr_reactivation: 200, mrr_churn: 520, quick_ratio: 390 / 660 }],
    [
      '--movements period',
      {
        mrr_at_start: 1530,
        mrr_new: 80,
        mrr_reactivation: 90,
        mrr_expansion: 50,
        mrr_contraction: 140,
        mrr_churn: 350,
        mrr: 1260,
        mrr_expansion_rate: 50 / 1530,
        quick_ratio: 220 / 490,
      },
    ],
    [
      '--movements subscription',
      {
        mrr_at_start: 1530,
        mrr_new: 680,
        mrr_reactivation: 0,
        mrr_expansion: 0,
        mrr_contraction: 0,
        mrr_churn: 950,
        mrr: 1260,
        mrr_expansion_rate: 0,
        quick_ratio: 680 / 950,
      },
    ],
    ['--method without-reactivation', { mrr_churn: 520, quick_ratio: 190 / 660 }],
    ['--method without-reactivation --movements daily', { mrr_churn: 520, quick_ratio: 190 / 660 }],
  ])('mrr %s', async (option, figures) => {
    const { code, of } = await ds1(`mrr ${option}`);
    expect(code).toBe(0);
    expect(of).toMatchObject(figures);
  });

  test.each([
    ['', 0.320261, 1 - 0.712418, 0.444444],
    ['--basis cohort', 0.320261, 1 - 0.712418, 0.444444],
    ['--basis movements', 0.431373, 0.267974, 0.444444],
    ['--basis movements --method cohort', 0.431373, 0.267974, 0.222222],
    ['--basis cohort --method cohort', 0.320261, 1 - 0.712418, 0.222222],
  ])('churn %s', async (option, gross, net, customers) => {
    const { of } = await ds1(`churn ${option}`);
    expect(of).toMatchObject({
      gross_mrr_churn_rate: expect.closeTo(gross, 6) as number,
      net_mrr_churn_rate: expect.closeTo(net, 6) as number,
      customer_churn_rate: expect.closeTo(customers, 6) as number,
    });
  });

  test('every way side by side, and one row for each', async () => {
    const { rows } = await ds1('mrr --method all');
    const own = rows.filter(({ metric }) => metric === 'mrr_churn').map(({ method, value }) => [method, value]);
    expect(own).toEqual([
      ['daily', 520],
      ['period', 350],
      ['subscription', 950],
    ]);
  });
});

/** What the MRR of a day is made of, in three currencies; the first of July is converted at the rates of 28 June. */
const BOOK = `subscription_id,customer_id,started_at,ended_at,amount,currency
a,A,2024-01-01,,100.00,USD
b,B,2024-01-01,,100.01,EUR
c,C,2024-07-10,,200,EUR
d,D,2024-01-01,2024-07-20,5000,JPY
e,A,2024-07-15,,50,EUR
`;
const RATES = `date,currency,rate
2024-05-31,EUR,1.05
2024-05-31,JPY,0.0065
2024-06-28,EUR,1.07
2024-06-28,JPY,0.0062
2024-07-31,EUR,1.09
2024-07-31,JPY,0.0067
`;
const inUSD = { 'csm.config.json': '{"currency":"USD"}', 'subscriptions.csv': BOOK, 'fx.csv': RATES };
const MONEY = ['mrr_at_start', 'mrr_new', 'mrr_reactivation', 'mrr_expansion', 'mrr_contraction', 'mrr_churn'];

describe('currencies', () => {
  // B's 100.01 are 107.01 at the opening and 109.01 at the close; C's and A's euros rise by 4.00 and 1.00.
  test.each([
    ['', [238.01, 214, 0, 53.5, 0, 31], 7, 481.51],
    ['--fx period-end', [238.01, 218, 0, 54.5, 0, 33.5], 4.5, 481.51],
    ['--fx constant@2024-06-28', [238.01, 214, 0, 53.5, 0, 31], 0, 474.51],
    ['--fx constant@2024-05-31', [237.51, 210, 0, 52.5, 0, 32.5], 0, 467.51],
    ['--movements period', [238.01, 214, 0, 53.5, 0, 31], 7, 481.51],
    ['--movements subscription', [238.01, 267.5, 0, 0, 0, 31], 7, 481.51],
  ])('mrr %s', async (option, figures, impact, close) => {
    const { code, of, rows } = await run(`mrr -p 2024-07 ${option}`, inUSD);
    expect(code).toBe(0);
    expect(new Set(rows.map(({ currency }) => currency))).toEqual(new Set(['USD']));
    expect([MONEY.map((metric) => of[metric]), of['mrr_fx_impact'], of['mrr']]).toEqual([figures, impact, close]);
    const [open = 0, gained = 0, back = 0, more = 0, less = 0, lost = 0] = figures;
    expect(open + gained + back + more - less - lost + impact).toBeCloseTo(close, 9);
  });

  test('the close of a month is the opening of the next, and the change before is told the same way', async () => {
    const june = await run('mrr -p 2024-06', {
      ...inUSD,
      'fx.csv': `${RATES}2024-04-30,EUR,1.06\n2024-04-30,JPY,0.006\n`,
    });
    const july = await run('mrr -p 2024-07', inUSD);
    expect(june.of).toMatchObject({ mrr_at_start: 237.51, mrr_fx_impact: 0.5, mrr: 238.01 });
    expect(july.of).toMatchObject({ mrr_at_start: 238.01 });
    expect(july.rows.find(({ metric }) => metric === 'mrr')?.previous).toBe(238.01);
    expect(july.rows.find(({ metric }) => metric === 'mrr_fx_impact')?.previous).toBe(0.5);
  });

  test('rates are no churn, no retention and no expansion', async () => {
    const { of } = await run('retention -p 2024-07', inUSD);
    expect(of).toMatchObject({ nrr: (100 + 107.01 + 53.5) / 238.01, grr: (100 + 107.01) / 238.01 });
    const churn = await run('churn -p 2024-07', inUSD);
    expect(churn.of).toMatchObject({ gross_mrr_churn_rate: 31 / 238.01, customer_churn_rate: 1 / 3 });
  });

  test('split by a column, the parts make the total', async () => {
    const { rows } = await run('mrr -p 2024-07 --by currency', inUSD);
    for (const metric of [...MONEY, 'mrr_fx_impact', 'mrr']) {
      const own = rows.filter((row) => row.metric === metric);
      const parts = own.filter(({ group }) => group !== null).reduce((sum, { value }) => sum + (value ?? 0), 0);
      expect([metric, parts]).toEqual([metric, expect.closeTo(own.find(({ group }) => group === null)?.value ?? 0, 9)]);
    }
  });

  test('without rates, or without a currency to convert to: one result for each, and no impact', async () => {
    const { 'fx.csv': fx, ...noRates } = inUSD;
    const { 'csm.config.json': config, ...noBase } = inUSD;
    expect([fx, config]).not.toContain(undefined);
    for (const files of [noRates, noBase]) {
      const { of } = await run('mrr -p 2024-07', files);
      expect(of).toMatchObject({ 'mrr USD': 100, 'mrr EUR': 350.01, 'mrr JPY': 0, 'mrr_fx_impact EUR': 'no_rates' });
    }
  });

  test('a rate that is missing stops the run, whichever period needs it', async () => {
    const missing = (text: string, line = '') =>
      run(`mrr -p 2024-07 ${line}`, { ...inUSD, 'fx.csv': RATES.replace(text, '') });
    const june = await missing('2024-05-31,JPY,0.0065\n');
    expect([june.code, june.stderr]).toEqual([
      3,
      expect.stringMatching(/no rate of JPY for 2024-05-31, [^]*hint: add it to the fx export: .*, or --compare none/),
    ]);
    expect((await missing('2024-05-31,JPY,0.0065\n', '--compare none')).code).toBe(0);
    const july = await run('mrr -p 2024-07', { ...inUSD, 'fx.csv': 'date,currency,rate\n' });
    expect([july.code, july.stderr]).toEqual([3, expect.stringContaining('no rate of EUR for 2024-05-31')]);
    expect(july.stderr).not.toContain('--compare');
  });

  test('from the first row on: the rates of the day before it', async () => {
    const files = { ...inUSD, 'fx.csv': `${RATES}2023-12-31,EUR,1.1\n2023-12-31,JPY,0.007\n` };
    const { of } = await run('mrr -p ..2024-07 --compare none', files);
    expect(of).toMatchObject({ mrr_at_start: 0, mrr_new: 100 + 110.01 + 220 + 35, mrr: 481.51 });
  });
});

describe('what is not MRR', () => {
  const customers = `subscription_id,customer_id,started_at,ended_at,amount,currency,is_recurring,plan
a,A,2024-01-01,,100.00,USD,yes,pro
b,B,2024-07-01,,50,USD,yes,pro
t,A,2024-07-09,,30,USD,no,training
s,A,2024-07-09,,500,USD,no,setup
`;
  const payments = `payment_id,customer_id,at,amount,currency,kind,status
p1,A,2024-07-02,12.50,USD,one_off,paid
p2,A,2024-07-31,10,EUR,one_off,open
p3,B,2024-07-02,99,USD,one_off,paid
p4,A,2024-07-02,70,USD,setup,paid
p5,A,2024-08-01,99,USD,one_off,paid
p6,A,2024-07-03,99,USD,one_off,failed
`;

  // Seed 003 L21: B came in the period, p4 is setup.
  test('one-off charges of customers at the start, where payments say what they are', async () => {
    const { of } = await run('mrr -p 2024-07', { 'subscriptions.csv': customers, 'payments.csv': payments });
    expect(of).toMatchObject({
      one_off_expansion_revenue: 12.5,
      mrr: 150,
    });
  });

  test('another currency at the rate of its day', async () => {
    const { of } = await run('mrr -p 2024-07', { ...inUSD, 'subscriptions.csv': customers, 'payments.csv': payments });
    expect(of).toMatchObject({ one_off_expansion_revenue: 12.5 + 10.9, mrr: 150 });
  });

  test('else those of the subscriptions; payments that do not say are no charges', async () => {
    const silent = 'payment_id,customer_id,at,amount,currency\np1,A,2024-07-02,12.50,USD\n';
    for (const files of [{}, { 'payments.csv': silent }]) {
      const { of } = await run('mrr -p 2024-07', { 'subscriptions.csv': customers, ...files });
      expect(of).toMatchObject({ one_off_expansion_revenue: 30, mrr: 150 });
    }
  });

  test('nothing says it: null with a reason', async () => {
    expect((await ds1('mrr')).of).toMatchObject({
      one_off_expansion_revenue: 'no_one_off_charges',
      past_due_mrr: 'no_status',
      mrr_fx_impact: 'no_rates',
    });
  });
});

describe('lines that are asked for', () => {
  const files = {
    'subscriptions.csv': `subscription_id,customer_id,started_at,ended_at,unit_amount,quantity,plan,status
a,A,2024-01-01,2024-07-09,10,2,team,active
a,A,2024-07-09,,10,5,team,active
b,A,2024-07-15,,7,1,extra,past_due
c,B,2024-01-01,2024-09-01,40,1,team,active
d,C,2024-09-15,,25,1,team,future
`,
  };

  test('--reasons: the parts of the expansion', async () => {
    const { of } = await run('mrr -p 2024-07 --reasons --as-of 2024-08-15', files);
    expect(of).toMatchObject({
      mrr_expansion: 37,
      mrr_expansion_seats: 30,
      mrr_expansion_cross_sell: 7,
      mrr_expansion_upsell: 0,
      mrr_expansion_price: 0,
      mrr_expansion_discount_end: 'no_discount_end',
      mrr_expansion_other: 0,
    });
  });

  test('--cmrr: 97 at the close, 25 are signed and 40 will end', async () => {
    const { of } = await run('mrr -p 2024-07 --cmrr --as-of 2024-08-15', files);
    expect(of).toMatchObject({ mrr: 97, past_due_mrr: 7, cmrr: 82 });
  });

  test('--cmrr in another currency, at the rates of the close', async () => {
    const later = `${BOOK}f,F,2024-09-01,,10,EUR\ng,A,2024-01-01,2024-12-01,60,EUR\n`;
    const { of } = await run('mrr -p 2024-07 --cmrr --as-of 2024-08-15', { ...inUSD, 'subscriptions.csv': later });
    expect(of).toMatchObject({
      mrr: expect.closeTo(481.51 + 65.4, 9) as number,
      cmrr: expect.closeTo(481.51 + 10.9, 9) as number,
    });
  });

  test('they are not shown otherwise', async () => {
    const { rows } = await run('mrr -p 2024-07', files);
    const shown = rows.map(({ metric }) => metric);
    expect(shown).not.toContain('cmrr');
    expect(shown).not.toContain('mrr_expansion_seats');
  });
});

describe('twelve months back', () => {
  const files = {
    's.csv':
      'customer_id,started_at,ended_at,amount,currency\nA,2023-01-01,2024-04-05,100,EUR\nA,2024-04-05,,60,EUR\nB,2023-01-01,,100,USD\n',
    'fx.csv': 'date,currency,rate\n2023-07-31,EUR,3.0\n2024-06-15,EUR,2.0\n2024-07-15,EUR,2.5\n',
    'c.json': '{"currency":"USD"}',
  };
  // Each row at one rate: what ended before the period too.
  test.each([
    ['', 280 / 400],
    ['--fx period-end', 250 / 350],
    ['--fx constant@2024-06-15', 220 / 300],
  ])('amounts are converted at the rates of the opening then %s', async (fx, expected) => {
    const { of } = await run(
      `retention s.csv fx.csv --config c.json -p 2024-07 --compare none --trailing 12 ${fx}`,
      files,
    );
    expect([of['nrr'], of['grr']]).toEqual([expect.closeTo(expected, 12), expect.closeTo(expected, 12)]);
  });

  test('--per goes by those months, not by the days of the period', async () => {
    const own = { 's.csv': 'customer_id,started_at,ended_at,amount\nA,2023-01-01,,100\nB,2023-01-01,2024-02-01,100\n' };
    const of = async (more: string) => (await run(`retention s.csv -p 2024-07 --trailing 12 ${more}`, own)).of['nrr'];
    expect(await of('')).toBe(0.5);
    // The twelve months up to July 2024 have 366 days.
    expect(await of('--per year')).toBeCloseTo(0.5 ** (365 / 366), 12);
    expect(await of('--per month')).toBeCloseTo(0.5 ** (365 / 12 / 366), 12);
  });
});
