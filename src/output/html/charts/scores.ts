import type { ScoresChart } from '../../content/document.ts';
import { COLOR, type Drawing } from '../svg.ts';
import { drawnBy, names, shape } from './axis.ts';

const HEIGHT = 220;

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
  return {
    width,
    height: HEIGHT,
    option: {
      grid: { left: 8, right: 8, top: 22, bottom: 26, outerBoundsMode: 'none' },
      xAxis: names(bars.map(({ label }) => label)),
      yAxis: { type: 'value', min: 0, max: most, show: false },
      series: [columns],
    },
  };
}
