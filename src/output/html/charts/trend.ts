import type { TrendChart } from '../../content/document.ts';
import { COLOR, type Drawing, FONT, widthOf } from '../svg.ts';
import { drawnBy, full, names, numbers, shape, span, tick } from './axis.ts';

const HEIGHT = 190;
const LEFT = 52;
const BOTTOM = 26;

/** A line with the band of its intervals; the last point bears its value. */
export function trend({ scale, points }: TrendChart, width: number): Drawing {
  const last = points.findLastIndex(({ value }) => value !== null);
  const middle = Math.round((points.length - 1) / 2);
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
    // An interval with none beside it makes no band.
    const isAlone = [points[i - 1], points[i + 1]].every((each) => typeof each?.low !== 'number');
    const alone =
      isAlone && point.low !== null && point.high !== null
        ? [shape.line(x, api.coord([i, point.low])[1], x, api.coord([i, point.high])[1], COLOR.band, 6)]
        : [];
    const isLast = i === last;
    const dot = shape.dot(x, y, isLast ? 4 : 2, point.isComplete ? COLOR.plain : COLOR.surface, COLOR.plain);
    if (!isLast) return [...alone, dot];
    const text = full(scale, point.value);
    // Where the line runs above the last point, and not below it, its value stands below.
    const left = x + 6 - widthOf(text) - 8;
    const beside = points.slice(0, i).flatMap(({ value }, j) => {
      const [across, height] = value === null ? [-Infinity, 0] : api.coord([j, value]);
      return across < left && j < i - 1 ? [] : [height];
    });
    const isCrossed = beside.some((height) => height < y - 2);
    const isBelow = isCrossed && beside.every((height) => height < y + 4) && y + 24 < HEIGHT - BOTTOM;
    return [...alone, dot, shape.text(x + 6, isBelow ? y + 15 : y - 15, text, COLOR.ink, 'right', FONT + 1)];
  });
  return {
    width,
    height: HEIGHT,
    option: {
      grid: { left: LEFT, right: 16, top: 22, bottom: BOTTOM, outerBoundsMode: 'none' },
      xAxis: names(
        points.map((point) => point.label),
        {
          boundaryGap: false,
          axisLabel: {
            color: COLOR.muted,
            fontSize: FONT,
            formatter: (name: string) => name,
            interval: (i: number) => i === 0 || i === points.length - 1 || (points.length > 4 && i === middle),
            alignMinLabel: 'left',
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
