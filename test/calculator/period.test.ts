import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { PeriodError } from '../../src/calculator/parse-period.ts';
import {
  contains,
  lengthOf,
  monthsIn,
  monthsUpTo,
  type Period,
  previous,
  split,
  yearAgo,
} from '../../src/calculator/period.ts';
import { dayFrom, period } from './support.ts';

test.each([
  ['2024-01-01', '2024-12-31', 12],
  ['2024-02-01', '2024-02-29', 1],
  ['2024-01-31', '2024-02-28', 1],
  ['2024-07-01', '2024-07-01', 1 / 31],
  ['2024-07-17', '2024-08-31', 1 + 15 / 31],
  ['2023-12-15', '2024-01-14', 1],
])('months from %s to %s: %d', (first, last, months) => {
  expect(monthsIn(dayFrom(first), dayFrom(last))).toBeCloseTo(months, 12);
});

// The grammar of CLI.md 5.3, on Thursday 2024-08-15, with fiscal years that start in April.
test.each([
  ['2024', '2024', '2024-01-01', '2024-12-31'],
  ['2023', '2023', '2023-01-01', '2023-12-31'],
  ['2024-07', '2024-07', '2024-07-01', '2024-07-31'],
  ['2024-02', '2024-02', '2024-02-01', '2024-02-29'],
  ['2023-02', '2023-02', '2023-02-01', '2023-02-28'],
  ['1900-02', '1900-02', '1900-02-01', '1900-02-28'],
  ['2000-02', '2000-02', '2000-02-01', '2000-02-29'],
  ['2024-07-14', '2024-07-14', '2024-07-14', '2024-07-14'],
  ['2024-02-29', '2024-02-29', '2024-02-29', '2024-02-29'],
  ['2024-Q3', '2024-Q3', '2024-07-01', '2024-09-30'],
  ['2024Q3', '2024-Q3', '2024-07-01', '2024-09-30'],
  ['2024-q1', '2024-Q1', '2024-01-01', '2024-03-31'],
  ['2024H1', '2024-H1', '2024-01-01', '2024-06-30'],
  ['2024-H2', '2024-H2', '2024-07-01', '2024-12-31'],
  ['2024-W30', '2024-W30', '2024-07-22', '2024-07-28'],
  ['2024-W01', '2024-W01', '2024-01-01', '2024-01-07'],
  ['2025-W01', '2025-W01', '2024-12-30', '2025-01-05'],
  ['2020-W53', '2020-W53', '2020-12-28', '2021-01-03'],
  ['FY2024', 'FY2024', '2023-04-01', '2024-03-31'],
  ['FY2024Q1', 'FY2024-Q1', '2023-04-01', '2023-06-30'],
  ['fy2024-q4', 'FY2024-Q4', '2024-01-01', '2024-03-31'],
  ['2024-01..2024-06', '2024-01..2024-06', '2024-01-01', '2024-06-30'],
  ['2023..2024', '2023..2024', '2023-01-01', '2024-12-31'],
  ['2024-W30..2024-W31', '2024-W30..2024-W31', '2024-07-22', '2024-08-04'],
  ['2024-07..2024-07', '2024-07', '2024-07-01', '2024-07-31'],
  ['2024-07-01..2024-07-31', '2024-07-01..2024-07-31', '2024-07-01', '2024-07-31'],
  ['2024-07-14..2024-07-14', '2024-07-14', '2024-07-14', '2024-07-14'],
  ['2024-Q1..2024-07-14', '2024-01-01..2024-07-14', '2024-01-01', '2024-07-14'],
  ['FY2024..FY2025', '2023-04-01..2025-03-31', '2023-04-01', '2025-03-31'],
  // Years that do not begin together are no number of years.
  ['FY2024..2024', '2023-04-01..2024-12-31', '2023-04-01', '2024-12-31'],
  ['2024-05..', '2024-05-01..2024-08-15', '2024-05-01', '2024-08-15'],
  ['last-3-months..today', '2024-05-01..2024-08-15', '2024-05-01', '2024-08-15'],
  ['today', '2024-08-15', '2024-08-15', '2024-08-15'],
  ['yesterday', '2024-08-14', '2024-08-14', '2024-08-14'],
  ['this-week', '2024-W33', '2024-08-12', '2024-08-18'],
  ['last-week', '2024-W32', '2024-08-05', '2024-08-11'],
  ['this-month', '2024-08', '2024-08-01', '2024-08-31'],
  ['last-month', '2024-07', '2024-07-01', '2024-07-31'],
  ['Last  Month ', '2024-07', '2024-07-01', '2024-07-31'],
  ['this-quarter', '2024-Q3', '2024-07-01', '2024-09-30'],
  ['last-quarter', '2024-Q2', '2024-04-01', '2024-06-30'],
  ['this-half', '2024-H2', '2024-07-01', '2024-12-31'],
  ['last-half', '2024-H1', '2024-01-01', '2024-06-30'],
  ['this-year', '2024', '2024-01-01', '2024-12-31'],
  ['last-year', '2023', '2023-01-01', '2023-12-31'],
  ['wtd', '2024-08-12..2024-08-15', '2024-08-12', '2024-08-15'],
  ['mtd', '2024-08-01..2024-08-15', '2024-08-01', '2024-08-15'],
  ['qtd', '2024-07-01..2024-08-15', '2024-07-01', '2024-08-15'],
  ['ytd', '2024-01-01..2024-08-15', '2024-01-01', '2024-08-15'],
  ['last-1-day', '2024-08-14', '2024-08-14', '2024-08-14'],
  ['last-30-days', '2024-07-16..2024-08-14', '2024-07-16', '2024-08-14'],
  ['last-2-weeks', '2024-W31..2024-W32', '2024-07-29', '2024-08-11'],
  ['last 3 months', '2024-05..2024-07', '2024-05-01', '2024-07-31'],
  ['last-4-quarters', '2023-Q3..2024-Q2', '2023-07-01', '2024-06-30'],
  ['last-2-years', '2022..2023', '2022-01-01', '2023-12-31'],
  ['all', '2023-11-05..2024-08-15', '2023-11-05', '2024-08-15'],
  ['..2024-07', '2023-11-05..2024-07-31', '2023-11-05', '2024-07-31'],
])('%s: %s, %s to %s', (text, label, first, last) => {
  const found = period(text, '2024-08-15', { fiscalYearStart: 4, firstDay: dayFrom('2023-11-05') });
  expect([found.label, formatDay(found.firstDay), formatDay(found.lastDay)]).toEqual([label, first, last]);
});

