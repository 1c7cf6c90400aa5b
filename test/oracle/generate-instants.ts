import type { Exports } from './generate.ts';
import { Random } from './random.ts';

const HOUR = 60 * 60 * 1000;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:]{8}Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * A company whose instants fall at any hour and are written with any offset, so that the zone decides on the day.
 * All of one row move by the same time, for none may pass another. In some companies what was a day of a subscription
 * or payment becomes an instant; at one time of day for each customer, so that rows of one subscription still touch.
 */
export function atAnyHour(exports: Exports, seed: number): Exports {
  const random = new Random(seed + 9_000_000);
  const timed = random.chance(0.6);
  const times = new Map<string, string>();
  const moved = (text: string, days: boolean) => {
    const [first = '', ...lines] = text.trimEnd().split('\n');
    const customer = first.split(',').indexOf('customer_id');
    const rows = lines.map((line) => {
      const cells = line.split(',');
      const id = cells[customer] ?? '';
      const shift = random.pick([0, 0, 4, 5, -9, 7.25, -12, 11]) * HOUR - random.integer(0, 1) * 1000;
      const time =
        times.get(id) ?? random.pick(['03:59:59', '04:00:00', '05:00:00', '14:59:59', '15:00:00', '22:30:00']);
      times.set(id, time);
      // A day beside an instant, as of an answer and its survey, would be in no order that holds in every zone.
      const instants = cells.some((cell) => INSTANT.test(cell));
      return cells
        .map((cell) => {
          if (!days && instants && DAY.test(cell)) return offset(random, Date.parse(`${cell}T00:00:00Z`) + shift);
          if (INSTANT.test(cell)) return offset(random, Date.parse(cell) + (days ? 0 : shift));
          return days && timed && DAY.test(cell) ? offset(random, Date.parse(`${cell}T${time}Z`)) : cell;
        })
        .join(',');
    });
    return `${[first, ...rows].join('\n')}\n`;
  };
  return {
    ...exports,
    // What has instants already keeps them, in UTC; there rows of one subscription could be for the same day elsewhere.
    subscriptions: /T[\d:]{8}Z/.test(exports.subscriptions)
      ? exports.subscriptions.replaceAll(/^s\d+,/gm, (_, at: number) => `s${at},`)
      : moved(exports.subscriptions, true),
    payments: moved(exports.payments, true),
    surveys: moved(exports.surveys, false),
    tickets: moved(exports.tickets, false),
  };
}

/** The same instant, as some clock shows it. */
function offset(random: Random, instant: number): string {
  const hours = random.pick([0, 0, 2, -5, 9]);
  const shown = new Date(instant + hours * HOUR).toISOString().slice(0, 19);
  return hours === 0 ? `${shown}Z` : `${shown}${hours < 0 ? '-' : '+'}0${Math.abs(hours)}:00`;
}
