import { falseDiscoveryRates } from '../calculator/benjamini-hochberg.ts';

/** Where one looks for what is abnormal or atypical (METRICS.md 7.5), in the order it is told. */
export const LEVELS = ['response', 'customer', 'period', 'theme', 'rep'] as const;
export type Level = (typeof LEVELS)[number];

/** A row behind a finding. */
export interface Place {
  readonly id: string | null;
  readonly file: string;
  readonly line: number;
}

/** What is told of something atypical; null where there is nothing to tell. Money is in whole minor units. */
export interface Found {
  readonly kind: string;
  readonly metric: string | null;
  readonly method: string | null;
  readonly unit: 'ratio' | 'points' | 'score' | 'hours' | 'money' | 'count' | 'days' | null;
  readonly currency: string | null;
  readonly customer: string | null;
  /** The theme or the rep. */
  readonly group: string | null;
  readonly value: number | null;
  readonly baseline: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How many cases the value rests on. */
  readonly n: number;
  /** One plain sentence. */
  readonly message: string;
  readonly rows: readonly Place[];
}

/** What a finding says where there is nothing else to say. */
export const PLAIN = {
  metric: null,
  method: null,
  unit: null,
  currency: null,
  customer: null,
  group: null,
  value: null,
  baseline: null,
  low: null,
  high: null,
} as const;

/** A test that was made: how often chance alone would go so far, and what to tell where its rule fired. */
export interface Look {
  readonly p: number;
  readonly found: Found | null;
}

export interface Anomaly extends Found {
  readonly level: Level;
  readonly p: number | null;
  readonly q: number | null;
}

/** What came of a level: rules that fired = anomalies + those that could be chance. */
export interface Levelled {
  readonly anomalies: readonly Anomaly[];
  /** Tests made; 0 where the rules of the level rest on no chance, or there was nothing to test. */
  readonly tests: number;
  readonly couldBeChance: number;
}

/** Of findings up to this q one in twenty is chance. */
const MOST = 0.05;

/** The findings of tests of one level: those whose rule fired, but for those of which more than one in twenty is chance. */
export function weighed(level: Level, looks: readonly Look[]): Levelled {
  const rates = falseDiscoveryRates(looks.map(({ p }) => p));
  const fired = looks.flatMap(({ p, found }, i) => (found ? [{ ...found, level, p, q: rates[i] ?? 1 }] : []));
  const anomalies = inOrder(fired.filter(({ q }) => q <= MOST));
  return { anomalies, tests: looks.length, couldBeChance: fired.length - anomalies.length };
}

/** Findings of a level whose rules say what is told, whatever chance does. */
export const told = (level: Level, found: readonly Found[]): Levelled => ({
  anomalies: inOrder(found.map((each) => ({ ...each, level, p: null, q: null }))),
  tests: 0,
  couldBeChance: 0,
});

/** What asks for an answer comes first. */
const KINDS = [
  'score_text_mismatch',
  'duplicate_text',
  'all_alike',
  'first_detractor',
  'silent',
  'score_drop',
  'score_rise',
];

/** By q, then by kind, then by what it is of: never by where a row stands. */
const inOrder = (all: readonly Anomaly[]): Anomaly[] =>
  all.toSorted(
    (a, b) =>
      (a.q ?? 1) - (b.q ?? 1) ||
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0),
  );

const nameOf = ({ kind, metric, method, currency, customer, group, rows, message }: Anomaly): string =>
  [kind, metric, method, currency, customer, group, rows[0]?.id, message].map((part) => part ?? '').join('\n');
