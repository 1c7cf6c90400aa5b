import { expect, test } from 'vitest';
import { dice, shuffled } from '../../src/calculator/random.ts';

// By hand: 1 becomes 2^13 + 1, which 17 leaves alone, and that times 2^5 + 1 is 2^18 + 2^13 + 2^5 + 1.
test('from a seed of 1: xorshift by 13, 17 and 5', () => {
  const roll = dice(1);
  expect([1, 2, 3].map(() => roll(2 ** 32))).toEqual([270_369, 67_634_689, 2_647_435_461]);
});

test('the same chances every time, each side about as often', () => {
  const [one, other] = [dice(), dice()];
  const rolls = Array.from({ length: 6000 }, () => one(6));
  expect(rolls).toEqual(rolls.map(() => other(6)));
  for (let side = 0; side < 6; side++) {
    // Five standard errors of 1/6.
    expect(Math.abs(rolls.filter((each) => each === side).length - 1000)).toBeLessThan(145);
  }
});

test('by Fisher and Yates: from the end, each changes places with one not behind it', () => {
  const items = ['a', 'b', 'c', 'd'];
  expect(shuffled(items, () => 0)).toEqual(['b', 'c', 'd', 'a']);
  expect(shuffled(items, (sides) => sides - 1)).toEqual(items);
  const sides: number[] = [];
  shuffled(items, (each) => {
    sides.push(each);
    return 0;
  });
  expect(sides).toEqual([4, 3, 2]);
  expect(items).toEqual(['a', 'b', 'c', 'd']);
});
