import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// The figures of METRICS.md for surveys and tickets, from a file to --json.

interface Row {
  readonly metric: string;
  readonly method: string | null;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly n: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  readonly reason: string | null;
  readonly previous: number | null;
  readonly verdict: string | null;
  readonly start: string;
  readonly end: string;
}

async function answer(line: string, files: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await csm(wordsOf(`${line} --json`), { cwd: folderWith(files) });
  expect(code, stderr).toBe(0);
  const document = JSON.parse(stdout) as {
    readonly rows: readonly Row[];
    readonly warnings: { readonly code: string }[];
  };
  const of = (metric: string) => document.rows.find((row) => row.metric === metric);
  return { ...document, of, first: document.rows[0], codes: document.warnings.map(({ code: word }) => word) };
}

/** So many answers of each score. */
const survey = (kind: string, counts: Readonly<Record<number, number>>, column = '', cell = ''): string =>
  [
    `kind,score,responded_at${column}`,
    ...Object.entries(counts).flatMap(([score, count]) =>
      Array.from({ length: count }, () => `${kind},${score},2024-07-09${cell}`),
    ),
    '',
  ].join('\n');
const STARS = { 5: 50, 4: 25, 3: 20, 2: 15, 1: 10 };
const EFFORT = { 1: 80, 2: 210, 3: 140, 4: 110, 5: 160, 6: 180, 7: 120 };
const acsi = [
  'kind,score,responded_at,response_id,question,scale',
  ...['a', 'b'].flatMap((id) => [
    `csat,8,2024-07-09,${id},overall,1-10`,
    `csat,7,2024-07-09,${id},expected,1-10`,
    `csat,6,2024-07-09,${id},ideal,1-10`,
  ]),
  '',
].join('\n');

describe('METRICS.md 3.2 and 3.3', () => {
  test.each([
    ['40 of 50 high', 'csat', { 5: 40, 3: 10 }, '', '', '', 0.8],
    ['10 of 20 at 9-10 [QP]', 'csat', { 10: 6, 9: 4, 8: 6, 3: 4 }, ',scale', ',1-10', '--satisfied-min 9', 0.5],
    ['the same by --scale [QP]', 'csat', { 10: 6, 9: 4, 8: 6, 3: 4 }, '', '', '--satisfied-min 9 --scale 1-10', 0.5],
    ['scaled mean [PIS]', 'csat', { 5: 10, 4: 4, 2: 2 }, '', '', '--method scaled-mean', 0.84375],
    ['stars, mean [DEL-5s]', 'csat', STARS, '', '', '--method mean', 3.75],
    ['stars, top two [DEL-5s]', 'csat', STARS, '', '', '', 0.625],
    ['stars, top box', 'csat', STARS, '', '', '--method top-box', 50 / 120],
    ['stars, net', 'csat', STARS, '', '', '--method net', 50 / 120],
    ['CES mean [CYS]', 'ces', EFFORT, '', '', '--method mean', 4.08],
    ['CES agree [CYS]', 'ces', EFFORT, '', '', '', 0.46],
    ['CES net [CYS]', 'ces', EFFORT, '', '', '--method net', 0.03],
    ['CES 1-5 [DEL-cesx]', 'ces', { 2: 5, 3: 5, 4: 10 }, ',scale', ',1-5', '', 0.5],
    ['CES of effort, told by the flag', 'ces', { 1: 6, 5: 4 }, ',scale', ',1-5', '--direction effort', 0.6],
    ['what a row says wins over the flag', 'ces', { 1: 6, 7: 4 }, ',direction', ',ease', '--direction effort', 0.4],
  ])('%s', async (_, kind, counts, column, cell, options, value) => {
    const { first } = await answer(`${kind} s.csv -p 2024-07 ${options}`, {
      's.csv': survey(kind, counts, column, cell),
    });
    expect(first?.value).toBeCloseTo(value, 12);
    expect(first?.unit).toBe(options.includes('--method mean') ? 'score' : 'ratio');
  });

  test('8 good and 2 bad are 80 % [AS-csat]', async () => {
    const rows = Array.from('ggggggggbb', (each, i) => `t${i},2024-07-02,${each === 'g' ? 'good' : 'bad'}`);
    const content = `ticket_id,created_at,satisfaction_rating\n${rows.join('\n')}\nt10,2024-07-02,offered\n`;
    const { of } = await answer('csat t.csv -p 2024-07 --map csat_score=satisfaction_rating', { 't.csv': content });
    expect(of('csat')).toMatchObject({ value: 0.8, numerator: 8, denominator: 10 });
  });

  test.each([
    ['--acsi-weights overall=0.3885,expected=0.3190,ideal=0.2925', 67.73],
    ['', 66.67],
  ])('ACSI %s: %d [ACSI-ver]', async (weights, value) => {
    const { first } = await answer(`csat s.csv -p 2024-07 --method acsi ${weights}`, { 's.csv': acsi });
    expect(first).toMatchObject({ value: expect.closeTo(value, 2) as number, unit: 'score', method: 'acsi', n: 6 });
  });

  test('ACSI of two questions, or of one that has no weight, is none', async () => {
    const two = acsi.replaceAll(/.*ideal.*\n/g, '');
    expect((await answer('csat s.csv -p 2024-07 --method acsi', { 's.csv': two })).first?.reason).toBe(
      'no_three_questions',
    );
    const weights = '--acsi-weights overall=1,expected=1,other=1';
    expect((await answer(`csat s.csv -p 2024-07 --method acsi ${weights}`, { 's.csv': acsi })).first?.reason).toBe(
      'no_three_questions',
    );
  });
});

