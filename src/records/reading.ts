import type { Zone } from '../calculator/zone.ts';
import type { DateReader } from './dates.ts';
import type { Marks } from './money.ts';
import type { Ratings } from './rating.ts';
import type { Scale } from './row.ts';
import type { Rules } from './rules.ts';

/** What turning text into values depends on: the report's zone, the export's dialect, and which columns it has. */
export interface Reading {
  readonly zone: Zone;
  /** How amounts are written. */
  readonly marks: Marks;
  /** Whether text after the number of an answer is let pass. */
  readonly scoreLabels: boolean;
  /** How the dates of a field are written, where they are not ISO. */
  dateReader(name: string): DateReader | null;
  /** The columns found, by canonical name. */
  readonly fields: ReadonlySet<string>;
  /** Columns whose header says minor units, such as `amount_cents`. */
  readonly minor: ReadonlySet<string>;
  /** Columns whose header names a zone for times without one, such as `Created (UTC)`. */
  readonly zones: ReadonlyMap<string, Zone>;
  /** The survey kind when no column says it: the command's topic. */
  readonly surveyKind: string | null;
  /** The scale when no column says it. */
  readonly scale: Scale | null;
  /** The scale of a kind of answers where neither says it. */
  readonly scales?: ReadonlyMap<string, Scale> | undefined;
  /** The currency of amounts that do not say theirs. */
  readonly currency: string | null;
  /** How subscriptions become what is paid, where it is not by default. */
  readonly rules?: Rules | undefined;
  /** What reads the rating of a ticket, where ratings are asked for. */
  readonly ratings?: Ratings | undefined;
  /** Says something about the row at hand that does not make it bad. */
  notice(code: string, field: string, message: string): void;
}

/** A reason to refuse a cell. `{field}` and `{value}` are filled in where the message is made. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}
