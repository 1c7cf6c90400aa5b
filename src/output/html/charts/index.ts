import type { Chart, Figure } from '../../content/document.ts';
import { type Markup, markup } from '../escape.ts';
import { type Drawing, svg } from '../svg.ts';
import { bars } from './bars.ts';
import { heat } from './heat.ts';
import { intervals } from './intervals.ts';
import { scores } from './scores.ts';
import { trend } from './trend.ts';
import { waterfall } from './waterfall.ts';

/** CSS pixels: words in a drawing are as large on a phone as on a desk, since there is one for each. */
const WIDE = 720;
const NARROW = 330;
const SMALL = 310;

/** A chart as static SVG: a wide one and one for narrow screens, of which the style shows one. */
export function drawn(chart: Chart, { id, title, text }: Figure): Markup {
  // Several trends stand side by side: they are small everywhere.
  if (chart.kind === 'trend') return svg(trend(chart, SMALL), { id, title, text }, 'small');
  const wide = svg(drawingOf(chart, WIDE), { id, title, text }, 'wide');
  const narrow = svg(drawingOf(chart, NARROW), { id: `${id}-n`, title, text }, 'narrow');
  return markup`${wide}${narrow}`;
}

function drawingOf(chart: Exclude<Chart, { readonly kind: 'trend' }>, width: number): Drawing {
  if (chart.kind === 'waterfall') return waterfall(chart, width);
  if (chart.kind === 'heat') return heat(chart, width);
  if (chart.kind === 'scores') return scores(chart, width);
  return chart.kind === 'intervals' ? intervals(chart, width) : bars(chart, width);
}