describe('NPS', () => {
  const rows = (...cells: readonly string[]) =>
    ['kind,score,responded_at,respondent_id,customer_id', ...cells, ''].join('\n');
  // A: three people, two promoters and a detractor, 1/3; B: one detractor, -1; C: a passive and a promoter, 1/2.
  const people = rows(
    'nps,10,2024-07-02,a1,A',
    'nps,9,2024-07-02,a2,A',
    'nps,0,2024-07-02,a3,A',
    'nps,6,2024-07-02,b1,B',
    'nps,8,2024-07-02,c1,C',
    'nps,10,2024-07-02,c2,C',
    'nps,10,2024-07-02,x,',
  );

  test('--unit account: each customer first, then all of them alike', async () => {
    const { first, codes } = await answer('nps s.csv -p 2024-07 --unit account', { 's.csv': people });
    expect(first).toMatchObject({
      method: 'account',
      n: 3,
      value: expect.closeTo((100 * (1 / 3 - 1 + 1 / 2)) / 3, 9) as number,
    });
    expect(codes).toContain('survey/no-customer');
    const own = await answer('nps s.csv -p 2024-07 --unit respondent', { 's.csv': people });
    expect(own.first).toMatchObject({ method: null, n: 7, value: expect.closeTo(200 / 7, 9) as number });
  });

  test('--weight mrr: who pays more weighs more, and whom that leaves out is told', async () => {
    const files = {
      's.csv': people,
      'u.csv':
        'customer_id,started_at,ended_at,amount\nA,2024-01-01,,300\nB,2024-01-01,,100\nC,2024-01-01,2024-07-09,50\n',
    };
    const { first, codes } = await answer('nps s.csv u.csv -p 2024-07 --weight mrr', files);
    expect(first).toMatchObject({
      method: 'mrr-weighted',
      n: 2,
      numerator: 300 / 3 - 100,
      denominator: 400,
      value: 0,
    });
    expect(codes).toContain('survey/no-mrr');
    const without = await answer('nps s.csv -p 2024-07 --weight mrr', { 's.csv': people });
    expect(without.first).toMatchObject({ method: 'mrr-weighted', value: null, reason: 'no_amounts' });
    expect(without.codes).not.toContain('survey/no-mrr');
    const all = await answer('nps s.csv u.csv -p 2024-07 --weight mrr --methods all', files);
    expect(all.rows.slice(0, 3).map(({ method }) => method)).toEqual([null, 'account', 'mrr-weighted']);
  });

  test('--window: so many days that end with the period, whatever the order of the rows', async () => {
    const days = ['2024-04-30', '2024-05-01', '2024-05-02', '2024-07-30', '2024-07-31', '2024-08-01'];
    for (const period of ['-p 2024-07', '']) {
      for (const order of [days, days.toReversed()]) {
        const content = rows(...order.map((day, i) => `nps,${day < '2024-05-02' ? 0 : 10},${day},r${i},A`));
        const { first } = await answer(`nps s.csv ${period} --window 91 --as-of 2024-08-15`, { 's.csv': content });
        expect(first).toMatchObject({ start: '2024-05-02', end: '2024-07-31', n: 3, value: 100 });
      }
    }
  });

  test('--scale 1-10 is let pass with a warning, others are refused', async () => {
    const { codes, first } = await answer('nps s.csv -p 2024-07 --scale 1-10', {
      's.csv': survey('nps', { 9: 3, 1: 1 }),
    });
    expect([first?.value, codes.includes('survey/scale')]).toEqual([50, true]);
    const { code, stderr } = await csm(wordsOf('nps s.csv --scale 1-5'), { cwd: folderWith({ 's.csv': people }) });
    expect([code, stderr]).toEqual([2, expect.stringContaining('error: --scale 1-5: not understood [usage/value]')]);
  });

  test('eNPS has a command of its own, and takes no part in NPS', async () => {
    const content = survey('nps', { 9: 1 }) + survey('enps', { 0: 3 }).split('\n').slice(1).join('\n');
    expect((await answer('enps s.csv -p 2024-07', { 's.csv': content })).of('enps')).toMatchObject({
      value: -100,
      n: 3,
    });
    expect((await answer('nps s.csv -p 2024-07', { 's.csv': content })).of('nps')).toMatchObject({ value: 100, n: 1 });
    expect((await answer('report s.csv -p 2024-07', { 's.csv': content })).of('enps')).toBeUndefined();
    const plain = 'score,responded_at\n0,2024-07-02\n';
    expect((await answer('enps s.csv -p 2024-07', { 's.csv': plain })).of('enps')).toMatchObject({ value: -100, n: 1 });
  });
});

