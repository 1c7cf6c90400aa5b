import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { escape, Markup } from './escape.ts';

use([BarChart, CustomChart, LineChart, GridComponent, SVGRenderer]);

/** A drawing: how large it is in CSS pixels, and what is in it. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly option: EChartsCoreOption;
}

/** What a drawing is called. */
export interface Caption {
  /** Its own on the page. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Colours by what they stand for: the page's style says what they are, by light and by dark. */
export const COLOR = {
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  line: 'var(--line)',
  surface: 'var(--surface)',
  plain: 'var(--plain)',
  band: 'var(--band)',
  good: 'var(--good)',
  middle: 'var(--middle)',
  warning: 'var(--warning)',
  bad: 'var(--bad)',
} as const;

/** The size of words in a drawing, in CSS pixels. */
export const FONT = 12;
/** About how wide a text is: no font is at hand to measure with. */
export const widthOf = (text: string): number => Array.from(text).length * FONT * 0.58;

/** A static SVG: named for those who cannot see it, without styles of its own, the same for the same drawing. */
export function svg({ width, height, option }: Drawing, { id, title, text }: Caption, name: string): Markup {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, ...option });
  const drawn = clean(chart.renderToSVGString({ useViewBox: true }), id);
  chart.dispose();
  const head = `<svg class="${name}" role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`;
  const words = `<title id="${id}-t">${escape(title)}</title><desc id="${id}-d">${escape(text)}</desc>`;
  return new Markup(head + words + drawn + '</svg>');
}

/**
 * What the library draws, without what a strict page refuses (style attributes and elements), without what only a
 * script needs, and with ids of the page. Data are in the text of elements alone, where quotes are escaped: no pattern
 * below can meet one there.
 */
function clean(drawn: string, id: string): string {
  return drawn
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<style >[\s\S]*<\/style>/, '')
    .replace(/<rect [^>]*fill="none"><\/rect>/, '')
    .replaceAll(/ (?:class|ecmeta_\w+|pointer-events|xml:space|paint-order)="[^"]*"/g, '')
    .replaceAll(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replaceAll(/="(url\(#)?zr\d+-/g, `="$1${id}-`)
    .replaceAll(/\n+/g, '\n');
}

/** Declarations as attributes: a policy that refuses styles in elements has nothing against these. */
function attributesOf(style: string): string {
  const all = style.split(';').map((each) => each.split(':').map((part) => part.trim()));
  const kept = all.filter(([property]) => property === 'font-size' || property === 'font-weight');
  return kept.map(([property = '', value = '']) => ` ${property}="${value}"`).join('');
}
