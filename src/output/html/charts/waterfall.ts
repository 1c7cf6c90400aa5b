import type { WaterfallChart } from '../../content/document.ts';
import { figures } from '../escape.ts';
import { COLOR, type Drawing, widthOf } from '../svg.ts';
import { drawnBy, names, numbers, shape, span } from './axis.ts';

const ROW = 34;
const COLORS = { total: COLOR.plain, up: COLOR.good, down: COLOR.bad } as const;

/** Bars from one level to the next, one below the other. */
export function waterfall({ scale, steps, least }: WaterfallChart, width: number): Drawing {
  const most = Math.max(...steps.flatMap(({ from, to }) => [from, to]));
  const axis = span([least, most], width > 500 ? 5 : 2);
  const left = Math.max(...steps.map(({ label }) => widthOf(label))) + 12;
  const right = Math.max(...steps.map(({ text }) => widthOf(text))) + 12;
  const bars = drawnBy(steps.length, (i, api) => {
    const step = steps[i];
    if (step === undefined) return [];
    const start = step.kind === 'total' ? Math.max(0, axis.min) : step.from;
    const [a, y] = api.coord([Math.min(start, step.to), i]);
    const [b] = api.coord([Math.max(start, step.to), i]);
    const [end] = api.coord([step.to, i]);
    const thick = ROW * 0.56;
    const next = i + 1 < steps.length ? [shape.line(end, y + thick / 2, end, y + ROW - thick / 2, COLOR.muted)] : [];
    return [
      ...next,
      shape.rect(a, y - thick / 2, Math.max(2, b - a), thick, COLORS[step.kind]),
      shape.text(b + 6, y, figures(step.text), COLOR.ink),
    ];
  });
  return {
    width,
    height: steps.length * ROW + 32,
    option: {
      grid: { left, right, top: 4, bottom: 28, outerBoundsMode: 'none' },
      xAxis: numbers(scale, axis),
      yAxis: names(
        steps.map(({ label }) => label),
        { inverse: true },
      ),
      series: [bars],
    },
  };
}
