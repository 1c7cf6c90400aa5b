/** Lanczos' coefficients for g = 607/128 (Godfrey 2001): good to about 15 digits. */
const G = 607 / 128;
const LANCZOS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
  0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
];

/** The logarithm of the gamma function, of numbers above 0. */
export function logGamma(x: number): number {
  const [first = 1, ...others] = LANCZOS;
  const sum = others.reduce((all, each, i) => all + each / (x + i), first);
  const base = x + G - 0.5;
  return (x - 0.5) * Math.log(base) - base + Math.log(Math.sqrt(2 * Math.PI) * sum);
}

/** The logarithm of the beta function, of numbers above 0. */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

const TERMS = 5_000_000;

/** Gauss' hypergeometric function of a z from 0 up to but not 1, by its series; NaN where that does not come to an end. */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let i = 0; i < TERMS; i++) {
    term *= (((a + i) * (b + i)) / ((c + i) * (i + 1))) * z;
    sum += term;
    // What is left of the series is about term x z / (1 - z).
    if (Math.abs(term) * z <= 1e-15 * Math.abs(sum) * (1 - z)) return sum;
  }
  return NaN;
}
