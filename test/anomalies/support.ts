import type { Answer } from '../../src/anomalies/answers.ts';

/** An answer of NPS by one respondent of one customer; whatever is given is another. */
export const answer = (of: Partial<Answer> = {}): Answer => ({
  id: 'r1',
  day: 0,
  kind: 'nps',
  question: null,
  score: 8,
  scale: { min: 0, max: 10 },
  direction: null,
  respondent: 'p1',
  customer: 'c1',
  isOfTicket: false,
  file: 'surveys.csv',
  line: 2,
  ...of,
});

/** Answers of these scores, one every so many days; ids and lines go up. */
export const every = (gap: number, scores: readonly number[], of: Partial<Answer> = {}): Answer[] =>
  scores.map((score, i) => answer({ id: `r${i + 1}`, line: i + 2, day: i * gap, score, ...of }));
