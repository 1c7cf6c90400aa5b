import Table from 'cli-table3';

type Align = 'left' | 'right';

/** A column of a grid; of those that do not fit, the ones with the highest `drop` go first, without one none goes. */
export interface GridColumn {
  readonly head: string;
  readonly align: Align;
  readonly drop?: number;
}

const GAP = 2;
const EDGES = ['top', 'bottom', 'left', 'right', 'mid'];
const PLACES = ['', '-mid', '-left', '-right'];
/** No borders at all. */
const BARE = Object.fromEntries(
  [...EDGES.flatMap((edge) => PLACES.map((place) => edge + place)), 'middle'].map((name) => [name, '']),
);

/** Lays cells out without borders. What does not fit loses its least columns; nothing is ever cut. Null: it cannot fit. */
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
    colAligns: chosen.map((index) => columns[index]?.align ?? 'left'),
    head: chosen.map((index) => columns[index]?.head ?? ''),
  });
  for (const row of rows) table.push(chosen.map((index) => row[index] ?? ''));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function fitting(columns: readonly GridColumn[], rows: readonly (readonly string[])[], width: number): number[] | null {
  const widths = columns.map(
    ({ head }, i) => Math.max(widthOf(head), ...rows.map((row) => widthOf(row[i] ?? ''))) + GAP,
  );
  let chosen = columns.map((_, i) => i).filter((i) => (widths[i] ?? 0) > GAP);
  for (;;) {
    const total = chosen.reduce((sum, i) => sum + (widths[i] ?? 0), 0) - GAP;
    if (total <= width) return chosen;
    const droppable = chosen.filter((i) => columns[i]?.drop !== undefined);
    if (droppable.length === 0) return null;
    const worst = droppable.reduce((a, b) => ((columns[b]?.drop ?? 0) > (columns[a]?.drop ?? 0) ? b : a));
    chosen = chosen.filter((i) => i !== worst);
  }
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]/gu;
const ESCAPE = /\u001b\[[\d;]*m/g;

/** Columns a text takes in a terminal. */
function widthOf(text: string): number {
  const bare = text.replaceAll(ESCAPE, '');
  return Array.from(bare).length + (bare.match(WIDE)?.length ?? 0);
}
