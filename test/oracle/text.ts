import type { Random } from './random.ts';

// CSV of the invented companies.

export type Row = Readonly<Record<string, string>>;

export function money(random: Random, cents: number): string {
  return cents % 100 === 0 && random.chance(0.5) ? String(cents / 100) : (cents / 100).toFixed(2);
}

export function csv(header: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => header.map((column) => row[column] ?? '').join(','));
  return `${[header.join(','), ...lines].join('\n')}\n`;
}

export function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

export function repeat<Item>(item: Item, times: number): Item[] {
  return range(times).map(() => item);
}