test.each([
  ['all', '2024-08-15'],
  ['..2024-07', '2024-07-31'],
])('%s of data without a day is its last day, %s', (text, only) => {
  const found = period(text, '2024-08-15', { firstDay: null });
  expect([found.label, formatDay(found.firstDay), formatDay(found.lastDay)]).toEqual([only, only, only]);
});

// Fiscal years are named after the year they end in (METRICS.md 9.22).
test.each([
  ['FY2024', 1, '2024-01-01', '2024-12-31'],
  ['FY2024', 2, '2023-02-01', '2024-01-31'],
  ['FY2024', 12, '2023-12-01', '2024-11-30'],
  ['FY2024Q2', 2, '2023-05-01', '2023-07-31'],
  ['FY2024Q4', 10, '2024-07-01', '2024-09-30'],
])('%s, the fiscal year starting in month %i: %s to %s', (text, fiscalYearStart, first, last) => {
  const { firstDay, lastDay } = period(text, '2024-08-15', { fiscalYearStart });
  expect([formatDay(firstDay), formatDay(lastDay)]).toEqual([first, last]);
});

const USUAL = 'periods look like 2024-07, 2024-Q3, 2024-01..2024-06 or last-month';

test.each([
  ['', 'the period is empty', USUAL],
  ['july', '"july" is not a period', USUAL],
  ['2024-7', '"2024-7" is not a period', '2024-07?'],
  ['2024/7', '"2024/7" is not a period', '2024-07?'],
  ['2024-07-14T10:00', '"2024-07-14T10:00" is not a period', '2024-07-14?'],
  ['2024-W3', '"2024-W3" is not a period', USUAL],
  ['24-07', '"24-07" is not a period', USUAL],
  ['2024-13', '"2024-13": month must be 01 to 12', '2024-12?'],
  ['2024-00', '"2024-00": month must be 01 to 12', '2024-12?'],
  ['2024-Q5', '"2024-Q5": quarters are Q1 to Q4', '2024-Q4?'],
  ['2024-Q0', '"2024-Q0": quarters are Q1 to Q4', '2024-Q4?'],
  ['2024-H3', '"2024-H3": halves are H1 and H2', '2024-H2?'],
  ['2024-W53', '"2024-W53": 2024 has no week 53', '2024-W52?'],
  ['2024-W00', '"2024-W00": 2024 has no week 00', '2024-W52?'],
  ['2023-02-29', '"2023-02-29": the calendar has no such day', '2023-02-28 is the last day of that month'],
  ['2024-04-31', '"2024-04-31": the calendar has no such day', '2024-04-30 is the last day of that month'],
  ['FY2024Q5', '"FY2024Q5": quarters are Q1 to Q4', USUAL],
  ['..', '".." has neither a beginning nor an end', USUAL],
  ['2024-06..2024-01', '"2024-06..2024-01" ends before it starts', 'did you mean 2024-01..2024-06?'],
  ['2024-09..', '"2024-09.." starts after today, 2024-08-15', USUAL],
  ['2024-01..july', '"2024-01..july" is not a period', USUAL],
  ['last-0-days', '"last-0-days": how many must be 1 or more', USUAL],
  ['last-3-halves', '"last-3-halves" is not a period', USUAL],
  ['next-month', '"next-month" is not a period', USUAL],
])('"%s" is refused: %s', (text, message, hint) => {
  const attempt = () => period(text);
  expect(attempt).toThrow(PeriodError);
  expect(attempt).toThrow(expect.objectContaining({ message, hint }));
});

