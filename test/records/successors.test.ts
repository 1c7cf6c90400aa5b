import { describe, expect, test } from 'vitest';
import type { Subscription } from '../../src/records/row.ts';
import { successors } from '../../src/records/successors.ts';
import { subscription } from '../metrics/support.ts';
import type { Cells } from './support.ts';

/** A contract by name, from its first day to its end (null: it runs) and due then, or on the day given. */
const contract = (name: string, from: string, until: string | null, due: string, more: Cells = {}): Subscription =>
  subscription(from, until, { subscription_id: name, term_end: due, ...more });
/** A contract that ends when it is due. */
const term = (name: string, from: string, due: string, more: Cells = {}) => contract(name, from, due, due, more);
/** A contract that runs. */
const open = (name: string, from: string, more: Cells = {}) => contract(name, from, null, '2025-07-10', more);

const nameOf = ({ subscription_id, started }: Subscription): string => `${subscription_id}${(started ?? 0) % 1000}`;
const pairs = (rows: readonly Subscription[]): string[] =>
  [...successors(rows)].map(([{ subscription_id: old }, { subscription_id: row }]) => `${old}>${row}`).toSorted();

const old = term('old', '2023-07-10', '2024-07-10');

describe('which row took over from which', () => {
  test.each<[string, Subscription[], string[]]>([
    ['on the day', [old, open('new', '2024-07-10')], ['old>new']],
    ['late, however late: the grace is no matter of this', [old, open('new', '2025-03-01')], ['old>new']],
    ['early, beside it', [old, open('new', '2024-06-20')], ['old>new']],
    ['92 days early', [old, open('new', '2024-04-09')], ['old>new']],
    ['93 days early: bought beside it', [old, open('new', '2024-04-08')], []],
    ['early, of another plan: bought beside it', [old, open('new', '2024-06-20', { plan: 'b' })], []],
    ['early, and over with it', [old, contract('new', '2024-06-20', '2024-07-10', '2025-06-20')], []],
    ['an addition for what is left of the term', [old, contract('new', '2024-06-20', null, '2024-07-10')], []],
    [
      'broken off, and one begun beside it 78 days before',
      [contract('old', '2023-07-10', '2024-05-01', '2024-07-10'), open('new', '2024-02-13')],
      [],
    ],
    [
      'broken off, and one from that day on',
      [contract('old', '2023-07-10', '2024-05-01', '2024-07-10'), open('new', '2024-05-01')],
      ['old>new'],
    ],
    [
      'what runs on past its term, and one from the day due on',
      [contract('old', '2023-07-10', '2024-10-10', '2024-07-10'), open('new', '2024-07-10')],
      ['old>new'],
    ],
    [
      'an older contract that nothing followed',
      [term('f0', '2022-02-04', '2024-02-04'), old, open('new', '2024-06-20')],
      ['old>new'],
    ],
    [
      'an older one of the same plan, years ago',
      [
        term('f0', '2020-02-04', '2021-02-04', { plan: 'a' }),
        term('old', '2023-07-10', '2024-07-10', { plan: 'b' }),
        open('new', '2024-07-10', { plan: 'a' }),
      ],
      ['f0>old', 'old>new'],
    ],
    [
      'one 11 days late, another chain broken off 3 days before it',
      [old, contract('other', '2023-12-20', '2024-07-18', '2024-12-20'), open('new', '2024-07-21')],
      ['old>new'],
    ],
    [
      'two side by side',
      [old, term('other', '2023-07-12', '2024-07-12'), open('new', '2024-07-10'), open('next', '2024-07-12')],
      ['old>new', 'other>next'],
    ],
    [
      'two side by side, the first one renewed 5 days late, the second one 3 days early',
      [
        term('old', '2023-07-10', '2024-07-10', { plan: 'a' }),
        term('other', '2023-07-12', '2024-07-12', { plan: 'b' }),
        open('next', '2024-07-09', { plan: 'b' }),
        open('new', '2024-07-15', { plan: 'a' }),
      ],
      ['old>new', 'other>next'],
    ],
    [
      'two due, and one new row',
      [old, term('other', '2023-07-12', '2024-07-12'), open('new', '2024-07-20')],
      ['other>new'],
    ],
    ['one due, and two new rows', [old, open('new', '2024-07-10'), open('next', '2024-07-12')], ['old>new']],
    [
      'one plan before a shorter distance',
      [
        term('old', '2023-07-10', '2024-07-10', { plan: 'a' }),
        term('other', '2023-07-12', '2024-07-12', { plan: 'b' }),
        open('new', '2024-07-20', { plan: 'a' }),
      ],
      ['old>new'],
    ],
    [
      'one subscription before one plan, however far',
      [
        term('x', '2021-07-10', '2022-07-10', { plan: 'a' }),
        term('other', '2023-07-12', '2024-07-12', { plan: 'b' }),
        open('x', '2024-07-12', { plan: 'b' }),
      ],
      ['x>x'],
    ],
    [
      'a version of one contract before another that ended then',
      [
        contract('old', '2023-07-10', '2024-02-01', '2024-07-10'),
        term('other', '2023-01-25', '2024-01-25'),
        contract('new', '2024-02-01', null, '2024-07-10'),
      ],
      ['old>new'],
    ],
    [
      'terms of one subscription, one after another',
      [term('x', '2022-07-10', '2023-07-10'), term('x', '2023-07-10', '2024-07-10'), open('x', '2024-07-10')],
      ['x>x', 'x>x'],
    ],
  ])('%s', (_, rows, expected) => {
    expect(pairs(rows)).toEqual(expected);
    expect(pairs(rows.toReversed())).toEqual(expected);
  });

  test('each row is in two pairs at most', () => {
    const rows = Array.from({ length: 12 }, (_, i) =>
      term(`s${i % 5}`, `2023-${String(i + 1).padStart(2, '0')}-10`, `2024-0${(i % 4) + 1}-10`),
    );
    const next = successors(rows);
    expect(next.size).toBeGreaterThan(2);
    expect(new Set(next.values()).size).toBe(next.size);
    expect([...next].map(([from, to]) => nameOf(from) !== nameOf(to))).not.toContain(false);
  });
});
