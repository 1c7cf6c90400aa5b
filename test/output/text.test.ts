import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shorten, show, visible } from '../../src/text.ts';

describe('visible', () => {
  test.each([
    ['a colour', '\u001b[31mEve', '␛[31mEve'],
    ['a title and a bell', '\u001b]0;x\u0007Eve', '␛]0;x␇Eve'],
    ['backspaces', 'Eve\b\b\bAna', 'Eve␈␈␈Ana'],
    ['line breaks of every kind', 'a\nb\rc\r\nd', 'a⏎b⏎c⏎d'],
    ['line and paragraph separators', 'a\u2028b\u2029c', String.raw`a\u2028b\u2029c`],
    ['a tab is a blank', 'a\tb', 'a b'],
    ['NUL and delete', '\0\u007f', '␀␡'],
    ['C1', '\u009b31m\u0085', String.raw`\u009b31m\u0085`],
    [
      'bidirectional marks',
      '\u202eevE\u2066\u2069\u061c\u200e\u200f',
      String.raw`\u202eevE\u2066\u2069\u061c\u200e\u200f`,
    ],
    ['no width at all', 'a\u200bb\u2060c\ufeffd', String.raw`a\u200bb\u2060c\ufeffd`],
    ['letters of all kinds stay', 'Zoë 李雷 اردو 😀 👩‍💻 é', 'Zoë 李雷 اردو 😀 👩‍💻 é'],
    ['a formula stays: a terminal does not calculate', '=1+1', '=1+1'],
  ])('%s', (_name, text, shown) => expect(visible(text)).toBe(shown));

  test('of any text nothing is left that a terminal obeys, and nothing more happens the second time', () => {
    const texts = fc.string({
      unit: fc.oneof(
        fc.nat({ max: 0x2fff }).map((code) => String.fromCodePoint(code)),
        fc.constant('😀'),
      ),
    });
    fc.assert(
      fc.property(texts, (text) => {
        const shown = visible(text);
        expect(shown).not.toMatch(
          /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/,
        );
        expect(visible(shown)).toBe(shown);
      }),
    );
  });
});

describe('shorten', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['ab', 1, '…'],
    ['', 3, ''],
    ['😀😀😀', 3, '😀😀😀'],
    ['😀😀😀😀', 3, '😀😀…'],
    ['👩‍💻👩‍💻👩‍💻', 2, '👩‍💻…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['x'.repeat(100_000), 5, 'xxxx…'],
  ])('%j to %i', (text, length, shown) => expect(shorten(text, length)).toBe(shown));

  test('a long text takes no long time', () => {
    const text = '👩‍💻'.repeat(200_000);
    const start = performance.now();
    for (let i = 0; i < 50; i++) shorten(text, 40);
    expect(performance.now() - start).toBeLessThan(500);
  });

  test('never longer than asked for, and a beginning of the text', () => {
    const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (text, length) => {
        const shown = shorten(text, length);
        expect(Array.from(graphemes.segment(shown)).length).toBeLessThanOrEqual(Math.max(length, 1));
        expect(text.startsWith(shown.replace(/…$/, '')) || text === shown).toBe(true);
      }),
    );
  });
});

/** As a cell is shown without --show-values. */
const mask = (text: string): string => show(text, false);

describe('mask', () => {
  test.each([
    ['ops@acme.example', 'o***@a***'],
    ['ask ops@acme.example, or a.b+c@d.example', 'ask o***@a***, or a***@d***'],
    ['"Ana" <ana@x.example>', '"Ana" <a***@x***>'],
    ['zoë@ünïcode.example', 'z***@ü***'],
    ['+49 30 1234567', '+4***'],
    ['(030) 123-45 67', '(03***'],
    ['4111 1111 1111 1111', '41***'],
    ['9007199254740993', '90***'],
    ['123456', '123456'],
    ['2024-07-31', '2024-07-31'],
    ['01.02.2024', '01.02.2024'],
    ['12/31/2024 10:15', '12/31/2024 10:15'],
    ['12.34.567890', '12***'],
    ['2024-07-31 10:15:00', '2024-07-31 10:15:00'],
    ['c1001', 'c1001'],
    ['1.234,56', '1.234,56'],
    ['no one@ here', 'no one@ here'],
    ['9.5', '9.5'],
  ])('%s: %s', (text, masked) => expect(mask(text)).toBe(masked));

  test('no address of any form is left whole', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(mask(address.slice(-40))).not.toContain(address.slice(-40));
      }),
    );
  });

  test('a text that is made to be slow is not', () => {
    const start = performance.now();
    for (const text of ['a@'.repeat(20_000), '1'.repeat(20_000), '1 '.repeat(20_000), '@'.repeat(20_000)]) mask(text);
    expect(performance.now() - start).toBeLessThan(200);
  });
});

test('a cell in a message is cut, visible and masked, in this order', () => {
  expect(show(`\u001b[31m${'x'.repeat(60)}`, true)).toBe(`␛[31m${'x'.repeat(34)}…`);
  expect(show('ops@acme.example\n', false)).toBe('o***@a***');
  expect(show('ops@acme.example', true)).toBe('ops@acme.example');
});
