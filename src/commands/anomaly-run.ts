import { addMonths, formatDay } from '../calculator/calendar.ts';
import type { Result, Sighting } from '../calculator/calculate.ts';
import type { Lot } from '../calculator/p-chart.ts';
import { contains, type Period } from '../calculator/period.ts';
import {
  type Answer,
  alikeAmong,
  changesAmong,
  firstDetractors,
  mismatchOf,
  placeOf,
  silentAmong,
} from '../anomalies/answers.ts';
import {
  type Found,
  type Level,
  type Levelled,
  type Look,
  type Place,
  PLAIN,
  told,
  weighed,
} from '../anomalies/anomaly.ts';
import { repLooks, themeLook } from '../anomalies/groups.ts';
import { amountLook, shareLook } from '../anomalies/periods.ts';
import type * as feedback from '../feedback/feedback.part.ts';
import { type Account, type Book, isPayingAt } from '../records/account.ts';
import { NONE, UNKNOWN } from '../records/dimension.ts';
import { Owners, segmentByOwner } from '../records/owners.ts';
import { bucketOf, hasComment, isAsked } from '../records/remark.ts';
import type { Assignment, Survey, Ticket } from '../records/row.ts';
import type { Settings } from '../records/settings.ts';
import type { Report } from '../output/report.ts';
import type { MeasureOptions } from './options.ts';
import type { Watch } from './reading.ts';

/** Shares that are looked at, in the order they are told. */
const SHARES = [
  'nps_promoters',
  'nps_detractors',
  'csat',
  'ces',
  'response_rate',
  'fcr',
  'customer_churn_rate_cohort',
] as const;
/** Numbers that are. */
const AMOUNTS = [
  'tickets_created',
  'first_response_time',
  'resolution_time',
  'mrr_new',
  'mrr_expansion',
  'mrr_contraction',
  'mrr_churn',
] as const;
/** Shares that reps are compared by. */
const BY_REP: readonly string[] = ['csat', 'fcr', 'customer_churn_rate_cohort'];
const CHURN = 'customer_churn_rate_cohort';
const BASELINE = 24;

type Known = Parameters<Watch['finish']>[0];
type Kept = feedback.Comment & { readonly day: number };

/** What is looked at for anomalies while exports are read. */
export class AnomalyRun implements Watch {
  readonly trended: ReadonlySet<string> = new Set([...SHARES, ...AMOUNTS]);
  readonly before = BASELINE;
  readonly #feedback: typeof feedback;
  readonly #settings: Pick<Settings, 'direction' | 'commentsOf'>;
  readonly #reading: feedback.Reading;
  readonly #owners = new Owners();
  readonly #answers: Answer[] = [];
  #comments: Kept[] = [];
  /** By period, then by metric and method: what counted, and what as. */
  readonly #cases = new Map<string, Map<string, Map<unknown, unknown>>>();
  #open: ReadonlySet<string> = new Set();
  #first = -Infinity;
  #known: Known | null = null;

