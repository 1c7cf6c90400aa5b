import { format, round } from '../../calculator/unit.ts';
import type { Card as Customer } from '../customer.ts';
import type { Figure } from './document.ts';
import { joined, tabulate } from './tabulate.ts';

// How a customer came to be what it is.

/** So many points make a trend. */
const ENOUGH = 2;

/** The score, month by month. */
export function courseFigures({ course = [] }: Customer): Figure[] {
  const begun = course.findIndex(({ score }) => score !== null);
  const shown = course.slice(Math.max(0, begun));
  const known = shown.flatMap(({ score, month }) => (score === null ? [] : [{ score, month }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || known.length < ENOUGH) return [];
  const text = (score: number | null): string => (score === null ? 'n/a' : round(score, 1).toFixed(1));
  return [
    {
      id: 'course',
      title: 'The score at the close of each month',
      text: `From ${text(first.score)} in ${first.month} to ${text(last.score)} in ${last.month}.`,
      chart: {
        kind: 'trend',
        scale: { unit: 'score', decimals: 0 },
        points: shown.map(({ month, score, isComplete }) => ({
          label: month,
          value: score,
          low: null,
          high: null,
          isComplete,
        })),
      },
      table: tabulate(shown, [
        { head: 'Month', text: ({ month, isComplete }) => month + (isComplete ? '' : ' (not over)') },
        { head: 'Score', isNumber: true, text: ({ score }) => text(score) },
        { head: 'Band', text: ({ band }) => band ?? '' },
      ]),
    },
  ];
}

/** What became of its MRR. */
export function movementsFigure({ movements, decimalsOf }: Customer): Figure {
  const money = (cents: number, currency: string | null): string =>
    joined([format.money(cents, decimalsOf(currency)), currency ?? ''], ' ');
  return {
    id: 'movements',
    title: 'What became of its MRR',
    text: '',
    chart: null,
    table: tabulate(movements, [
      { head: 'Date', text: ({ date }) => date },
      { head: 'What', text: ({ kind }) => kind },
      {
        head: 'Change',
        isNumber: true,
        text: ({ cents, currency }) => `${cents > 0 ? '+' : ''}${money(cents, currency)}`,
      },
      { head: 'MRR then', isNumber: true, text: ({ mrr, currency }) => money(mrr, currency) },
    ]),
  };
}
