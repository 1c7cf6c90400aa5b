import { type Day, formatDay } from '../calculator/calendar.ts';
import { monthOf, monthsUpTo, type Period } from '../calculator/period.ts';
import { CsmError } from '../errors.ts';
import { redact, redactId } from '../feedback/personal.ts';
import { daysSinceContact } from '../health/contact.ts';
import { entryOf } from '../health/portfolio.ts';
import { useIn } from '../health/components/usage.ts';
import type { AnyRow } from '../input/context.ts';
import { nearest } from '../nearest.ts';
import { cardTable } from '../output/card.ts';
import { type Card, cardJson } from '../output/customer.ts';
import { wantsColor } from '../output/color.ts';
import { type Account, mrrAt, termAt } from '../records/account.ts';
import { decimalsOf } from '../records/money.ts';
import { firstSolve, isOpenAt } from '../records/ticket-life.ts';
import { type HealthRun, mrrOf } from './health.ts';
import { measure } from './measure.ts';
import { paintFor, tell, widthOf } from './metric.ts';
import { formatFrom, type MeasureOptions, outputFrom } from './options.ts';
import { writeOut } from './outputs.ts';
import { TOPICS } from './topics.ts';
import type { World } from './world.ts';

/** The options of `csm customer`. */
export type CustomerOptions = Omit<MeasureOptions, 'customer'>;

/** Everything the exports know of one customer, up to the close of a period. */
export async function runCustomer(
  id: string,
  files: readonly string[],
  options: CustomerOptions,
  version: string,
  world: World,
): Promise<void> {
  const format = formatFrom(options, ['table', 'json', 'md', 'html']);
  const isDocument = format === 'html' || format === 'md';
  const topics = TOPICS.filter(({ name }) => name === 'health');
  // A page of one customer has none of what a page of numbers tells beside them.
  const asked: MeasureOptions = { ...options, customer: id, ...(isDocument && { format: 'table' }) };
  const measured = await measure({ command: 'customer', topics, files, options: asked, version }, world);
  const { report, book, health } = measured;
  const known = health?.history.of(id) ?? null;
  if (health === null || known === null) {
    const ids = [...(health?.history.ids ?? [])];
    const named = ids.find((each) => book.byCustomer.get(each)?.details?.name?.toLowerCase() === id.toLowerCase());
    const hint =
      named === undefined ? (nearest(id, ids) ?? 'csm health --limit all lists them') : `csm customer ${named}`;
    throw new CsmError('usage/customer', `no export has a customer ${id}`, { hint });
  }
  const { period, compare } = report;
  const day = period.closeDay;
  const now = health.scoreOf(id, day);
  const before = compare === null ? null : health.scoreOf(id, compare.closeDay);
  const account = known.account;
  const card: Card = {
    version,
    asOf: report.asOf,
    timezone: report.timezone,
    by: null,
    period,
    compare,
    inputs: report.inputs,
    issues: report.issues,
    customer: { customer_id: id, ...attributesOf(account), rep: health.ownerOf(id, account, day) },
    since: dateOrNull(account?.paying.days.find((each) => each <= day) ?? account?.details?.created_at ?? null),
    config: report.health?.health ?? null,
    health:
      now === null
        ? null
        : entryOf(now, {
            before: new Map(before === null ? [] : [[id, before]]),
            ownerOf: () => health.ownerOf(id, account, day),
            mrrOf: (each) => (measured.hasAmounts ? mrrOf(each, day) : null),
            silenceOf: (each) => daysSinceContact(health.history, each, day),
          }),
    subscriptions: account === null ? [] : subscriptionsOf(account, day),
    movements: account === null ? [] : movementsOf(account, day),
    ...rowsOf(health.watched, period, options.showValues === true),
    usage: useIn(known.usage, day),
    ...(isDocument && { course: courseOf(id, health, period) }),
    decimalsOf,
  };
  const isTTY = world.stdout.isTTY && outputFrom(options, world) === null;
  const paint = await paintFor(format === 'table' && wantsColor({ flag: options.color, env: world.env, isTTY }));
  const text =
    format === 'json'
      ? cardJson(card)
      : isDocument
        ? await (await import('./documents.ts')).cardIn(format, card)
        : cardTable(card, { paint, width: widthOf(world) });
  await tell(measured, options, world);
  await writeOut(text, options, world);
}

/** So many months of a score are told. */
const MONTHS = 12;

