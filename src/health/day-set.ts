import type { Day } from '../calculator/calendar.ts';

/** Days on which there was something: what an export covers is told from them. */
export class DaySet {
  readonly #days = new Set<Day>();
  #sorted: readonly Day[] | null = null;
  #latest: Day | null = null;

  add(day: Day): void {
    // Mostly rows of a day stand together.
    if (day === this.#latest || this.#days.has(day)) return;
    this.#latest = day;
    this.#days.add(day);
    this.#sorted = null;
  }

  /** The first day of all; null without one. */
  get first(): Day | null {
    return this.#order()[0] ?? null;
  }

  /** The last one up to a day; null without one. */
  lastUpTo(day: Day): Day | null {
    return this.#order().findLast((each) => each <= day) ?? null;
  }

  /** Whether there is one up to a day. */
  hasUpTo(day: Day): boolean {
    return this.first !== null && this.first <= day;
  }

  #order(): readonly Day[] {
    return (this.#sorted ??= [...this.#days].toSorted((a, b) => a - b));
  }
}
