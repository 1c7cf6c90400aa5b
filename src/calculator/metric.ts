import type { Day } from './calendar.ts';
import type { Fold, Summary } from './fold.ts';
import type { Bounds, Interval } from './interval.ts';
import type { Period } from './period.ts';

export type Unit = 'ratio' | 'points' | 'score' | 'hours' | 'money' | 'count';
export type Better = 'higher' | 'lower' | 'neither';

/**
 * Where a metric's rows come from: a table of the dataset, and what every metric over these rows shares.
 * A source with a `day` holds events, which belong to the period of their day; one without holds things that are
 * asked about every period, such as accounts.
 */
export interface Source<Row, Settings> {
  readonly table: string;
  /** Left out: every row of the table. */
  takes?(row: Row): boolean;
  day?(row: Row, settings: Settings): Day | null;
  /**
   * Whether a row can count in a period after that of the day it is known by: periods to come are then kept ready
   * while the data are still to say which period it is.
   */
  isLate?(settings: Settings): boolean;
  /** Days that are agreed beforehand: those of a period that is not over count too, though they are after its close. */
  readonly isAhead?: boolean;
  /** Amounts of different currencies are never added: given, there is one result for each. */
  currency?(row: Row): string | null;
  /** Rows of one key count once per period: the latest answer of each respondent. Null: the row stands for itself. */
  key?(row: Row, settings: Settings): string | null;
  /** Of two rows of one key, whether the first one is the one to keep. */
  supersedes?(row: Row, kept: Row, settings: Settings): boolean;
}

/** What the exports read hold: some metrics cannot be had without a column. */
export interface Facts {
  has(table: string, field: string): boolean;
  /** Whether rows of a table have the column the run is split by: the others are in no segment. Left out: all have. */
  splits?(table: string): boolean;
}

/** What every metric says about itself. Help, docs and table headings are made from these words. */
export interface About {
  /** METRICS.md 10: snake_case, and in kebab case the file's name. Never renamed. */
  readonly id: string;
  /** Spelled out, such as "Net promoter score (NPS)". */
  readonly title: string;
  /** What a reader wants to know when they reach for this metric. Ends in a question mark. */
  readonly question: string;
  /** The arithmetic in words: what is divided by what, over whom. */
  readonly formula: string;
  /** The command that prints it. */
  readonly topic: string;
  /** Its place among the rows of the topic; the first is the headline. */
  readonly rank: number;
  readonly unit: Unit;
  readonly better: Better;
  /** The option it is shown with; left out: it is always shown. */
  readonly only?: string;
  /** The reason given when there is nothing to measure. */
  readonly empty: string;
  /** What it is instead where rows have one of these caveats, which leaves them out. */
  readonly emptied?: Readonly<Record<string, string>>;
  /** What its definition is called where there are others; `variants` holds those. Left out: there is one way. */
  readonly methods?: readonly [string, ...string[]];
  /** Which of numerator and denominator are amounts of money. */
  readonly parts?: { readonly numerator?: 'money'; readonly denominator?: 'money' };
  /** What its rate is told for, where that is not the period itself. */
  readonly per?: 'month' | 'year';
  /** What is told instead of what was measured: a rate for another time than its period. */
  told?(summary: Summary, period: Period): Summary;
  /** Exports that it is null without, and its topic can do without. */
  readonly spares?: readonly string[];
  /** Exports that its rows are joined with. */
  readonly joins?: readonly string[];
  /** The reason why these exports cannot give the metric, or null. */
  lacks?(facts: Facts): string | null;
}

/** What a metric is told beside the row and the period. */
interface Context<Settings> {
  readonly settings: Settings;
  readonly method: string | null;
}

/** What a metric says of itself where the settings decide it. */
interface Titled<Settings> {
  /** Its title, where it is another than the one it has by default; else null. */
  titleWith?(settings: Settings): string | null;
}

/** A metric measured from rows. It says what one row contributes to one period; the calculator does the rest. */
export interface Metric<Row, Observation, Settings> extends About, Titled<Settings> {
  readonly from: Source<Row, Settings>;
  readonly fold: Fold<Observation>;
  /** What one row contributes to one period; null when the row is not in the population. */
  observe(row: Row, period: Period, context: Context<Settings>): Observation | null;
  /** Whose segment a row counts in, where that is not its own: a customer's, so that it stands above customers. */
  of?(row: Row): unknown;
  /** A code for rows a reader should know of, such as tickets too young to judge; they are counted. */
  caveat?(row: Row, period: Period, context: Context<Settings>): string | null;
  /** The other methods, by name. */
  readonly variants?: Readonly<Record<string, MetricVariant<unknown, unknown, Settings>>>;
}

