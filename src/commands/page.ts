import { calculate, type Result, type Sighting } from '../calculator/calculate.ts';
import type { Day } from '../calculator/calendar.ts';
import type { CohortMeasure } from '../calculator/cohort.ts';
import { type Ask, askOf, hasCurrency, tablesOf } from '../calculator/metric.ts';
import type { Period } from '../calculator/period.ts';
import type { Page, Split, Trend } from '../output/page.ts';
import type { Report } from '../output/report.ts';
import type { Account, Book } from '../records/account.ts';
import { cohortCells } from '../records/cohort.ts';
import { NONE, UNKNOWN } from '../records/dimension.ts';
import { bookTables } from '../records/dataset.ts';
import type { Survey } from '../records/row.ts';
import type { Settings } from '../records/settings.ts';
import { registry, type Topic } from './topics.ts';

/** What stands at the head of a report, and what of it has a trend. */
const HEADLINES = [
  'nps',
  'csat',
  'ces',
  'fcr',
  'customer_churn_rate',
  'nrr',
  'grr',
  'mrr',
  'renewal_rate',
  'clv',
  'health_red',
];
const TRENDED = new Set(['nps', 'csat', 'ces', 'fcr', 'customer_churn_rate', 'nrr', 'grr', 'mrr']);
/** So many of the metrics of a topic stand at the head of its own page. */
const OWN = 6;
const SCORES = 11;
const CONFIDENCE = 0.95;
/** What churn is split by where the customers export says it. */
const DIMENSIONS = ['segment', 'rep'] as const;

/** What is known when all rows are read. */
interface Known {
  readonly book: Book;
  readonly period: Period;
  readonly trend: readonly Period[];
  /** Results in the periods of the trend, a list for each metric and currency. */
  readonly trends: readonly (readonly Result[])[];
  readonly results: readonly Result[];
  readonly settings: Settings;
  /** Whether every subscriptions export has amounts. */
  readonly hasAmounts: boolean;
  /** Of sheets by month, the last day they know of. */
  readonly lastCovered: Day | null;
}

/** A run that is told as a page: what it gathers beside the numbers of its period. */
export class PageRun {
  /** Metrics, by id, that have a trend. What comments are about is looked for in the period alone. */
  readonly trended: ReadonlySet<string>;
  /** Whether scores of health are among them: then customers are scored at each of its closes. */
  readonly hasHealthTrend: boolean;
  readonly #headlines: readonly string[];
  readonly #asks: readonly Ask<Settings>[];
  readonly #topics: ReadonlySet<string>;
  readonly #isConverted: boolean;
  /** How many gave each score of NPS, by the label of the period. */
  readonly #scores = new Map<string, number[]>();
  /** The same of each rep, as the customers export names them. */
  readonly #byRep = new Map<string, Map<string, number[]>>();

  /** `isConverted`: amounts of a month need the rates of that month, which are asked for the period alone. */
  constructor(topics: readonly Topic[], asks: readonly Ask<Settings>[], isConverted: boolean) {
    this.#asks = asks;
    this.#isConverted = isConverted;
    this.#topics = new Set(topics.map(({ name }) => name));
    const own = asks.filter(({ metric }) => this.#topics.has(metric.topic) && metric.only === undefined);
    const ids = [...new Set(own.map(({ metric }) => metric.id))];
    const isAlone = this.#topics.size === 1;
    this.#headlines = isAlone ? ids.slice(0, OWN) : HEADLINES.filter((id) => ids.includes(id));
    const trended = isAlone ? this.#headlines.filter((id) => id !== 'clv') : [...TRENDED];
    const isKnown = (id: string): boolean =>
      !isConverted || own.some(({ metric }) => metric.id === id && !hasCurrency(metric));
    const hasPast = (id: string): boolean =>
      !own.some(({ metric }) => metric.id === id && tablesOf(metric).includes('remarks'));
    this.trended = new Set(trended.filter((id) => isKnown(id) && hasPast(id)));
    this.hasHealthTrend = own.some(({ metric }) => metric.topic === 'health' && this.trended.has(metric.id));
  }

  /** Takes note of an answer that counted. */
  readonly trace = ({ metric, period, row }: Sighting): void => {
    if (metric !== 'nps') return;
    const { score, account } = row as Survey;
    if (score === null) return;
    count(this.#scores, period, score);
    const reps = this.#byRep.get(period) ?? new Map<string, number[]>();
    this.#byRep.set(period, reps);
    const details = account?.details;
    count(reps, details ? details.rep || NONE : UNKNOWN, score);
  };

  answer(known: Known): Page {
    return {
      headlines: this.#headlines,
      trends: this.#trends(known),
      splits: [...this.#splits(known), ...this.#npsByRep(known)],
      cohorts: this.#cohorts(known),
      scores: this.#topics.has('nps') ? (this.#scores.get(known.period.label) ?? []) : [],
    };
  }

  #trends({ trend, trends, lastCovered }: Known): Trend[] {
    return trends.flatMap((results) => {
      if (!this.trended.has(results[0]?.metric ?? '')) return [];
      const points = results.flatMap((result, i) => {
        const period = trend[i];
        const isAfter = lastCovered !== null && period !== undefined && period.closeDay > lastCovered;
        return period === undefined || isAfter ? [] : [{ period, result }];
      });
      const about = this.#asks.find(
        ({ metric, method }) => metric.id === results[0]?.metric && method === results[0]?.method,
      )?.metric;
      return about === undefined ? [] : [{ about, points }];
    });
  }

  /** Customer churn by what the customers export says of them. */
  #splits({ book, period, results, settings }: Known): Split[] {
    const metric = registry.find(({ id }) => id === 'customer_churn_rate_cohort');
    const isThere = results.some((each) => each.metric === metric?.id && each.value !== null);
    if (metric === undefined || !isThere || !Number.isFinite(period.lastDay)) return [];
    const tables = bookTables(book);
    return DIMENSIONS.flatMap((by) => {
      const isSaid = book.accounts.some(({ details }) => details?.[by]);
      if (!isSaid) return [];
      const groupOf = (row: unknown): string => {
        const { details } = (row as { readonly account: Account }).account;
        return details === null ? UNKNOWN : details[by] || NONE;
      };
      const query = { metrics: [askOf(metric)], periods: [period], settings, by: groupOf, confidence: CONFIDENCE };
      const own = calculate(query, tables).filter(({ denominator }) => denominator !== null && denominator > 0);
      const note = by === 'rep' ? { note: 'Reps as the customers export names them now' } : {};
      return own.length < 3 ? [] : [{ by, about: metric, results: own, ...note }];
    });
  }

