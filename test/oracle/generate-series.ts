import type { Exports } from './generate.ts';
import { customersCsv, type Customer } from './customers.ts';
import { Random } from './random.ts';
import { csv, range, type Row } from './text.ts';

/** A company of so many months up to one, which is unlike the others in some way. Customers' segments are their reps. */
export function monthly(seed: number, last: string, months: number): Exports {
  const random = new Random(seed * 7933);
  const year = Number(last.slice(0, 4));
  const month = Number(last.slice(5)) - 1;
  const restless = random.chance(0.4) ? 0.25 : 0;
  const odd = random.pick(['answers', 'tickets', 'leaving', 'all', 'none']);
  const reps = random.pick([
    ['ana', 'ben', 'cleo'],
    ['ana', 'ben', 'cleo', 'dan', ''],
    ['ana', 'ben'],
  ]);
  const weak = random.pick(['ana', 'nobody']);
  const firsts = range(months).map((i) => Date.UTC(year, month - months + 1 + i, 1) / (24 * 60 * 60 * 1000));
  const customers = range(random.integer(30, 70)).map((i): Customer => {
    const rep = random.pick(reps);
    return { id: `c${i}`, segment: rep, rep };
  });
  const day = (first: number, after: number) =>
    new Date((first + after) * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const surveys: Row[] = [];
  const tickets: Row[] = [];
  const subscriptions: Row[] = [];
  const share = random.pick([0.3, 0.6, 0.8, 0.97]);
  const rate = random.pick([0, 0.01, 0.04]);
  const gone = new Map<string, number>();
  firsts.forEach((first, i) => {
    const isLast = i === months - 1;
    const unlike = (what: string) => isLast && (odd === what || odd === 'all');
    const good = Math.min(1, Math.max(0, share + (random.fraction() - 0.5) * 2 * restless));
    const now = unlike('answers') ? random.pick([good / 3, 1]) : good;
    for (const kind of ['nps', 'csat', 'ces'] as const) {
      const [bad, fine] = { nps: [6, 9], csat: [2, 4], ces: [3, 5] }[kind] as [number, number];
      for (const _ of range(random.pick([0, 3, 20, 40, 60]))) {
        const { id, rep } = random.pick(customers);
        surveys.push({
          response_id: `a${surveys.length}`,
          respondent_id: `p${surveys.length}`,
          customer_id: id,
          kind,
          score: String((random.chance(rep === weak ? now / 4 : now) ? fine : bad) + random.integer(0, 1)),
          responded_at: day(first, random.integer(0, 27)),
        });
      }
    }
    const hours = unlike('tickets') ? 3 : 1;
    for (const _ of range(random.pick([5, 20, 30, 40]) * (unlike('tickets') ? random.pick([1, 4]) : 1))) {
      const solved = random.integer(0, 20);
      const again = random.chance(unlike('tickets') ? 0.6 : 0.1);
      const minutes = random.integer(1, 50) * hours;
      tickets.push({
        ticket_id: `t${tickets.length}`,
        customer_id: random.pick(customers).id,
        created_at: `${day(first, solved)}T09:00:00Z`,
        first_response_at: `${day(first, solved)}T${String(9 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00Z`,
        first_solved_at: `${day(first, solved)}T15:00:00Z`,
        solved_at: again ? `${day(first, solved + 5)}T15:00:00Z` : `${day(first, solved)}T15:00:00Z`,
        reopens: again ? '1' : '0',
        reopened_at: again ? `${day(first, solved + 3)}T15:00:00Z` : '',
        agent_replies: '1',
        agent_replies_before_solve: random.chance(0.7) ? '1' : '2',
        status: 'solved',
      });
    }
    for (const { id, rep } of customers) {
      const leaves = unlike('leaving') ? (rep === weak ? 0.7 : 0.15) : rate;
      if (!gone.has(id) && random.chance(leaves)) gone.set(id, first + random.integer(0, 27));
    }
  });
  for (const { id } of customers) {
    const end = gone.get(id);
    subscriptions.push({
      subscription_id: `s-${id}`,
      customer_id: id,
      started_at: day((firsts[0] ?? 0) - 40, 0),
      ended_at: end === undefined ? '' : day(end, 0),
      amount: String(random.integer(10, 900)),
      currency: 'USD',
      interval: 'month',
    });
  }
  const columns = (rows: readonly Row[]) => Object.keys(rows[0] ?? { customer_id: '' });
  return {
    customers: customersCsv(customers),
    subscriptions: csv(columns(subscriptions), subscriptions),
    tickets: csv(columns(tickets), tickets),
    surveys: csv(['response_id', 'respondent_id', 'customer_id', 'kind', 'score', 'responded_at'], surveys),
    payments: 'payment_id,customer_id,at,amount\n',
  };
}
