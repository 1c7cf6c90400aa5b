import type { Answer } from '../history.ts';
import { missing, type Outcome, QUARTER, scored, type View } from './component.ts';

/** The mean answer of so many days, from 0 to 100: the latest of each respondent, or of each ticket. */
function answersOf({ customer, day }: View, kind: Answer['kind'], within: number): Outcome {
  const latest = new Map<string | Answer, Answer>();
  for (const answer of customer.answers) {
    if (answer.kind !== kind || answer.day > day || answer.day <= day - within) continue;
    const key = answer.subject ?? answer;
    const known = latest.get(key);
    if (known === undefined || isLater(answer, known)) latest.set(key, answer);
  }
  const name = kind.toUpperCase();
  if (latest.size === 0) return missing('no_answers', `no ${name} answer in ${within} days`);
  // Summed in one order, whatever that of the rows was.
  const values = Float64Array.from(latest.values(), ({ value }) => value).toSorted();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const shown = kind === 'nps' ? `${trim(mean / 10)} of 10` : `${trim(mean)} of 100`;
  return scored(mean, `${name} ${shown}${values.length === 1 ? '' : ` (${values.length} answers)`}`);
}

/** Two answers of one instant are told apart by id, then by value: never by row order. */
function isLater(a: Answer, b: Answer): boolean {
  if (a.instant !== b.instant) return a.instant > b.instant;
  return a.id === b.id ? a.value > b.value : a.id > b.id;
}

const trim = (value: number): string => String(Math.round(value * 10) / 10);

/** Would they recommend us: the latest answer of each respondent in 180 days. */
export const nps = (view: View): Outcome => answersOf(view, 'nps', 180);
/** How satisfied they are: answers of 90 days. */
export const csat = (view: View): Outcome => answersOf(view, 'csat', QUARTER);
/** How easy we make it: answers of 90 days. */
export const ces = (view: View): Outcome => answersOf(view, 'ces', QUARTER);
