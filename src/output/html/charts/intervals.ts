import { shorten, visible } from '../../../text.ts';
import type { IntervalsChart } from '../../content/document.ts';
import { figures } from '../escape.ts';
import { COLOR, type Drawing, widthOf } from '../svg.ts';
import { drawnBy, names, numbers, shape, span } from './axis.ts';

const ROW = 30;
/** So many characters of a name, by how wide the drawing is. */
const LONG = { wide: 40, narrow: 20 };

/** A dot with its interval for each group, and a line where all together are. */
export function intervals({ scale, rows, whole }: IntervalsChart, width: number): Drawing {
  const labels = rows.map(({ label }) => shorten(visible(label), width > 500 ? LONG.wide : LONG.narrow));
  const left = Math.max(...labels.map(widthOf)) + 14;
  const right = Math.max(...rows.map(({ text }) => widthOf(text))) + 22;
  const bounds = [...rows.flatMap(({ value, low, high }) => [value, low, high]), ...(whole === null ? [] : [whole])];
  const least = scale.unit === 'ratio' ? Math.min(0, ...bounds) : Math.min(...bounds);
  const most = Math.max(...bounds);
  const marks = drawnBy(rows.length, (i, api) => {
    const row = rows[i];
    if (row === undefined) return [];
    const [x, y] = api.coord([row.value, i]);
    const [low] = api.coord([row.low, i]);
    const [high] = api.coord([row.high, i]);
    const reference =
      whole === null || i > 0
        ? []
        : [
            shape.line(
              api.coord([whole, i])[0],
              y - ROW / 2,
              api.coord([whole, i])[0],
              y + ROW * (rows.length - 0.5),
              COLOR.muted,
              1,
              [4, 4],
            ),
          ];
    return [
      ...reference,
      shape.line(low, y, high, y, COLOR.plain, 2),
      shape.line(low, y - 5, low, y + 5, COLOR.plain, 2),
      shape.line(high, y - 5, high, y + 5, COLOR.plain, 2),
      shape.dot(x, y, 4, COLOR.plain),
      shape.text(width - 4, y, figures(row.text), COLOR.ink, 'right'),
    ];
  });
  return {
    width,
    height: rows.length * ROW + 34,
    option: {
      grid: { left, right, top: 4, bottom: 30, outerBoundsMode: 'none' },
      xAxis: numbers(scale, span([least, most], width > 500 ? 6 : 3)),
      yAxis: names(labels, { inverse: true }),
      series: [marks],
    },
  };
}
