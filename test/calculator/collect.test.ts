import { expect, test } from 'vitest';
import { collect } from '../../src/calculator/collect.ts';

/** Says what it is given, in order. */
const told = collect<{ readonly unit: number; readonly is: string }>(
  (all) => ({
    value: Number(all.map(({ unit }) => unit).join('')),
    numerator: null,
    denominator: null,
    n: all.length,
    reason: all.map(({ is }) => is).join(''),
  }),
  (all, { n }, confidence) => ({ low: n, high: all.length, method: 'bootstrap', confidence }),
);

function stateOf(...units: readonly number[]) {
  const state = told.start();
  for (const unit of units) told.add(state, { unit, is: `${unit}` });
  return state;
}

test('nobody: no value, and no interval', () => {
  expect(told.summarise(stateOf())).toEqual({
    value: null,
    numerator: null,
    denominator: null,
    n: 0,
    reason: 'no_data',
  });
  expect(told.interval?.(stateOf(), 0.95)).toBeNull();
});

test('all units in order, whatever order they came in, each once', () => {
  const state = stateOf(3, 1);
  told.merge(state, stateOf(2));
  told.add(state, { unit: 1, is: 'x' });
  expect(told.summarise(state)).toMatchObject({ value: 123, n: 3, reason: 'x23' });
});

test('an interval is of the point at hand, else of one of its own', () => {
  const state = stateOf(1, 2);
  expect(told.interval?.(state, 0.9)).toEqual({ low: 2, high: 2, method: 'bootstrap', confidence: 0.9 });
  const point = { value: 1, numerator: null, denominator: null, n: 7, reason: null };
  expect(told.interval?.(state, 0.9, point)).toMatchObject({ low: 7, high: 2 });
});

test('without a way to tell it there is none', () => {
  const silent = collect(() => ({ value: 1, numerator: null, denominator: null, n: 1, reason: null }));
  expect(silent).not.toHaveProperty('interval');
});
