import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean } from '../../src/feedback/clean.ts';
import { chooseQuotes, quoteOf } from '../../src/feedback/quotes.ts';

/** METRICS.md 7.2. */
const LONGEST_QUOTE = 240;

const quote = (text: string, hit = '', shown = false): string => {
  const { original, clean: own } = clean(text);
  const start = Math.max(0, original.indexOf(hit));
  return quoteOf({ original, clean: own, start, end: start + hit.length }, shown);
};

describe('a quote', () => {
  const filler = 'The weather was fine and nobody minded. ';

  test.each([
    ['is the whole of a short comment', 'Too slow, I fear.', 'slow', 'Too slow, I fear.'],
    ['has line breaks as they were', 'Too slow.\nI fear.', 'slow', 'Too slow.\nI fear.'],
    ['says where something before it was left out', '<img src=x> love it', 'love', '… love it'],
    ['and after it', 'Too slow.\n\nSent from my iPhone', 'slow', 'Too slow. …'],
    ['has addresses of pages where they stand', 'Slow, see www.foo.com', 'Slow', 'Slow, see www.foo.com'],
    ['and what they hand over not', 'https://x.example/?key=abc is slow', 'slow', 'https://x.example/?[query] is slow'],
    ['hides who wrote', 'Slow. ada@example.com, +49 30 1234567', 'Slow', 'Slow. [e-mail], [phone]'],
  ])('%s', (_, text, hit, expected) => {
    expect(quote(text, hit)).toBe(expected);
  });

  test('tells who wrote where that is asked', () => {
    expect(quote('Slow. ada@example.com', 'Slow', true)).toBe('Slow. ada@example.com');
  });

  test('of a long comment has what it is quoted for, from the beginning of its sentence', () => {
    const text = `${filler.repeat(20)}But reports are slow. ${filler.repeat(20)}`;
    const found = quote(text, 'slow');
    expect(found).toMatch(/^… But reports are slow\. .* …$/);
    expect(found.length).toBeLessThanOrEqual(LONGEST_QUOTE);
  });

  test('is never longer, never cuts a word in two and never says what is not there', () => {
    const word = fc.constantFrom(
      'slow',
      'report',
      'ümlaut',
      'ada@example.com',
      '\u{1f600}',
      'a'.repeat(300),
      'x.',
      'y\n',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 120 }), fc.nat(), (words, at) => {
        const text = words.join(' ');
        const start = text.indexOf(words[at % words.length] ?? '');
        const found = quoteOf({ original: text, clean: text, start, end: start + 1 }, true);
        expect(found.length).toBeLessThanOrEqual(LONGEST_QUOTE);
        expect(text).toContain(found.replace(/^… /, '').replace(/ …$/, ''));
        expect(found).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
      }),
    );
  });
});

describe('of several', () => {
  const candidate = (weight: number, ...words: string[]) => ({
    original: words.join(' '),
    clean: words.join(' '),
    start: 0,
    end: 1,
    weight,
    words: new Set(words),
  });

  test('the heaviest comes first, then what is unlike it; what is alike not at all', () => {
    const heavy = candidate(10, 'a', 'b', 'c');
    const alike = candidate(9, 'a', 'b', 'd');
    const other = candidate(8, 'x', 'y', 'z');
    const again = candidate(10, 'a', 'b', 'c');
    expect(chooseQuotes([heavy, alike, other, again], 3)).toEqual([heavy, other, alike]);
    expect(chooseQuotes([alike, heavy], 1)).toEqual([heavy]);
    expect(chooseQuotes([], 3)).toEqual([]);
    expect(chooseQuotes([heavy], 0)).toEqual([]);
  });
});
