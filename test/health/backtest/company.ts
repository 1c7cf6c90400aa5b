import { formatDay, parseDay } from '../../../src/calculator/calendar.ts';
import { dice, shuffled } from '../../../src/calculator/random.ts';

/** What leaving goes with. */
export interface Company {
  readonly customers: number;
  readonly seed: number;
  /** Chances in a hundred that a customer gets into trouble and then leaves; some leave without any. */
  readonly leaving?: number;
  /** Customers leave when another one would have: nothing tells it. */
  readonly isShuffled?: boolean;
  /** Nobody uses it any more from so many days before the end on. */
  readonly stopsBefore?: number;
  /** The customers export has a column that was filled in after the fact. */
  readonly hasAttribute?: boolean;
}

const FIRST = parseDay('2023-01-01')!;
const LAST = parseDay('2024-06-30')!;

/**
 * The exports of an invented company, 18 months of it. Customers in trouble use it less, and have more tickets and urgent
 * ones that stay open; 60 to 120 days later most of them leave. What they answer, and when they pay, has no part in it.
 */
export function company({ customers, seed, leaving = 60, ...kind }: Company): Record<string, string> {
  const roll = dice(seed * 7919 + 13);
  const chance = (percent: number): boolean => roll(100) < percent;
  const plans = Array.from({ length: customers }, () => {
    const isTroubled = chance(leaving);
    const trouble = isTroubled ? FIRST + 120 + roll(300) : null;
    const left = trouble !== null && chance(80) ? trouble + 60 + roll(60) : chance(8) ? FIRST + 150 + roll(380) : null;
    return { trouble, left: left !== null && left <= LAST ? left : null };
  });
  const ends = plans.map(({ left }) => left);
  const lefts = kind.isShuffled ? shuffled(ends, roll) : ends;

  const files = {
    subscriptions: ['subscription_id,customer_id,start_date,end_date,amount,currency,interval'],
    customers: [`customer_id,name${kind.hasAttribute ? ',relationship' : ''}`],
    usage: ['customer_id,at,count'],
    tickets: ['ticket_id,customer_id,created_at,solved_at,priority,status'],
    surveys: ['response_id,respondent_id,customer_id,kind,score,responded_at'],
    payments: ['payment_id,customer_id,date,amount,currency,status'],
  };
  for (const [i, { trouble }] of plans.entries()) {
    const id = `c${String(i).padStart(3, '0')}`;
    const began = FIRST + roll(45);
    const left = lefts[i] ?? null;
    const end = left ?? LAST + 1;
    files.subscriptions.push(
      `s${id},${id},${formatDay(began)},${left === null ? '' : formatDay(left)},${100 + roll(900)}.00,USD,month`,
    );
    const warmth = left === null ? 60 + roll(40) : 5 + roll(20);
    files.customers.push(`${id},Company ${i}${kind.hasAttribute ? `,${warmth}` : ''}`);
    const weekly = 30 + roll(35);
    for (let day = began; day < end; day++) {
      const inTrouble = trouble !== null && day >= trouble;
      const hasStopped = kind.stopsBefore !== undefined && left !== null && day >= left - kind.stopsBefore;
      const usually = kind.stopsBefore === undefined ? weekly : 55;
      const chances = kind.stopsBefore === undefined && inTrouble ? weekly * 0.45 : usually;
      if (!hasStopped && chance(chances)) files.usage.push(`${id},${formatDay(day)},${1 + roll(4)}`);
      const asks = kind.stopsBefore === undefined && inTrouble ? 7 : 2;
      if (chance(asks)) files.tickets.push(ticket(id, day, { isUrgent: inTrouble && chance(40), after: 1 + roll(9) }));
      if (chance(2)) files.surveys.push(`r${files.surveys.length},p${id},${id},nps,${roll(11)},${formatDay(day)}`);
      if ((day - began) % 30 === 0) {
        const isOpen = chance(4);
        files.payments.push(
          `i${files.payments.length},${id},${formatDay(day)},100.00,USD,${isOpen ? 'failed' : 'paid'}`,
        );
      }
    }
  }
  return Object.fromEntries(Object.entries(files).map(([name, lines]) => [`${name}.csv`, `${lines.join('\n')}\n`]));

  function ticket(id: string, day: number, { isUrgent, after }: { isUrgent: boolean; after: number }): string {
    const solved = day + (isUrgent ? after * 6 : after);
    const isSolved = solved <= LAST;
    const cells = [`t${files.tickets.length}`, id, formatDay(day), isSolved ? formatDay(solved) : ''];
    return [...cells, isUrgent ? 'urgent' : 'normal', isSolved ? 'solved' : 'open'].join(',');
  }
}
