import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kaplanMeier, medianOf, type Spell } from '../../src/calculator/survival.ts';

/** Spells watched from their beginning, as R writes them: `13+` was last seen at 13. */
const spells = (text: string): Spell[] =>
  text.split(' ').map((word) => ({ entry: 0, exit: Number.parseInt(word, 10), ended: !word.endsWith('+') }));
const estimate = (text: string) => kaplanMeier(spells(text), 0.95);

describe('the Kaplan-Meier estimate', () => {
  // METRICS.md 3.5; the interval is that of R's survfit(Surv(time, status) ~ 1).
  const maintained = () => estimate('9 13 13+ 18 23 28+ 31 34 45+ 48 161+');

  test('R survival::aml, maintained', () => {
    const rows = maintained().slice(1);
    expect(rows.map(({ time }) => time)).toEqual([9, 13, 18, 23, 31, 34, 48]);
    expect(rows.map(({ atRisk }) => atRisk)).toEqual([11, 10, 8, 7, 5, 4, 2]);
    expect(rows.map(({ value }) => value.toFixed(3))).toEqual('0.909 0.818 0.716 0.614 0.491 0.368 0.184'.split(' '));
    expect(rows.map(({ error }) => error?.toFixed(4))).toEqual(
      '0.0867 0.1163 0.1397 0.1526 0.1642 0.1627 0.1535'.split(' '),
    );
    expect(rows.map(({ interval }) => `${interval?.low.toFixed(4)} ${interval?.high.toFixed(3)}`)).toEqual([
      '0.7541 1.000',
      '0.6192 1.000',
      '0.4884 1.000',
      '0.3769 0.999',
      '0.2549 0.946',
      '0.1549 0.875',
      '0.0359 0.944',
    ]);
    expect(medianOf(maintained())).toBe(31);
  });

  test('each spell ended or was last seen in one row', () => {
    expect(maintained().map(({ events, censored }) => [events, censored])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [1, 0],
      [1, 1],
      [1, 0],
      [1, 1],
      [1, 1],
    ]);
  });

  test.each([
    ['nobody', [], [], null],
    ['nobody leaves', spells('5+ 9+'), [[0, 2, 1]], null],
    [
      'one of two leaves: the median',
      spells('5 9+'),
      [
        [0, 2, 1],
        [5, 2, 0.5],
      ],
      5,
    ],
    [
      'last seen on the day another leaves: was at risk',
      spells('5 5+'),
      [
        [0, 2, 1],
        [5, 2, 0.5],
      ],
      5,
    ],
    [
      'last seen the day before',
      spells('4+ 5'),
      [
        [0, 2, 1],
        [5, 1, 0],
      ],
      5,
    ],
    [
      'all leave at once',
      spells('5 5'),
      [
        [0, 2, 1],
        [5, 2, 0],
      ],
      5,
    ],
    [
      'comes under watch after 5 days: at risk from the sixth on',
      [...spells('5 6'), { entry: 5, exit: 9, ended: false }],
      [
        [0, 2, 1],
        [5, 2, 0.5],
        [6, 2, 0.25],
      ],
      5,
    ],
    [
      'nobody is left for a while: it stays at nothing',
      [...spells('3'), { entry: 5, exit: 9, ended: true }],
      [
        [0, 1, 1],
        [3, 1, 0],
        [9, 1, 0],
      ],
      3,
    ],
  ] as const)('%s', (_, given, steps, median) => {
    const found = kaplanMeier(given, 0.95);
    expect(found.map(({ time, atRisk, value }) => [time, atRisk, value])).toEqual(steps);
    expect(medianOf(found)).toBe(median);
  });

  test('with nobody left there is no standard error', () => {
    expect(estimate('5').at(-1)).toMatchObject({ value: 0, error: null, interval: null });
  });

  test('of any spells: falls, stays in its interval, and every spell is in it', () => {
    const spell = fc
      .record({ entry: fc.nat(5), length: fc.integer({ min: 1, max: 9 }), ended: fc.boolean() })
      .map(({ entry, length, ended }): Spell => ({ entry, exit: entry + length, ended }));
    fc.assert(
      fc.property(fc.array(spell), (given) => {
        const steps = kaplanMeier(given, 0.95);
        for (const [i, { value, error, interval, atRisk, events }] of steps.entries()) {
          expect(value).toBeLessThanOrEqual(steps[i - 1]?.value ?? 1);
          expect(events).toBeLessThanOrEqual(atRisk);
          expect(Number.isFinite(error ?? 0)).toBe(true);
          expect(interval === null || (0 <= interval.low && interval.low <= value && value <= interval.high)).toBe(
            true,
          );
        }
        const counted = steps.reduce((sum, { events, censored }) => sum + events + censored, 0);
        expect(counted).toBe(given.length);
        expect(kaplanMeier(given.toReversed(), 0.95)).toEqual(steps);
      }),
    );
  });
});
