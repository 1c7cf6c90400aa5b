import { formatDay } from '../calculator/calendar.ts';
import type { Result } from '../calculator/calculate.ts';
import type { Change } from '../calculator/compare.ts';
import type { Facts } from '../calculator/metric.ts';
import { contains, type Period } from '../calculator/period.ts';
import { CsmError, EXIT, type Issue, notice } from '../errors.ts';
import type * as feedback from '../feedback/feedback.part.ts';
import { shellWord } from '../input/columns.ts';
import type { Shape } from '../input/context.ts';
import type { FileReport } from '../input/read.ts';
import { plural } from '../output/issues.ts';
import type { Feedback, Precision } from '../output/feedback.ts';
import type { Book } from '../records/account.ts';
import { bucketOf, hasComment, isAsked, type Remark } from '../records/remark.ts';
import type { Survey, SurveyKind } from '../records/row.ts';
import type { Settings } from '../records/settings.ts';
import { surveySchema } from '../records/survey.ts';
import { wholeFrom } from './chosen.ts';
import { answerOf, changeOf, CONFIDENCE, mrrOf, resultOf } from './feedback-answer.ts';
import type { HealthRun } from './health.ts';
import type { MeasureOptions } from './options.ts';
import type { World } from './world.ts';

/** Answers as they are read for their comments: a score may not be there at all. */
export const commentShape: Shape = {
  kind: 'surveys',
  required: ['responded_at'],
  ownId: 'response_id',
  schema: surveySchema,
};

/** Whether a file has comments: of answers, or of ratings of tickets. */
const hasComments = ({ kind, mapping }: FileReport): boolean =>
  mapping !== null && mapping.fields.has(kind === 'tickets' ? 'csat_comment' : 'comment');

/** Files of answers without comments do no harm beside one that has some. Where none has, there is nothing to read. */
export function checkComments(reports: readonly FileReport[]): Issue[] {
  const answers = reports.filter(({ kind }) => kind === 'surveys' || kind === 'tickets');
  const lacking = answers.filter((each) => !hasComments(each));
  const [first] = lacking;
  if (first !== undefined && lacking.length === answers.length) {
    const field = first.kind === 'tickets' ? 'csat_comment' : 'comment';
    throw new CsmError(
      'header/missing',
      `${first.file} has no column of comments; found: ${first.headers.join(', ')}`,
      {
        hint: `csm feedback ${shellWord(first.file)} --map ${field}=COLUMN`,
        exitCode: EXIT.data,
      },
    );
  }
  return lacking
    .filter(({ kind }) => kind === 'surveys')
    .map(({ file }) =>
      Object.assign(
        notice('feedback/no-comments', 'note', 'no comment column: its answers count as answers without one'),
        { file },
      ),
    );
}

/** A comment that was kept, with the row it is of. */
interface Kept extends feedback.Comment {
  readonly kind: SurveyKind;
  readonly day: number;
  readonly row: Survey;
}

/** What comments come to: the rows of an answer, and what stands beside them. */
interface Spoken {
  readonly remarks: readonly Remark[];
  /** A row for each theme. */
  results(): Result[];
  changes(): Change[];
  readonly answer: Feedback;
  readonly issues: readonly Issue[];
}

/** What is known beside the comments. */
interface Beside {
  readonly book: Book;
  readonly facts: Facts;
  /** Of a report that has scores. */
  readonly health: HealthRun | null;
}

/** The customers who are red; null where nobody has a band. */
function redsOf(rows: ReturnType<HealthRun['rowsAt']>): ReadonlySet<string> | null {
  if (rows.every(({ band }) => band === 'unknown')) return null;
  return new Set(rows.flatMap(({ customer, band }) => (band === 'red' ? [customer] : [])));
}

/** A run on comments. They are kept until all are in: what each says depends on the others. */
export class FeedbackRun {
  /** Whether comments are all that is asked about, and no report. */
  readonly isAlone: boolean;
  readonly #feedback: typeof feedback;
  readonly #settings: Settings;
  readonly #reading: feedback.Reading;
  #precision: ReadonlyMap<string, Precision> = new Map();
  #kept: Kept[] = [];
  #periods: readonly Period[] = [];
  #undated = 0;
  #cut = 0;
  #unjudged = 0;

