import { expect, test } from 'vitest';
import commentRate from '../../src/metrics/comment-rate.ts';
import { measure, survey } from './support.ts';

test.each([
  ['a score and a comment', 3, { comment: 'Slow.' }, [1, 1]],
  ['a score alone', 3, {}, [0, 1]],
  ['a comment alone', '' as const, { responded_at: '2024-07-02', comment: 'Slow.' }, [1, 1]],
])('%s', (_, score, cells, [numerator, denominator]) => {
  const surveys = [survey('nps', score, '2024-07-02', cells)];
  expect(measure(commentRate, { surveys })).toMatchObject({ numerator, denominator });
});

test('7 of 8 say why: 87.5 %, by Wilson 52.9 to 97.8', () => {
  const surveys = Array.from({ length: 8 }, (_, i) =>
    survey('nps', 2, '2024-07-02', { comment: i < 7 ? 'too expensive' : '' }),
  );
  const { value, interval } = measure(commentRate, { surveys });
  expect(value).toBe(7 / 8);
  expect(interval?.low).toBeCloseTo(0.5291, 4);
  expect(interval?.high).toBeCloseTo(0.9776, 4);
});

test('a survey that was sent and not answered is no answer', () => {
  const sent = survey('nps', '', '2024-07-02', { sent_at: '2024-07-01' });
  expect(measure(commentRate, { surveys: [sent] })).toMatchObject({ value: null, reason: 'no_responses' });
  const facts = { has: (_: string, field: string) => field !== 'comment' };
  expect(measure(commentRate, { surveys: [] }, { facts }).reason).toBe('no_comments');
});
