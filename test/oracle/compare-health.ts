import type { HealthRules } from './health-rules.ts';

// Customers of `csm health --json` against the tables of health.sql and health-components.sql.

type Cells = Readonly<Record<string, string | number | null>>;

/** What this test reads of a customer of CLI.md 5.8. */
export interface Scored {
  readonly customer_id: string;
  readonly score: number | null;
  readonly band: string;
  readonly coverage: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly previous: number | null;
  readonly overrides: readonly unknown[];
  readonly contributions: Readonly<Record<string, number>>;
  readonly components: readonly {
    readonly component: string;
    readonly weight: number;
    readonly score: number | null;
    readonly why: string;
  }[];
}

interface Tables {
  readonly scores: readonly Cells[];
  readonly parts: readonly Cells[];
  /** `scores` at the close before the period. */
  readonly past: readonly Cells[];
}

/** Says where they differ, in one line each: bands exactly, numbers to 1e-9. */
export function compareCustomers(
  { scores, parts, past }: Tables,
  customers: readonly Scored[],
  rules: HealthRules,
): string[] {
  const isNear = isNearEdge(scores, customers, rules);
  const differences: string[] = [];
  const found = new Map(customers.map((customer) => [customer.customer_id, customer]));
  const previous = new Map(past.map((row) => [row['customer_id'], row['score'] ?? null]));
  if (found.size !== customers.length) differences.push('csm has a customer twice');
  for (const expected of scores) {
    const id = String(expected['customer_id']);
    const customer = found.get(id);
    found.delete(id);
    if (customer === undefined) {
      differences.push(`${id}: csm has no such customer`);
      continue;
    }
    const own = parts.filter((part) => part['customer_id'] === id);
    const differ = (what: string, sql: Cells[string] | undefined, said: number | string | null | undefined) => {
      if (!alike(sql ?? null, said ?? null)) differences.push(`${id}: ${what}: SQL has ${sql}, csm ${said}`);
    };
    for (const part of own) {
      const name = String(part['component']);
      const component = customer.components.find((one) => one.component === name);
      differ(`${name} (${component?.why})`, part['score'], component?.score);
      differ(`weight of ${name}`, part['weight'], component?.weight);
      // What a missing component takes (`--missing-component worst`) csm leaves out of the contributions.
      if (part['score'] !== null || (rules.missing ?? 'drop') === 'drop')
        differ(`contribution of ${name}`, part['contribution'], customer.contributions[name]);
    }
    if (customer.components.length !== own.length) differences.push(`${id}: csm has other components`);
    for (const what of ['score', 'coverage', 'low', 'high'] as const) differ(what, expected[what], customer[what]);
    if (!isNear) differ('band', expected['band'], customer.band);
    differ('overridden', String(Boolean(expected['overridden'])), String(customer.overrides.length > 0));
    differ('previous', previous.get(id), customer.previous);
  }
  for (const id of found.keys()) differences.push(`${id}: SQL has no such customer`);
  return differences;
}

/**
 * Whether a score would be on an edge of a band but for the last digits of a sum of fractions: 50.00000000000001 is red by
 * METRICS.md 6.2, and yellow for csm.
 */
export function isNearEdge(scores: readonly Cells[], customers: readonly Scored[], { bands = [50, 75] }: HealthRules) {
  return [...scores.map(({ score }) => score), ...customers.map(({ score }) => score)].some(
    (score) => typeof score === 'number' && bands.some((edge) => score !== edge && Math.abs(score - edge) < 1e-9),
  );
}

function alike(one: string | number | null, other: string | number | null): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other;
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
}
