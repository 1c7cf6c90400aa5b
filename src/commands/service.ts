import { type Zone, zoneOf } from '../calculator/zone.ts';
import { CsmError } from '../errors.ts';
import type { Loaded } from '../config/read.ts';
import type { FileReport } from '../input/read.ts';
import { holidayOf, hoursOf, type Week, workTimeOf } from '../records/business-hours.ts';
import type { Scale } from '../records/row.ts';
import type { Settings } from '../records/settings.ts';
import type { MeasureOptions } from './options.ts';
import { zoneFrom } from './options.ts';
import type { Topic } from './topics.ts';

/** What the options of surveys and support say, where it takes more than a word. */
export interface Service {
  readonly settings: Partial<Settings>;
  /** The scale of answers that do not say theirs. */
  readonly scale?: Scale;
  /** So many days that end with the period, in place of the period. */
  readonly trailing?: number;
  /** Throws a CsmError where the exports cannot tell what an option asks. */
  check(reports: readonly FileReport[]): void;
}

/** Reads them. Throws a CsmError for a value that is none. */
export function serviceFrom(options: MeasureOptions, topics: readonly Topic[]): Service {
  const { window, scale, satisfiedMin, acsiWeights, excludeTag, hours, ignoreThankyou = false } = options;
  const isSurvey = topics.some(({ survey }) => survey !== undefined);
  const days = window === undefined ? undefined : wholeOf('--window', window, isSurvey ? 1 : 0, 3660);
  return {
    settings: {
      ...(days !== undefined && !isSurvey && { reopenWindow: days }),
      ...(satisfiedMin !== undefined && { satisfiedMin: wholeOf('--satisfied-min', satisfiedMin, 0, 1000) }),
      ...(acsiWeights !== undefined && { acsiWeights: weightsOf(acsiWeights) }),
      ...(excludeTag !== undefined && { excludeTags: tagsOf(excludeTag) }),
      ignoreThankyou,
      ...(hours === 'business' && { workTime: workTimeFrom(options) }),
    },
    ...(scale !== undefined && { scale: scaleOf(scale, topics) }),
    ...(days !== undefined && isSurvey && { trailing: days }),
    check: (reports) => (ignoreThankyou ? checkThankyou(reports) : undefined),
  };
}

/** A thank-you can only be told where both numbers of replies are there: they are the same then. */
function checkThankyou(reports: readonly FileReport[]): void {
  const tickets = reports.filter(({ kind, headers }) => kind === 'tickets' && headers.length > 0);
  const lacking = ['agent_replies', 'agent_replies_before_solve'].filter((field) =>
    tickets.every(({ mapping }) => mapping?.fields.has(field) !== true),
  );
  if (tickets.length === 0 || lacking.length === 0) return;
  throw new CsmError('usage/thankyou', `--ignore-thankyou: the tickets do not say ${lacking.join(' and ')}`, {
    hint: `leave it out, or name the column: --map ${lacking[0]}="..."`,
  });
}

const refuse = (flag: string, value: string, hint: string): CsmError =>
  new CsmError('usage/value', `${flag} ${value}: not understood`, { hint });

function wholeOf(flag: string, value: string, min: number, max: number): number {
  const number = /^\d{1,4}$/.test(value) ? Number(value) : NaN;
  if (number >= min && number <= max) return number;
  throw refuse(flag, value, `a whole number from ${min} to ${max}`);
}

function scaleOf(value: string, topics: readonly Topic[]): Scale {
  const [, low, high] = /^(\d{1,3})-(\d{1,3})$/.exec(value) ?? [];
  const [min, max] = [Number(low), Number(high)];
  if (!(min < max)) throw refuse('--scale', value, 'the lowest and the highest answer: 1-5');
  const isPromoters = topics.some(({ survey }) => survey === 'nps' || survey === 'enps');
  if (isPromoters && (max !== 10 || min > 1)) throw refuse('--scale', value, 'NPS is asked on 0-10; 1-10 is let pass');
  return { min, max };
}

function weightsOf(value: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const pair of value.split(',')) {
    const [, question, weight] = /^(.+)=(\d{1,6}(?:\.\d{1,9})?)$/.exec(pair.trim()) ?? [];
    if (question === undefined || Number(weight) === 0) break;
    weights.set(question, Number(weight));
  }
  if (weights.size === 3 && value.split(',').length === 3) return weights;
  throw refuse('--acsi-weights', value, 'three questions with their weights: overall=0.4,expected=0.3,ideal=0.3');
}

function tagsOf(value: string): ReadonlySet<string> {
  const tags = value.split(',').map((tag) => tag.trim().toLowerCase());
  if (tags.every((tag) => tag !== '' && !/\s/.test(tag))) return new Set(tags);
  throw refuse('--exclude-tag', value, 'tags, parted by commas: refund,wrong-number');
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Working time as `support` of the config has it; the zone is its own, else that of the run. */
function workTimeFrom(options: MeasureOptions): NonNullable<Settings['workTime']> {
  const { project } = options;
  const support = project?.config.support;
  if (project === undefined || support?.hours === undefined) {
    throw new CsmError('usage/hours', '--hours business: nothing says which hours these are', {
      hint: 'in csm.config.json: "support": { "hours": { "mon": "09:00-17:00" } } · csm help config',
    });
  }
  const { hours, holidays = [], timezone } = support;
  const week: Week = DAYS.map((day) => {
    const spans = [hours[day] ?? []].flat().flatMap((text) => [hoursOf(text)].filter((span) => span !== null));
    return apart(spans);
  });
  const days = new Set(holidays.flatMap((text) => holidayOf(text) ?? []));
  return workTimeOf(week, days, timezone === undefined ? zoneFrom(options) : zoneIn(timezone, project));
}

/** Spans in order, those that overlap as one. */
function apart(spans: readonly (readonly [number, number])[]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function zoneIn(timezone: string, { at }: Loaded): Zone {
  try {
    return zoneOf(timezone);
  } catch {
    throw new CsmError('config/value', `support.timezone ${timezone}: no such time zone`, {
      at: at(['support', 'timezone']),
      hint: 'an IANA name like Europe/Berlin, or UTC',
    });
  }
}
