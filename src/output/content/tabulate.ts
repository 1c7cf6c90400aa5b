import type { Table } from './document.ts';

/** A column, and what stands in it. */
interface Column<Row> {
  readonly head: string;
  readonly isNumber?: boolean;
  readonly isLong?: boolean;
  readonly text: (row: Row) => string;
  /** Left out: always. A column in which no line has anything is only noise. */
  readonly isShown?: boolean;
}

/** A table, a line for each row. */
export function tabulate<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Table {
  const shown = columns.filter(({ isShown = true }) => isShown);
  return {
    columns: shown.map(({ head, isNumber = false, isLong = false }) => ({ head, isNumber, isLong })),
    rows: rows.map((row) => shown.map(({ text }) => text(row))),
  };
}

/** What there is of some parts, in one text. */
export const joined = (parts: readonly string[], by: string): string => parts.filter((part) => part !== '').join(by);
