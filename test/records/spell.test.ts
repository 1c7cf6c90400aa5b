import { expect, test } from 'vitest';
import { spellsOf } from '../../src/records/spell.ts';
import { dayFrom } from '../calculator/support.ts';
import { account, subscription } from '../metrics/support.ts';

const spells = (rows: readonly (readonly [string, string?])[], closing: string, opening?: string) =>
  spellsOf(account(...rows.map(([from, until]) => subscription(from, until))), {
    opening: opening === undefined ? -Infinity : dayFrom(opening),
    closing: dayFrom(closing),
  }).map(({ entry, exit, ended }) => `${entry}..${exit}${ended ? '' : '+'}`);

// METRICS.md 2.8. An end is the first day without service.
test.each([
  ['over', [['2024-07-01', '2024-07-10']], ['0..9']],
  ['over on the closing day: nothing is paid then', [['2024-07-01', '2024-07-31']], ['0..30']],
  ['over the day after: last seen on the closing day', [['2024-07-01', '2024-08-01']], ['0..30+']],
  ['goes on', [['2024-07-01']], ['0..30+']],
  ['of one day', [['2024-07-01', '2024-07-02']], ['0..1']],
  ['of no day', [['2024-07-01', '2024-07-01']], []],
  ['begins on the closing day: nothing was seen of it', [['2024-07-31']], []],
  ['begins after it', [['2024-08-01']], []],
  [
    'two rows that touch',
    [
      ['2024-07-01', '2024-07-10'],
      ['2024-07-10', '2024-07-20'],
    ],
    ['0..19'],
  ],
  [
    'two rows that overlap',
    [
      ['2024-07-01', '2024-07-12'],
      ['2024-07-10', '2024-07-20'],
    ],
    ['0..19'],
  ],
  ['leaves and comes back: two spells', [['2024-07-01', '2024-07-10'], ['2024-07-11']], ['0..9', '0..20+']],
] as const)('%s', (_, rows, expected) => {
  expect(spells(rows, '2024-07-31')).toEqual(expected);
});

test.each([
  ['began the day before: enters with the day it had lasted', [['2024-06-30']], ['0..31+']],
  ['began two days before', [['2024-06-29']], ['1..32+']],
  ['had ended by the opening', [['2024-06-01', '2024-06-30']], []],
  ['ends on the first day', [['2024-06-01', '2024-07-01']], ['29..30']],
  ['begins on the first day', [['2024-07-01']], ['0..30+']],
] as const)('watched in July only, %s', (_, rows, expected) => {
  expect(spells(rows, '2024-07-31', '2024-06-30')).toEqual(expected);
});
