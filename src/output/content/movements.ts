import type { Result } from '../../calculator/calculate.ts';
import { format } from '../../calculator/unit.ts';
import type { Report } from '../report.ts';
import type { Figure, Section, WaterfallChart } from './document.ts';

/** The way from the MRR at the start to that at the end (METRICS.md 10), in the order it is told. */
const STEPS = [
  ['mrr_new', 'New', 1],
  ['mrr_reactivation', 'Reactivation', 1],
  ['mrr_expansion', 'Expansion', 1],
  ['mrr_contraction', 'Contraction', -1],
  ['mrr_churn', 'Churn', -1],
  ['mrr_fx_impact', 'Exchange rates', 1],
] as const;

/** How MRR came to be what it is: a figure for each currency. */
export function movementsSection(report: Report): Section | null {
  const whole = report.results.filter(({ segment }) => segment === null);
  // A metric by several methods has its movements once.
  const currencies = [
    ...new Set(whole.flatMap(({ metric, currency }) => (metric === 'mrr_at_start' ? [currency] : []))),
  ];
  const figures = currencies.flatMap((currency, i) => figureOf(report, whole, currency, `movements-${i + 1}`) ?? []);
  return figures.length === 0
    ? null
    : {
        id: 'movements',
        group: 'Business and revenue',
        title: 'MRR movements',
        lead: 'What came, grew, shrank and left in the period.',
        figures,
      };
}

function figureOf(report: Report, whole: readonly Result[], currency: string | null, id: string): Figure | null {
  const find = (id: string): number | null =>
    whole.find((each) => each.metric === id && each.currency === currency && each.value !== null)?.value ?? null;
  const [start, close] = [find('mrr_at_start'), find('mrr')];
  if (start === null || close === null || (start === 0 && close === 0)) return null;
  const decimals = report.decimalsOf(currency);
  const money = (value: number): string => format.money(value, decimals);
  let level = start;
  const steps: WaterfallChart['steps'][number][] = [
    { label: 'At start', kind: 'total', from: 0, to: level, text: money(level) },
  ];
  for (const [metric, label, sign] of STEPS) {
    const value = find(metric);
    if (value === null || (value === 0 && metric === 'mrr_fx_impact')) continue;
    const delta = sign * value;
    const to = level + delta;
    const text = delta > 0 ? `+${money(delta)}` : money(delta);
    steps.push({ label, kind: delta < 0 ? 'down' : 'up', from: level, to, text });
    level = to;
  }
  steps.push({ label: 'At end', kind: 'total', from: 0, to: close, text: money(close) });
  const least = leastOf(steps.flatMap(({ from, to, kind }) => (kind === 'total' ? [to] : [from, to])));
  const scale = { unit: 'money', decimals } as const;
  const cut = least === 0 ? '' : ' The bars of the totals are cut: the scale does not begin at 0.';
  const name = currency === null ? '' : `, ${currency}`;
  return {
    id,
    title: `MRR from start to end${name}`,
    text: `From ${money(start)} to ${money(close)}.${cut}`,
    chart: { kind: 'waterfall', scale, steps, least },
    table: {
      columns: [
        { head: 'Movement', isNumber: false },
        { head: `Amount${name}`, isNumber: true },
      ],
      rows: steps.map(({ label, text }) => [label, text]),
    },
  };
}

/** Where the axis begins: not at 0 where the movements could not be seen beside what stands. */
function leastOf(levels: readonly number[]): number {
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  return low > 0 && high - low < 0.4 * high ? Math.max(0, low - 0.6 * (high - low)) : Math.min(0, low);
}
