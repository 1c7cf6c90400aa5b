import type { ScoresChart } from '../../content/document.ts';
import { COLOR, type Drawing } from '../svg.ts';
import { drawnBy, names, shape } from './axis.ts';

const HEIGHT = 256;
/** Below the columns: the scores, and what those beside each other are called. */
const BOTTOM = 62;

/** A column for each score, its count on top. */
export function scores({ bars }: ScoresChart, width: number): Drawing {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const column = (width - 16) / bars.length;
  const columns = drawnBy(bars.length, (i, api) => {
    const bar = bars[i];
    if (bar === undefined) return [];
    const [x, top] = api.coord([i, bar.value]);
    const [, bottom] = api.coord([i, 0]);
    const thick = column * 0.68;
    return [
      ...(bar.value === 0 ? [] : [shape.rect(x - thick / 2, top, thick, bottom - top, COLOR[bar.tone])]),
      shape.text(x, top - 9, String(bar.value), bar.value === 0 ? COLOR.muted : COLOR.ink, 'center'),
    ];
  });
  const groups = [...new Set(bars.map(({ group }) => group))].map((group) => {
    const own = bars.flatMap((bar, i) => (bar.group === group ? [i] : []));
    const count = bars.reduce((sum, bar) => sum + (bar.group === group ? bar.value : 0), 0);
    return { group, count, first: own[0] ?? 0, last: own.at(-1) ?? 0, tone: bars[own[0] ?? 0]?.tone };
  });
  const called = drawnBy(groups.length, (i, api) => {
    const group = groups[i];
    if (group === undefined) return [];
    const [[left, bottom], [right]] = [api.coord([group.first, 0]), api.coord([group.last, 0])];
    const y = bottom + BOTTOM - 35;
    const edge = column * 0.42;
    return [
      shape.line(left - edge, y, right + edge, y, COLOR[group.tone ?? 'plain'], 2),
      shape.text((left + right) / 2, y + 11, group.group, COLOR.muted, 'center'),
      shape.text((left + right) / 2, y + 26, String(group.count), COLOR.ink, 'center'),
    ];
  });
  return {
    width,
    height: HEIGHT,
    option: {
      grid: { left: 8, right: 8, top: 22, bottom: BOTTOM, outerBoundsMode: 'none' },
      xAxis: names(bars.map(({ label }) => label)),
      yAxis: { type: 'value', min: 0, max: most, show: false },
      series: [columns, called],
    },
  };
}
