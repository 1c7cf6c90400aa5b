import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { dayFrom } from '../calculator/support.ts';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// Churn by the rep of the time, from files to the answer.

/** METRICS.md 3.1. */
const SUBSCRIPTIONS = `subscription_id,customer_id,start_date,end_date,amount
s01,A,2023-01-15,,100\ns02,B,2023-03-01,2024-07-10,100\ns03,B,2024-07-10,,150\ns04,C,2023-05-01,2024-07-20,200
s05,C,2024-07-20,,120\ns06,D,2022-11-01,2024-07-12,300\ns07,E,2024-02-01,2024-07-01,50\ns08,F,2024-07-01,,80
s09,G,2024-07-03,2024-07-25,60\ns10,H,2023-01-01,2024-03-31,90\ns11,H,2024-07-15,,90\ns12,I,2023-06-01,2024-07-08,70
s13,I,2024-07-08,,70\ns14,J,2023-09-01,,40\ns15,J,2023-10-01,2024-07-18,60\ns16,K,2024-06-01,2024-07-05,110
s17,K,2024-07-22,,110\ns18,L,2024-07-09,2024-07-09,30\ns19,M,2024-05-01,2024-08-01,500
`;
const ana = Array.from('ABCHJLM', (id) => [id, 'ana'] as const);
const ben = Array.from('DEFGIK', (id) => [id, 'ben'] as const);
const OWNERS = `customer_id,rep\n${[...ana, ...ben].map((pair) => `${pair.join(',')}\n`).join('')}`;
const HISTORY = `customer_id,rep,from,to\n${[...ana, ...ben].map((pair) => `${pair.join(',')},2022-01-01,\n`).join('')}`;

interface Row {
  readonly metric: string;
  readonly method: string | null;
  readonly group: string | null;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly low: number | null;
  readonly high: number | null;
}
type Rep = Readonly<Record<string, string | number | boolean | null>>;
interface Answer {
  readonly rows: readonly Row[];
  readonly attribution: string;
  readonly reps: readonly Rep[];
  readonly reassigned: readonly Readonly<Record<string, string>>[];
  readonly inputs: readonly { readonly kind: string }[];
  readonly warnings: readonly { readonly code: string; readonly level: string; readonly message: string }[];
}

async function answer(line: string, files: Readonly<Record<string, string>>): Promise<Answer> {
  const { code, stdout, stderr } = await csm([...wordsOf(line), '--json'], { cwd: folderWith(files) });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Answer;
}

/** A metric by rep, as `[numerator, denominator]`, or its value where it has none. */
function byRep({ rows }: Answer, metric: string): Record<string, unknown> {
  return Object.fromEntries(
    rows
      .filter((row) => row.metric === metric)
      .map(({ group, value, numerator, denominator }) => [
        group ?? 'all',
        denominator === null ? value : [numerator, denominator],
      ]),
  );
}

const book = { 'subscriptions.csv': SUBSCRIPTIONS };

