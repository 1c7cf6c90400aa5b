import { describe, expect, test } from 'vitest';
import { assignmentSchema } from '../../src/records/assignment.ts';
import { openBook } from '../../src/records/account.ts';
import { type Attribution, ownerOf, Owners } from '../../src/records/owners.ts';
import { dayFrom } from '../calculator/support.ts';
import { july, subscription } from '../metrics/support.ts';
import { accepted } from './support.ts';

/** The owners of A by lines `rep from to`; `-` is no end. */
function owners(...lines: readonly string[]): Owners {
  const all = new Owners();
  for (const line of lines) {
    const [rep = '', from = '', to = '-'] = line.split(' ');
    const cells = { customer_id: 'A', rep, from, to: to === '-' ? '' : to };
    all.add({ ...accepted(assignmentSchema, cells), file: 'a.csv', line: 2, labels: [] });
  }
  return all;
}

describe('on a day', () => {
  test.each([
    ['the day before', ['ana 2024-07-01'], '2024-06-30', null],
    ['the first day', ['ana 2024-07-01'], '2024-07-01', 'ana'],
    ['the last day with', ['ana 2024-01-01 2024-07-01'], '2024-06-30', 'ana'],
    ['the first day without', ['ana 2024-01-01 2024-07-01'], '2024-07-01', null],
    ['an open end lasts until the next', ['ana 2024-01-01', 'ben 2024-07-01'], '2024-06-30', 'ana'],
    ['and no longer', ['ana 2024-01-01', 'ben 2024-07-01'], '2024-07-01', 'ben'],
    ['whichever row comes first', ['ben 2024-07-01', 'ana 2024-01-01'], '2024-06-30', 'ana'],
    ['an open end does not go on after the next', ['ana 2024-01-01', 'ben 2024-07-01 2024-07-05'], '2024-07-06', null],
    ['a row of no day is none', ['ana 2024-01-01', 'ben 2024-07-01 2024-07-01'], '2024-07-01', 'ana'],
    ['nobody', [], '2024-07-01', null],
  ])('%s', (_, lines, day, rep) => {
    expect(owners(...lines).on('A', dayFrom(day))).toBe(rep);
    expect(owners(...lines).on('B', dayFrom(day))).toBeNull();
  });
});

describe('whose a customer is in July', () => {
  const changed = ['ana 2024-01-01', 'ben 2024-07-10'];
  test.each<[string, [string, string | null][], string[], string | null, string | null]>([
    ['there all the time', [['2024-01-01', null]], ['ana 2024-01-01'], 'ana', 'ana'],
    ['passed on in it, stays', [['2024-01-01', null]], changed, 'ana', 'ana'],
    ['passed on on the first day', [['2024-01-01', null]], ['ana 2024-01-01', 'ben 2024-07-01'], 'ana', 'ana'],
    ['passed on on the last day before', [['2024-01-01', null]], ['ana 2024-01-01', 'ben 2024-06-30'], 'ben', 'ben'],
    ['leaves before it is passed on', [['2024-01-01', '2024-07-10']], changed, 'ana', 'ana'],
    ['leaves the day after', [['2024-01-01', '2024-07-11']], changed, 'ana', 'ben'],
    ['leaves as its assignment ends', [['2024-01-01', '2024-07-10']], ['ana 2024-01-01 2024-07-10'], 'ana', 'ana'],
    ['leaves on the first day', [['2024-01-01', '2024-07-01']], ['ana 2024-01-01', 'ben 2024-07-01'], 'ana', 'ana'],
    [
      'leaves twice: the first time',
      [
        ['2024-01-01', '2024-07-05'],
        ['2024-07-12', '2024-07-20'],
      ],
      changed,
      'ana',
      'ana',
    ],
    ['nobody had it at the opening', [['2024-01-01', null]], ['ben 2024-07-02'], null, null],
    [
      'nobody had it at the opening, somebody when it left',
      [['2024-01-01', '2024-07-20']],
      ['ben 2024-07-02'],
      null,
      'ben',
    ],
    ['comes: the first it has in the period', [['2024-07-05', null]], changed, 'ana', 'ana'],
    ['comes, and is given to somebody later', [['2024-07-05', null]], ['ben 2024-07-20'], 'ben', 'ben'],
    ['comes, and is given to somebody after the period', [['2024-07-05', null]], ['ben 2024-08-01'], null, null],
    ['comes, and is given on the last day', [['2024-07-05', null]], ['ben 2024-07-31'], 'ben', 'ben'],
    [
      'comes, and who had it until the first day is not it',
      [['2024-07-05', null]],
      ['ana 2024-01-01 2024-07-01', 'ben 2024-07-02'],
      'ben',
      'ben',
    ],
    ['comes on the first day', [['2024-07-01', null]], ['ana 2024-01-01', 'ben 2024-07-01'], 'ben', 'ben'],
    ['comes and leaves', [['2024-07-05', '2024-07-20']], changed, 'ana', 'ben'],
    [
      'comes back',
      [
        ['2024-01-01', '2024-03-01'],
        ['2024-07-05', null],
      ],
      ['ana 2024-01-01 2024-03-01', 'ben 2024-07-05'],
      'ben',
      'ben',
    ],
  ])('%s', (_, terms, lines, opening, churn) => {
    const [account = null] = openBook(terms.map(([from, to]) => subscription(from, to))).accounts;
    const by = (attribution: Attribution) => ownerOf(owners(...lines), 'A', account, july, attribution);
    expect([by('opening'), by('churn-time')]).toEqual([opening, churn]);
  });

  test('a customer without subscriptions: that of the opening close', () => {
    expect(ownerOf(owners(...changed), 'A', null, july, 'opening')).toBe('ana');
  });
});

test.each<[string, string[], string[]]>([
  ['one after the other', ['ana 2024-01-01', 'ben 2024-07-10'], ['ana ben 2024-07-10']],
  ['on the first day of the period', ['ana 2024-01-01', 'ben 2024-07-01'], ['ana ben 2024-07-01']],
  ['on its last', ['ana 2024-01-01', 'ben 2024-07-31'], ['ana ben 2024-07-31']],
  ['on the day before it', ['ana 2024-01-01', 'ben 2024-06-30'], []],
  ['on the day after it', ['ana 2024-01-01', 'ben 2024-08-01'], []],
  ['after a gap', ['ana 2024-01-01 2024-07-05', 'ben 2024-07-20'], ['ana ben 2024-07-20']],
  ['to nobody', ['ana 2024-01-01 2024-07-05'], []],
  ['from nobody', ['ana 2024-07-05'], []],
  ['to the same', ['ana 2024-01-01 2024-07-05', 'ana 2024-07-05'], []],
  ['and back', ['ana 2024-01-01', 'ben 2024-07-05', 'ana 2024-07-20'], ['ana ben 2024-07-05', 'ben ana 2024-07-20']],
])('handed over: %s', (_, lines, expected) => {
  const found = owners(...lines).handovers('A', july);
  expect(found.map(({ customer }) => customer)).toEqual(expected.map(() => 'A'));
  expect(found.map(({ from, to, day }) => [from, to, day])).toEqual(
    expected.map((line) => {
      const [from = '', to = '', day = ''] = line.split(' ');
      return [from, to, dayFrom(day)];
    }),
  );
});
