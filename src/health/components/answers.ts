import type { Answer } from '../history.ts';
import { missing, type Outcome, plural, QUARTER, scored, type View } from './component.ts';

/** The mean answer of so many days, from 0 to 100: the latest of each respondent, or of each ticket. */
function answersOf({ customer, day }: View, kind: Answer['kind'], within: number): Outcome {
  const latest = new Map<string | Answer, Answer>();
  for (const answer of customer.answers) {
    if (answer.kind !== kind || answer.day > day || answer.day <= day - within) continue;
    const key = answer.subject ?? answer;
    const known = latest.get(key);
    if (known === undefined || isLater(answer, known)) latest.set(key, answer);
  }
  if (latest.size === 0) return missing('no_answers', `no ${kind.toUpperCase()} answer in ${within} days`);
  // Summed in one order, whatever that of the rows was.
  const values = Float64Array.from(latest.values(), ({ value }) => value).toSorted();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return scored(mean, `${plural(values.length, 'answer')} in ${within} days`);
}

/** Two answers of one instant are told apart by id, then by value: never by row order. */
function isLater(a: Answer, b: Answer): boolean {
  if (a.instant !== b.instant) return a.instant > b.instant;
  return a.id === b.id ? a.value > b.value : a.id > b.id;
}

/** Would they recommend us: the latest answer of each respondent in 180 days. */
export const nps = (view: View): Outcome => answersOf(view, 'nps', 180);
/** How satisfied they are: answers of 90 days. */
export const csat = (view: View): Outcome => answersOf(view, 'csat', QUARTER);
/** How easy we make it: answers of 90 days. */
export const ces = (view: View): Outcome => answersOf(view, 'ces', QUARTER);