  constructor(module: typeof feedback, { project, direction }: MeasureOptions) {
    this.#feedback = module;
    this.#settings = { direction: direction ?? 'ease', commentsOf: null };
    const { themes, extend } = project?.config.feedback ?? {};
    this.#reading = {
      themes: module.themesOf(module.dictionaryOf(themes, extend)),
      quotes: 0,
      showPersonal: false,
      confidence: 0.95,
    };
  }

  keep(periods: readonly Period[]): void {
    this.#open = new Set(periods.map(({ label }) => label));
    for (const label of this.#cases.keys()) if (!this.#open.has(label)) this.#cases.delete(label);
    const first = Math.min(...periods.map(({ firstDay, lastDay }) => addBack(firstDay, lastDay)));
    // Only ever later: comments are let go now and then, for most moves are of one month.
    if (first <= this.#first) return;
    this.#first = first;
    this.#comments = this.#comments.filter(({ day }) => day >= first);
  }

  own(row: Assignment): void {
    this.#owners.add(row);
  }

  take(row: Survey): void {
    if (!row.counted || row.responded_at === null || !isAsked(row, this.#settings)) return;
    const { day } = row.responded_at;
    const { score, kind, question, scale, respondent_id: respondent, customer_id: customer, file, line } = row;
    const id = row.response_id ?? row.ticket_id;
    const direction = row.direction ?? (kind === 'ces' ? this.#settings.direction : null);
    if (score !== null) {
      this.#answers.push({ id, day, kind, question, score, scale, direction, respondent, customer, file, line });
    }
    if (row.comment === null || !hasComment(row) || day < this.#first) return;
    // A copy: the text as it was read may be a part of a much longer one, and would keep it in memory.
    const text = Buffer.from(row.comment.slice(0, this.#feedback.LONGEST)).toString();
    const bucket = bucketOf({ ...row, direction });
    const comment = {
      id,
      date: formatDay(day),
      kind,
      score,
      bucket,
      respondent,
      customer,
      name: null,
      text,
      file,
      line,
    };
    this.#comments.push({ ...comment, day });
  }

  readonly trace = ({ metric, method, period, row, observation }: Sighting): void => {
    if (!this.#open.has(period)) return;
    const ofPeriod = this.#cases.get(period) ?? new Map<string, Map<unknown, unknown>>();
    this.#cases.set(period, ofPeriod);
    const name = `${metric}\n${method ?? ''}`;
    const cases = ofPeriod.get(name) ?? new Map<unknown, unknown>();
    ofPeriod.set(name, cases);
    cases.set(row, observation);
  };

  finish(known: Known): void {
    this.#known = known;
  }

  /** What was found, by level. */
  answer(report: Report) {
    const { period } = report;
    const known = this.#known;
    if (known === null) throw new TypeError('a run is over before it is told');
    const before = known.trend.filter(({ closeDay }) => closeDay < period.firstDay);
    const isNow = (day: number): boolean => contains(period, day);
    const found = this.#analysed(period, before);
    return {
      baseline: { first: before[0] ?? null, last: before.at(-1) ?? null },
      levels: {
        response: told('response', [...this.#oddOnes(found, period), ...alikeAmong(this.#answers, isNow)]),
        customer: told('customer', [
          ...changesAmong(this.#answers, isNow),
          ...firstDetractors(this.#answers, isNow),
          ...silentAmong(this.#answers, period, (customer) => isStill(known.book, customer, period)),
        ]),
        period: weighed('period', this.#periodLooks(report, before, known)),
        theme: weighed('theme', this.#themeLooks(found, period)),
        rep: weighed('rep', this.#repLooks(report)),
      } satisfies Record<Level, Levelled>,
    };
  }

  #analysed(period: Period, before: readonly Period[]) {
    const now = this.#comments.filter(({ day }) => contains(period, day));
    const first = before[0]?.firstDay ?? Infinity;
    const earlier = this.#comments.filter(({ day }) => day >= first && day < period.firstDay);
    return this.#feedback.analyse(now, earlier, this.#reading);
  }

  /** Answers whose score and text contradict each other, and texts of many. */
  #oddOnes({ themed, themes }: Analysed, period: Period): Found[] {
    const tones = new Map(themes.map(({ theme, tone }) => [theme, tone]));
    const answers = new Map(this.#answers.map((each) => [`${each.file}\n${each.line}\n${each.kind}`, each]));
    const mismatches = themed.flatMap(({ comment: { file, line, kind }, themes: own }) => {
      const answer = answers.get(`${file}\n${line}\n${kind}`);
      if (answer === undefined) return [];
      const of = (tone: string): string[] => (own ?? []).filter((theme) => tones.get(theme) === tone);
      return mismatchOf({ ...answer, complaints: of('complaint'), praise: of('praise') }) ?? [];
    });
    const now = this.#comments.filter(({ day }) => contains(period, day));
    const same = this.#feedback.sameTexts(now).map((comments): Found => {
      const places = comments.map((each) => placeOf(each, each.id)).toSorted(byPlace);
      const people = new Set(comments.map(({ respondent, customer }) => respondent ?? customer)).size;
      const message = `${people} people wrote the same text, word for word`;
      return { ...PLAIN, kind: 'duplicate_text', n: people, message, rows: places };
    });
    return [...mismatches, ...same];
  }

  #periodLooks(report: Report, before: readonly Period[], known: Known): Look[] {
    const { period, results } = report;
    return results.flatMap((result) => {
      const { metric, method, currency, value, n, segment } = result;
      const about = aboutOf(report, result);
      const series = known.trends.find((each) => isOf(each[0], result)) ?? [];
      const labels = new Set(before.map(({ label }) => label));
      const past = fromFirst(series.filter((each) => labels.has(each.period)));
      if (about === undefined || segment !== null || value === null || !period.complete) return [];
      const own = {
        metric,
        method: method === about.methods?.[0] && metric !== 'response_rate' ? null : method,
        currency,
      };
      const title = metric === 'response_rate' ? `${about.title} (${(method ?? '').toUpperCase()})` : about.title;
      const told = { ...own, title, period: period.label };
      if (isShare(metric)) {
        // By another method it may be no share.
        if (about.unit !== 'ratio') return [];
        const lots = past.flatMap((each) => lotOf(each) ?? []);
        const now = lotOf(result);
        if (now === null || now.n === 0) return [];
        const centre = lots.reduce((sum, { k }) => sum + k, 0) / lots.reduce((sum, each) => sum + each.n, 0);
        const rows = (): Place[] => this.#rowsOf(period, result, now.k / now.n > centre);
        return withRows(shareLook({ ...told, now, before: lots, rows: [] }), rows);
      }
      const values = past.flatMap((each) => each.value ?? []);
      const unit = about.unit as 'hours' | 'money' | 'count';
      const decimals = unit === 'money' ? report.decimalsOf(currency) : 0;
      const rows = (): Place[] => this.#rowsOf(period, result, null);
      return withRows(amountLook({ ...told, unit, now: value, n, before: values, decimals, rows: [] }), rows);
    });
  }

  /** The cases behind a number; of a share those on the side there are more of than usual. */
  #rowsOf(period: Period, { metric, method, currency }: Result, side: boolean | null): Place[] {
    const cases = this.#cases.get(period.label)?.get(`${metric}\n${method ?? ''}`) ?? new Map<unknown, unknown>();
    const wanted = [...cases].filter(([row, observation]) => {
      const isOther =
        currency !== null && 'currency' in (row as object) && (row as { currency: unknown }).currency !== currency;
      return !isOther && (side === null || isHit(observation) === side);
    });
    const places = new Map(
      wanted.flatMap(([row]) => placeFor(row) ?? []).map((each) => [`${each.file}\n${each.line}`, each]),
    );
    return [...places.values()].toSorted(byPlace);
  }

  #themeLooks({ themes, themed }: Analysed, period: Period): Look[] {
    return themes.flatMap(({ theme, now, before }) => {
      if (before === null) return [];
      const rows = themed
        .filter(({ themes: own }) => own?.includes(theme))
        .map(({ comment }) => placeOf(comment, comment.id))
        .toSorted(byPlace);
      const lot = ({ hits, of }: typeof now): Lot => ({ k: hits, n: of });
      return themeLook({ theme, now: lot(now), before: lot(before), rows }, period.label) ?? [];
    });
  }

  #repLooks(report: Report): Look[] {
    const { period, results } = report;
    const segment = segmentByOwner(this.#owners, 'opening');
    return results.flatMap((result) => {
      const { metric, method } = result;
      const about = aboutOf(report, result);
      if (about?.unit !== 'ratio' || !BY_REP.includes(metric) || result.segment !== null) return [];
      const cases = this.#cases.get(period.label)?.get(`${metric}\n${method ?? ''}`) ?? new Map<unknown, unknown>();
      const byRep = new Map<string, { k: number; n: number; hits: unknown[]; misses: unknown[] }>();
      for (const [row, observation] of cases) {
        const rep = segment(row, period);
        const own = byRep.get(rep) ?? { k: 0, n: 0, hits: [], misses: [] };
        byRep.set(rep, own);
        own.n++;
        if (isHit(observation)) own.k++;
        (isHit(observation) ? own.hits : own.misses).push(row);
      }
      const all = [...byRep].toSorted(([a], [b]) => (a < b ? -1 : 1));
      const pooled = all.reduce((sum, [, { k }]) => sum + k, 0) / Math.max(1, cases.size);
      const reps = all.map(([rep, { k, n, hits, misses }]) => {
        const rows = (k / n > pooled ? hits : misses).flatMap((row) => placeFor(row) ?? []);
        return { rep, k, n, rows: rows.toSorted(byPlace) };
      });
      return repLooks(
        { metric, title: about.title, period: period.label },
        reps,
        (rep) => rep !== NONE && rep !== UNKNOWN,
      );
    });
  }
}

type Analysed = ReturnType<typeof feedback.analyse>;

/** What a result is of. */
const aboutOf = ({ metrics }: Report, { metric, method }: Result) =>
  metrics.find((each) => each.metric.id === metric && each.method === method)?.metric;

/** The first day that a period, or one before it, may lie on: 24 times its months, or its days, back. */
function addBack(firstDay: number, lastDay: number): number {
  if (!Number.isFinite(firstDay)) return firstDay;
  return addMonths(firstDay, -BASELINE * Math.ceil((lastDay - firstDay + 1) / 28));
}

const isOf = (a: Result | undefined, b: Result): boolean =>
  a?.metric === b.metric && a.method === b.method && a.currency === b.currency;

/**
 * Periods from the first that has a case, of churn from the first with somebody lost: before it there was no export, or
 * one without those who had left by then.
 */
function fromFirst(series: readonly Result[]): readonly Result[] {
  const first = series.findIndex(({ metric, n, numerator }) => (metric === CHURN ? (numerator ?? 0) > 0 : n > 0));
  return first < 0 ? [] : series.slice(first);
}

const isShare = (metric: string): boolean => (SHARES as readonly string[]).includes(metric);

const lotOf = ({ numerator, denominator }: Result): Lot | null =>
  numerator === null || denominator === null ? null : { k: numerator, n: denominator };

const withRows = (look: Look | null, rows: () => Place[]): Look[] =>
  look === null ? [] : [look.found === null ? look : { ...look, found: { ...look.found, rows: rows() } }];

const isHit = (observation: unknown): boolean =>
  typeof observation === 'object' && observation !== null
    ? (observation as { hit?: unknown }).hit === true
    : observation === true;

/** Where a case stands: a ticket and an answer on a line of their own, a customer on that of its last subscription. */
function placeFor(row: unknown): Place | null {
  const { account, file, line } = row as { account?: Account | null; file?: string; line?: number };
  if (file !== undefined && line !== undefined) {
    const { response_id: response = null, ticket_id: ticket = null } = row as Partial<Survey> &
      Partial<Pick<Ticket, 'ticket_id'>>;
    return { id: response ?? ticket, file, line };
  }
  const last = account?.rows.reduce((a, b) => ((b.started ?? -Infinity) >= (a.started ?? -Infinity) ? b : a));
  return last === undefined ? null : { id: last.customer_id, file: last.file, line: last.line };
}

const byPlace = (a: Place, b: Place): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line);

/** Whether a customer pays at the close; of one without subscriptions nobody says that it left. */
function isStill({ byCustomer }: Book, customer: string, { closeDay }: Period): boolean {
  const account = byCustomer.get(customer);
  return account === undefined || account.rows.length === 0 || isPayingAt(account, closeDay);
}
