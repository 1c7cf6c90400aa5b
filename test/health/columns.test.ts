import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Columns } from '../../src/health/columns.ts';
import { DaySet } from '../../src/health/day-set.ts';

const row = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer());

test('rows between two days are those a filter finds, whatever their order', () => {
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 60 }),
      fc.integer({ min: -60, max: 60 }),
      fc.nat(40),
      (rows, first, length) => {
        const columns = new Columns(2);
        for (const [day, value] of rows) columns.push(day, value);
        const [from, to] = columns.between(first, first + length);
        const found = Array.from({ length: to - from }, (_, i) => [
          columns.cell(from + i, 0),
          columns.cell(from + i, 1),
        ]);
        const inOrder = rows.filter(([day]) => day >= first && day <= first + length).toSorted(([a], [b]) => a - b);
        expect(found).toEqual(inOrder);
        expect(columns.length).toBe(rows.length);
      },
    ),
  );
});

test('a set of days knows its first, and the last up to a day', () => {
  const days = new DaySet();
  expect([days.first, days.lastUpTo(9), days.hasUpTo(9)]).toEqual([null, null, false]);
  for (const day of [7, 3, 7, 12]) days.add(day);
  expect([days.first, days.lastUpTo(2), days.lastUpTo(7), days.lastUpTo(11), days.lastUpTo(99)]).toEqual([
    3,
    null,
    7,
    7,
    12,
  ]);
  expect([days.hasUpTo(2), days.hasUpTo(3)]).toEqual([false, true]);
});
