import { shorten, visible } from '../../../text.ts';
import type { BarsChart } from '../../content/document.ts';
import { COLOR, type Drawing, widthOf } from '../svg.ts';
import { drawnBy, names, shape } from './axis.ts';

const ROW = 34;
/** So many characters of a name, by how wide the drawing is. */
const LONG = { wide: 40, narrow: 22 };

/** A bar for each name, its value at the end. */
export function bars({ bars: all }: BarsChart, width: number): Drawing {
  const labels = all.map(({ label }) => shorten(visible(label), width > 500 ? LONG.wide : LONG.narrow));
  const left = Math.max(...labels.map(widthOf)) + 14;
  const right = Math.max(...all.map(({ text }) => widthOf(text))) + 14;
  const rows = drawnBy(all.length, (i, api) => {
    const bar = all[i];
    if (bar === undefined) return [];
    const [start, y] = api.coord([0, i]);
    const [end] = api.coord([bar.value, i]);
    const thick = ROW * 0.6;
    return [
      shape.rect(start, y - thick / 2, Math.max(1, end - start), thick, COLOR[bar.tone]),
      shape.text(end + 6, y, bar.text, COLOR.ink),
    ];
  });
  return {
    width,
    height: all.length * ROW + 8,
    option: {
      grid: { left, right, top: 4, bottom: 4, outerBoundsMode: 'none' },
      xAxis: { type: 'value', show: false, min: 0, max: Math.max(...all.map(({ value }) => value)) || 1 },
      yAxis: names(labels, { inverse: true }),
      series: [rows],
    },
  };
}
