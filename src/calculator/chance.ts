import { logBeta } from './models/special.ts';

// How often chance alone would go so far from what is expected, to either side: two-sided p values.

/** Of a standard normal score. */
export function chanceOfScore(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; term > 1e-17 * sum; n++) sum += term *= (2 * x * x) / (2 * n + 1);
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = x;
  for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/** Of Student's t with so many degrees of freedom, whole or not. */
export const chanceOfT = (t: number, freedom: number): number => beta(freedom / (freedom + t * t), freedom / 2, 0.5);

/** Of so many hits in so many cases where a share of them is expected: twice the smaller tail, exactly. */
export function chanceOfHits({ k, n }: { readonly k: number; readonly n: number }, share: number): number {
  const atLeast = k === 0 ? 1 : beta(share, k, n - k + 1);
  const atMost = k === n ? 1 : beta(1 - share, n - k, k + 1);
  return Math.min(1, 2 * Math.min(atLeast, atMost));
}

/** The regularised incomplete beta function I_x(a, b), by its continued fraction (Lentz's method). */
function beta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - beta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a;
  // Lentz's guard: no numbers are known that meet it.
  /* v8 ignore next */
  const small = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / small(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / small(1 + even * d);
    c = small(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / small(1 + odd * d);
    c = small(1 + odd / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return Math.min(1, front * fraction);
}
