/** How much more often one side says a word than the other. */
export interface Odds {
  readonly word: string;
  /** Log of the ratio of the odds; above 0 the first side says it more. */
  readonly delta: number;
  readonly z: number;
}

/** The prior of each word (METRICS.md 7.2). */
const PRIOR = 0.5;

/**
 * Weighted log-odds with a Dirichlet prior (Monroe, Colaresi and Quinn 2008). Ratios alone favour rare words; here each
 * is measured by its own error. `a` and `b`: how many respondents of each side say a word.
 */
export function logOdds(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Odds[] {
  const words = [...new Set([...a.keys(), ...b.keys()])].toSorted();
  const prior = PRIOR * words.length;
  const sum = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((all, each) => all + each, 0);
  const [inA, inB] = [sum(a) + prior, sum(b) + prior];
  return words.map((word) => {
    const ya = (a.get(word) ?? 0) + PRIOR;
    const yb = (b.get(word) ?? 0) + PRIOR;
    const delta = Math.log(ya / (inA - ya)) - Math.log(yb / (inB - yb));
    return { word, delta, z: delta / Math.sqrt(1 / ya + 1 / yb) };
  });
}