// METRICS.md 3.4; total replies, and those before the first solve.
const DS2 = `ticket_id,created_at,first_solved_at,agent_replies,agent_replies_before_solve,reopened_at,customer_replies,is_spam,merged_into,submitter_role
t1,2024-07-02,2024-07-02,1,1,,0,,,
t2,2024-07-03,2024-07-05,3,3,,2,,,
t3,2024-07-10,2024-07-10,2,1,2024-07-12,1,,,
t4,2024-07-15,2024-07-15,2,1,2024-07-30,1,,,
t5,2024-07-20,,0,0,,,yes,,
t6,2024-07-21,,0,0,,,,t2,
t7,2024-07-31,2024-08-01,1,1,,0,,,
t8,2024-06-29,2024-07-01,1,1,,0,,,
t9,2024-07-25,,1,1,,1,,,
t10,2024-07-28,2024-07-28,0,0,,0,,,
t11,2024-07-18,2024-07-18,1,1,,0,,,agent
t12,2024-07-31,2024-07-31,1,1,,0,,,
`;

describe('DS-2', () => {
  test.each([
    ['', 'contact', 4, 8, 0.215, 0.785],
    ['--cohort resolved', 'contact', 4, 7, 0.25, 0.842],
    ['--method one-touch', 'one-touch', 3, 8, 0.137, 0.694],
    ['--method one-touch-lt2', 'one-touch-lt2', 4, 8, 0.215, 0.785],
    ['--method no-customer-reply', 'no-customer-reply', 4, 7, 0.25, 0.842],
    ['--method no-customer-reply --cohort created', 'no-customer-reply', 4, 8, 0.215, 0.785],
    ['--method gross', 'gross', 4, 8, 0.215, 0.785],
    ['--window 1', 'contact', 5, 8, 0.306, 0.863],
    ['--window 15', 'contact', 3, 8, 0.137, 0.694],
  ])('fcr %s', async (options, method, numerator, denominator, low, high) => {
    const { first } = await answer(`fcr t.csv -p 2024-07 --as-of 2024-08-31 ${options}`, { 't.csv': DS2 });
    expect(first).toMatchObject({ method, numerator, denominator, value: numerator / denominator });
    expect([first?.low, first?.high]).toEqual([expect.closeTo(low, 3), expect.closeTo(high, 3)]);
  });

  test('as of 3 August t7 and t12 are immature', async () => {
    const { codes, first } = await answer('fcr t.csv -p 2024-07 --as-of 2024-08-03', { 't.csv': DS2 });
    expect([first?.numerator, codes.includes('fcr/immature')]).toEqual([4, true]);
  });
});

