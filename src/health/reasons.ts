import type { Part, Score } from './score.ts';

/** How many reasons a customer is given. */
const REASONS = 3;

/** What components are called. */
const NAMES: Readonly<Record<string, string>> = {
  nps: 'NPS',
  csat: 'CSAT',
  ces: 'CES',
  mrr_trend: 'MRR trend',
  growth: 'growth of its business',
};
const titleOf = (name: string): string => NAMES[name] ?? name.replaceAll('_', ' ');

/**
 * Why a customer is where it is, in words: of who does well what lifts it most, else what speaks against it most. A
 * component at 100 is no reason why somebody does not do well.
 */
export function reasonsOf({ band, parts, overrides, score }: Score): string[] {
  if (score === null) return [...new Set(overrides.concat(parts.map(({ why }) => why)))].slice(0, REASONS);
  const sign = band === 'green' ? -1 : 1;
  const known = parts.filter((part) => part.score !== null && (band === 'green' || part.score < 100));
  const order = known.toSorted((a, b) => sign * (a.contribution - b.contribution) || b.weight - a.weight);
  return [...overrides, ...order.map(textOf)].slice(0, REASONS);
}

const textOf = ({ name, score, why, contribution }: Part): string =>
  `${titleOf(name)} ${Math.round(score ?? 0)}: ${why} (${signed(contribution)})`;

const signed = (points: number): string => `${points > 0 ? '+' : ''}${(Math.round(points * 10) / 10 + 0).toFixed(1)}`;

/** What each component moved a score by since another one of the same customer: these add up to the change. */
export function changesSince(now: Score, before: Score): Record<string, number> {
  const then = new Map(before.parts.map(({ name, contribution }) => [name, contribution]));
  const names = new Set([...now.parts.map(({ name }) => name), ...then.keys()]);
  const current = new Map(now.parts.map(({ name, contribution }) => [name, contribution]));
  return Object.fromEntries(
    Array.from(names, (name) => [name, (current.get(name) ?? 0) - (then.get(name) ?? 0) + 0] as const),
  );
}
