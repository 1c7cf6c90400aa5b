import { expect, test } from 'vitest';
import { duplicatesIn } from '../../src/feedback/duplicates.ts';

const long = 'we would be glad if reports could load faster because every morning people wait'.split(' ');
const said = (words: readonly string[], author: string | null, date = '2024-07-01') => ({ words, author, date });

test.each([
  ['two people in the same few words', [said(['too', 'dear'], 'a'), said(['too', 'dear'], 'b')], [false, false]],
  ['one person twice', [said(['too', 'dear'], 'a'), said(['too', 'dear'], 'a')], [false, true]],
  ['and on another day', [said(['dear'], 'a'), said(['dear'], 'a', '2024-07-02')], [false, false]],
  ['nobody knows who', [said(['dear'], null), said(['dear'], null)], [false, false]],
  ['a pasted text', [said(long, 'a'), said(long, 'b', '2024-07-09')], [false, true]],
  ['with one word more', [said(long, 'a'), said([...long, 'again'], 'b')], [false, true]],
  ['with two others: 12 of 16 words', [said(long, 'a'), said([...long.slice(2), 'x', 'y'], 'b')], [false, false]],
  ['three times', [said(long, null), said(long, null), said(long, null)], [false, true, true]],
])('%s', (_, comments, expected) => {
  expect(duplicatesIn(comments)).toEqual(expected);
});

test('a shared word that is rare in one and common in the other hides nothing', () => {
  // 200 texts of the same ten words but one: each shares 9 of 11 with the others, which is less than nine tenths.
  const texts = Array.from({ length: 200 }, (_, i) => said([...long.slice(0, 9), `w${i}`], `p${i}`));
  expect(duplicatesIn(texts).filter((each) => each)).toEqual([]);
  const again = [...texts, said([...long.slice(0, 9), 'w7'], 'z')];
  expect(duplicatesIn(again).at(-1)).toBe(true);
});
