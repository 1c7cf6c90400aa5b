import { expect, test } from 'vitest';
import { isStop, tokensOf } from '../../src/feedback/tokens.ts';

/** The words of a text; those that are denied marked. */
const told = (text: string): string =>
  tokensOf(text)
    .map(({ word, deniedBy }) => (deniedBy >= 0 ? `NOT_${word}` : word))
    .join(' ');

test.each([
  ['It is not slow', 'it is not NOT_slow'],
  ['not a very slow app', 'not NOT_a NOT_very NOT_slow NOT_app'],
  ['not one two three four', 'not NOT_one NOT_two NOT_three four'],
  ['not now, slow', 'not NOT_now slow'],
  ['not now but slow', 'not NOT_now but slow'],
  ['It isn’t slow', 'it is not NOT_slow'],
  ["I can't log in", 'i can not NOT_log NOT_in'],
  ['cant log in', 'i can not NOT_log NOT_in'.replace('i ', '')],
  ['I cannot', 'i can not'],
  ["won't load", 'will not NOT_load'],
  ['no bugs and crashes', 'no NOT_bugs NOT_and NOT_crashes'],
  ['not working and slow', 'not NOT_working NOT_and slow'],
  ['not only slow', 'not only slow'],
  ['no doubt slow', 'no doubt slow'],
  ['without any errors', 'without NOT_any NOT_errors'],
  ["we're happy, it's the team's app", 'we happy it the team app'],
  ['', ''],
  ['?!', ''],
])('%s', (text, expected) => {
  expect(told(text)).toBe(expected);
});

test('what says no is no stop word (METRICS.md 7.2)', () => {
  for (const word of ['not', 'no', 'never', 'cannot', 'without']) expect([word, isStop(word)]).toEqual([word, false]);
  for (const word of ['the', 'and', '12', 'x']) expect([word, isStop(word)]).toEqual([word, true]);
});

test('stems are of English alone, and every token knows its place', () => {
  const text = 'Crashing, crashed';
  expect(tokensOf(text).map(({ stem }) => stem)).toEqual(['crash', 'crash']);
  expect(tokensOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Crashing', 'crashed']);
  expect(tokensOf('Berichte laden', false).map(({ stem }) => stem)).toEqual(['berichte', 'laden']);
});
