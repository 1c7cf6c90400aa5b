import { addMonths, formatDay } from '../calculator/calendar.ts';
import type { Lot } from '../calculator/p-chart.ts';
import { contains, type Period } from '../calculator/period.ts';
import { type Answer, alikeAmong, mismatchOf, placeOf } from '../anomalies/answers.ts';
import { type Found, type Level, type Levelled, type Look, PLAIN, told, weighed } from '../anomalies/anomaly.ts';
import { changesAmong, firstDetractors, silentAmong } from '../anomalies/customers.ts';
import { themeLook } from '../anomalies/groups.ts';
import type * as feedback from '../feedback/feedback.part.ts';
import type { Report } from '../output/report.ts';
import { type Book, isPayingAt } from '../records/account.ts';
import { Owners, segmentByOwner } from '../records/owners.ts';
import { bucketOf, hasComment, isAsked } from '../records/remark.ts';
import type { Assignment, Survey } from '../records/row.ts';
import type { Settings } from '../records/settings.ts';
import { byPlace, Cases } from './anomaly-cases.ts';
import { looksAtPeriod, looksAtReps, LOOKED_AT } from './anomaly-looks.ts';
import type { MeasureOptions } from './options.ts';
import type { Watch } from './request.ts';

/** So many periods before the one asked for say what is usual. */
const BASELINE = 24;

type Known = Parameters<Watch['finish']>[0];
type Kept = feedback.Comment & { readonly day: number };

/** What is looked at for anomalies while exports are read. */
export class AnomalyRun implements Watch {
  readonly trended: ReadonlySet<string> = LOOKED_AT;
  readonly before = BASELINE;
  readonly #feedback: typeof feedback;
  readonly #settings: Pick<Settings, 'direction' | 'commentsOf'>;
  readonly #reading: feedback.Reading;
  readonly #owners = new Owners();
  readonly #answers: Answer[] = [];
  #comments: Kept[] = [];
  readonly #cases = new Cases();
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
    this.#cases.keep(periods);
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
      const isOfTicket = row.ticket_id !== null;
      this.#answers.push({
        id,
        day,
        kind,
        question,
        score,
        scale,
        direction,
        respondent,
        customer,
        isOfTicket,
        file,
        line,
      });
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

  readonly trace = this.#cases.trace;

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
        period: weighed('period', looksAtPeriod(report, { before, trends: known.trends }, this.#cases)),
        theme: weighed('theme', this.#themeLooks(found, period)),
        rep: weighed('rep', looksAtReps(report, this.#cases, segmentByOwner(this.#owners, 'opening'))),
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
    const same = this.#feedback.sameTexts(now).flatMap((comments): Found[] => {
      const places = comments.map((each) => placeOf(each, each.id)).toSorted(byPlace);
      const people = new Set(comments.map(({ respondent, customer }) => respondent ?? customer)).size;
      const message = `${people} people wrote the same text, word for word`;
      return [{ ...PLAIN, kind: 'duplicate_text', n: people, message, rows: places }];
    });
    return [...mismatches, ...same];
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
}

type Analysed = ReturnType<typeof feedback.analyse>;

/** The first day that a period, or one before it, may lie on: 24 times its months, or its days, back. */
function addBack(firstDay: number, lastDay: number): number {
  if (!Number.isFinite(firstDay)) return firstDay;
  return addMonths(firstDay, -BASELINE * Math.ceil((lastDay - firstDay + 1) / 28));
}

/** Whether a customer pays at the close; of one without subscriptions nobody says that it left. */
function isStill({ byCustomer }: Book, customer: string, { closeDay }: Period): boolean {
  const account = byCustomer.get(customer);
  return account === undefined || account.rows.length === 0 || isPayingAt(account, closeDay);
}
