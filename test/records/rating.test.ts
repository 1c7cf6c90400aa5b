import { expect, test } from 'vitest';
import { ratingOf } from '../../src/records/rating.ts';
import { ticketSchema } from '../../src/records/ticket.ts';
import { accepted, type Cells, reading, refused } from './support.ts';

const base: Cells = { ticket_id: 't1', created_at: '2024-07-02' };
const rated = { ratings: ratingOf };

test.each<[string, Cells, string]>([
  ['a number is meant on 1-5', { csat_score: '4' }, '4 of 1-5'],
  ['the ends of the scale', { csat_score: '1' }, '1 of 1-5'],
  ['the other end', { csat_score: '5' }, '5 of 1-5'],
  ['4.0 is 4', { csat_score: '4.0' }, '4 of 1-5'],
  ['a scale of its own', { csat_score: '9', csat_scale: '1-10' }, '9 of 1-10'],
  ['good', { csat_outcome: 'Good' }, '1 of 0-1'],
  ['bad', { csat_outcome: 'bad' }, '0 of 0-1'],
  ['neutral is no satisfied answer, and one all the same', { csat_outcome: 'neutral' }, '0.5 of 0-1'],
  ['a word where a number may stand', { csat_score: 'Good' }, '1 of 0-1'],
  ['the number before the word', { csat_score: '3', csat_outcome: 'good' }, '3 of 1-5'],
  ['an offer is no answer', { csat_outcome: 'Offered' }, 'none'],
  ['nor is none', { csat_outcome: 'Not Offered' }, 'none'],
  ['unoffered', { csat_outcome: 'unoffered' }, 'none'],
  ['a blank is no answer', { csat_score: '', csat_outcome: '' }, 'none'],
  ['an unknown word is no answer', { csat_outcome: 'meh' }, 'none'],
  ['spam is not rated', { csat_score: '4', is_spam: 'yes' }, 'none'],
  ['nor is what was merged', { csat_score: '4', merged_into: 't2' }, 'none'],
  ['what an agent opened is rated all the same', { csat_score: '4', submitter_role: 'agent' }, '4 of 1-5'],
])('%s', (_, cells, expected) => {
  const { rating } = accepted(ticketSchema, { ...base, ...cells }, rated);
  expect(rating ? `${rating.score} of ${rating.scale.min}-${rating.scale.max}` : 'none').toBe(expected);
});

test.each<[string, Cells, string[]]>([
  ['below the scale', { csat_score: '0' }, ['csat_score: field/out-of-range']],
  ['above it', { csat_score: '6' }, ['csat_score: field/out-of-range']],
  ['above its own', { csat_score: '11', csat_scale: '1-10' }, ['csat_score: field/out-of-range']],
  ['between two answers', { csat_score: '3.5' }, ['csat_score: field/not-integer']],
  ['below 0', { csat_score: '-1' }, ['csat_score: field/not-integer']],
])('refused: %s', (_, cells, codes) => expect(refused(ticketSchema, { ...base, ...cells }, rated)).toEqual(codes));

test('an unknown word is told of', () => {
  const told: string[] = [];
  const notice = (code: string, field: string, message: string) => void told.push(`${field}: ${message} [${code}]`);
  const cells = { csat_score: null, csat_outcome: 'meh', csat_scale: null, csat_comment: null };
  expect(ratingOf(cells, reading({ notice }), () => told.push('refused'))).toBeNull();
  expect(told).toEqual(['csat_outcome: rating "meh" is not known: read as no answer [field/unknown-value]']);
});

test('what nobody asks for is left alone', () => {
  expect(accepted(ticketSchema, { ...base, csat_score: 'eleven' }).rating).toBeNull();
});