test('without a known first day "all" begins with minus infinity, and has nothing before it', () => {
  const all = period('all');
  expect(all).toMatchObject({ label: '..2024-08-15', firstDay: -Infinity });
  expect([previous(all), yearAgo(all)]).toEqual([null, null]);
  expect(contains(all, dayFrom('1999-01-01'))).toBe(true);
});

// METRICS.md 1.1.8: a period that is not over on the as-of day is measured up to it, that day included.
test.each([
  ['2024-07', '2024-08-01', true, '2024-07-31', 31],
  ['2024-07', '2024-07-31', false, '2024-07-31', 31],
  ['2024-07', '2024-07-10', false, '2024-07-10', 10],
  ['2024-07', '2024-07-01', false, '2024-07-01', 1],
  ['2024-07', '2024-06-30', false, '2024-06-30', 0],
  ['2024-07', '2024-01-01', false, '2024-06-30', 0],
  ['mtd', '2024-07-10', false, '2024-07-10', 10],
  ['yesterday', '2024-07-10', true, '2024-07-09', 1],
])('%s as of %s: complete %s, closes %s', (text, asOf, complete, close, length) => {
  const found = period(text, asOf);
  expect([found.complete, formatDay(found.closeDay), lengthOf(found)]).toEqual([complete, close, length]);
});

const shown = (found: Period | null) =>
  found && `${found.label} ${formatDay(found.firstDay)} ${formatDay(found.lastDay)}`;

test.each(
  [
    ['2024-03', '2024-02 2024-02-01 2024-02-29', '2023-03 2023-03-01 2023-03-31'],
    ['2024-02', '2024-01 2024-01-01 2024-01-31', '2023-02 2023-02-01 2023-02-28'],
    ['2024-Q1', '2023-Q4 2023-10-01 2023-12-31', '2023-Q1 2023-01-01 2023-03-31'],
    ['2024-H1', '2023-H2 2023-07-01 2023-12-31', '2023-H1 2023-01-01 2023-06-30'],
    ['2023', '2022 2022-01-01 2022-12-31', '2022 2022-01-01 2022-12-31'],
    ['2024-02-29', '2024-02-28 2024-02-28 2024-02-28', '2023-02-28 2023-02-28 2023-02-28'],
    [
      '2024-02-01..2024-02-29',
      '2024-01-03..2024-01-31 2024-01-03 2024-01-31',
      '2023-02-01..2023-02-28 2023-02-01 2023-02-28',
    ],
    ['2024-01..2024-06', '2023-07..2023-12 2023-07-01 2023-12-31', '2023-01..2023-06 2023-01-01 2023-06-30'],
    ['2024-W01', '2023-W52 2023-12-25 2023-12-31', '2023-W01 2023-01-02 2023-01-08'],
    ['2020-W53', '2020-W52 2020-12-21 2020-12-27', '2019-W52 2019-12-23 2019-12-29'],
    ['2021-W01', '2020-W53 2020-12-28 2021-01-03', '2020-W01 2019-12-30 2020-01-05'],
    ['last-2-weeks', '2024-W29..2024-W30 2024-07-15 2024-07-28', '2023-W31..2023-W32 2023-07-31 2023-08-13'],
  ].filter(([, before]) => before !== null),
)('before %s: %s; a year ago: %s', (text, before, ago) => {
  const found = period(text);
  expect([shown(previous(found)), shown(yearAgo(found))]).toEqual([before, ago]);
});

// METRICS.md 1.1.8: what is not over is compared with the same number of days.
test.each([
  ['2024-08', '2024-08-15', '2024-07-01..2024-07-15', '2023-08-01..2023-08-15'],
  ['mtd', '2024-08-15', '2024-07-01..2024-07-15', '2023-08-01..2023-08-15'],
  ['2024-03', '2024-03-31', '2024-02', '2023-03'],
  ['2024-03', '2024-03-30', '2024-02', '2023-03-01..2023-03-30'],
  ['2024-Q3', '2024-07-01', '2024-04-01', '2023-07-01'],
  ['2024-W33', '2024-08-13', '2024-08-05..2024-08-06', '2023-08-14..2023-08-15'],
])('%s as of %s is compared with %s, or %s', (text, asOf, before, ago) => {
  const found = period(text, asOf);
  expect([previous(found)?.label, yearAgo(found)?.label]).toEqual([before, ago]);
});

