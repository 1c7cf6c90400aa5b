import type { Company } from './generate-health.ts';
import type { Customer } from './customers.ts';
import { csv, money, range, type Row } from './text.ts';

// What customers of a company do, ask, answer and pay, around one close.

/** Some use it daily, some hardly, some no more; some exports begin late or end early, or name no users. */
export function makeUsage(company: Company, customers: readonly Customer[]): string {
  const { random } = company;
  const header = ['customer_id', 'at', random.chance(0.8) ? 'user_id' : '', random.chance(0.8) ? 'feature' : ''];
  const counted = random.chance(0.7);
  const first = random.pick([26, 27, 28, 40, 54, 55, 56, 111, 112, 150, 150, 150]);
  const last = random.pick([6, 7, 8, -30, -30, -30, -30]);
  const rows: Row[] = [];
  for (const { id } of customers) {
    const [begins, ends] = [random.integer(last, first), random.integer(last, first)].toSorted((a, b) => b - a);
    for (const _ of range(random.pick([0, 3, 15, 40]))) {
      const ago = random.pick([random.integer(ends ?? 0, begins ?? 0), company.edge(28, 112), first, last]);
      if (ago > first || ago < last) continue;
      rows.push({
        customer_id: id,
        at: company.before(ago, random.chance(0.5)),
        user_id: random.chance(0.1) ? '' : `${id}-${random.integer(1, 6)}`,
        feature: random.pick(['login', 'report', 'export', 'share', '']),
        count: random.chance(0.2) ? '' : String(random.pick([1, 1, 2, 9])),
      });
    }
  }
  return csv([...header.filter((name) => name !== ''), ...(counted ? ['count'] : [])], rows);
}

/** Tickets, open at the close or not, of any priority, reopened in the window or long ago. */
export function makeHelp(company: Company, customers: readonly Customer[]): string {
  const { random } = company;
  const rows: Row[] = [];
  for (const { id } of customers) {
    for (const _ of range(random.pick([0, 1, 3, 8]))) {
      const timed = random.chance(0.5);
      let ago = company.edge(28, 56, 112);
      const at = (days: number) =>
        company.before(days, timed).replace(/T.*/, timed ? `T12:00:0${rows.length % 10}Z` : '');
      const created = at(ago);
      const solved = random.chance(0.75);
      const step = () => at((ago -= random.pick([0, 1, 3, 20, 40])));
      const first = solved ? step() : '';
      const reopened = solved && random.chance(0.3);
      // csm takes a ticket that is reopened on the day of its solve, dated without a time, for solved.
      if (reopened) ago -= 1;
      const again = reopened ? step() : '';
      const settled = reopened ? random.chance(0.7) : solved;
      rows.push({
        ticket_id: `t${rows.length + 1}`,
        customer_id: random.chance(0.04) ? '' : id,
        created_at: created,
        first_solved_at: first,
        reopened_at: again,
        reopens: reopened ? '1' : '0',
        solved_at: reopened && settled ? step() : settled ? first : '',
        priority: random.pick(['urgent', 'high', 'high', 'normal', 'low', '']),
        status: random.chance(0.03) ? 'deleted' : settled ? 'solved' : 'open',
        is_spam: String(random.chance(0.03)),
        submitter_role: random.chance(0.06) ? 'agent' : 'customer',
        merged_into: rows.length > 0 && random.chance(0.04) ? `t${random.integer(1, rows.length)}` : '',
      });
    }
  }
  const header = 'ticket_id customer_id created_at first_solved_at reopened_at reopens solved_at priority status';
  return csv([...header.split(' '), 'is_spam', 'submitter_role', 'merged_into'], rows);
}

const SCALES = {
  nps: [[0, 10]],
  csat: [
    [1, 5],
    [1, 5],
    [1, 10],
    [1, 7],
  ],
  ces: [
    [1, 7],
    [1, 7],
    [1, 5],
  ],
} as const;

/** Answers of several people of a customer, on scales of their own, of ease and of effort, with and without a ticket. */
export function makeAnswers(company: Company, customers: readonly Customer[]): string {
  const { random } = company;
  const scaled = random.chance(0.6);
  const directed = random.chance(0.6);
  const rows: Row[] = [];
  const taken = new Set<string>();
  const scale = { nps: random.pick(SCALES.nps), csat: random.pick(SCALES.csat), ces: random.pick(SCALES.ces) };
  for (const { id } of customers) {
    for (const _ of range(random.pick([0, 1, 4, 12]))) {
      const kind = random.pick(['nps', 'csat', 'ces'] as const);
      const person = random.chance(0.1) ? '' : `${id}-${random.integer(1, 3)}`;
      const ticket = random.chance(0.3) ? `${id}-t${random.integer(1, 3)}` : '';
      const ago = kind === 'nps' ? company.edge(180) : company.edge(90);
      // No definition orders two answers of one day, or knows which of an instant and a day is the later.
      const keys = [`${kind} ${person || rows.length} ${ago}`, `${kind} ${ticket || rows.length} ${ago}`];
      if (keys.some((key) => taken.has(key))) continue;
      keys.forEach((key) => taken.add(key));
      const [low, high] = scaled ? scale[kind] : SCALES[kind][0];
      rows.push({
        response_id: `a${rows.length + 1}`,
        respondent_id: person,
        customer_id: random.chance(0.04) ? '' : id,
        ticket_id: ticket,
        kind,
        score: random.chance(0.1) ? '' : String(random.integer(low, high)),
        scale_min: String(low),
        scale_max: String(high),
        direction: kind === 'ces' ? (rows.length % 3 === 0 ? 'effort' : 'ease') : '',
        responded_at: company.before(ago, random.chance(0.4)),
      });
    }
  }
  const header = 'response_id respondent_id customer_id ticket_id kind score responded_at'.split(' ');
  return csv([...header, ...(scaled ? ['scale_min', 'scale_max'] : []), ...(directed ? ['direction'] : [])], rows);
}

