import type { Models } from '../calculator/models/index.ts';
import type { Day, Instant } from '../calculator/calendar.ts';
import type { SurveyKind } from './row.ts';

/** The choices METRICS.md leaves to the user, with its defaults. Metrics are told of them; they read nothing else. */
export interface Settings {
  readonly asOf: Day;
  /** Which answer counts where someone answered more than once in a period. */
  readonly responses: 'latest' | 'first' | 'all';
  /** So many days after the first solve a reopened ticket was not resolved on first contact. */
  readonly reopenWindow: number;
  /** Lifetime value rests on the mean churn of so many months. */
  readonly churnMonths: number;
  /** A customer is active with an event of use in the last so many days. */
  readonly activeDays: number;
  /** The share of revenue that lifetime value counts; null: all of it, and it is called revenue. */
  readonly margin: number | null;
  /** What money loses in value in a month: 0.01 is 1 %. */
  readonly discount: number;
  /** How many months ahead lifetime value looks where it looks so far and no further. */
  readonly lifespan: number;
  /** The months from one renewal to the next. */
  readonly renewal: 1 | 3 | 12;
  /** What fits the models of lifetime value; null where no method asks for them, for they are heavy. */
  readonly models: Models | null;
  /** The lowest satisfied answer of CSAT; null: by the scale. */
  readonly satisfiedMin: number | null;
  /** What an answer of CES is asked as where its row does not say. */
  readonly direction: 'ease' | 'effort';
  /** What each question weighs in the ACSI; null: all alike. */
  readonly acsiWeights: ReadonlyMap<string, number> | null;
  /** Which day puts a ticket in a period for FCR; null: as the method has it. */
  readonly cohort: 'created' | 'resolved' | 'closed' | null;
  /** Tickets with one of these tags cannot be solved on first contact: net FCR is without them. In small letters. */
  readonly excludeTags: ReadonlySet<string>;
  /** For FCR a ticket that was reopened and closed again without another reply of an agent was not reopened. */
  readonly ignoreThankyou: boolean;
  /** Working time between two instants, in ms; null: all time counts. */
  readonly workTime: ((from: Instant, to: Instant) => number) | null;
  /** A contract renewed at most so many days late is renewed. */
  readonly renewalGrace: number;
  /** By the method `trailing` revenue retention is over so many months up to the end of the period. */
  readonly trailingMonths: number;
  /** The answers whose comments are asked about; null: all but those of employees. */
  readonly commentsOf: SurveyKind | null;
}

export const defaultSettings = (asOf: Day): Settings => ({
  asOf,
  responses: 'latest',
  reopenWindow: 7,
  churnMonths: 6,
  activeDays: 30,
  margin: null,
  discount: 0.01,
  lifespan: 12,
  renewal: 1,
  models: null,
  satisfiedMin: null,
  direction: 'ease',
  acsiWeights: null,
  cohort: null,
  excludeTags: new Set(),
  ignoreThankyou: false,
  workTime: null,
  renewalGrace: 30,
  trailingMonths: 12,
  commentsOf: null,
});
