const SEED = 0x2545f491;

/**
 * Chances that are the same on every machine and in every run: Marsaglia's xorshift of 32 bits, seeded. Each call gives
 * a whole number from 0 to below `sides`.
 */
export function dice(seed: number = SEED): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * sides);
  };
}

/** The same items in another order (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], roll: (sides: number) => number): Item[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = roll(i + 1);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}
