import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean } from '../../src/feedback/clean.ts';
import { redact } from '../../src/feedback/personal.ts';

const words = (text: string): string => clean(text).clean.replaceAll(/\s+/g, ' ').trim();

describe('the customer’s own words', () => {
  test.each([
    ['<p>Very <b>slow</b></p>', 'Very slow'],
    ['<img src=x onerror=alert(1)> love it', 'love it'],
    ['<script>alert(1)</script>slow', 'slow'],
    ['a < b and c > d', 'a < b and c > d'],
    ['I <3 it', 'I <3 it'],
    ['slow&nbsp;&amp; old', 'slow old'],
    ['see https://example.com/a?b=c or www.example.com', 'see or'],
    ['Too slow.\n\nSent from my iPhone', 'Too slow.'],
    ['Slow. Sent from my iPhone', 'Slow.'],
    ['Slow Sent from my Samsung Galaxy S9', 'Slow'],
    ['The mails sent from my phone system get lost in yours', 'The mails sent from my phone system get lost in yours'],
    ['Too slow.\n-- \nAda\nHead of Things', 'Too slow.'],
    ['Too slow.\n\nBest regards,\nAda', 'Too slow.'],
    ['Thanks', 'Thanks'],
    [
      'Thanks\nto Ada it works, and this line is far too long to be the name of anybody at all',
      'Thanks to Ada it works, and this line is far too long to be the name of anybody at all',
    ],
    ['Yes.\nOn Tue, 2 Jul 2024 at 10:00, Support <a@example.com> wrote:\n> How was it?', 'Yes.'],
    ['> How was it?\nGood', 'Good'],
    ['Yes\n-----Original Message-----\nslow', 'Yes'],
    ['Fine.\nThis e-mail is confidential and may not be read.', 'Fine.'],
  ])('%j', (text, expected) => {
    expect(words(text)).toBe(expected);
  });

  test('the original is kept, in NFC, and places in one are places in the other', () => {
    expect(clean('Cafe\u0301').original).toBe('Caf\u00e9');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { original, clean: own } = clean(text);
        expect(own).toHaveLength(original.length);
        for (let i = 0; i < own.length; i++) if (own[i] !== ' ') expect(own[i]).toBe(original[i]);
      }),
    );
  });
});

describe('personal data', () => {
  test.each([
    ['write to ada.l+x@example.co.uk please', 'write to [e-mail] please'],
    ['call +49 (30) 123-4567 now', 'call [phone] now'],
    ['call 030/1234567', 'call [phone]'],
    ['card 4111 1111 1111 1111.', 'card [card].'],
    ['card 4111-1111-1111-1112', 'card [number]'],
    ['DE89 3704 0044 0532 0130 00', '[iban]'],
    ['order 123456789', 'order [number]'],
    ['in 2024-07-01 at 12:30', 'in 2024-07-01 at 12:30'],
    ['on 01.07.2024 I waited 45 minutes, 1,250 times', 'on 01.07.2024 I waited 45 minutes, 1,250 times'],
    ['1 000 000 rows', '1 000 000 rows'],
    ['1.250.000 rows, 12 345 678 more and 100 000 000', '1.250.000 rows, 12 345 678 more and 100 000 000'],
    ['call 612 345 678', 'call [phone]'],
    ['slow since 2024-07-01 4111 1111 1111 1111 is my card', 'slow since 2024-07-01 [card] is my card'],
    ['slow, born 01.02.1980 0170 1234567 call', 'slow, born 01.02.1980 [phone] call'],
    ['0170 1234567 since 01/02/2024', '[phone] since 01/02/2024'],
    ['2024-07-01 2024-07-02 2024-07-03', '2024-07-01 2024-07-02 2024-07-03'],
    ['call 0049-30-123456', 'call [phone]'],
    ['call 2024-07-01-555', 'call [phone]'],
    ['version 2.10.3 2024-07-01', 'version 2.10.3 2024-07-01'],
    ['\uff14111 1111 1111 \uff11111 is my card', '[card] is my card'],
    ['\u0660\u0661\u0667\u0660 \u0661\u0662\u0663\u0664\u0665\u0666\u0667', '[phone]'],
    ['10.14.128.250 is down', '10.14.128.250 is down'],
    ['see https://x.example/a?token=abc&b=1 now', 'see https://x.example/a?[query] now'],
    ['www.x.example/#key=abc', 'www.x.example/#[query]'],
    ['slow? #1 of our list', 'slow? #1 of our list'],
    ['a@b.co and c@d.eu', '[e-mail] and [e-mail]'],
    ['no @ here', 'no @ here'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test('Luhn: the test number of a card, and one digit off', () => {
    expect(redact('378282246310005')).toBe('[card]');
    expect(redact('378282246310006')).toBe('[number]');
  });
});
