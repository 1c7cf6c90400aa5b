import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, type Comment, dictionaryOf, type Reading, themesOf } from '../../src/feedback/feedback.part.ts';

const reading: Reading = { themes: themesOf(dictionaryOf()), quotes: 3, showPersonal: false, confidence: 0.95 };

let made = 0;
const said = (text: string, more: Partial<Comment> = {}): Comment => {
  made++;
  return {
    id: `r${made}`,
    date: '2024-07-02',
    kind: 'nps',
    score: 3,
    bucket: 'negative',
    respondent: `p${made}`,
    customer: `c${made}`,
    name: null,
    text,
    file: 's.csv',
    line: made,
    ...more,
  };
};
const themeOf = (name: string, comments: readonly Comment[], before: readonly Comment[] | null = null) =>
  analyse(comments, before, reading).themes.find(({ theme }) => theme === name);

test('every comment is accounted for', () => {
  const long = 'We would be glad if the weekly reports could be sent to people outside of our team as well';
  const { fates, languages } = analyse(
    [
      said('The app is slow'),
      said('We sell wooden chairs to hotels in the mountains'),
      said('---'),
      said('Die Berichte laden leider viel zu langsam für uns'),
      said(long),
      said(`${long}.`),
      said('???'),
    ],
    null,
    reading,
  );
  expect(fates).toEqual({ comments: 7, duplicates: 1, wordless: 2, unreadable: 1, matched: 1, unmatched: 2 });
  expect(languages).toEqual([
    { language: 'en', comments: 2, isRead: true },
    { language: null, comments: 1, isRead: true },
    { language: 'de', comments: 1, isRead: false },
  ]);
});

test('two of one customer who have no name are two (METRICS.md 9.28)', () => {
  const of = (respondent: string | null) =>
    analyse(
      [said('too slow', { respondent, customer: 'A' }), said('too slow', { respondent, customer: 'A' })],
      null,
      reading,
    );
  expect(of(null).fates).toMatchObject({ comments: 2, duplicates: 0, matched: 2 });
  expect(of('p').fates).toMatchObject({ comments: 2, duplicates: 1, matched: 1 });
});

test('the order of the comments changes nothing', () => {
  const texts = ['slow', 'The app crashes', 'too expensive', 'We love it', 'It is easy to use', 'hm', 'slow and slow'];
  const comment = fc.record({
    text: fc.constantFrom(...texts),
    respondent: fc.constantFrom('p1', 'p2', 'p3', null),
    customer: fc.constantFrom('c1', 'c2', null),
    bucket: fc.constantFrom('positive' as const, 'negative' as const),
    date: fc.constantFrom('2024-07-01', '2024-07-02'),
  });
  fc.assert(
    fc.property(fc.array(comment, { maxLength: 12 }), (given) => {
      const comments = given.map((each, i) => said(each.text, { ...each, id: `r${i}`, line: i }));
      const there = analyse(comments, comments, reading);
      expect(analyse(comments.toReversed(), comments.toReversed(), reading)).toEqual(there);
      const { comments: all, ...parts } = there.fates;
      expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(all);
    }),
  );
});

