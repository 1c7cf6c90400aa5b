import { nameOf, tell } from '../lines.ts';
import type { Trend } from '../page.ts';
import type { Report } from '../report.ts';
import type { Figure, Section } from './document.ts';
import { joined, tabulate } from './tabulate.ts';

/** So many points make a trend. */
const ENOUGH = 2;

/** How metrics went over the months before the end of the period. */
export function trendsSection(report: Report): Section | null {
  const figures = (report.page?.trends ?? []).flatMap((trend, i) => figureOf(report, trend, i) ?? []);
  return figures.length === 0
    ? null
    : {
        id: 'trends',
        group: 'At a glance',
        title: 'Trends',
        lead: 'The band around a line is the 95 % interval. A hollow point is a period that is not over.',
        figures,
      };
}

function figureOf(report: Report, { about, points }: Trend, i: number): Figure | null {
  const known = points.filter(({ result }) => result.value !== null);
  const [first, last] = [known[0], known.at(-1)];
  const start = points.findIndex(({ result }) => result.value !== null);
  const shown = points.slice(Math.max(0, start));
  if (first === undefined || last === undefined || known.length < ENOUGH) return null;
  const bare = { ...report, compare: null, changes: [] };
  const told = ({ result }: Trend['points'][number]) => tell(bare, { about, result });
  const at = (point: Trend['points'][number]): string => `${told(point).value} in ${point.period.label}`;
  const hasInterval = shown.some(({ result }) => result.interval !== null);
  return {
    id: `trend-${i + 1}`,
    title: nameOf({ about, result: last.result }),
    text: `From ${at(first)} to ${at(last)}.`,
    chart: {
      kind: 'trend',
      scale: { unit: about.unit, decimals: report.decimalsOf(last.result.currency) },
      points: shown.map(({ period, result }) => ({
        label: period.label,
        value: result.value,
        low: result.interval?.low ?? null,
        high: result.interval?.high ?? null,
        isComplete: period.complete,
      })),
    },
    table: tabulate(shown, [
      { head: 'Period', text: ({ period }) => period.label + (period.complete ? '' : ' (not over)') },
      { head: 'Value', isNumber: true, text: (point) => joined([told(point).value, told(point).reason], ': ') },
      { head: '95 % interval', isNumber: true, text: (point) => told(point).interval, isShown: hasInterval },
      { head: 'n', isNumber: true, text: (point) => joined([told(point).n, told(point).sample], ' ') },
    ]),
  };
}
