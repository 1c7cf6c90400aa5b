import { format } from '../../calculator/unit.ts';
import type { Report } from '../report.ts';
import type { Section } from './document.ts';
import { splitFigures } from './splits.ts';
import { tabulate } from './tabulate.ts';

const GROUPS = [
  { name: 'Detractors', from: 0, tone: 'bad' },
  { name: 'Passives', from: 7, tone: 'middle' },
  { name: 'Promoters', from: 9, tone: 'good' },
] as const;

/** How many gave each score of NPS, and how reps differ. */
export function scoresSection(report: Report): Section | null {
  const scores = report.page?.scores ?? [];
  const total = scores.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const bars = scores.map((value, score) => {
    const group = GROUPS.findLast(({ from }) => score >= from) ?? GROUPS[0];
    return { label: String(score), value, name: group.name, tone: group.tone };
  });
  const said = GROUPS.map(({ name }) => {
    const count = bars.reduce((sum, bar) => sum + (bar.name === name ? bar.value : 0), 0);
    return `${count} ${name.toLowerCase()}`;
  });
  return {
    id: 'scores',
    group: 'Support and engagement',
    title: 'NPS answers',
    lead: '',
    figures: [
      {
        id: 'score-counts',
        title: 'Answers by score',
        text: `${total === 1 ? '1 answer' : `${total} answers`}: ${said.join(', ')}. Detractors answer 0 to 6, passives 7 and 8, promoters 9 and 10.`,
        chart: { kind: 'scores', bars: bars.map(({ name: group, ...bar }) => ({ ...bar, group })) },
        table: tabulate(bars, [
          { head: 'Score', text: ({ label }) => label },
          { head: 'Group', text: ({ name }) => name },
          { head: 'Answers', isNumber: true, text: ({ value }) => format.count(value, 0) },
          { head: 'Share', isNumber: true, text: ({ value }) => format.ratio(value / total, 0) },
        ]),
      },
      ...splitFigures(report, ({ id }) => id === 'nps', 'nps-split'),
    ],
  };
}