describe('DS-1', () => {
  test.each([
    ['by the current owner', { ...book, 'customers.csv': OWNERS }, 'current-owner'],
    ['by assignments', { ...book, 'assignments.csv': HISTORY }, 'opening'],
    [
      'by assignments, whatever the customers export says',
      {
        ...book,
        'assignments.csv': HISTORY,
        'customers.csv': OWNERS.replaceAll(/ana|ben/g, 'cleo'),
      },
      'opening',
    ],
  ])('%s', async (_, files, attribution) => {
    const found = await answer('churn -p 2024-07 --by rep', files);
    expect(found.attribution).toBe(attribution);
    expect(byRep(found, 'customer_churn_rate')).toEqual({ all: [4, 9], ana: [0, 5], ben: [4, 4] });
    expect(byRep(found, 'customer_churn_rate_cohort')).toEqual({ all: [2, 9], ana: [0, 5], ben: [2, 4] });
    const m = expect.closeTo(5 / 9, 12) as number;
    const about = (value: number): number => expect.closeTo(value, 4) as number;
    expect(found.reps).toEqual([
      {
        rep: 'ana',
        n: 5,
        lost: 0,
        rate: 0,
        low: about(0),
        high: about(0.4345),
        shrunken: about(0.0222),
        m,
        pooled: 2 / 9,
        limit_low: 0,
        limit_high: about(0.78),
        flag: 'inside',
        rank: null,
        low_n: true,
      },
      {
        rep: 'ben',
        n: 4,
        lost: 2,
        rate: 0.5,
        low: about(0.15),
        high: about(0.85),
        shrunken: about(0.4661),
        m,
        pooled: 2 / 9,
        limit_low: 0,
        limit_high: about(0.8458),
        flag: null,
        rank: null,
        low_n: true,
      },
    ]);
    expect(found.reassigned).toEqual([]);
  });

  test('retention and MRR by assignments are what they are by the same owners of today', async () => {
    for (const command of ['retention', 'mrr', 'clv']) {
      const line = `${command} -p 2024-07 --by rep`;
      const now = await answer(line, { ...book, 'customers.csv': OWNERS });
      const then = await answer(line, { ...book, 'assignments.csv': HISTORY });
      expect(then.rows).toEqual(now.rows);
      expect([then.reps, then.reassigned]).toEqual([[], []]);
    }
  });

  // D (leaves 07-12) goes to ana on 07-05; C, who stays, on 06-30 to ben and on 07-01 back; M has nobody.
  const CHANGED = HISTORY.replace('D,ben,2022-01-01,', 'D,ben,2022-01-01,2024-07-05\nD,ana,2024-07-05,')
    .replace('C,ana,2022-01-01,', 'C,ana,2022-01-01,\nC,ben,2024-06-30,\nC,ana,2024-07-01,')
    .replace('M,ana,2022-01-01,\n', '');

  test.each([
    ['opening', { all: [2, 9], ana: [0, 3], ben: [2, 5], '(none)': [0, 1] }],
    ['churn-time', { all: [2, 9], ana: [1, 4], ben: [1, 4], '(none)': [0, 1] }],
  ])('customers who changed reps, by %s', async (attribute, expected) => {
    const files = { ...book, 'a.csv': CHANGED, 'customers.csv': OWNERS };
    const found = await answer(`churn -p 2024-07 --by rep --attribute ${attribute}`, files);
    expect(byRep(found, 'customer_churn_rate_cohort')).toEqual(expected);
    expect(found.attribution).toBe(attribute);
    expect(found.reassigned).toEqual([
      { customer_id: 'C', from: 'ben', to: 'ana', date: '2024-07-01' },
      { customer_id: 'D', from: 'ben', to: 'ana', date: '2024-07-05' },
    ]);
    const whose =
      attribute === 'opening' ? 'of the opening close' : 'they were with when they left, else of the opening close';
    expect(found.warnings.filter(({ code }) => code.startsWith('rep/')).map(({ message }) => message)).toEqual([
      '1 customer of (none) by the assignments, with a rep in the customers export: M',
      `2 customers who changed reps in the period, counted for the rep ${whose}: C (ben to ana, 2024-07-01), D (ben to ana, 2024-07-05)`,
    ]);
    // Nobody is a rep: it has figures, and no rank.
    expect(found.reps.map(({ rep, rank }) => [rep, rank])).toEqual([
      ['(none)', null],
      ['ana', null],
      ['ben', null],
    ]);
  });

  test('a period and the one it is compared with go each by its own owners', async () => {
    const june = await answer('churn -p 2024-06 --by rep', { ...book, 'a.csv': CHANGED });
    const both = await answer('churn -p 2024-07 --by rep --compare 2024-06', { ...book, 'a.csv': CHANGED });
    const previous = (both.rows as readonly (Row & { previous: number | null })[])
      .filter(({ metric }) => metric === 'customers_at_start')
      .map(({ group, previous: value }) => [group ?? 'all', value]);
    expect(Object.fromEntries(previous)).toEqual(byRep(june, 'customers_at_start'));
  });
});