/** What a metric does differently by another recognised definition; whatever it does not say stays as it is. */
export type MetricVariant<Row, Observation, Settings> = Pick<About, 'formula'> &
  Partial<Pick<Metric<Row, Observation, Settings>, 'from' | 'fold' | 'observe' | 'caveat' | Words>>;
type DerivedVariant<Settings> = Pick<About, 'formula'> &
  Partial<Pick<DerivedMetric<Settings>, 'inputs' | 'derive' | 'interval' | Words>>;
/** A method of a derived metric that is measured from rows: a fact where the others are worked out. */
export type MeasuredVariant<Row, Observation, Settings> = Pick<About, 'formula'> &
  Pick<Metric<Row, Observation, Settings>, 'from' | 'fold' | 'observe'> &
  Partial<Pick<Metric<Row, Observation, Settings>, 'caveat' | Words>>;
type Words = 'empty' | 'parts' | 'lacks' | 'unit' | 'joins';

/** A metric that another one is worked out from, in the periods it is needed for. */
export interface Input<Settings> {
  readonly metric: Metric<unknown, unknown, Settings>;
  periods?(period: Period, settings: Settings): readonly Period[];
}

/** A metric worked out from others: lifetime value from revenue per account and churn. */
export interface DerivedMetric<Settings> extends About, Titled<Settings> {
  readonly inputs: Readonly<Record<string, Input<Settings>>>;
  /** Given each input's summaries, one for each of its periods. An input goes by the same method where it has it. */
  readonly derive: (inputs: Readonly<Record<string, readonly Summary[]>>, about: Derivation<Settings>) => Summary;
  /** Its interval where the summaries cannot say it, from what the folds of the inputs have learnt, which know their units: those are drawn jointly. */
  readonly interval?: (
    states: Readonly<Record<string, readonly unknown[]>>,
    about: Derivation<Settings>,
  ) => Bounds | null;
  /** The interval of (now - before), where the summaries say it: what a verdict rests on. */
  readonly difference?: (now: Summary, before: Summary, confidence: number) => Interval | null;
  /** The other methods, by name. */
  readonly variants?: Readonly<Record<string, DerivedVariant<Settings> | MeasuredVariant<unknown, unknown, Settings>>>;
}

/** What a derivation is told beside its inputs. */
interface Derivation<Settings> {
  readonly settings: Settings;
  readonly confidence: number;
  readonly period: Period;
}

/** What the registry holds. */
export type AnyMetric<Settings> = Metric<unknown, unknown, Settings> | DerivedMetric<Settings>;

/** A metric, and by which of its methods. */
export interface Ask<Settings> {
  readonly metric: AnyMetric<Settings>;
  readonly method: string | null;
}

/** Names of the ways to define a metric, the default first; none when there is one way. */
export function methodsOf<Settings>({ methods, variants = {} }: AnyMetric<Settings>): readonly string[] {
  return [...(methods ?? []), ...Object.keys(variants)];
}

/** A metric by one of its methods, the default unless told; the metric is as that method defines it. */
export function askOf<Settings>(metric: AnyMetric<Settings>, method = metric.methods?.[0] ?? null): Ask<Settings> {
  const variant = method === null ? undefined : metric.variants?.[method];
  if (variant === undefined) return { metric, method };
  if (!isDerived(metric) || !isMeasured(variant)) return { metric: { ...metric, ...variant }, method };
  const { inputs: _, derive: __, interval: ___, variants: ____, ...about } = metric;
  return { metric: { ...about, ...variant }, method };
}

const isMeasured = <Settings>(
  variant: DerivedVariant<Settings> | MeasuredVariant<unknown, unknown, Settings>,
): variant is MeasuredVariant<unknown, unknown, Settings> => 'from' in variant;

export function isDerived<Settings>(metric: AnyMetric<Settings>): metric is DerivedMetric<Settings> {
  return 'inputs' in metric;
}

/** Whether there is one result for each currency. */
export function hasCurrency<Settings>(metric: AnyMetric<Settings>): boolean {
  if (!isDerived(metric)) return metric.from.currency !== undefined;
  return Object.values(metric.inputs).some((input) => input.metric.from.currency !== undefined);
}

/** The sources of a metric's rows. */
export function sourcesOf<Settings>(metric: AnyMetric<Settings>): readonly Source<unknown, Settings>[] {
  return isDerived(metric) ? Object.values(metric.inputs).map((input) => input.metric.from) : [metric.from];
}

/** The tables a metric's rows come from. */
export function tablesOf<Settings>(metric: AnyMetric<Settings>): readonly string[] {
  if (!isDerived(metric)) return [metric.from.table];
  return [...new Set(Object.values(metric.inputs).map((input) => input.metric.from.table))];
}
