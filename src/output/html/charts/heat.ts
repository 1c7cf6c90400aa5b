import type { HeatChart } from '../../content/document.ts';
import { COLOR, type Drawing, FONT, widthOf } from '../svg.ts';
import { drawnBy, names, shape } from './axis.ts';

/** Shades, from few to all; the words on them have colours that can be read there. */
const SHADES = 6;
const GAP = 1;
/** In cells narrower than that a number cannot be read: the table has it. */
const LEAST = 17;
/** Above the cells: what columns are, and which. */
const TOP = 44;

/** A field of shares: the more, the stronger the shade. A cell bears its number where there is room. */
export function heat({ axis, columns, rows }: HeatChart, width: number): Drawing {
  const left = Math.max(...rows.map(({ label }) => widthOf(label))) + 8;
  const column = (width - left - 4) / columns.length;
  const line = Math.min(30, Math.max(20, column));
  const size = column < 24 ? FONT - 3 : FONT;
  // What nearly all stay in would be one shade: the scale spans what there is.
  const values = rows.flatMap(({ cells }) => cells.flatMap((cell) => cell?.value ?? []));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const shadeOf = (value: number): number =>
    high === low ? SHADES : 1 + Math.round(((value - low) / (high - low)) * (SHADES - 1));
  const cells = drawnBy(rows.length * columns.length, (index, api) => {
    const [i, j] = [Math.floor(index / columns.length), index % columns.length];
    const cell = rows[i]?.cells[j];
    if (cell === null || cell === undefined) return [];
    const [x, y] = api.coord([j, i]);
    const shade = shadeOf(cell.value);
    return [
      shape.rect(x - column / 2 + GAP, y - line / 2 + GAP, column - 2 * GAP, line - 2 * GAP, `var(--h${shade})`, 3),
      ...(column < LEAST ? [] : [shape.text(x, y, cell.short, `var(--t${shade})`, 'center', size)]),
    ];
  });
  return {
    width,
    height: rows.length * line + TOP + 2,
    option: {
      grid: { left, right: 4, top: TOP, bottom: 2, outerBoundsMode: 'none' },
      xAxis: names(columns, {
        position: 'top',
        name: axis,
        nameLocation: 'start',
        nameGap: 0,
        nameTextStyle: {
          color: COLOR.muted,
          fontSize: FONT,
          align: 'left',
          verticalAlign: 'bottom',
          padding: [0, 0, 24, 0],
        },
        axisLine: { show: false },
        axisLabel: { color: COLOR.muted, fontSize: FONT, interval: column < LEAST ? 5 : 0 },
      }),
      yAxis: names(
        rows.map(({ label }) => label),
        { inverse: true, axisLine: { show: false } },
      ),
      series: [cells],
      textStyle: { color: COLOR.muted },
    },
  };
}