describe('FCR by other rules', () => {
  const HEADER = 'ticket_id,created_at,solved_at,agent_replies,customer_id,topic,tags,first_contact_resolved';
  const tickets = [
    't1,2024-07-01,2024-07-01,1,c1,login,,yes',
    't2,2024-07-08,2024-07-08,1,c1,login,rma,no',
    't3,2024-07-16,2024-07-16,1,c1,login,"RMA, other",',
    't4,2024-07-10,2024-07-10,1,c2,login,,',
    't5,2024-07-10,2024-07-10,2,c1,bill,,',
    't6,2024-07-30,2024-07-30,1,c3,bill,,',
    't7,2024-08-05,2024-08-05,1,c3,bill,,',
    't8,2024-07-20,,1,c4,bill,,',
  ];
  const file = { 't.csv': [HEADER, ...tickets, ''].join('\n') };

  test('--ignore-thankyou, by every method that goes by reopening', async () => {
    const head =
      'ticket_id,created_at,first_solved_at,solved_at,agent_replies,agent_replies_before_solve,reopened_at,tags';
    const thanks = 't1,2024-07-02,2024-07-02,2024-07-04,1,1,2024-07-03,\n';
    const reopened = 't2,2024-07-02,2024-07-02,2024-07-04,2,1,2024-07-03,\n';
    const files = { 't.csv': `${head}\n${thanks}${reopened}t3,2024-07-05,2024-07-05,2024-07-05,1,1,,x\n` };
    for (const [method, of] of [
      ['contact', 3],
      ['gross', 3],
      ['net', 2],
    ] as const) {
      const line = `fcr t.csv -p 2024-07 --method ${method}${method === 'net' ? ' --exclude-tag x' : ''}`;
      const plain = await answer(line, files);
      const ignoring = await answer(`${line} --ignore-thankyou`, files);
      expect(plain.first).toMatchObject({ method, numerator: of - 2, denominator: of });
      expect(ignoring.first).toMatchObject({ method, numerator: of - 1, denominator: of });
    }
  });

  test.each([
    // t1 is followed by t2 on day 7, t6 by t7 in August; t8 is open.
    ['--method no-repeat', 'no-repeat', 4, 7],
    ['--method no-repeat --window 6', 'no-repeat', 5, 7],
    ['--method no-repeat --window 8', 'no-repeat', 3, 7],
    ['--method survey', 'survey', 1, 2],
    // Without t2 and t3.
    ['--exclude-tag rma', 'net', 3, 5],
    ['--exclude-tag other,nothing --method net', 'net', 3, 6],
  ])('%s', async (options, method, numerator, denominator) => {
    const { first } = await answer(`fcr t.csv -p 2024-07 --as-of 2024-10-01 ${options}`, file);
    expect(first).toMatchObject({ method, numerator, denominator });
  });

  test('net without a tag to exclude is nothing', async () => {
    const { first } = await answer('fcr t.csv -p 2024-07 --as-of 2024-10-01 --method net', file);
    expect(first).toMatchObject({ value: null, reason: 'no_excluded_tags' });
  });
});