describe('which exports are read', () => {
  const files = { ...book, 'customers.csv': OWNERS, 'assignments.csv': HISTORY };
  test.each([
    ['churn --by rep', true],
    ['churn subscriptions.csv --assignments assignments.csv --by rep', true],
    ['churn subscriptions.csv assignments.csv --by rep', true],
    ['retention --by rep', true],
    ['mrr --by rep', true],
    ['report --by rep', true],
    ['churn --by owner', true],
    ['churn', false],
    ['churn --by customer_id', false],
    ['churn subscriptions.csv --assignments assignments.csv', false],
    ['churn customers.csv --snapshot --by rep --assignments assignments.csv', false],
  ])('%s: assignments %s', async (line, isRead) => {
    const list = { 'customers.csv': OWNERS.replaceAll(/(rep|ana|ben)\n/g, '$1,no\n').replace('rep,no', 'rep,churned') };
    const period = line.includes('--snapshot') ? '' : ' -p 2024-07';
    const found = await answer(line + period, line.includes('--snapshot') ? { ...files, ...list } : files);
    expect(found.inputs.some(({ kind }) => kind === 'assignments')).toBe(isRead);
  });

  test('a bad assignment stops a run by rep', async () => {
    const bad = { ...files, 'assignments.csv': `${HISTORY}A,cleo,soon,\n` };
    const { code, stderr } = await csm(wordsOf('churn -p 2024-07 --by rep'), { cwd: folderWith(bad) });
    expect([code, stderr]).toEqual([3, expect.stringContaining('assignments.csv:15:8: error:')]);
  });

  test('assignments without a row say nothing: the owners of today', async () => {
    const found = await answer('churn -p 2024-07 --by rep', { ...files, 'assignments.csv': 'customer_id,rep,from\n' });
    expect(found.attribution).toBe('current-owner');
    expect(byRep(found, 'customers_at_start')).toEqual({ all: 9, ana: 5, ben: 4 });
  });

  test('assignments of customers of whom there is no rep at all', async () => {
    const found = await answer('churn -p 2024-07 --by rep', {
      ...book,
      'a.csv': 'customer_id,rep,from\nZ,ana,2024-01-01\n',
    });
    expect(byRep(found, 'customers_at_start')).toEqual({ all: 9, '(none)': 9 });
    expect(found.reps.map(({ rep, rank }) => [rep, rank])).toEqual([['(none)', null]]);
  });
});

test('churn by use, without an export of subscriptions: nothing else is known, and nothing is 0', async () => {
  const events = ['A,2024-06-10', 'B,2024-06-01', 'C,2024-05-31', 'A,2024-07-02', 'B,2024-07-01', 'D,2024-06-30'];
  const files = { 'usage.csv': `customer_id,timestamp,event\n${events.map((each) => `${each},login\n`).join('')}` };
  for (const method of ['activity', 'all']) {
    const { rows } = await answer(`churn --method ${method} -p 2024-07`, files);
    const known = rows.filter(({ value }) => value !== null);
    expect(known).toMatchObject([{ metric: 'customer_churn_rate', method: 'activity', numerator: 2, denominator: 3 }]);
    expect(rows.length).toBeGreaterThan(9);
  }
  const byAssignment = await answer('churn --method activity -p 2024-07 --by rep', {
    ...files,
    ...book,
    'assignments.csv': HISTORY,
  });
  expect(byRep(byAssignment, 'customer_churn_rate')).toEqual({ all: [2, 3], ana: [1, 2], ben: [1, 1] });
  expect(byRep(await answer('churn --method activity -p 2024-07', book), 'customer_churn_rate')).toEqual({ all: null });
});

