import type { Day } from '../calculator/calendar.ts';

/** The choices METRICS.md leaves to the user, with its defaults. Metrics are told of them; they read nothing else. */
export interface Settings {
  readonly asOf: Day;
  /** Which answer counts where someone answered more than once in a period. */
  readonly responses: 'latest' | 'first' | 'all';
  /** So many days after the first solve a reopened ticket was not resolved on first contact. */
  readonly reopenWindow: number;
  /** Lifetime value rests on the mean churn of so many months. */
  readonly churnMonths: number;
  /** A contract renewed at most so many days late is renewed. */
  readonly renewalGrace: number;
  /** By the method `trailing` revenue retention is over so many months up to the end of the period. */
  readonly trailingMonths: number;
}

export const defaultSettings = (asOf: Day): Settings => ({
  asOf,
  responses: 'latest',
  reopenWindow: 7,
  churnMonths: 6,
  renewalGrace: 30,
  trailingMonths: 12,
});
