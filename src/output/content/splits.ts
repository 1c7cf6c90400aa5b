import type { About } from '../../calculator/metric.ts';
import { format } from '../../calculator/unit.ts';
import { groupName, type Line, linesOf, nameOf, tell, topicsOf } from '../lines.ts';
import type { Split } from '../page.ts';
import type { Report } from '../report.ts';
import type { Figure, Section } from './document.ts';
import { joined, tabulate } from './tabulate.ts';

/** So many lines a chart has at most; the table has more. */
const DRAWN = 20;
const LISTED = 500;

/** Churn by what customers are. */
export function splitsSection(report: Report): Section | null {
  const figures = splitFigures(report, ({ topic }) => topic === 'churn', 'split');
  return figures.length === 0
    ? null
    : {
        id: 'splits',
        group: 'Business and revenue',
        title: 'Churn by segment and rep',
        lead: 'A dot is the rate, the line its 95 % interval: lines that overlap much may differ by chance alone. The dashed line is the rate of all.',
        figures,
      };
}

/** What the page splits by itself, of some metrics; not by what the whole of it is split by. */
export function splitFigures(report: Report, isWanted: (about: About) => boolean, id: string): Figure[] {
  return (report.page?.splits ?? [])
    .filter(({ by, about }) => by !== report.by && isWanted(about))
    .flatMap((split, i) => figureOf({ ...report, compare: null, changes: [] }, split, `${id}-${i + 1}`) ?? []);
}

/** What was asked `--by`: the headline of each topic, a line for each group. */
export function groupsSection(report: Report): Section | null {
  const { by } = report;
  if (by === null) return null;
  const figures = topicsOf(report).flatMap((topic, i) => {
    const lines = linesOf(report, topic);
    const [first] = lines;
    const own = lines.filter(
      ({ about, result }) => about.id === first?.about.id && result.method === first.result.method,
    );
    if (first === undefined || own.every(({ result }) => result.segment === null)) return [];
    const currencies = [...new Set(own.map(({ result }) => result.currency))];
    return currencies.flatMap((currency, j) => {
      const results = own.filter(({ result }) => result.currency === currency).map(({ result }) => result);
      return figureOf(report, { by, about: first.about, results }, `group-${i + 1}-${j + 1}`) ?? [];
    });
  });
  return figures.length === 0 ? null : { id: 'groups', group: 'At a glance', title: `By ${by}`, lead: '', figures };
}

function figureOf(report: Report, { by, about, results, note = '' }: Split, id: string): Figure | null {
  const [result] = results;
  if (result === undefined) return null;
  const lines = results.map((result): Line => ({ about, result }));
  const groups = lines.filter(({ result }) => result.segment !== null);
  const whole = lines.find(({ result }) => result.segment === null);
  const decimals = report.decimalsOf(whole?.result.currency ?? null);
  const rows = groups.flatMap((line) => {
    const { value, interval, segment } = line.result;
    // One without an upper end has no place on a scale; the table below tells it.
    const { low, high = null } = interval ?? {};
    if (value === null || low === undefined || high === null) return [];
    return [{ label: groupName(segment), value, low, high, text: tell(report, line).value }];
  });
  const isDrawn = rows.length > 1 && rows.length <= DRAWN;
  const listed = [...groups.slice(0, LISTED), ...(whole ? [whole] : [])];
  const left = groups.length - LISTED;
  const { compare } = report;
  const told = listed.map((line) => ({ line, said: tell(report, line) }));
  return {
    id,
    title: `${nameOf({ about, result })} by ${by}`,
    text: joined(
      [
        whole === undefined ? '' : `All: ${tell(report, whole).value}.`,
        note === '' ? '' : `${note}.`,
        left > 0 ? `${left} more are in the JSON answer.` : '',
      ],
      ' ',
    ),
    chart: isDrawn
      ? { kind: 'intervals', scale: { unit: about.unit, decimals }, rows, whole: whole?.result.value ?? null }
      : null,
    table: tabulate(told, [
      { head: by, text: ({ line }) => groupName(line.result.segment) },
      { head: 'Value', isNumber: true, text: ({ said }) => said.value },
      {
        head: compare?.label ?? '',
        isNumber: true,
        text: ({ said }) => said.previous,
        isShown: compare !== null,
      },
      { head: 'Change', isNumber: true, text: ({ said }) => said.change, isShown: compare !== null },
      { head: '95 % interval', isNumber: true, text: ({ said }) => said.interval },
      {
        head: 'Count',
        isNumber: true,
        text: ({ line }) => (line.result.numerator === null ? '' : format.count(line.result.numerator, 0)),
        isShown: about.unit === 'ratio' && about.parts === undefined,
      },
      { head: 'n', isNumber: true, text: ({ said }) => said.n },
      {
        head: 'Verdict',
        text: ({ said }) => joined([said.verdict ?? '', said.sample, said.reason], ' '),
      },
    ]),
  };
}
