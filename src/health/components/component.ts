import type { Day } from '../../calculator/calendar.ts';
import type { HealthConfig, Profile } from '../config.ts';
import { type CustomerHistory, type History, sinceOf } from '../history.ts';

/** A customer, as it is looked at on a day. Nothing dated after that day may be read. */
export interface View {
  readonly customer: CustomerHistory;
  readonly history: History;
  readonly day: Day;
  readonly config: HealthConfig;
  /** Whether trends have a part. */
  readonly trends: boolean;
}

/** What one component makes of a customer. */
export interface Outcome {
  /** From 0, the worst, to 100; null when it is missing. */
  readonly score: number | null;
  /** A code for why it is missing. */
  readonly reason: string | null;
  /** What it rests on, in words. */
  readonly why: string;
  /** It rests on what an export says without a day: of a past day it may say what was known later only. */
  readonly isStatic?: true;
}

export const missing = (reason: string, why: string): Outcome => ({ score: null, reason, why });
export const scored = (score: number, why: string): Outcome => ({ score: clamp(score), reason: null, why });

const clamp = (score: number): number => Math.min(100, Math.max(0, score));

/** How many days old a customer is; infinite where nobody knows since when it is one. */
export function ageOf(customer: CustomerHistory, day: Day): number {
  const since = sinceOf(customer);
  return since === null ? Infinity : day - since;
}

/** The profile of a customer of such an age; null: that of the config itself. */
export const profileOf = ({ profiles }: HealthConfig, age: number): Profile | null =>
  profiles.find(({ youngerThan }) => age < youngerThan) ?? null;

/** The days looked at, and those before that they are held against. */
export const WINDOW = 28;
const BASE = 84;
export const QUARTER = 90;

/** So many things, spelled out: 1 ticket, 2 tickets. */
export const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/**
 * The trend of a count against the customer's own past: 50 as before, 100 twice as much or more, 0 half or less. Null
 * where there is no past to speak of: fewer than 28 days, or nothing in them.
 */
export function trendOf(now: number, before: number, days: number): number | null {
  if (days < WINDOW || before === 0) return null;
  const ratio = now / ((before / days) * WINDOW);
  return clamp(50 + (50 * Math.log(ratio)) / Math.LN2);
}

/** How many of the 84 days before the window there are, given the first day that anything can be known of. */
export const baseDays = (day: Day, first: Day): number =>
  Math.max(0, Math.min(BASE, day - WINDOW + 1 - Math.max(first, day - WINDOW - BASE + 1)));