  /** NPS of the customers of each rep, from how many gave each score. Of NPS by account that would be another number. */
  #npsByRep({ period, settings, results }: Known): Split[] {
    const metric = registry.find(({ id }) => id === 'nps');
    const reps = this.#byRep.get(period.label);
    const isThere = results.some((each) => each.metric === metric?.id && each.method === askOf(metric).method);
    const isSaid = [...(reps?.keys() ?? [])].some((rep) => rep !== NONE && rep !== UNKNOWN);
    if (metric === undefined || reps === undefined || !isThere || !isSaid) return [];
    const day = { day: period.closeDay };
    const bare = { kind: 'nps', counted: true, responded_at: day, sent_at: null, respondent_id: null, comment: null };
    const surveys = Array.from(reps, ([rep, scores]) =>
      scores.flatMap((n, score) => Array.from({ length: n }, () => ({ ...bare, score, rep }))),
    ).flat();
    const by = (row: unknown): string => (row as { readonly rep: string }).rep;
    const query = { metrics: [askOf(metric)], periods: [period], settings, by, confidence: CONFIDENCE };
    const own = calculate(query, { surveys });
    return [{ by: 'rep', about: metric, results: own, note: 'Reps as the customers export names them now' }];
  }

  /** Of money at the rates of each day what a cohort keeps would be a matter of rates: it is left out. */
  #cohorts({ book, trend, lastCovered, hasAmounts }: Known): Page['cohorts'] {
    const isWanted = this.#topics.has('churn') || this.#topics.has('retention');
    const lastDay = lastCovered ?? undefined;
    const cells = (measure: CohortMeasure) =>
      isWanted ? cohortCells(book, { periods: trend, measure, confidence: null, lastDay, hasAmounts }) : [];
    return { customers: cells('customers'), mrr: hasAmounts && !this.#isConverted ? cells('mrr') : [] };
  }
}

/** One more answer of a score. */
function count(counts: Map<string, number[]>, key: string, score: number): void {
  const own = counts.get(key) ?? Array.from({ length: SCORES }, () => 0);
  counts.set(key, own);
  own[score] = (own[score] ?? 0) + 1;
}

/** Less what has nothing to say though its exports are there: comments of nobody, scores that nobody could work out. */
export function leanOf(report: Report): Report {
  const { health, feedback, ...rest } = report;
  const isScored = health?.customers.some(({ band }) => band !== 'unknown') === true;
  const isWritten = feedback !== undefined && feedback.counts.comments > 0;
  const silent = new Set([...(isScored ? [] : ['health']), ...(isWritten ? [] : ['feedback'])]);
  const metrics = report.metrics.filter(({ metric }) => !silent.has(metric.topic));
  const ids = new Set(metrics.map(({ metric }) => metric.id));
  return {
    ...rest,
    metrics,
    results: report.results.filter(({ metric }) => ids.has(metric)),
    changes: report.changes.filter(({ metric }) => ids.has(metric)),
    ...(isScored && { health }),
    ...(isWritten && { feedback }),
  };
}
