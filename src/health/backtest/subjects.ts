import type { Day } from '../../calculator/calendar.ts';
import { type Account, isPayingAt, mrrAt } from '../../records/account.ts';
import { COMPONENTS, type HealthConfig } from '../config.ts';
import type { CustomerHistory, History } from '../history.ts';
import { scoreAt } from '../score.ts';
import type { Scored, Subject } from './observation.ts';

/** Usage that stops so many days before a snapshot, of all customers, says nothing of who is idle. */
const STALE = 7;

/** The components that a config weighs at any age, in the order of their names in a score. */
export function namesOf({ weights, profiles }: HealthConfig): string[] {
  const named = new Set<string>();
  for (const each of [weights, ...profiles.map((profile) => profile.weights)]) {
    for (const [name, weight] of Object.entries(each)) if (weight > 0) named.add(name);
  }
  const own = COMPONENTS.filter((name) => named.has(name));
  return [...own, ...[...named].filter((name) => !own.some((each) => each === name)).toSorted()];
}

/** A config in which some components have no part. */
export function without(config: HealthConfig, dropped: readonly string[]): HealthConfig {
  const kept = (weights: HealthConfig['weights']): Record<string, number> =>
    Object.fromEntries(Object.entries(weights).filter(([name]) => !dropped.includes(name)));
  const profiles = config.profiles.map(({ name, youngerThan, trends, weights }) => ({
    name,
    youngerThan,
    trends,
    weights: kept(weights),
  }));
  return { ...config, weights: kept(config.weights), profiles };
}

/** The customers who ever paid, as a backtest looks at them: each scored as of a day, by what was known then. */
export function subjectsOf(history: History, accounts: readonly Account[], config: HealthConfig): Subject[] {
  const names = namesOf(config);
  return accounts.flatMap((account): Subject[] => {
    const [began] = account.paying.days;
    const customer = history.of(account.customer);
    if (began === undefined || customer === null) return [];
    return [
      {
        index: account.index,
        began,
        churnDays: account.turns.flatMap(({ kind, day }) => (kind === 'churn' ? [day] : [])),
        isActiveAt: (day) => isPayingAt(account, day),
        scoreAt: (day) => (day < began ? null : scoredAt(history, customer, account, { day, config, names, began })),
      },
    ];
  });
}

interface At {
  readonly day: Day;
  readonly config: HealthConfig;
  readonly names: readonly string[];
  readonly began: Day;
}

function scoredAt(history: History, customer: CustomerHistory, account: Account, at: At): Scored {
  const { day, config, names, began } = at;
  const { score, band, parts } = scoreAt(history, customer, day, config);
  return {
    score,
    band,
    components: names.map((name) => parts.find((part) => part.name === name)?.score ?? null),
    mrr: mrrOf(account, day),
    idle: idleOf(history, customer, day, began),
  };
}

/** The components that rest on what an export says without a day, for any customer of a day. */
export function undatedComponents(
  history: History,
  accounts: readonly Account[],
  day: Day,
  config: HealthConfig,
): string[] {
  const found = new Set<string>();
  for (const { customer } of accounts) {
    const known = history.of(customer);
    if (known === null) continue;
    for (const { name, isStatic } of scoreAt(history, known, day, config).parts) if (isStatic) found.add(name);
  }
  return namesOf(config).filter((name) => found.has(name));
}

/** What an account pays at the close of a day; null where that is in several currencies, or not known. */
function mrrOf({ ledgers }: Account, day: Day): Scored['mrr'] {
  const amounts = ledgers
    .map((ledger) => ({ cents: mrrAt(ledger, day), currency: ledger.currency }))
    .filter(({ cents }) => cents !== 0);
  return amounts.length === 1 ? amounts[0]! : null;
}

/** Days since the last use; of who never used it, since it could have. Null where use is not known. */
function idleOf({ usageDays }: History, { usage }: CustomerHistory, day: Day, began: Day): number | null {
  const { first } = usageDays;
  const last = usageDays.lastUpTo(day);
  if (first === null || last === null || day - last > STALE) return null;
  const [, to] = usage.between(-Infinity, day);
  return day - (to > 0 ? usage.cell(to - 1, 0) : Math.max(first, began));
}
