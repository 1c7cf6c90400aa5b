import { describe, expect, test } from 'vitest';
import { hitsOf, soughtIn, type ThemeEntry, themesOf } from '../../src/feedback/dictionary.ts';
import { tokensOf } from '../../src/feedback/tokens.ts';

const isFound = (entry: Partial<ThemeEntry>, text: string): boolean => {
  const [theme] = themesOf([{ name: 'theme', target: 'product', any: [], ...entry }]);
  return theme !== undefined && hitsOf(theme, soughtIn(tokensOf(text))).length > 0;
};

describe('a pattern', () => {
  test.each([
    ['slow', 'It was slow', true],
    ['slow', 'Slowly', false],
    ['slow*', 'Slowly', true],
    ['slow*', 'no slowdown', false],
    ['crash', 'it is crashing', true],
    ['log in', 'log in', true],
    ['log in', 'log-in', true],
    ['log in', 'in the log', false],
    ['log in', 'log. In', false],
    ['log|sign in', 'sign in', true],
    ['price high', 'the price is really too high', true],
    ['price high', 'the price seems high', false],
    ['price .. high', 'the price seems high', true],
    ['price .. high', 'the price we pay every month high', false],
    ['price .. high', 'the price is not high', false],
    ['price .. high', 'the price, high', false],
    ["can't open", 'we cannot open it', true],
    ['not open', "it doesn't open", true],
    ['übersicht', 'die Übersicht fehlt', true],
  ])('%j in %j: %s', (pattern, text, expected) => {
    expect(isFound({ any: [pattern] }, text)).toBe(expected);
  });

  test.each([' .. ', '|', '?!'])('without a word in it finds nothing: %j', (pattern) => {
    expect(isFound({ any: [pattern] }, 'What .. is | this ?!')).toBe(false);
  });
});

describe('a theme', () => {
  const entry = { any: ['slow'], all: ['report'], none: ['support'] };
  test.each([
    ['reports are slow', true],
    ['it is slow. I mean the report', true],
    ['it is slow', false],
    ['reports of slow support', false],
    ['reports are slow, support is not', true],
    ['reports: support is slow', false],
  ])('%s: %s', (text, expected) => {
    expect(isFound(entry, text)).toBe(expected);
  });
});
