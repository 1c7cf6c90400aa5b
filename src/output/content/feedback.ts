import { format, formatChange } from '../../calculator/unit.ts';
import type { Report } from '../report.ts';
import type { Section } from './document.ts';
import { tabulate } from './tabulate.ts';

/** So many themes a chart has at most. */
const DRAWN = 15;

/** What customers write about, in their words. */
export function feedbackSection({ page, compare }: Report): Section | null {
  const feedback = page?.feedback;
  if (feedback === undefined || feedback.themes.length === 0) return null;
  const { themes, comments } = feedback;
  return {
    id: 'feedback',
    title: 'What customers write about',
    lead: '',
    figures: [
      {
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
            head: `Change from ${compare?.label}`,
            isNumber: true,
            text: ({ change }) => (change === null ? 'n/a' : formatChange('ratio', change, 0)),
            isShown: compare !== null,
          },
        ]),
        quotes: themes.flatMap(({ theme, quotes }) =>
          quotes.map(({ text, date, score }) => ({
            text,
            source: [theme, date, score === null ? null : `score ${score}`].filter((part) => part !== null).join(', '),
          })),
        ),
      },
    ],
  };
}