test('a run that is not by rep has no list of reps', async () => {
  for (const line of ['churn -p 2024-07', 'churn -p 2024-07 --by plan', 'fcr -p 2024-07 --by rep']) {
    const files = {
      'subscriptions.csv': 'customer_id,plan,started_at,ended_at,amount\nA,pro,2024-01-01,,9\n',
      'tickets.csv': 'ticket_id,created_at,rep,agent_replies,status\nt1,2024-07-02,ana,1,open\n',
    };
    const found = await answer(line, files);
    expect(Object.keys(found)).not.toContain('reps');
  }
});

test('books large enough: a rep far off is flagged, and all of them are ranked', async () => {
  const sizes: readonly (readonly [rep: string, size: number, lost: number])[] = [
    ['ana', 40, 0],
    ['ben', 40, 20],
    ['cleo', 40, 2],
    ['dan', 4, 4],
  ];
  const rows = sizes.flatMap(([rep, size, lost]) =>
    Array.from({ length: size }, (_, i) => [`${rep}${i}`, rep, i < lost ? '2024-07-10' : ''] as const),
  );
  const files = {
    's.csv': `customer_id,started_at,ended_at\n${rows.map(([id, , end]) => `${id},2024-01-01,${end}\n`).join('')}`,
    'a.csv': `customer_id,rep,from\n${rows.map(([id, rep]) => `${id},${rep},2024-01-01\n`).join('')}`,
  };
  const { reps } = await answer('churn -p 2024-07 --by rep', files);
  expect(reps.map(({ rep, flag, rank, low_n: few }) => [rep, flag, rank, few])).toEqual([
    ['ana', 'below', 1, false],
    ['ben', 'above', 3, false],
    ['cleo', 'inside', 2, false],
    ['dan', null, null, true],
  ]);
  for (const { rate, shrunken, pooled, m, n, lost } of reps) {
    expect(shrunken).toBeCloseTo((Number(lost) + Number(m) * Number(pooled)) / (Number(n) + Number(m)), 12);
    expect(Math.abs(Number(shrunken) - Number(pooled))).toBeLessThanOrEqual(Math.abs(Number(rate) - Number(pooled)));
  }
});

test('answers and tickets without a rep of their own go with their customer, those with one by it', async () => {
  const files = {
    ...book,
    'assignments.csv': HISTORY,
    'surveys.csv': 'response_id,customer_id,kind,score,responded_at\nr1,A,nps,9,2024-07-02\nr2,D,nps,0,2024-07-02\n',
    'tickets.csv': 'ticket_id,customer_id,created_at,rep,agent_replies,status\nt1,A,2024-07-02,dan,1,open\n',
  };
  const found = await answer('report -p 2024-07 --by rep', files);
  expect(byRep(found, 'nps')).toMatchObject({ all: [0, 2], ana: [1, 1], ben: [-1, 1] });
  expect(byRep(found, 'fcr')).toMatchObject({ all: [0, 1], dan: [0, 1] });
  const ofNps = { ...found, rows: found.rows.filter(({ method }) => method === 'nps') };
  expect(byRep(ofNps, 'survey_coverage')).toMatchObject({ ana: [1, 6], ben: [0, 3] });
});

test('answers alone are by the rep of today, and nothing is said of assignments', async () => {
  const files = { 'surveys.csv': 'response_id,customer_id,kind,score,responded_at\nr1,A,nps,9,2024-07-02\n' };
  const found = await answer('nps -p 2024-07 --by rep', {
    ...files,
    ...book,
    'customers.csv': OWNERS,
    'a.csv': HISTORY,
  });
  expect(found.warnings.filter(({ code }) => code.startsWith('rep/'))).toEqual([]);
  expect(Object.keys(found)).not.toContain('reps');
});

