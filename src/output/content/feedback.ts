import { format, formatChange } from '../../calculator/unit.ts';
import type { FeedbackPart } from '../page.ts';
import type { Report } from '../report.ts';
import type { Figure, Section } from './document.ts';
import { tabulate } from './tabulate.ts';

/** So many themes a chart has at most. */
const DRAWN = 15;

/** What customers write about, in their words. */
export function feedbackSection({ page, compare }: Report): Section | null {
  const feedback = page?.feedback;
  if (feedback === undefined || feedback.themes.length === 0) return null;
  const figures = [themesOf(feedback, compare?.label ?? null)];
  return { id: 'feedback', title: 'What customers write about', lead: '', figures };
}

const themesOf = ({ themes, comments }: FeedbackPart, before: string | null): Figure => ({
  id: 'feedback-themes',
  title: 'Themes',
  text: `Of ${comments} comments. A comment can be about several themes.`,
  chart: {
    kind: 'bars',
    bars: themes.slice(0, DRAWN).map(({ theme, share }) => ({
      label: theme,
      value: share,
      text: format.ratio(share, 0),
      tone: 'plain',
    })),
  },
  table: tabulate(themes, [
    { head: 'Theme', text: ({ theme }) => theme },
    { head: 'Comments', isNumber: true, text: (each) => format.count(each.comments, 0) },
    { head: 'Share', isNumber: true, text: ({ share }) => format.ratio(share, 0) },
    {
      head: `Change from ${before}`,
      isNumber: true,
      text: ({ change }) => (change === null ? 'n/a' : formatChange('ratio', change, 0)),
      isShown: before !== null,
    },
  ]),
  quotes: themes.flatMap(({ theme, quotes }) =>
    quotes.map(({ text, date, score }) => ({
      text,
      source: [theme, date, score === null ? null : `score ${score}`].filter((part) => part !== null).join(', '),
    })),
  ),
});