describe('support', () => {
  const HEADER = 'ticket_id,created_at,first_response_at,solved_at,rep';
  const rows = [
    // Friday evening to Monday morning in Berlin; solved in July before any ticket of July.
    't1,2024-06-28T14:00:00Z,2024-07-01T08:00:00Z,2024-07-01T09:00:00Z,ana',
    't2,2024-07-03T08:00:00Z,2024-07-03T09:00:00Z,2024-07-03T12:00:00Z,ana',
    't3,2024-07-30T08:00:00Z,2024-07-30T10:00:00Z,2024-08-02T12:00:00Z,ben',
  ];

  test.each([
    ['-p 2024-07', rows],
    ['', rows],
    ['', rows.toReversed()],
  ])('%s: the months to come are ready for what is solved in them', async (period, lines) => {
    const { of } = await answer(`support t.csv ${period} --as-of 2024-09-15 --compare none`, {
      't.csv': [HEADER, ...lines, ''].join('\n'),
    });
    expect(of('tickets_created')).toMatchObject({ value: 2, start: '2024-07-01' });
    expect(of('tickets_solved')?.value).toBe(2);
    expect(of('ticket_backlog')?.value).toBe(1);
    expect(of('first_response_time')?.value).toBe(1.5);
    expect(of('resolution_time')?.value).toBe((67 + 4) / 2);
    expect(of('tickets_solved_per_rep_day')).toMatchObject({ value: 2 / 31, denominator: 31 });
    expect(of('tickets_per_100_customers')).toMatchObject({ value: null, reason: 'no_subscriptions' });
  });

  test('--hours business: those of the config, in its zone', async () => {
    const hours = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, '09:00-17:00']));
    const support = { hours: { ...hours, wed: ['09:00-12:00', '11:00-13:00'] }, timezone: 'Europe/Berlin' };
    const ask = async (more: object) =>
      answer('support t.csv -p 2024-07 --as-of 2024-09-15 --hours business', {
        't.csv': [HEADER, ...rows, ''].join('\n'),
        'csm.config.json': JSON.stringify({ support: { ...support, ...more } }),
      });
    // t1: 16:00 to 17:00 on Friday, 9:00 to 11:00 on Monday; t2: 10:00 to 13:00, when it is closed.
    expect((await ask({})).of('resolution_time')?.value).toBe(3);
    expect((await ask({ holidays: ['2024-07-01'] })).of('resolution_time')?.value).toBe(2);
    // t1: 10:00 to 17:00 on Friday; t2: before it opens.
    expect((await ask({ timezone: 'America/New_York' })).of('resolution_time')?.value).toBe(3.5);
  });

  test('a zone that is none is told with its place', async () => {
    const config = '{ "support": { "hours": { "mon": "09:00-17:00" },\n "timezone": "Mars" } }';
    const cwd = folderWith({ 't.csv': [HEADER, ...rows, ''].join('\n'), 'csm.config.json': config });
    const { code, stderr } = await csm(wordsOf('support t.csv --hours business'), { cwd });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/csm\.config\.json:2:\d+: .*Mars.*\[config\/value\]/)]);
  });
});

test.each([
  ['nps --window 0', '--window 0'],
  ['fcr --window x', '--window x'],
  ['csat --satisfied-min 4.5', '--satisfied-min 4.5'],
  ['csat --scale 5', '--scale 5'],
  ['csat --scale 5-1', '--scale 5-1'],
  ['csat --acsi-weights a=1,b=1', '--acsi-weights a=1,b=1'],
  ['csat --acsi-weights a=1,b=1,c=0', '--acsi-weights a=1,b=1,c=0'],
  ['fcr --exclude-tag a,', '--exclude-tag a,'],
])('%s is refused', async (line, flag) => {
  const { code, stdout, stderr } = await csm(wordsOf(line));
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`error: ${flag}: not understood [usage/value]`);
});

