import type { Exports } from './generate.ts';
import { Random } from './random.ts';
import { anyDay, written } from './days.ts';
import { csv, range, type Row } from './text.ts';
import { customersCsv, makeCustomers } from './customers.ts';

/** Words that no language guess, no negation and no stem makes anything else of. */
const WORDS = ['slow', 'slow', 'report', 'export', 'fast', 'login', 'team'];

/** Answers with and without a score and a comment, of at most three simple words; some are said twice on a day. */
export function commentsOf(seed: number): Pick<Exports, 'customers' | 'surveys'> {
  const random = new Random(seed * 31);
  const customers = makeCustomers(random);
  const rows: Row[] = [];
  for (const { id } of customers) {
    for (const _ of range(random.integer(0, 6))) {
      const words = range(random.integer(1, 3)).map(() => random.pick(WORDS));
      const row = {
        respondent_id: random.chance(0.1) ? '' : `${id}-${random.integer(1, 2)}`,
        customer_id: random.chance(0.05) ? '' : id,
        kind: random.pick(['nps', 'csat', 'ces', 'enps', 'interview']),
        score: random.chance(0.3) ? '' : String(random.integer(1, 5)),
        responded_at: written(anyDay(random)),
        comment: random.chance(0.4) ? '' : words.join(' '),
      };
      for (const _ of range(random.pick([1, 1, 1, 2]))) rows.push({ response_id: `a${rows.length + 1}`, ...row });
    }
  }
  const header = 'response_id respondent_id customer_id kind score responded_at comment'.split(' ');
  return { customers: customersCsv(customers), surveys: csv(header, rows) };
}
