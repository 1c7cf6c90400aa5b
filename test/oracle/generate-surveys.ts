import type { Random } from './random.ts';
import { LAST, TIMES, anyDay, written } from './days.ts';
import { csv, range, type Row } from './text.ts';
import type { Customer } from './customers.ts';
import { type Ticket } from './generate-tickets.ts';

const SCALES = { nps: [0, 10], csat: [1, 5], ces: [1, 7], enps: [0, 10] } as const;
type Kind = keyof typeof SCALES;

export function makeSurveys(random: Random, customers: readonly Customer[], tickets: readonly Ticket[]): string {
  const header = [
    ['response_id'],
    random.chance(0.92) ? ['respondent_id'] : [],
    ['customer_id'],
    random.chance(0.8) ? ['ticket_id'] : [],
    ['kind', 'score'],
    random.chance(0.8) ? ['sent_at'] : [],
    ['responded_at'],
  ].flat();
  const calendar = new Calendar();

  const rows: Row[] = [];
  for (const customer of customers) {
    for (const person of range(random.integer(0, 3))) {
      const respondent = random.chance(0.1) ? '' : `${customer.id}-${person + 1}`;
      const home = anyDay(random);
      for (const _ of range(random.integer(1, 6))) {
        const kind = random.pick<Kind>(['nps', 'nps', 'nps', 'csat', 'csat', 'csat', 'ces', 'ces', 'enps']);
        const [ticket, ...others] = tickets.filter((one) => one.customer === customer.id);
        const about = ticket && kind === 'csat' && random.chance(0.6) ? random.pick([ticket, ...others]).id : '';
        // Several answers in one period, often on one day, need days that lie close together.
        const day = Math.min(random.pick([home, home, home + random.integer(1, 40), anyDay(random)]), LAST);
        const time = random.chance(0.3) ? null : random.pick(TIMES);
        if (
          !calendar.book([`${kind} by ${respondent || rows.length}`, `${kind} on ${about || rows.length}`], day, time)
        ) {
          continue;
        }
        const [low, high] = SCALES[kind];
        const blank = random.chance(0.12);
        const asked = day - random.integer(0, 10);
        rows.push({
          response_id: `a${rows.length + 1}`,
          respondent_id: respondent,
          customer_id: random.chance(0.04) ? '' : customer.id,
          ticket_id: about,
          kind,
          score: blank
            ? ''
            : String(random.chance(0.5) && high === 10 ? random.integer(6, 9) : random.integer(low, high)),
          sent_at: random.chance(0.08) ? '' : written(asked) + (asked < day && random.chance(0.5) ? 'T23:59:59Z' : ''),
          responded_at: blank && random.chance(0.6) ? '' : written(day) + (time === null ? '' : `T${time}Z`),
        });
      }
    }
  }
  return csv(header, rows);
}

/** Refuses what no definition puts in order: two answers at one moment, or a day beside an instant of that day. */
class Calendar {
  private readonly booked = new Map<string, Set<string>>();

  book(whose: readonly string[], day: number, time: string | null): boolean {
    const keys = whose.map((one) => `${one} ${day}`);
    const taken = keys.map((key) => this.booked.get(key) ?? new Set<string>());
    if (taken.some((times) => times.has('all day') || (time === null ? times.size > 0 : times.has(time)))) return false;
    keys.forEach((key, i) => this.booked.set(key, (taken[i] ?? new Set<string>()).add(time ?? 'all day')));
    return true;
  }
}