describe('answers asked as effort, on other scales, of other kinds', () => {
  const effort = (june: readonly number[], july: readonly number[]) => ({
    's.csv': [
      'response_id,kind,score,responded_at,direction',
      ...june.map((score, i) => `a${i},ces,${score},2024-06-1${i},effort`),
      ...july.map((score, i) => `b${i},ces,${score},2024-07-1${i},effort`),
      '',
    ].join('\n'),
  });

  test.each(['', '--direction effort', '--method mean'])('less effort is better, %s', async (more) => {
    const { rows, codes } = await answer(
      `ces s.csv -p 2024-07 --scale 1-5 ${more}`,
      effort([5, 5, 4, 5], [1, 2, 1, 1]),
    );
    const told = rows.filter(({ metric }) => metric.startsWith('ces'));
    expect(told.map(({ metric, verdict }) => [metric, verdict])).toEqual([
      ['ces', 'better'],
      ['ces_mean', 'better'],
    ]);
    expect(codes).toContain('survey/effort');
  });

  test('ease and effort have no mean in common, nor have two scales', async () => {
    const rows = ['7,ease,1-7', '1,effort,1-7'];
    const of = async (lines: readonly string[]) => {
      const text = ['kind,responded_at,score,direction,scale', ...lines.map((each) => `ces,2024-07-01,${each}`), ''];
      return (await answer('ces s.csv -p 2024-07', { 's.csv': text.join('\n') })).of('ces_mean');
    };
    expect(await of(rows)).toMatchObject({ value: null, n: 2, reason: 'several_directions' });
    expect(await of(['7,ease,1-7', '5,ease,1-5'])).toMatchObject({ value: null, n: 2, reason: 'several_scales' });
    expect(await of(['7,ease,1-7', '5,ease,1-7'])).toMatchObject({ value: 6, n: 2, reason: null });
  });

  test('--scale is of the kind the command is about', async () => {
    const files = {
      's.csv':
        'response_id,kind,score,responded_at\na,nps,10,2024-07-01\nb,csat,9,2024-07-12\nc,csat,2,2024-07-12\nd,nps,0,2024-07-02\n',
    };
    const csat = await answer('csat s.csv -p 2024-07 --scale 1-10 --satisfied-min 9', files);
    expect(csat.first).toMatchObject({ metric: 'csat', value: 0.5, denominator: 2 });
  });

  test('no cut is no answer missing', async () => {
    const files = { 's.csv': 'kind,score,responded_at\ncsat,9,2024-07-01\ncsat,3,2024-07-02\n' };
    const { of } = await answer('csat s.csv -p 2024-07 --scale 0-10', files);
    expect(of('csat')).toMatchObject({ value: null, reason: 'no_cut' });
    expect(of('csat_mean')).toMatchObject({ value: 6, n: 2 });
    expect((await answer('csat s.csv -p 2024-06 --scale 0-10', files)).of('csat')).toMatchObject({
      reason: 'no_responses',
    });
  });

  test('a comparison with answers that are all alike has no verdict', async () => {
    const files = {
      's.csv': `kind,score,responded_at\n${[5, 5, 5].map((score) => `csat,${score},2024-06-01\n`).join('')}${[
        1, 2, 2, 1,
      ]
        .map((score) => `csat,${score},2024-07-01\n`)
        .join('')}`,
    };
    expect((await answer('csat s.csv -p 2024-07', files)).of('csat_mean')).toMatchObject({ verdict: null });
  });
});

describe('what a run goes by', () => {
  const lines = ['t1,2024-06-28,2024-07-03,c1,login', 't2,2024-07-02,2024-07-02,c2,login', 't3,2024-07-05,,c1,login'];
  const tickets = {
    't.csv': `ticket_id,created_at,solved_at,customer_id,topic\n${lines.join('\n')}\n`,
  };
  test.each([
    // t1 is of June, t2 alone, t3 open.
    ['created', 1, 2],
    // t1 and t2 were solved in July; c1 came back on the seventh day after t1.
    ['resolved', 1, 2],
  ])('no-repeat by --cohort %s', async (cohort, numerator, denominator) => {
    const { first } = await answer(`fcr t.csv -p 2024-07 --method no-repeat --cohort ${cohort}`, tickets);
    expect(first).toMatchObject({ numerator, denominator });
  });
  test('no-repeat by the day of the solve looks beyond the period for what followed', async () => {
    const { first } = await answer('fcr t.csv -p 2024-07 --method no-repeat --cohort resolved --window 6', tickets);
    expect(first).toMatchObject({ numerator: 2, denominator: 2 });
  });

  test('what an export states of first contact goes before replies, and says so', async () => {
    const files = {
      't.csv':
        'ticket_id,created_at,solved_at,agent_replies,first_contact_resolved\nt1,2024-07-01,2024-07-01,4,yes\nt2,2024-07-01,2024-07-01,1,\n',
    };
    const { first, codes } = await answer('fcr t.csv -p 2024-07', files);
    expect(first).toMatchObject({ value: 1 });
    expect(codes).toContain('fcr/stated');
  });

  test('a run is split by one column', async () => {
    const { code, stderr } = await csm(wordsOf('fcr t.csv --by topic --by customer_id'), { cwd: folderWith(tickets) });
    expect(code).toBe(2);
    expect(stderr).toContain('[usage/conflict]');
  });

  test('a period that is not over keeps pace with one that is named', async () => {
    const days = Array.from({ length: 30 }, (_, i) => String(i + 1).padStart(2, '0'));
    const rows = ['06', '07'].flatMap((month) => days.map((day) => `t${month}${day},2024-${month}-${day}`));
    const files = { 't.csv': `ticket_id,created_at\n${rows.join('\n')}\n` };
    for (const compare of ['prev', '2024-06']) {
      const { of } = await answer(`support t.csv -p 2024-07 --as-of 2024-07-10 --compare ${compare}`, files);
      expect(of('tickets_created'), compare).toMatchObject({ value: 10, previous: 10 });
    }
  });
});
