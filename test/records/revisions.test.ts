import { describe, expect, test } from 'vitest';
import { type Day, formatDay, parseDay } from '../../src/calculator/calendar.ts';
import { endRevisions, Revisions } from '../../src/records/revisions.ts';
import type { Subscription } from '../../src/records/row.ts';

const day = (text: string): Day => parseDay(text) ?? Number.NaN;

/** `2024-01-01..2024-03-01`, the end may be left out. */
function row(range: string, more: Partial<Subscription> = {}): Subscription {
  const [from = '', to = ''] = range.split('..');
  const started = from === '' ? null : day(from);
  const ended = to === '' ? null : day(to);
  return {
    subscription_id: 's1',
    customer_id: 'a',
    plan: null,
    currency: null,
    started,
    ended,
    status: 'active',
    cancel_reason: null,
    terms: started === null ? [] : [{ from: started, until: ended, cents: 100 }],
    file: 'u.csv',
    line: 2,
    labels: [],
    ...more,
  };
}

describe('rows of one id', () => {
  const revision = { isRevision: true };
  test.each<[string, Subscription, Subscription, boolean]>([
    ['that touch', row('2024-01-01..2024-03-01'), row('2024-03-01'), false],
    ['in the other order', row('2024-03-01'), row('2024-01-01..2024-03-01'), false],
    ['with days between', row('2024-01-01..2024-02-01'), row('2024-03-01'), false],
    ['with a day in common', row('2024-01-01..2024-03-02'), row('2024-03-01'), true],
    ['the first without an end', row('2024-01-01'), row('2024-03-01'), true],
    ['of the same days', row('2024-01-01..2024-03-01'), row('2024-01-01..2024-03-01'), true],
    ['one within the other', row('2024-01-01..2024-06-01'), row('2024-02-01..2024-03-01'), true],
    ['of no length, in the other', row('2024-01-01..2024-06-01'), row('2024-06-01..2024-06-01'), false],
    ['of two customers', row('2024-01-01..2024-02-01'), row('2024-03-01', { customer_id: 'b' }), true],
    ['one without a beginning', row('2024-01-01..2024-02-01'), row(''), true],
    ['revisions without an end', row('2024-01-01', revision), row('2024-03-01', revision), false],
    ['revisions of one day', row('2024-03-01', revision), row('2024-03-01', revision), true],
    ['one says it is a revision', row('2024-01-01'), row('2024-03-01', revision), true],
  ])('%s', (_, first, second, isClash) => {
    expect(new Revisions([first]).clash(second)).toBe(isClash ? first : null);
  });

  test('each of them counts, whenever it came', () => {
    const rows = [row('2024-01-01..2024-02-01'), row('2024-02-01..2024-03-01', { line: 3 })];
    const revisions = new Revisions(rows);
    expect(revisions.clash(row('2024-03-01'))).toBeNull();
    rows.push(row('2024-03-01', { line: 4 }));
    expect(revisions.clash(row('2024-02-15..2024-02-16'))?.line).toBe(3);
    expect(revisions.clash(row('2024-05-01'))?.line).toBe(4);
    expect(revisions.clash(row('2024-05-01', { subscription_id: 's2' }))).toBeNull();
    expect(revisions.clash(row('2024-05-01', { subscription_id: null }))).toBeNull();
  });
});

describe('a revision holds until the next one begins', () => {
  const terms = (rows: readonly Subscription[]) => {
    endRevisions(rows);
    return rows.map(({ terms: all }) =>
      all.map(({ from, until }) => `${formatDay(from)}..${until === null ? '' : formatDay(until)}`).join(),
    );
  };
  const revision = (range: string, more: Partial<Subscription> = {}) => row(range, { isRevision: true, ...more });

  test.each<[string, Subscription[], string[]]>([
    ['two', [revision('2024-01-01'), revision('2024-03-01')], ['2024-01-01..2024-03-01', '2024-03-01..']],
    ['in any order', [revision('2024-03-01'), revision('2024-01-01')], ['2024-03-01..', '2024-01-01..2024-03-01']],
    [
      'that all bear the end of the subscription',
      [revision('2024-01-01..2024-06-01'), revision('2024-03-01..2024-06-01')],
      ['2024-01-01..2024-03-01', '2024-03-01..2024-06-01'],
    ],
    [
      'an end before the next stays',
      [revision('2024-01-01..2024-02-01'), revision('2024-03-01')],
      ['2024-01-01..2024-02-01', '2024-03-01..'],
    ],
    [
      'the last one ends it',
      [revision('2024-01-01'), revision('2024-03-01..2024-03-01', { terms: [] })],
      ['2024-01-01..2024-03-01', ''],
    ],
    ['what is none stays as it is', [row('2024-01-01'), row('2024-03-01')], ['2024-01-01..', '2024-03-01..']],
    [
      'without an id nothing is a revision of anything',
      [revision('2024-01-01', { subscription_id: null }), revision('2024-03-01', { subscription_id: null })],
      ['2024-01-01..', '2024-03-01..'],
    ],
  ])('%s', (_, rows, expected) => expect(terms(rows)).toEqual(expected));
});
