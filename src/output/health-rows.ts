import type { HealthAnswer, Report } from './report.ts';

/** Customers in the keys of machine formats (CLI.md 5.8); money in major units. */
export function healthOf(
  { health, customers, candidates, seatUse }: HealthAnswer,
  report: Pick<Report, 'decimalsOf'>,
): Readonly<Record<string, unknown>> {
  const amount = (mrr: HealthAnswer['customers'][number]['mrr']): number | null =>
    mrr && mrr.cents / 10 ** report.decimalsOf(mrr.currency);
  return {
    health,
    customers: customers.map(({ mrr, changes, previous, score, ...each }) => ({
      customer_id: each.customer_id,
      name: each.name,
      rep: each.rep,
      mrr: amount(mrr),
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
    })),
    ...(candidates && {
      expansion_candidates: candidates.map(({ mrr, ...each }) => ({
        customer_id: each.customer_id,
        name: each.name,
        rep: each.rep,
        mrr: amount(mrr),
        currency: mrr?.currency ?? null,
        score: each.score,
        active_seats: each.active_seats,
        seats: each.seats,
      })),
      expansion_rule: { band: 'green', seat_use: seatUse },
    }),
  };
}
