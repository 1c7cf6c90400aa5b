import { expect, test } from 'vitest';
import nps from '../../src/metrics/nps.ts';
import { measure, settings, survey } from '../metrics/support.ts';
import type { Cells } from './support.ts';

// METRICS.md 9.5 and 9.28. Of one respondent, a 10 and a 0: whichever counts, the order of the rows has no say in it.
test.each<[string, Cells, Cells, number, number]>([
  ['by day', { responded_at: '2024-07-02' }, { responded_at: '2024-07-03' }, -100, 100],
  ['by instant', { responded_at: '2024-07-02T10:00Z' }, { responded_at: '2024-07-02T09:59+01:00' }, 100, -100],
  ['a date is the start of its day', { responded_at: '2024-07-02' }, { responded_at: '2024-07-02T00:01Z' }, -100, 100],
  ['of one moment by id', { response_id: 'a' }, { response_id: 'b' }, -100, 100],
  ['of one moment and without an id by score', {}, {}, 100, -100],
])('the latest, and the first: %s', (_, ten, none, latest, first) => {
  const own = { respondent_id: 'r' };
  const rows = [
    survey('nps', 10, '2024-07-02', { ...own, ...ten }),
    survey('nps', 0, '2024-07-02', { ...own, ...none }),
  ];
  for (const surveys of [rows, rows.toReversed()]) {
    const of = (responses: 'latest' | 'first' | 'all') =>
      measure(nps, { surveys }, { settings: { ...settings, responses } }).value;
    expect([of('latest'), of('first'), of('all')]).toEqual([latest, first, 0]);
  }
});