/** The score at the close of each month up to that of a period. */
function courseOf(id: string, health: HealthRun, { closeDay }: Period): NonNullable<Card['course']> {
  if (!Number.isFinite(closeDay)) return [];
  return monthsUpTo(monthOf(closeDay, Infinity), MONTHS, Infinity).map(({ label, lastDay }) => {
    const scored = health.scoreOf(id, Math.min(lastDay, closeDay));
    return { month: label, score: scored?.score ?? null, band: scored?.band ?? null, isComplete: lastDay <= closeDay };
  });
}

const dateOrNull = (day: Day | null): string | null => (day === null || !Number.isFinite(day) ? null : formatDay(day));

/** What the customers export says of it, in the order of its columns; days as they are written. */
function attributesOf(account: Account | null): Record<string, string | number | boolean | null> {
  const details = account?.details;
  if (!details) return { name: null };
  const { file: _, line: __, labels: ___, customer_id: ____, ...columns } = details;
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      typeof value === 'number' && /_at$|^as_of$/.test(name) ? dateOrNull(value) : value,
    ]),
  );
}

/** Its subscriptions that had begun, the newest first. */
const subscriptionsOf = ({ rows }: Account, day: Day): Card['subscriptions'] =>
  rows
    .filter(({ started }) => started === null || started <= day)
    .toSorted(
      (a, b) =>
        (b.started ?? -Infinity) - (a.started ?? -Infinity) || compareText(a.subscription_id, b.subscription_id),
    )
    .map((row) => ({
      subscription_id: row.subscription_id,
      plan: row.plan,
      status: row.status,
      quantity: row.quantity ?? null,
      currency: row.currency,
      cents: termAt(row, day)?.cents ?? null,
      started_at: dateOrNull(row.started),
      ended_at: dateOrNull(row.ended),
      is_active: termAt(row, day) !== undefined,
    }));

const compareText = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : 1);

/** What became of its MRR, the newest first. */
const movementsOf = ({ ledgers }: Account, day: Day): Card['movements'] =>
  ledgers
    .flatMap(({ movements, ...ledger }) =>
      movements.map((each) => ({
        at: each.day,
        kind: each.kind,
        currency: each.currency,
        cents: each.cents,
        mrr: mrrAt({ movements, ...ledger }, each.day),
      })),
    )
    .filter(({ at }) => at <= day)
    .toSorted((a, b) => b.at - a.at)
    .map(({ at, ...each }) => Object.assign({ date: formatDay(at) }, each));

/** What it said, asked for and paid up to the close, the newest first. Personal data are named, unless shown. */
function rowsOf(
  rows: readonly AnyRow[],
  { closeDay: day }: Period,
  showPersonal: boolean,
): Pick<Card, 'answers' | 'tickets' | 'payments'> {
  const told = (text: string | null, name: (text: string) => string): string | null =>
    text === null || showPersonal ? text : name(text);
  const newest = <Told>(all: readonly { readonly at: Day; readonly told: Told }[]): Told[] =>
    all
      .filter(({ at }) => at <= day)
      .toSorted((a, b) => b.at - a.at)
      .map(({ told }) => told);
  return {
    answers: newest(
      rows.flatMap((each) => {
        if (each.kind !== 'surveys' || each.row.responded_at === null) return [];
        const { response_id, kind, score, responded_at } = each.row;
        const date = formatDay(responded_at.day);
        const respondent_id = told(each.row.respondent_id, redactId);
        const comment = told(each.row.comment, redact);
        const said = { response_id: told(response_id, redactId), kind, score, date, respondent_id, comment };
        return [{ at: responded_at.day, told: said }];
      }),
    ),
    tickets: newest(
      rows.flatMap((each) => {
        if (each.kind !== 'tickets') return [];
        const { row } = each;
        const solved = firstSolve(row)?.day ?? null;
        return [
          {
            at: row.created_at.day,
            told: {
              ticket_id: row.ticket_id,
              created_at: formatDay(row.created_at.day),
              // What happened after the close is not told.
              solved_at: solved === null || solved > day ? null : formatDay(solved),
              is_open: row.counted && isOpenAt(row, day),
              priority: row.priority,
              topic: row.topic,
              rep: row.rep,
            },
          },
        ];
      }),
    ),
    payments: newest(
      rows.flatMap((each) => {
        if (each.kind !== 'payments' || !each.row.counted) return [];
        const { payment_id, at, cents, currency, kind, status, due_at, settled_at } = each.row;
        const isKnown = settled_at === null || settled_at <= day;
        const settled = isKnown ? dateOrNull(settled_at) : null;
        const told = { status: isKnown ? status : ('open' as const), settled_at: settled };
        const bill = { payment_id, date: formatDay(at), cents, currency, kind, due_at: dateOrNull(due_at) };
        return [{ at, told: { ...bill, ...told } }];
      }),
    ),
  };
}