describe('a theme', () => {
  test('counts comments, respondents and customers, by the side of their score', () => {
    const comments = [
      said('slow', { respondent: 'p1', customer: 'c1' }),
      said('So slow', { respondent: 'p1', customer: 'c1', bucket: 'positive' }),
      said('very slow', { respondent: 'p2', customer: 'c1', bucket: 'unscored' }),
      said('not slow'),
    ];
    expect(themeOf('speed', comments)).toMatchObject({
      now: { hits: 3, of: 4 },
      respondents: 2,
      customers: ['c1'],
      buckets: { positive: 1, neutral: 0, negative: 1, unscored: 1 },
      before: null,
      verdict: null,
    });
  });

  test('is better or worse by what it is: 56 of 70 and 48 of 80 are METRICS.md 1.5', () => {
    const texts = (theme: string, hits: number, of: number): Comment[] =>
      Array.from({ length: of }, (_, i) => said(i < hits ? theme : 'chairs'));
    const of = (name: string, text: string) => themeOf(name, texts(text, 56, 70), texts(text, 48, 80));
    expect(of('speed', 'slow')?.verdict).toBe('worse');
    expect(of('praise', 'love it')?.verdict).toBe('better');
    expect(themeOf('speed', texts('slow', 5, 10), texts('slow', 4, 10))?.verdict).toBe('same');
    expect(themeOf('speed', texts('slow', 5, 10), [])?.verdict).toBeNull();
  });

  test('quotes those who are on its side, and nobody in the same words twice', () => {
    const comments = [
      said('It is slow', { bucket: 'positive' }),
      said('It is slow', { bucket: 'negative' }),
      said('It is slow', { bucket: 'positive' }),
    ];
    const { quotes = [] } = themeOf('speed', comments) ?? {};
    expect(quotes.map(({ comment, text }) => [comment.bucket, text])).toEqual([['negative', 'It is slow']]);
  });

  test('in another language counts the comments in that language', () => {
    const themes = themesOf([
      { name: 'Tempo', target: 'product', tone: 'complaint', any: ['langsam*'], languages: ['de'] },
    ]);
    const comments = [
      said('Die Berichte laden leider viel zu langsam für uns'),
      said('Der Support war sehr freundlich zu unserem Team'),
      said('The reports are slow for all of us today'),
    ];
    const { themes: found, fates } = analyse(comments, null, { ...reading, themes });
    expect(found[0]?.now).toEqual({ hits: 1, of: 2 });
    expect(fates).toMatchObject({ unreadable: 1, matched: 1, unmatched: 1 });
  });
});

describe('what tells the sides apart', () => {
  const sides = (count: number) => [
    ...Array.from({ length: count }, () => said('The kitchen is loud')),
    ...Array.from({ length: count }, () => said('The garden is quiet', { bucket: 'positive' })),
  ];

  test('are words that three customers or more say', () => {
    const { words, sides: both } = analyse(sides(6), null, reading);
    expect(words.map(({ text, side, negative, positive }) => [text, side, negative, positive])).toEqual([
      ['kitchen', 'negative', 6, 0],
      ['loud', 'negative', 6, 0],
      ['garden', 'positive', 0, 6],
      ['quiet', 'positive', 0, 6],
    ]);
    expect(both).toEqual({ negative: 6, positive: 6 });
    expect(analyse(sides(2), null, reading).words).toEqual([]);
  });

  test('are counted by respondent: one who says it often says it once', () => {
    const often = sides(6).map((each) => Object.assign(each, { respondent: each.bucket, customer: 'c1' }));
    expect(analyse(often, null, reading).words).toEqual([]);
  });

  test('are none where a side has nobody', () => {
    const { words } = analyse(
      sides(6).filter(({ bucket }) => bucket === 'negative'),
      null,
      reading,
    );
    expect(words).toEqual([]);
  });
});

describe('suggestions', () => {
  test('are what three respondents or more share in comments without a theme', () => {
    const comments = [
      said('Our wooden chairs arrived'),
      said('Where are the wooden chairs?'),
      said('About wooden chairs again'),
      said('A lamp'),
      said('The app is slow'),
    ];
    expect(analyse(comments, null, reading).suggestions).toMatchObject([{ text: 'wooden chairs', respondents: 3 }]);
    expect(analyse(comments.slice(1), null, reading).suggestions).toEqual([]);
  });
});

describe('the dictionary', () => {
  const own = { name: 'speed', target: 'product', any: ['glacial'] } as const;

  test('of a user stands before the one csm begins with, and in the place of a theme of its name', () => {
    const names = dictionaryOf([own]).map(({ name }) => name);
    expect(names.filter((name) => name === 'speed')).toHaveLength(1);
    expect(names).toHaveLength(dictionaryOf().length);
    expect(dictionaryOf([own], false)).toEqual([own]);
  });
});
