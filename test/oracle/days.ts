import { repeat } from './text.ts';
import type { Random } from './random.ts';

// Days of the invented companies, as whole numbers since 1970.

const DAY = 24 * 60 * 60 * 1000;
const FIRST = dayOf('2023-07-01');
export const LAST = dayOf('2025-01-31');
export const AS_OF = dayOf('2025-03-01');
export const TIMES = ['00:00:00', '00:00:01', '08:15:00', '16:40:05', '23:59:59'];

/** The first and last days of the periods that are asked for, and their neighbours. */
const EDGES = `
  2023-12-31 2024-01-01 2024-02-09 2024-02-10 2024-02-25 2024-02-26 2024-02-29 2024-03-03 2024-03-04 2024-03-31
  2024-04-01 2024-05-03 2024-05-04 2024-06-30 2024-07-01 2024-07-31 2024-08-01 2024-12-31 2025-01-01
`
  .trim()
  .split(/\s+/)
  .map(dayOf);

/** Any day; one in three is an edge, and edges and summer are where the periods look. */
export function anyDay(random: Random): number {
  const summer = dayOf('2024-06-15') + random.integer(0, 60);
  const spring = dayOf('2024-02-01') + random.integer(0, 100);
  return random.pick([
    random.pick(EDGES),
    random.pick(EDGES),
    summer,
    spring,
    ...repeat(random.integer(FIRST, LAST), 2),
  ]);
}

/** An edge that is not before a day; the day itself after the last one. */
export function edgeFrom(random: Random, day: number): number {
  return random.pick([...EDGES.filter((edge) => edge >= day), day]);
}

/** The first of the next month, or the day itself if it is a first. */
export function nextFirst(day: number): number {
  const date = new Date(day * DAY);
  if (date.getUTCDate() === 1) return day;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY;
}

function dayOf(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY;
}

export function written(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** A day, or an instant of it; a row that ends on the day it began does not end before it begins. */
export function moment(random: Random, day: number, instants: boolean, half: 'morning' | 'evening'): string {
  if (!instants) return written(day);
  const times = { morning: ['00:00:00', '09:30:00'], evening: ['16:40:05', '23:59:59'] } as const;
  return `${written(day)}T${random.pick(times[half])}Z`;
}
