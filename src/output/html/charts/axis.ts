import { format, round } from '../../../calculator/unit.ts';
import type { Scale } from '../../content/document.ts';
import { figures } from '../escape.ts';
import { COLOR, FONT } from '../svg.ts';

const STEPS = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** A value on an axis: short, since the table has it in full. */
export function tick({ unit, decimals }: Scale, value: number): string {
  if (unit === 'ratio') return `${round(value * 100, 1)} %`.replace(/^-/, '\u2212');
  const major = unit === 'money' ? value / 10 ** decimals : value;
  const [size, letter] = STEPS.find(([least]) => Math.abs(major) >= least) ?? [1, ''];
  const text = `${round(major / size, 2)}${letter === '' ? '' : ` ${letter}`}`;
  return figures(unit === 'hours' ? `${text} h` : text);
}

/** A value in full. */
export const full = ({ unit, decimals }: Scale, value: number): string => figures(format[unit](value, decimals));

/** Where an axis begins and ends, and its step: round numbers around all there is, about so many steps apart. */
export function span(values: readonly number[], steps: number): { min: number; max: number; interval: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(range / steps));
  const interval = power * ([1, 2, 2.5, 5, 10].find((each) => each * power >= range / steps) ?? 10);
  return { min: Math.floor(low / interval) * interval, max: Math.ceil(high / interval) * interval, interval };
}

const label = { color: COLOR.muted, fontSize: FONT } as const;
const rule = { lineStyle: { color: COLOR.line, width: 1 } } as const;

/** An axis of numbers, with lines across the chart. */
export const numbers = (scale: Scale, more: object = {}) => ({
  type: 'value' as const,
  axisLabel: { ...label, formatter: (value: number) => tick(scale, value), hideOverlap: true },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: rule,
  ...more,
});

/** An axis of names. */
export const names = (all: readonly string[], more: object = {}) => ({
  type: 'category' as const,
  data: [...all],
  axisLabel: { ...label, formatter: (name: string) => name, interval: 0 },
  axisLine: { ...rule, show: true },
  axisTick: { show: false },
  ...more,
});

/** What custom series are given to place things by. */
export interface Api {
  coord(point: readonly number[]): [number, number];
  size(extent: readonly number[]): [number, number];
}

/** A series drawn by hand: `draw` gives the shapes of one item. */
export const drawnBy = (count: number, draw: (index: number, api: Api) => readonly object[]) => ({
  type: 'custom' as const,
  silent: true,
  animation: false,
  // Its values are placed by the axes that other series span.
  data: Array.from({ length: count }, (_, index) => [index, index]),
  encode: { x: -1, y: -1 },
  renderItem: (params: { readonly dataIndex: number }, api: Api) => ({
    type: 'group' as const,
    children: [...draw(params.dataIndex, api)],
  }),
});

/** Shapes of series drawn by hand. */
export const shape = {
  rect: (x: number, y: number, width: number, height: number, fill: string, r = 2) => ({
    type: 'rect',
    shape: { x, y, width, height, r },
    style: { fill },
  }),
  line: (x1: number, y1: number, x2: number, y2: number, stroke: string, lineWidth = 1, lineDash?: number[]) => ({
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style: { stroke, lineWidth, ...(lineDash && { lineDash }) },
  }),
  dot: (cx: number, cy: number, r: number, fill: string, stroke = fill) => ({
    type: 'circle',
    shape: { cx, cy, r },
    style: { fill, stroke, lineWidth: 2 },
  }),
  text: (
    x: number,
    y: number,
    text: string,
    fill: string,
    align: 'left' | 'center' | 'right' = 'left',
    fontSize = FONT,
  ) => ({
    type: 'text',
    x,
    y,
    style: { text, fill, align, verticalAlign: 'middle', fontSize },
  }),
};