  constructor(
    module: typeof feedback,
    { quotes = '3', showValues = false, project }: MeasureOptions,
    settings: Settings,
    isAlone = true,
  ) {
    this.isAlone = isAlone;
    this.#feedback = module;
    this.#settings = settings;
    const { themes, extend } = project?.config.feedback ?? {};
    this.#reading = {
      themes: module.themesOf(module.dictionaryOf(themes, extend)),
      quotes: wholeFrom('--quotes', quotes, [0, 20]),
      showPersonal: showValues,
      confidence: CONFIDENCE,
    };
  }

  /** The periods that are asked about: comments of others are let go. */
  keep(periods: readonly Period[]): void {
    this.#periods = periods;
    this.#kept = this.#kept.filter(({ day }) => periods.some((period) => contains(period, day)));
  }

  /** Whether an answer is one of those it is about: alone, those without a comment count as well. */
  isAbout(row: Survey, settings: Settings): boolean {
    return isAsked(row, settings) && (this.isAlone || hasComment(row));
  }

  take(row: Survey): void {
    if (!row.counted || row.comment === null || !hasComment(row) || !isAsked(row, this.#settings)) return;
    if (row.responded_at === null) {
      this.#undated++;
      return;
    }
    const { day } = row.responded_at;
    if (!this.#periods.some((period) => contains(period, day))) return;
    const { LONGEST } = this.#feedback;
    if (row.comment.length > LONGEST) this.#cut++;
    const bucket = bucketOf({ ...row, direction: row.direction ?? this.#settings.direction });
    if (row.score !== null && bucket === 'unscored') this.#unjudged++;
    // A copy: the text as it was read may be a part of a much longer one, and would keep it in memory.
    const text = Buffer.from(row.comment.slice(0, LONGEST)).toString();
    this.#kept.push({
      id: row.response_id ?? row.ticket_id,
      date: formatDay(day),
      kind: row.kind,
      score: row.score,
      bucket,
      respondent: row.respondent_id,
      customer: row.customer_id,
      name: row.account?.details?.name ?? null,
      text,
      file: row.file,
      line: row.line,
      day,
      row: { ...row, comment: null },
    });
  }

  /** The comments of a period as they were kept. */
  #commentsOf(period: Period): readonly Kept[] {
    return this.#kept.filter(({ day }) => contains(period, day));
  }

  /** So many comments of each theme, for somebody to judge. */
  sample(period: Period, size: number) {
    const { themes, showPersonal } = this.#reading;
    return this.#feedback.sampleOf(this.#commentsOf(period), themes, { size, showPersonal });
  }

  /** What a labelled sample says of the themes. */
  async judge(labels: string | undefined, world: World): Promise<void> {
    if (labels === undefined) return;
    const { precisionFrom } = await import('./feedback-label.ts');
    const names = this.#reading.themes.map(({ name }) => name);
    this.#precision = await precisionFrom(labels, world, names);
  }

  /** Reads all that was kept of a period, and of the one it is compared with. */
  speak(period: Period, compare: Period | null, { book, facts, health }: Beside): Spoken {
    const found = this.#feedback.analyse(this.#commentsOf(period), compare && this.#commentsOf(compare), this.#reading);
    const worth = facts.has('subscriptions', 'customer_id') && facts.has('subscriptions', 'amount');
    const themes = found.themes.toSorted((a, b) => (a.theme < b.theme ? -1 : 1));
    return {
      remarks: [...found.themed, ...found.themedBefore].flatMap(({ comment, themes: own }) => {
        const { account, labels, customer_id } = comment.row;
        const { day, bucket } = comment;
        return own === null ? [] : [{ day, bucket, account, labels, customer_id, themes: own }];
      }),
      results: () => themes.map((theme) => resultOf(theme, period)),
      changes: () => (compare === null ? [] : themes.map(changeOf)),
      answer: answerOf(found, {
        mrrOf: worth ? (customers) => mrrOf(customers, book, period) : null,
        reds: health && redsOf(health.rowsAt(period.closeDay)),
        hasCustomers: facts.has('surveys', 'customer_id') || facts.has('tickets', 'customer_id'),
        showPersonal: this.#reading.showPersonal,
        precision: this.#precision,
        undated: this.#undated,
      }),
      issues: this.#issues(),
    };
  }

  #issues(): Issue[] {
    const issues: Issue[] = [];
    if (this.#undated > 0) {
      const text = `${plural(this.#undated, 'comment')} without a day in responded_at: in no period`;
      issues.push(notice('feedback/undated', 'warning', text));
    }
    if (this.#unjudged > 0) {
      const text = `${plural(this.#unjudged, 'comment')} with a score whose question or scale has no agreed sides: counted as unscored`;
      issues.push(notice('feedback/no-sides', 'warning', text, '--kind nps, csat or ces says what they are'));
    }
    if (this.#cut > 0) {
      const text = `${plural(this.#cut, 'comment')} longer than ${this.#feedback.LONGEST} characters: the rest was not read`;
      issues.push(notice('feedback/cut', 'note', text));
    }
    return issues;
  }
}
