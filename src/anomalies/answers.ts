import { type Day, formatDay } from '../calculator/calendar.ts';
import type { Survey } from '../records/row.ts';
import { type Found, type Place, PLAIN } from './anomaly.ts';

/** An answer with a score, as far as rules about answers ask. */
export interface Answer extends Pick<Survey, 'kind' | 'question' | 'scale' | 'direction'>, Place {
  readonly day: Day;
  readonly score: number;
  readonly respondent: string | null;
  readonly customer: string | null;
  /** Whether it rates a ticket: such answers come when there is something to rate. */
  readonly isOfTicket: boolean;
}

/** What a comment says, by the tones of its themes. */
export interface Told extends Answer {
  readonly complaints: readonly string[];
  readonly praise: readonly string[];
}

/** METRICS.md 7.5: 9-10 and 0-3 of 0-10; of other scales as far up or down. */
const TOP = 0.9;
const BOTTOM = 0.3;
/** So many complaints, or one and no word of praise, are strong. */
const STRONG = 2;

/** How far up its scale an answer is, the good end up; null without a scale. */
function heightOf({ score, scale, direction, kind }: Answer): number | null {
  if (scale === null || scale.max <= scale.min) return null;
  const height = (score - scale.min) / (scale.max - scale.min);
  return kind === 'ces' && direction === 'effort' ? 1 - height : height;
}

/** A score that its comment contradicts: the best with complaints of which none is made good, or the worst with praise only. */
export function mismatchOf(answer: Told): Found | null {
  const { complaints, praise, score, kind, customer, id } = answer;
  const height = heightOf(answer);
  if (height === null) return null;
  const isHigh =
    height >= TOP && complaints.length > 0 && (praise.length === 0 || complaints.length >= STRONG + praise.length);
  const isLow = height <= BOTTOM && praise.length > 0 && complaints.length === 0;
  if (!isHigh && !isLow) return null;
  const { min, max } = answer.scale ?? { min: 0, max: 0 };
  const said = isHigh ? `complains of ${listed(complaints)}` : `says nothing but ${listed(praise)}`;
  const message = `${NAMES[kind] ?? kind} ${score} of ${min}-${max} with a comment that ${said}`;
  return {
    ...PLAIN,
    kind: 'score_text_mismatch',
    metric: kind,
    customer,
    value: score,
    n: 1,
    message,
    rows: [placeOf(answer, id)],
  };
}

/** How kinds of answers are called; others by their own name. */
export const NAMES: Readonly<Partial<Record<string, string>>> = { nps: 'NPS', csat: 'CSAT', ces: 'CES' };
const listed = (names: readonly string[]): string => names.join(', ');

export const placeOf = ({ file, line }: Place, id: string | null): Place => ({ id, file, line });

/** So many questions of a day that are all answered alike, and so many days on which the same question is. */
const QUESTIONS = 4;
const DAYS = 8;

/**
 * Respondents whose answers are all alike: at least four questions of one day at the same height of their scales, or
 * the same answer to one question on eight days or more, of which the last is in the period.
 */
export function alikeAmong(answers: readonly Answer[], isNow: (day: Day) => boolean): Found[] {
  const byRespondent = [...grouped(answers, ({ respondent }) => respondent).values()];
  const days = byRespondent.flatMap((own) => Array.from(grouped(own, ({ day }) => String(day)).values()));
  return [
    ...days.filter(([first]) => first !== undefined && isNow(first.day)).flatMap((each) => sameDay(each) ?? []),
    ...series(answers.filter(({ respondent }) => respondent !== null)).flatMap((each) => sameEver(each, isNow) ?? []),
  ];
}

function sameDay(answers: readonly Answer[]): Found | null {
  const [first] = answers;
  const questions = new Set(answers.map(({ kind, question }) => `${kind}\n${question}`));
  const heights = new Set(
    answers.map(({ score, scale }) => (scale ? (score - scale.min) / (scale.max - scale.min) : score)),
  );
  if (first === undefined || questions.size < QUESTIONS || heights.size > 1) return null;
  const message = `${questions.size} questions answered alike on ${formatDay(first.day)}`;
  return alike(answers, message);
}

function sameEver(answers: readonly Answer[], isNow: (day: Day) => boolean): Found | null {
  const [first] = answers;
  const last = answers.at(-1);
  const days = new Set(answers.map(({ day }) => day));
  const isSame = answers.every(({ score }) => score === first?.score);
  if (first === undefined || last === undefined || days.size < DAYS || !isSame || !isNow(last.day)) return null;
  const message = `${answers.length} answers since ${formatDay(first.day)}, every one of them ${first.score}`;
  return alike(answers, message);
}

function alike(answers: readonly Answer[], message: string): Found {
  const { kind, customer, score } = answers[0]!;
  const n = answers.length;
  return {
    ...PLAIN,
    kind: 'all_alike',
    metric: kind,
    customer,
    value: score,
    n,
    message,
    rows: answers.map((each) => placeOf(each, each.id)),
  };
}

/** Answers of one respondent (else one customer) to one question on one scale, in the order of time. */
export function series(answers: readonly Answer[]): Answer[][] {
  const groups = grouped(answers, ({ respondent, customer, kind, question, scale, direction }) => {
    const who = respondent ?? (customer === null ? null : `customer ${customer}`);
    return who === null ? null : [who, kind, question, scale?.min, scale?.max, direction].join('\n');
  });
  return [...groups.values()].map((own) => own.toSorted(inTime));
}

/** By day, then by id and score: never by where a row stands. */
export const inTime = (a: Answer, b: Answer): number =>
  a.day - b.day || ((a.id ?? '') < (b.id ?? '') ? -1 : (a.id ?? '') > (b.id ?? '') ? 1 : a.score - b.score);

/** Rows by a key, those without one left out. */
export function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string | null): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
