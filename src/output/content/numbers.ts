import { groupName, linesOf, nameOf, tell, topicsOf } from '../lines.ts';
import type { Report } from '../report.ts';
import type { Section } from './document.ts';
import { joined, tabulate } from './tabulate.ts';

/** So many lines of a topic are told; the rest is counted. */
const LISTED = 2000;

/** Where the numbers of topics stand; those of none of them stand with the last. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  revenue: ['churn', 'retention', 'mrr', 'renewals', 'clv'],
  customers: ['health', 'growth'],
  voice: ['nps', 'csat', 'ces', 'enps', 'surveys', 'feedback'],
};
/** Told once, above the first of them. */
const LEGEND =
  'The verdict is better or worse where the change is more than chance explains, and same where it may be chance. A value by fewer than 30 cases is marked (few), by fewer than 5 (very few).';
const TITLES = {
  revenue: ['Business and revenue', 'Revenue in numbers'],
  customers: ['Business and revenue', 'Customers in numbers'],
  voice: ['Support and engagement', 'Surveys in numbers'],
  support: ['Support and engagement', 'Support in numbers'],
} as const;
const isOf = (topic: string, part: keyof typeof TITLES): boolean =>
  part === 'support' ? !Object.values(PARTS).flat().includes(topic) : (PARTS[part] ?? []).includes(topic);

/** Every number of a part of the report, a table for each topic: as in a terminal. */
export function numbersSection(
  report: Report,
  titles: Readonly<Record<string, string>>,
  part: keyof typeof TITLES,
): Section | null {
  const { period, compare, by } = report;
  const topics = topicsOf(report).filter((topic) => isOf(topic, part));
  const figures = topics.flatMap((topic) => {
    const lines = linesOf(report, topic);
    if (lines.length === 0) return [];
    const isSplit = lines.some(({ result }) => result.segment !== null);
    const left = lines.length - LISTED;
    const told = lines.slice(0, LISTED).map((line) => ({ line, said: tell(report, line) }));
    return [
      {
        id: `numbers-${topic}`,
        title: titles[topic] ?? topic,
        text: left > 0 ? `${left} more lines are in the JSON answer.` : '',
        chart: null,
        table: tabulate(told, [
          { head: 'Metric', text: ({ line }) => nameOf(line) },
          { head: by ?? 'Group', text: ({ line }) => groupName(line.result.segment), isShown: isSplit },
          { head: period.label, isNumber: true, text: ({ said }) => said.value },
          { head: compare?.label ?? '', isNumber: true, text: ({ said }) => said.previous, isShown: compare !== null },
          { head: 'Change', isNumber: true, text: ({ said }) => said.change, isShown: compare !== null },
          { head: 'Change, %', isNumber: true, text: ({ said }) => said.percent },
          { head: '95 % interval', isNumber: true, text: ({ said }) => said.interval },
          { head: 'n', isNumber: true, text: ({ said }) => said.n },
          { head: 'Verdict', text: ({ said }) => joined([said.verdict ?? '', said.sample, said.reason], ' ') },
        ]),
      },
    ];
  });
  return figures.length === 0
    ? null
    : {
        id: `numbers-of-${part}`,
        group: TITLES[part][0],
        title: TITLES[part][1],
        lead: LEGEND,
        figures,
      };
}
