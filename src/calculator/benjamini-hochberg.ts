/**
 * What share of findings would be chance ones if this one and all of smaller chance were taken as findings: q values of
 * Benjamini and Hochberg (1995), one for each p, in the order given. q of the i-th smallest of m is the least of
 * m p(j) / j over j from i up; who takes q up to 0.05 does as their procedure at 0.05 does. Throws a RangeError for a p
 * that is not from 0 to 1.
 */
export function falseDiscoveryRates(chances: readonly number[]): number[] {
  if (chances.some((p) => !(p >= 0 && p <= 1))) throw new RangeError('p is from 0 to 1');
  const order = chances.map((_, i) => i).toSorted((a, b) => chances[a]! - chances[b]!);
  const rates = chances.map(() => 1);
  let least = 1;
  for (let rank = order.length; rank > 0; rank--) {
    const index = order[rank - 1]!;
    least = Math.min(least, (chances[index]! * order.length) / rank);
    rates[index] = least;
  }
  return rates;
}
