import type { Day } from '../calculator/calendar.ts';
import type { Zone } from '../calculator/zone.ts';
import { type Kind, KINDS } from '../records/dataset.ts';
import type { RowSchema } from '../records/fields.ts';
import type { Ratings } from '../records/rating.ts';
import type { Reading } from '../records/reading.ts';
import type { Revisions } from '../records/revisions.ts';
import type { Rules } from '../records/rules.ts';
import type {
  Assignment,
  Customer,
  History,
  Order,
  Payment,
  Rate,
  Scale,
  Subscription,
  Survey,
  Ticket,
  Usage,
} from '../records/row.ts';
import type { Clashes } from './clashes.ts';
import type { Wish } from './columns.ts';
import type { Dialect } from './dialect.ts';
import { Seen } from './duplicates.ts';
import type { Problems } from './problems.ts';
import type { Reject } from './rejects.ts';

/** What a validated row of each kind is. */
interface RowOf {
  customers: Customer;
  subscriptions: Subscription;
  tickets: Ticket;
  surveys: Survey;
  payments: Payment;
  usage: Usage;
  assignments: Assignment;
  fx: Rate;
  history: History;
}
export type AnyRow = { [K in Kind]: { readonly kind: K; readonly row: RowOf[K] } }[Kind];

/** Takes a good row; returns the day that decides its period, null when it counts in any, undefined when not asked. */
export type Receive = (row: AnyRow) => Day | null | undefined;

/** Another way to read a kind of export: what its rows need, what names one, and what makes records of them. */
export interface Shape {
  readonly kind: Kind;
  readonly required: readonly string[];
  readonly ownId: string;
  readonly schema: (reading: Reading) => RowSchema<object>;
}

/** What reading all files of a run shares. */
export interface ReadContext {
  readonly command: string;
  readonly zone: Zone;
  readonly asOf: Day;
  /** The kinds the command can use; a file that is none for sure is read as the first. */
  readonly kinds: readonly Kind[];
  /** The survey kind of answers that do not say it; null when several are asked for. */
  readonly surveyKind: string | null;
  readonly scale: Scale | null;
  /** As a config says it, by kind of survey, where the line does not. */
  readonly scales?: ReadonlyMap<string, Scale>;
  readonly by: readonly string[];
  readonly map: readonly Wish[];
  readonly showValues: boolean;
  readonly dialect: Dialect;
  /** Whether bad rows are left out and counted, instead of stopping the run. */
  readonly skipInvalid: boolean;
  /** Where bad rows go, when they are wanted. */
  readonly rejects: Reject[] | null;
  /** Whether the customers export has a customer; left out when there is none to ask. */
  isKnown?(customer: string): boolean;
  /** Set where one kind of export is read in another way than its rows say. */
  readonly shape?: Shape;
  /** Reads what customers said of a ticket; left out where nobody asks. */
  readonly ratings?: Ratings;
  /** Tells revisions of a subscription from rows that contradict each other. */
  readonly revisions?: Revisions;
  /** How subscriptions become what is paid, where it is not by default. */
  readonly rules?: Rules;
  /**
   * Whether the columns of customers about their own business are read; left out: where there are those of the
   * purchase among them. In other runs what they hold is nobody's concern.
   */
  readonly readsGrowth?: boolean;
  readonly problems: Problems;
  readonly seen: Readonly<Record<Kind, Seen>>;
  /** The orders read by now, by id; null before there was an export of them. Left out where nobody joins them. */
  readonly orders?: Orders;
  /** Rows of them that may contradict each other. */
  readonly clashes: Clashes;
}

/** Orders that payments may name: who bought, and when. */
interface Orders {
  byId: Map<string, Order> | null;
}

export const newSeen = (): Record<Kind, Seen> =>
  Object.fromEntries(KINDS.map((kind) => [kind, new Seen()])) as Record<Kind, Seen>;

/** Where every row of a file ended up: read = blank + duplicates + rejected + used + outside. */
export interface Counts {
  read: number;
  blank: number;
  duplicates: number;
  rejected: number;
  /** Good rows by the day that decides their period; rows without one are used whatever the period. */
  readonly byDay: Map<Day | null, number>;
  /** Good rows that the command asks nothing about, such as answers of another kind. */
  foreign: number;
}
