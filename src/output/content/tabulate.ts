import type { Table } from './document.ts';

/** A column, and what stands in it. */
interface Column<Row> {
  readonly head: string;
  readonly isNumber?: boolean;
  readonly isLong?: boolean;
  readonly text: (row: Row) => string;
  /** Left out: always. */
  readonly isShown?: boolean;
}

/** A table, a line for each row. A column in which no line has anything is only noise: it is left out. */
export function tabulate<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Table {
  const asked = columns.filter(({ isShown = true }) => isShown);
  const cells = rows.map((row) => asked.map(({ text }) => text(row)));
  const says = asked.map((_, i) => i === 0 || rows.length === 0 || cells.some((line) => line[i] !== ''));
  return {
    columns: asked
      .filter((_, i) => says[i])
      .map(({ head, isNumber = false, isLong = false }) => ({ head, isNumber, isLong })),
    rows: cells.map((line) => line.filter((_, i) => says[i])),
  };
}

/** What there is of some parts, in one text. */
export const joined = (parts: readonly string[], by: string): string => parts.filter((part) => part !== '').join(by);
