import type { Result, Sighting } from '../calculator/calculate.ts';
import type { Change } from '../calculator/compare.ts';
import type { Ask } from '../calculator/metric.ts';
import type { Period } from '../calculator/period.ts';
import type { Issue } from '../errors.ts';
import type { Book } from '../records/account.ts';
import type { Kind } from '../records/dataset.ts';
import type { Assignment, Payment, Survey } from '../records/row.ts';
import type { Settings } from '../records/settings.ts';
import type { ChurnKindRun } from './by-churn-kind.ts';
import type { RepRun } from './by-rep.ts';
import type { Differences } from './differences.ts';
import type { FeedbackRun } from './feedback-run.ts';
import type { Conversion } from './fx.ts';
import type { GrowthRun } from './growth.ts';
import type { HealthRun } from './health.ts';
import type { MeasureOptions } from './options.ts';
import type { PageRun } from './page.ts';
import type { TicketRatings } from './ratings.ts';
import type { Ruled } from './rules.ts';
import type { Topic } from './topics.ts';
import type { Window } from './window.ts';

/** What is asked: topics by name, over files, with options. */
export interface Request {
  readonly command: string;
  readonly topics: readonly Topic[];
  readonly files: readonly string[];
  readonly options: MeasureOptions;
  readonly version: string;
  /** The exports it cannot do without; left out, those of the topics. */
  readonly needs?: readonly Kind[];
  /** What looks on, where more is asked than numbers of a period. */
  readonly watch?: Watch;
  /** Whether the answer is in money, though no metric says so. */
  readonly isOfMoney?: boolean;
}

/** What looks on while rows are read: it sees answers and the cases behind numbers, and periods before the one asked. */
export interface Watch {
  /** The metrics that are measured, by id, in the period and in so many before it. */
  readonly trended: ReadonlySet<string>;
  readonly before: number;
  /** Whether it looks on beside all that is asked; left out: nothing is measured but what it looks at. */
  readonly isBeside?: boolean;
  /** The periods that may be asked about: cases of others are let go. */
  keep(periods: readonly Period[]): void;
  take(row: Survey): void;
  own(row: Assignment): void;
  readonly trace: (sighting: Sighting) => void;
  finish(known: {
    readonly book: Book;
    /** The periods before the one asked, and that one, from the first row on. */
    readonly trend: readonly Period[];
    readonly trends: readonly (readonly Result[])[];
    readonly settings: Settings;
  }): void;
}

/** What another shape of the exports makes of an answer. */
export interface Reshaped {
  results?(results: readonly Result[], period: Period, metrics: ReadonlySet<string>): Result[];
  changes?(changes: readonly Change[], from: Period | null, metrics: ReadonlySet<string>): Change[];
  issues?(period: Period): Issue[];
}

/** What a reading goes by, and who has a part in it beside the metrics. */
export interface ReadingOptions {
  readonly request: Request;
  readonly asks: readonly Ask<Settings>[];
  readonly window: Window;
  readonly settings: Settings;
  /** What brings amounts into one currency; left out where nothing does. */
  readonly conversion?: Conversion | null;
  /** Whether what customers have paid is asked about, whenever they did. */
  readonly keepsPayments?: boolean;
  /** What there is to say of lifetime value, where it is asked for. */
  readonly lifetime?: ((results: readonly Result[], payments: readonly Payment[]) => Issue[]) | null;
  /** Tickets whose ratings may be answers. */
  readonly ratings: TicketRatings | null;
  /** The rules of subscriptions, where some are said. */
  readonly rules: Ruled | null;
  /** What is split by, where it is no column. */
  readonly by?: (row: unknown, period: Period) => string;
  /** How customers left, where it is asked by that. */
  readonly churnKinds?: ChurnKindRun;
  /** What is known of customers' own business, where that is asked. */
  readonly growth?: GrowthRun | null;
  /** Who looks after whom, where it is asked by rep. */
  readonly reps?: RepRun | null;
  /** Who is counted differently by the methods, where all of them are asked for. */
  readonly differences?: Differences | undefined;
  /** How customers do, where that is asked. */
  readonly health?: HealthRun | null;
  /** The exports whose rows say which period it is; left out: all of them. */
  readonly dates?: ReadonlySet<Kind>;
  /** What keeps comments, where they are asked about. */
  readonly feedback?: FeedbackRun | null;
  /** What a page tells beside the period, where one is asked for. */
  readonly page?: PageRun | null;
}