test.each(['2025-01', '2025', '2024-W40', '2024-09-01..2024-10-15'])(
  '%s has not begun: what it is compared with can be read',
  (text) => {
    const later = period(text);
    expect(later).toMatchObject({ complete: false, closeDay: later.firstDay - 1 });
    for (const other of [previous(later), yearAgo(later)]) expect(() => period(other?.label ?? '')).not.toThrow();
  },
);

test('the months up to a period: those that are over', () => {
  const labels = (text: string, asOf: string) =>
    monthsUpTo(period(text, asOf), 3, dayFrom(asOf)).map(({ label }) => label);
  expect(labels('2024-07', '2024-08-15')).toEqual(['2024-05', '2024-06', '2024-07']);
  expect(labels('2024', '2024-08-15')).toEqual(['2024-05', '2024-06', '2024-07']);
  expect(labels('2024-07', '2024-07-31')).toEqual(['2024-04', '2024-05', '2024-06']);
  expect(labels('2024-07-10', '2024-08-15')).toEqual(['2024-05', '2024-06', '2024-07']);
  expect(labels('2025', '2024-08-15')).toEqual(['2024-05', '2024-06', '2024-07']);
});

const year = fc.integer({ min: 2015, max: 2030 });
const two = (value: number) => String(value).padStart(2, '0');
const point = fc.oneof(
  year.map(String),
  fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${two(m)}`),
  fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([y, q]) => `${y}-Q${q}`),
  fc.tuple(year, fc.integer({ min: 1, max: 2 })).map(([y, h]) => `${y}-H${h}`),
  fc.tuple(year, fc.integer({ min: 1, max: 52 })).map(([y, w]) => `${y}-W${two(w)}`),
  fc.integer({ min: dayFrom('2015-01-01'), max: dayFrom('2030-12-31') }).map(formatDay),
);
/** Any period by its text: a point, or two of them in order; seen from after it, or from within. */
const anyPeriod = fc.tuple(point, fc.option(point, { nil: null }), fc.nat(800)).map(([a, b, back]) => {
  const text = b === null ? a : period(a).firstDay <= period(b).lastDay ? `${a}..${b}` : `${b}..${a}`;
  const { firstDay, lastDay } = period(text, '2100-01-01');
  return period(text, formatDay(Math.max(firstDay, lastDay + 400 - back)));
});
const complete = anyPeriod.filter((each) => each.complete);
const grain = fc.constantFrom('day', 'week', 'month', 'quarter', 'half', 'year');

describe('whatever the period', () => {
  test('its label says it', () => {
    fc.assert(
      fc.property(complete, (whole) => {
        expect(period(whole.label, formatDay(whole.lastDay + 1))).toEqual(whole);
      }),
    );
  });

  test('its pieces cover it without gap or overlap, and are measured as far as it is', () => {
    fc.assert(
      fc.property(anyPeriod, grain, (whole, by) => {
        const pieces = split(whole, by);
        expect(pieces[0]?.firstDay).toBe(whole.firstDay);
        expect(pieces.at(-1)?.lastDay).toBe(whole.lastDay);
        for (const [i, piece] of pieces.entries()) {
          expect(piece.lastDay).toBeGreaterThanOrEqual(piece.firstDay);
          if (i > 0) expect(piece.firstDay).toBe((pieces[i - 1]?.lastDay ?? 0) + 1);
        }
        expect(pieces.reduce((sum, piece) => sum + lengthOf(piece), 0)).toBe(lengthOf(whole));
      }),
      { numRuns: 50 },
    );
  });

  test('the periods before it follow one another, all of its kind', () => {
    fc.assert(
      fc.property(complete, (whole) => {
        let now = whole;
        for (let i = 0; i < 3; i++) {
          const before = previous(now);
          expect(before).toMatchObject({
            lastDay: now.firstDay - 1,
            grain: whole.grain,
            count: whole.count,
            complete: true,
          });
          if (before) now = before;
        }
      }),
    );
  });

  test('what is not over is compared with as many days', () => {
    fc.assert(
      fc.property(anyPeriod, (whole) => {
        fc.pre(!whole.complete && lengthOf(whole) > 0);
        for (const other of [previous(whole), yearAgo(whole)]) {
          expect(other?.complete).toBe(true);
          expect(other && lengthOf(other)).toBeLessThanOrEqual(lengthOf(whole));
        }
      }),
    );
  });

  test('it holds its first and its last measured day, and none beyond', () => {
    fc.assert(
      fc.property(anyPeriod, (each) => {
        const held = [each.firstDay - 1, each.firstDay, each.closeDay, each.closeDay + 1].map((day) =>
          contains(each, day),
        );
        expect(held).toEqual([false, true, true, false]);
      }),
    );
  });
});
