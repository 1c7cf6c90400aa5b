import Table from 'cli-table3';
import { widthOf, wrap } from './wrap.ts';

type Align = 'left' | 'right';

/** A column of a grid. Where they do not fit, the ones with the highest `drop` or `fold` give way first, without one none. */
export interface GridColumn {
  readonly head: string;
  readonly align: Align;
  /** When it is left out. */
  readonly drop?: number;
  /** When its texts go over several lines. */
  readonly fold?: number;
}

const GAP = 2;
const EDGES = ['top', 'bottom', 'left', 'right', 'mid'];
const PLACES = ['', '-mid', '-left', '-right'];
/** No borders at all. */
const BARE = Object.fromEntries(
  [...EDGES.flatMap((edge) => PLACES.map((place) => edge + place)), 'middle'].map((name) => [name, '']),
);

/** A folded text is not made narrower than this, nor than its longest word. */
const NARROWEST = 16;
const MARGIN = '  ';

/** Lays cells out without borders. What does not fit folds or loses its least columns; nothing is ever cut. Null: it cannot fit. */
export function grid(
  columns: readonly GridColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): string | null {
  const chosen = fitting(columns, rows, width);
  if (chosen === null) return null;
  const table = new Table({
    chars: BARE,
    style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [] },
    colAligns: chosen.map(({ index }) => columns[index]?.align ?? 'left'),
    head: chosen.map(({ index }) => columns[index]?.head ?? ''),
  });
  for (const row of rows) {
    table.push(
      chosen.map(({ index, room }) => {
        const text = row[index] ?? '';
        return room === Infinity ? text : wrap(text, room, MARGIN).join('\n');
      }),
    );
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A column that is shown, and how wide its texts may be. */
interface Fit {
  readonly index: number;
  readonly room: number;
}

function fitting(columns: readonly GridColumn[], rows: readonly (readonly string[])[], width: number): Fit[] | null {
  const textsOf = (i: number): string[] => [columns[i]?.head ?? '', ...rows.map((row) => row[i] ?? '')];
  const widest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
  const natural = columns.map((_, i) => widest(textsOf(i)));
  const needed = [...natural];
  const folded = new Set<number>();
  let shown = columns.map((_, i) => i).filter((i) => (natural[i] ?? 0) > 0);
  const rankOf = (i: number): number =>
    Math.max(columns[i]?.drop ?? -Infinity, folded.has(i) ? -Infinity : (columns[i]?.fold ?? -Infinity));
  for (;;) {
    const left = width - shown.reduce((sum, i) => sum + (needed[i] ?? 0) + GAP, -GAP);
    if (left >= 0) {
      // What a folded column did not have to give up, it has.
      const room = (i: number): number => (folded.has(i) ? (needed[i] ?? 0) + left : Infinity);
      return shown.map((index) => ({ index, room: room(index) }));
    }
    const [worst] = shown.filter((i) => rankOf(i) > -Infinity).toSorted((a, b) => rankOf(b) - rankOf(a));
    if (worst === undefined) return null;
    if (columns[worst]?.fold === rankOf(worst)) {
      folded.add(worst);
      const words = textsOf(worst).flatMap((text) => text.split(/\s+/).map((word) => MARGIN + word));
      needed[worst] = Math.min(natural[worst] ?? 0, Math.max(NARROWEST, widest(words)));
    } else shown = shown.filter((i) => i !== worst);
  }
}
