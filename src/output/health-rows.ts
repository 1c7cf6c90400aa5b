import type { HealthAnswer, HealthEntry, Report } from './report.ts';

type Money = Pick<Report, 'decimalsOf'>;

const amount = (mrr: HealthEntry['mrr'], report: Money): number | null =>
  mrr && mrr.cents / 10 ** report.decimalsOf(mrr.currency);

/** A customer in the keys of machine formats (CLI.md 5.8); money in major units. */
export function healthRow({ mrr, changes, previous, score, ...each }: HealthEntry, report: Money) {
  return {
    customer_id: each.customer_id,
    name: each.name,
    rep: each.rep,
    mrr: amount(mrr, report),
    score,
    band: each.band,
    coverage: each.coverage,
    low: each.low,
    high: each.high,
    previous,
    contributions: each.contributions,
    reasons: each.reasons,
    currency: mrr?.currency ?? null,
    delta: changes === null || score === null || previous === null ? null : score - previous + 0,
    changes,
    profile: each.profile,
    overrides: each.overrides,
    components: each.components,
    days_since_contact: each.daysSinceContact,
  };
}

/** What an answer on health has beside its numbers. */
export function healthOf(
  { health, customers, candidates, seatUse }: HealthAnswer,
  report: Money,
): Readonly<Record<string, unknown>> {
  return {
    health,
    customers: customers.map((each) => healthRow(each, report)),
    ...(candidates && {
      expansion_candidates: candidates.map(({ mrr, ...each }) => ({
        customer_id: each.customer_id,
        name: each.name,
        rep: each.rep,
        mrr: amount(mrr, report),
        currency: mrr?.currency ?? null,
        score: each.score,
        active_seats: each.active_seats,
        seats: each.seats,
      })),
      expansion_rule: { band: 'green', seat_use: seatUse },
    }),
  };
}
