/** Numbers from 0 to 1, the same every time. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
/** Marsaglia and Tsang's gamma variates. */
export function gamma(shape: number, next: () => number): number {
  if (shape < 1) return gamma(shape + 1, next) * next() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(next()) < 0.5 * normal ** 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** When a customer of the BG/NBD model buys again, up to an age. */
export function shopper(
  model: { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number },
  age: number,
  next: () => number,
): number[] {
  const rate = gamma(model.r, next) / model.alpha;
  const [one, other] = [gamma(model.a, next), gamma(model.b, next)];
  const times: number[] = [];
  for (let time = 0; ;) {
    time -= Math.log(1 - next()) / rate;
    if (time > age) return times;
    times.push(time);
    if (next() < one / (one + other)) return times;
  }
}
