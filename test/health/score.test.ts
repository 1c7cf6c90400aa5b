import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, defaultHealth, type HealthConfig, healthConfigOf } from '../../src/health/config.ts';
import { entriesOf } from '../../src/health/portfolio.ts';
import { changesSince, reasonsOf } from '../../src/health/reasons.ts';
import { bandOf, combine, type Score, scoreAt, scoresAt, type Weighed } from '../../src/health/score.ts';
import { payment, subscription, survey, ticket } from '../metrics/support.ts';
import { ago, CLOSE, daily, details, event, historyOf, known, type Rows } from './support.ts';

const part = (name: string, weight: number, score: number | null): Weighed => ({
  name,
  weight,
  score,
  reason: score === null ? 'no_answers' : null,
  why: name,
});

/** METRICS.md 6.2. */
const worked = [
  part('usage', 30, 62),
  part('adoption', 20, 50),
  part('support', 15, 80),
  part('nps', 10, null),
  part('csat', 10, 75),
  part('ces', 5, null),
  part('payment', 10, 100),
];

describe('the weighted mean', () => {
  test('METRICS.md 6.2: 68.35, coverage 0.85, 58.1 to 73.1, yellow', () => {
    const { score, coverage, low, high, band } = combine(worked, defaultHealth);
    expect(score).toBeCloseTo(5810 / 85, 12);
    expect(coverage).toBeCloseTo(0.85, 12);
    expect(low).toBeCloseTo(58.1, 12);
    expect(high).toBeCloseTo(73.1, 12);
    expect(band).toBe('yellow');
  });

  test.each<[HealthConfig['missing'], number]>([
    ['drop', 5810 / 85],
    ['neutral', 65.6],
    ['worst', 58.1],
  ])('what is missing: %s', (missing, expected) => {
    const { score, parts } = combine(worked, { ...defaultHealth, missing });
    expect(score).toBeCloseTo(expected, 9);
    expect(parts.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(expected - 50, 9);
  });

  test('contributions add up to the score less 50, whatever is known', () => {
    const any = fc.record({
      weight: fc.integer({ min: 1, max: 40 }),
      score: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
    });
    const rule = fc.constantFrom('drop' as const, 'neutral' as const, 'worst' as const);
    fc.assert(
      fc.property(fc.array(any, { maxLength: 9 }), rule, (given, missing) => {
        const outcomes = given.map(({ weight, score }, i) => part(`c${i}`, weight, score));
        const { score, parts, low, high, coverage } = combine(outcomes, { ...defaultHealth, missing });
        const sum = parts.reduce((all, { contribution }) => all + contribution, 0);
        if (score === null) expect([sum, given.some((each) => each.score !== null)]).toEqual([0, false]);
        else {
          expect(sum).toBeCloseTo(score - 50, 9);
          expect(low).toBeLessThanOrEqual(score + 1e-9);
          expect(score).toBeLessThanOrEqual(high + 1e-9);
        }
        expect(coverage).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('bands', () => {
  test.each([
    [0, 'red'],
    [50, 'red'],
    [50.000_001, 'yellow'],
    [75, 'yellow'],
    [75.000_001, 'green'],
    [100, 'green'],
  ])('%d is %s', (score, band) => {
    expect(bandOf(score, [50, 75])).toBe(band);
  });

  test.each<[string, Weighed[], string]>([
    ['half is enough', [part('a', 1, 90), part('b', 1, null)], 'green'],
    ['less is not', [part('a', 49, 90), part('b', 51, null)], 'unknown'],
    ['nothing is known', [part('a', 1, null)], 'unknown'],
    ['nothing is asked', [], 'unknown'],
  ])('%s', (_, outcomes, band) => {
    expect(combine(outcomes, defaultHealth).band).toBe(band);
    if (band === 'unknown') expect(combine(outcomes, { ...defaultHealth, missing: 'worst' }).band).toBe(band);
  });
});

const rows: Rows = {
  customers: [details('A', { name: 'Alder', rep: 'ana' })],
  subscriptions: [subscription('2023-01-01')],
  usage: daily(0, 200),
  tickets: [ticket(ago(40), { customer_id: 'A', priority: 'high', first_solved_at: ago(30) })],
  surveys: [survey('nps', 9, ago(10), { customer_id: 'A' }), survey('csat', 2, ago(5), { customer_id: 'A' })],
  payments: [payment(ago(30), { status: 'paid' })],
};
const scoreOf = (given: Rows, config: HealthConfig = defaultHealth, day = CLOSE): Score => {
  const history = historyOf(given);
  return scoreAt(history, known(history), day, config);
};

describe('a customer', () => {
  test('by hand: usage 75, support 100, NPS 90, CSAT 25, payment 100, MRR trend 50', () => {
    const { score, coverage, band, parts, profile } = scoreOf(rows);
    const sum = 20 * 75 + 15 * 100 + 10 * 90 + 10 * 25 + 10 * 100 + 5 * 50;
    expect(score).toBeCloseTo(sum / 70, 12);
    expect([coverage, band, profile]).toEqual([0.7, 'green', null]);
    expect(parts.map(({ name, reason }) => [name, reason])).toEqual([
      ['usage', null],
      ['adoption', 'no_seats'],
      ['support', null],
      ['growth', 'no_growth_data'],
      ['nps', null],
      ['csat', null],
      ['payment', null],
      ['mrr_trend', null],
      ['ces', 'no_answers'],
    ]);
  });

  test('three reasons: of who does well what lifts it, else what speaks against, with points; none of 100', () => {
    expect(reasonsOf(scoreOf(rows))).toEqual([
      'support 100: 0 tickets in 28 days (+10.7)',
      'usage 75: 28 active days of 12 in 28 days, 28 events (usually 28) (+7.1)',
      'payment 100: nothing past due (+7.1)',
    ]);
    const sad = { ...rows, surveys: [survey('csat', 1, ago(5), { customer_id: 'A' })], usage: daily(20, 200) };
    const late = [payment(ago(40), { status: 'open', due_at: ago(20) })];
    const score = scoreOf({ ...sad, payments: late }, { ...defaultHealth, bands: [80, 90] });
    expect(reasonsOf(score)).toEqual([
      'CSAT 0: 1 answer in 90 days (-12.5)',
      'payment 33: 20 days past due (-4.2)',
      'MRR trend 50: MRR as 90 days ago (0.0)',
    ]);
  });

  test('nothing known: what is missing, each thing once', () => {
    const { score, band, coverage, low, high } = scoreOf({ customers: [details('A')] });
    expect([score, band, coverage, low, high]).toEqual([null, 'unknown', 0, 0, 100]);
    expect(reasonsOf(scoreOf({ customers: [details('A')] }))).toEqual([
      'no usage export',
      'no tickets export',
      'how its own business grows is not known',
    ]);
  });

  test('a new one has other weights, and no trends', () => {
    const young = (days: number) => scoreOf({ ...rows, subscriptions: [subscription(ago(days))] });
    expect([young(89).profile, young(90).profile]).toEqual(['new', null]);
    expect(young(89).parts.map(({ name }) => name)).not.toContain('mrr_trend');
    expect(young(89).parts[0]).toMatchObject({ weight: 25, score: 100 });
    expect(young(90).parts[0]).toMatchObject({ weight: 20, score: 75 });
  });

  test.each<[string, Rows['subscriptions'], string[]]>([
    ['runs on', [subscription('2023-01-01')], []],
    ['ends, and nobody had said so', [subscription('2023-01-01', ago(-20))], []],
    [
      'cancelled by then',
      [subscription('2023-01-01', ago(-20), { canceled_at: ago(0) })],
      [`cancelled, ends ${ago(-20)}`],
    ],
    ['cancelled the day after', [subscription('2023-01-01', ago(-20), { canceled_at: ago(-1) })], []],
    ['one of two', [subscription('2023-01-01', ago(-20), { canceled_at: ago(3) }), subscription('2023-01-01')], []],
  ])('a cancellation: %s', (_, subscriptions, overrides) => {
    const found = scoreOf({ ...rows, subscriptions: subscriptions ?? [] });
    expect(found.overrides).toEqual(overrides);
    expect(found.band).toBe(overrides.length > 0 ? 'red' : 'green');
    expect(reasonsOf(found).slice(0, overrides.length)).toEqual(overrides);
    expect(scoreOf({ ...rows, subscriptions: subscriptions ?? [] }, { ...defaultHealth, overrides: [] }).band).toBe(
      'green',
    );
  });

  test('the change is told by component, and adds up', () => {
    const history = historyOf(rows);
    const [now, before] = [CLOSE, CLOSE - 30].map((day) => scoreAt(history, known(history), day, defaultHealth));
    if (!now || !before) throw new RangeError('two days were asked about');
    const sum = Object.values(changesSince(now, before)).reduce((all, each) => all + each, 0);
    expect(sum).toBeCloseTo((now.score ?? 0) - (before.score ?? 0), 9);
    expect(changesSince(now, before)['csat']).toBeLessThan(0);
  });
});

describe('who is a customer', () => {
  const ids = (given: Rows) =>
    scoresAt(historyOf(given), CLOSE, defaultHealth).map(({ customer }) => customer.customer);
  const two = [details('A', { created_at: ago(0) }), details('B', { created_at: ago(-1) })];
  test.each<[string, Rows, string[]]>([
    ['who pays', { subscriptions: [subscription('2023-01-01')], customers: two }, ['A']],
    ['not who has left', { subscriptions: [subscription('2023-01-01', ago(0))], customers: two }, []],
    ['without subscriptions whom the export has by then', { customers: two }, ['A']],
    ['without either whom a row is about', { surveys: [survey('nps', 9, ago(0), { customer_id: 'C' })] }, ['C']],
    ['but no later row', { surveys: [survey('nps', 9, ago(-1), { customer_id: 'C' })] }, []],
  ])('%s', (_, given, expected) => {
    expect(ids(given)).toEqual(expected);
  });
});

test('at risk first: red, yellow, unknown, green; of each who pays the most', () => {
  const bands = { r1: 'red', r2: 'red', y: 'yellow', u: 'unknown', g: 'green' } as const;
  const history = historyOf({ customers: Object.keys(bands).map((id) => details(id)) });
  const scores = scoresAt(history, CLOSE, defaultHealth).map((score) =>
    Object.assign(score, { band: bands[score.customer.customer as keyof typeof bands] }),
  );
  const worth = new Map([['r2', 5]]);
  const entries = entriesOf(scores, {
    before: new Map(),
    ownerOf: () => null,
    silenceOf: () => null,
    mrrOf: (account) => ({ currency: 'USD', cents: worth.get(account?.customer ?? '') ?? 1 }),
  });
  expect(entries.map(({ customer_id }) => customer_id)).toEqual(['r2', 'r1', 'y', 'u', 'g']);
});

// METRICS.md 6.3: a score of a day is from what is dated up to then.
describe('nothing after the day is looked at', () => {
  const days = fc.integer({ min: -120, max: 400 });
  const anyRows = fc.record({
    usage: fc.array(fc.record({ days, user: fc.constantFrom('', 'u1', 'u2') }), { maxLength: 30 }),
    tickets: fc.array(
      fc.record({ days, solved: fc.option(fc.nat(60), { nil: null }), reopened: fc.option(fc.nat(60), { nil: null }) }),
      { maxLength: 8 },
    ),
    answers: fc.array(
      fc.record({
        days,
        kind: fc.constantFrom('nps' as const, 'csat' as const, 'ces' as const),
        score: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 12 },
    ),
    payments: fc.array(fc.record({ days, status: fc.constantFrom('paid', 'open', 'failed'), due: fc.nat(40) }), {
      maxLength: 8,
    }),
    subscriptions: fc.array(fc.record({ days, length: fc.option(fc.nat(300), { nil: null }) }), { maxLength: 3 }),
  });
  type Given = typeof anyRows extends fc.Arbitrary<infer Value> ? Value : never;

  /** The rows of these, or only those that are dated up to the close. */
  const read = (given: Given, isCut: boolean): Rows => {
    const kept = <Row extends { readonly days: number }>(all: readonly Row[]) =>
      all.filter(({ days: when }) => !isCut || when >= 0);
    return {
      customers: [details('A')],
      subscriptions: [
        subscription('2022-01-01'),
        ...kept(given.subscriptions).map(({ days: when, length }) =>
          subscription(ago(when), length === null ? null : ago(when - length - 1), { amount: '30' }),
        ),
      ],
      usage: kept(given.usage).map(({ days: when, user }) => event(when, { user_id: user })),
      tickets: kept(given.tickets).map(({ days: when, solved, reopened }) =>
        ticket(ago(when), {
          customer_id: 'A',
          priority: 'high',
          // What happens to a ticket later is not known yet either.
          first_solved_at: solved === null || (isCut && when < solved) ? '' : ago(when - solved),
          reopened_at:
            solved === null || reopened === null || (isCut && when < solved + reopened)
              ? ''
              : ago(when - solved - reopened),
          status: 'open',
        }),
      ),
      surveys: kept(given.answers).map(({ days: when, kind, score }) =>
        survey(kind, score, ago(when), { customer_id: 'A' }),
      ),
      payments: kept(given.payments).map(({ days: when, status, due }) =>
        payment(ago(when), { status, due_at: ago(when - due) }),
      ),
    };
  };
  const told = (given: Rows) => {
    const { parts, ...score } = scoreOf(given);
    return { ...score, parts: parts.map(({ name, score: each, reason, why }) => ({ name, each, reason, why })) };
  };

  test('rows dated later change nothing', () => {
    fc.assert(
      fc.property(anyRows, (given) => {
        expect(told(read(given, false))).toEqual(told(read(given, true)));
      }),
    );
  });

  test('nor does the order of rows', () => {
    fc.assert(
      fc.property(anyRows, (given) => {
        const all = read(given, false);
        const turned: Rows = {
          ...all,
          usage: all.usage?.toReversed() ?? [],
          tickets: all.tickets?.toReversed() ?? [],
          surveys: all.surveys?.toReversed() ?? [],
          payments: all.payments?.toReversed() ?? [],
        };
        expect(told(turned)).toEqual(told(all));
      }),
    );
  });
});

describe('the config', () => {
  test('said weights are all there are, of customers of any age', () => {
    const config = healthConfigOf({ weights: { usage: 1 } });
    expect([config.weights, config.profiles]).toEqual([{ usage: 1 }, []]);
    expect(healthConfigOf().profiles).toHaveLength(1);
  });

  test('the youngest profile that fits comes first', () => {
    const profile = (youngerThan: number) => ({ youngerThan, weights: { nps: 1 } });
    const { profiles } = healthConfigOf({ profiles: { later: profile(90), first: profile(30) } });
    expect(profiles.map(({ name, trends }) => [name, trends])).toEqual([
      ['first', true],
      ['later', true],
    ]);
  });

  test('priorities are compared in small letters', () => {
    expect(healthConfigOf({ targets: { highPriority: ['P1'] } }).targets).toMatchObject({
      highPriority: ['p1'],
      activeDays: 12,
    });
  });

  test('as one text, whatever the order of its keys', () => {
    expect(canonical({ b: [1, { d: 2, c: null }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":null,"d":2}]}');
  });
});