describe('random books', () => {
  const first = dayFrom('2024-06-01');
  const date = (days: number): string => formatDay(first + days);
  const term = fc.record({
    customer: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
    from: fc.nat(60),
    length: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
    amount: fc.constantFrom('10', '99', '12.34'),
  });
  /** By customer: the days on which a rep begins; the last one of them may end. */
  const history = fc.dictionary(
    fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
    fc.uniqueArray(fc.tuple(fc.nat(75), fc.constantFrom('ana', 'ben', 'cleo')), {
      selector: ([day]) => day,
      maxLength: 4,
    }),
  );
  const ADDITIVE = `customers_at_start customers_new customers_reactivated customers_lost churn_events customers_at_end
    mrr_at_start mrr_new mrr_reactivation mrr_expansion mrr_contraction mrr_churn mrr`.split(/\s+/);

  test.each(['opening', 'churn-time'])('the reps add up to the total, by %s', async (attribute) => {
    await fc.assert(
      fc.asyncProperty(fc.array(term, { minLength: 1, maxLength: 15 }), history, async (terms, owners) => {
        const subscriptions = terms.map(
          ({ customer, from, length, amount }) =>
            `${customer},${date(from)},${length === null ? '' : date(from + length)},${amount}\n`,
        );
        const assignments = Object.entries(owners).flatMap(([customer, reps]) =>
          reps.map(([day, rep]) => `${customer},${rep},${date(day)}\n`),
        );
        const files = {
          's.csv': `customer_id,started_at,ended_at,amount\n${subscriptions.join('')}`,
          'a.csv': `customer_id,rep,from\n${assignments.join('')}`,
          'customers.csv': 'customer_id,rep\nA,ana\n',
        };
        const found = await answer(`report -p 2024-07 --compare none --by rep --attribute ${attribute}`, files);
        for (const metric of ADDITIVE) {
          const { all, ...groups } = byRep(found, metric) as Record<string, number | null>;
          const sum = Object.values(groups).reduce((total: number, each) => total + (each ?? 0), 0);
          expect(sum, metric).toBeCloseTo(all ?? 0, 6);
        }
        for (const metric of ['customer_churn_rate', 'customer_churn_rate_cohort']) {
          const { all = [0, 0], ...groups } = byRep(found, metric) as Record<string, [number, number]>;
          const sums = [0, 1].map((i) => Object.values(groups).reduce((total, pair) => total + (pair[i] ?? 0), 0));
          expect(sums, metric).toEqual(all);
        }
        const starting = found.rows.find(({ metric, group }) => metric === 'customers_at_start' && group === null);
        expect(found.reps.reduce((sum, { n }) => sum + Number(n), 0)).toBe(starting?.value);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the table', () => {
  test('has a block of reps, which is there whatever the width', async () => {
    const cwd = folderWith({ ...book, 'assignments.csv': HISTORY });
    const wide = await csm(wordsOf('churn -p 2024-07 --by rep --compare none'), { cwd, columns: 100 });
    expect(wide.stdout).toContain(`
Reps by cohort churn  Lost  Of    Rate  95 % interval  Shrunken  3-sigma limits              Rank
ana                      0   5   0.0 %    0.0 to 43.4     2.2 %     0.0 to 78.0  (few)          -
ben                      2   4  50.0 %   15.0 to 85.0    46.6 %     0.0 to 84.6  (very few)     -
Reps: as assigned at the opening close
Shrunken towards 22.2 %, the rate of all, with m = 0.6 customers. Fewer than 5 customers: no rank
`);
    for (const columns of [10, 40, 60]) {
      const { stdout } = await csm(wordsOf('churn -p 2024-07 --by rep'), { cwd, columns });
      expect(stdout).toMatch(/^ben +(2 +)?4 +50\.0 %/m);
    }
  });

  test('a rep whose name a terminal or a log would obey is shown as text', async () => {
    const hostile = HISTORY.replaceAll('ana', '::error::x').replaceAll('ben', '\u001b[31mben');
    const { stdout } = await csm(wordsOf('churn -p 2024-07 --by rep'), {
      cwd: folderWith({ ...book, 'assignments.csv': hostile }),
    });
    expect(stdout).not.toMatch(/^::/m);
    expect(stdout).not.toContain('\u001b');
  });
});
