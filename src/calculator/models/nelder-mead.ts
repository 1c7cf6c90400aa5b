/** Where a search ended. */
export interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
  /** False when it ran out of steps, or ran away from where it began. */
  readonly isFound: boolean;
}

interface Vertex {
  readonly at: readonly number[];
  readonly value: number;
}

const STEPS = 2000;
/** A coordinate this far out is no minimum but a slope without an end. Coordinates are logarithms: e^12 is 160,000. */
const FAR = 12;

/**
 * The lowest point of a function of a few coordinates, by the simplex of Nelder and Mead (1965). It begins anew from
 * where it ends until that changes nothing, for a simplex may collapse before it is there. What is no number counts
 * as higher than every number.
 */
function minimise(f: (at: readonly number[]) => number, start: readonly number[], tolerance = 1e-9): Minimum {
  let best = descend(f, start, 0.5, tolerance);
  for (let round = 0; round < 8; round++) {
    const again = descend(f, best.at, 0.1, tolerance);
    const gain = best.value - again.value;
    // Where it begins is one of the points it compares: it cannot end higher.
    best = again;
    if (!(gain > tolerance * Math.max(1, Math.abs(best.value)))) break;
  }
  const isFound = best.isFound && Number.isFinite(best.value) && best.at.every((each) => Math.abs(each) < FAR);
  return { ...best, isFound };
}

/** The lowest of the points that several beginnings lead to. */
export function minimiseFrom(f: (at: readonly number[]) => number, starts: readonly (readonly number[])[]): Minimum {
  const ends = starts.map((start) => minimise(f, start));
  const found = ends.filter(({ isFound }) => isFound);
  return (found.length > 0 ? found : ends).reduce((a, b) => (b.value < a.value ? b : a));
}

function descend(f: (at: readonly number[]) => number, start: readonly number[], size: number, tolerance: number) {
  const vertex = (at: readonly number[]): Vertex => {
    const value = f(at);
    return { at, value: Number.isNaN(value) ? Infinity : value };
  };
  const moved = start.map((_, i) => start.map((each, j) => (i === j ? each + size : each)));
  const simplex = [start, ...moved].map(vertex);
  for (let step = 0; step < STEPS; step++) {
    simplex.sort((a, b) => a.value - b.value);
    const [low, high] = [simplex[0]!, simplex.at(-1)!];
    const width = Math.max(...high.at.map((each, i) => Math.abs(each - low.at[i]!)));
    if (high.value - low.value <= tolerance * (1e-3 + Math.abs(low.value)) && width < 1e-6) {
      return { ...low, isFound: true };
    }
    simplex[simplex.length - 1] = replacement(simplex, high, vertex) ?? high;
    if (simplex.at(-1) === high) {
      for (let i = 1; i < simplex.length; i++) {
        simplex[i] = vertex(simplex[i]!.at.map((each, j) => (each + low.at[j]!) / 2));
      }
    }
  }
  const [low = vertex(start)] = simplex.toSorted((a, b) => a.value - b.value);
  return { ...low, isFound: false };
}

/** A better vertex than the highest: reflected, stretched or drawn in; null where there is none on that line. */
function replacement(simplex: readonly Vertex[], high: Vertex, vertex: (at: readonly number[]) => Vertex) {
  const others = simplex.slice(0, -1);
  const centre = high.at.map((_, i) => others.reduce((sum, { at }) => sum + at[i]!, 0) / others.length);
  const along = (by: number): Vertex => vertex(centre.map((each, i) => each + by * (high.at[i]! - each)));
  const mirrored = along(-1);
  const lowest = others[0]!.value;
  if (mirrored.value < lowest) {
    const stretched = along(-2);
    return stretched.value < mirrored.value ? stretched : mirrored;
  }
  if (mirrored.value < others.at(-1)!.value) return mirrored;
  const drawn = mirrored.value < high.value ? along(-0.5) : along(0.5);
  return drawn.value < Math.min(mirrored.value, high.value) ? drawn : null;
}