/** Bills paid in time, late or never, charges that failed and what was paid after them, refunds. */
export function makeBills(company: Company, customers: readonly Customer[]): string {
  const { random } = company;
  const due = random.chance(0.7);
  const settles = random.chance(0.7);
  const documents = random.chance(0.4);
  const rows: Row[] = [];
  for (const { id } of customers) {
    for (const _ of range(random.pick([0, 1, 3, 5]))) {
      const ago = company.edge(30, 60);
      const status = random.pick(['paid', 'paid', 'paid', 'open', 'failed', 'void', 'draft']);
      const term = random.pick([0, 0, 14, 30]);
      rows.push({
        payment_id: `p${rows.length + 1}`,
        customer_id: id,
        at: company.before(ago),
        due_at: random.chance(0.1) ? '' : company.before(ago - term),
        settled_at:
          status === 'paid' && random.chance(0.8) ? company.before(ago - random.pick([0, 1, 10, 31, 60])) : '',
        amount: money(random, random.integer(1, 90_000)),
        currency: 'USD',
        document: random.chance(0.5) ? `${id}-d${random.integer(1, 2)}` : '',
        kind: status === 'paid' && random.chance(0.1) ? 'refund' : 'recurring',
        status,
      });
    }
  }
  const header = 'payment_id customer_id at amount currency kind status'.split(' ');
  const more = [due ? ['due_at'] : [], settles ? ['settled_at'] : [], documents ? ['document'] : []].flat();
  return csv([...header, ...more], rows);
}

const NUMBERS = ['employees', 'revenue', 'customer_count'] as const;
const SIGNALS = ['hiring', 'taking_on_business', 'retention_improving'] as const;

/** How customers' own business goes: a history, columns with a day of their own, and columns of the purchase. */
export function makeGrowth(
  company: Company,
  customers: readonly Customer[],
  some: boolean,
): { customers: string; history: string } {
  const { random } = company;
  const columns = random.chance(0.5) && some;
  const dated: Row[] = [];
  const history: Row[] = [];
  for (const { id, segment, rep } of customers) {
    const days = new Set<string>();
    for (const _ of range(random.pick([0, 2, 6, 12]))) {
      const field = random.pick([...NUMBERS, ...NUMBERS, ...SIGNALS]);
      const day = company.before(company.edge(28, 90, 365, 365, 455, 700));
      if (days.has(`${field} ${day}`)) continue;
      days.add(`${field} ${day}`).add(day);
      const signal = SIGNALS.some((name) => name === field);
      const value = signal ? random.pick(['yes', 'no', '']) : String(random.pick([0, 40, 50, 60, 200, '']));
      history.push({ customer_id: id, as_of: day, field, value });
    }
    const day = company.before(company.edge(365, 365));
    const told = columns && !days.has(day) && random.chance(0.6);
    const cells = (names: readonly string[], said: () => string) =>
      Object.fromEntries(names.map((name) => [name, random.chance(0.6) ? said() : '']));
    dated.push({
      customer_id: id,
      segment,
      rep,
      seats_purchased: random.pick(['', '3', '10', '0']),
      as_of: told ? day : '',
      ...(told ? cells(NUMBERS, () => String(random.integer(0, 300))) : {}),
      ...(told ? cells(SIGNALS, () => random.pick(['yes', 'no'])) : {}),
      ...cells(
        NUMBERS.map((name) => `baseline_${name}`),
        () => String(random.pick([0, 40, 100])),
      ),
    });
  }
  const header = ['customer_id', 'segment', 'rep', random.chance(0.8) ? 'seats_purchased' : ''];
  const named = columns ? ['as_of', ...NUMBERS, ...SIGNALS] : [];
  const bought = random.chance(0.6) && some ? NUMBERS.map((name) => `baseline_${name}`) : [];
  return {
    customers: csv([...header.filter((name) => name !== ''), ...named, ...bought], dated),
    history: csv(['customer_id', 'as_of', 'field', 'value'], history),
  };
}
