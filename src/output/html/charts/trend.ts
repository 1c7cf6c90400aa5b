import type { TrendChart } from '../../content/document.ts';
import { COLOR, type Drawing, FONT } from '../svg.ts';
import { drawnBy, full, names, numbers, shape, span, tick } from './axis.ts';

const HEIGHT = 190;
const LEFT = 52;

/** A line with the band of its intervals; the last point bears its value. */
export function trend({ scale, points }: TrendChart, width: number): Drawing {
  const last = points.findLastIndex(({ value }) => value !== null);
  const every = Math.max(1, Math.ceil(points.length / 3));
  const bounds = points.flatMap(({ value, low, high }) => [value, low, high].filter((each) => each !== null));
  const band = drawnBy(points.length - 1, (i, api) => {
    const [a, b] = [points[i], points[i + 1]];
    const corners = [
      [i, a?.low],
      [i + 1, b?.low],
      [i + 1, b?.high],
      [i, a?.high],
    ].filter((corner): corner is number[] => typeof corner[1] === 'number');
    if (corners.length < 4) return [];
    return [
      { type: 'polygon', shape: { points: corners.map((each) => api.coord(each)) }, style: { fill: COLOR.band } },
    ];
  });
  const marks = drawnBy(points.length, (i, api) => {
    const point = points[i];
    if (point === undefined || point.value === null) return [];
    const [x, y] = api.coord([i, point.value]);
    const isLast = i === last;
    const dot = shape.dot(x, y, isLast ? 4 : 2, point.isComplete ? COLOR.plain : COLOR.surface, COLOR.plain);
    if (!isLast) return [dot];
    const text = shape.text(x + 6, y - 15, full(scale, point.value), COLOR.ink, 'right', FONT + 1);
    return [dot, text];
  });
  return {
    width,
    height: HEIGHT,
    option: {
      grid: { left: LEFT, right: 16, top: 22, bottom: 26, outerBoundsMode: 'none' },
      xAxis: names(
        points.map((point) => point.label),
        {
          boundaryGap: false,
          axisLabel: {
            color: COLOR.muted,
            fontSize: FONT,
            formatter: (name: string) => name,
            interval: (i: number) => (points.length - 1 - i) % every === 0,
            alignMaxLabel: 'right',
          },
        },
      ),
      yAxis: numbers(scale, {
        ...span(bounds, 3),
        axisLabel: {
          color: COLOR.muted,
          fontSize: FONT,
          formatter: (value: number) => tick(scale, value),
        },
      }),
      series: [
        band,
        {
          type: 'line',
          silent: true,
          symbol: 'none',
          data: points.map(({ value }) => value),
          lineStyle: { color: COLOR.plain, width: 2 },
        },
        marks,
      ],
    },
  };
}
