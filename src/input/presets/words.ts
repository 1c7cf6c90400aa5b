import { type Day, parseDay } from '../../calculator/calendar.ts';
import { epoch, from, namedMonth, type Row, rule, type Rule, type Words } from './preset.ts';

/** Times are in UTC although they do not say it. */
export const UTC = { isUtc: true } as const;

/** Times are seconds since the epoch. */
export const EPOCH = { dates: epoch, isUtc: true } as const;

export const PRIORITY: Words = {
  lowest: 'low',
  low: 'low',
  normal: 'normal',
  medium: 'normal',
  high: 'high',
  highest: 'urgent',
  urgent: 'urgent',
  critical: 'urgent',
};

/** How a conversation began; what is not listed is `other`. */
export const CHANNEL: Words = {
  mail: 'email',
  email: 'email',
  web: 'web',
  'web form': 'web',
  form: 'web',
  portal: 'web',
  'feedback widget': 'web',
  chat: 'chat',
  messenger: 'chat',
  'native messaging': 'chat',
  'beacon-v2': 'chat',
  phone: 'phone',
  'phone call (inbound)': 'phone',
  sms: 'sms',
  'instagram-direct-message': 'social',
  twitter: 'social',
  facebook: 'social',
  whatsapp: 'social',
  api: 'api',
  'web service': 'api',
};

export const ZENDESK_STATUS: Words = {
  new: 'new',
  open: 'open',
  pending: 'pending',
  hold: 'on_hold',
  'on-hold': 'on_hold',
  'on hold': 'on_hold',
  solved: 'solved',
  closed: 'closed',
  archived: 'closed',
  deleted: 'deleted',
  spam: 'spam',
};

export const ZENDESK_CSAT: Words = {
  good: 'good',
  bad: 'bad',
  offered: 'offered',
  unoffered: 'not_offered',
  'not offered': 'not_offered',
};

export const INTERCOM_STATE: Words = { open: 'open', closed: 'closed', snoozed: 'pending' };

export const INTERCOM_PRIORITY: Words = {
  'not priority': 'normal',
  not_priority: 'normal',
  priority: 'high',
};

export const QUALTRICS_FINISHED: Words = { 1: 'true', true: 'true', 0: 'false', false: 'false' };

/** Which responses are a look at one's own survey; the column is the type of a response, not a state. */
export const QUALTRICS_TEST: Words = { 1: 'true', 'survey preview': 'true', 2: 'true', 'survey test': 'true' };

/** The states of a subscription that mean the same to most vendors, however they spell them. */
export const SUBSCRIPTION_STATUS: Words = {
  active: 'active',
  trialing: 'trialing',
  'in trial': 'trialing',
  in_trial: 'trialing',
  past_due: 'past_due',
  'past due': 'past_due',
  unpaid: 'unpaid',
  non_renewing: 'non_renewing',
  'non renewing': 'non_renewing',
  paused: 'paused',
  canceled: 'canceled',
  cancelled: 'canceled',
  expired: 'canceled',
  future: 'future',
  pending: 'future',
  incomplete: 'incomplete',
  incomplete_expired: 'incomplete',
};

/** A column of several values as a list with commas. */
export const list = (header: string, separator: RegExp): Rule =>
  rule([header], (row) => joined((row(header) ?? '').split(separator)));

/** An array of JSON as a list with commas; of objects, their values under a key. */
export const jsonList = (header: string, key?: string): Rule =>
  rule([header], (row) => joined(arrayOf(row(header)).map((item) => text(key === undefined ? item : at(item, key)))));

function joined(values: readonly (string | null)[]): string | null {
  const named = values.map((value) => value?.trim() ?? '').filter((value) => value !== '');
  return named.length === 0 ? null : named.join(', ');
}

/** A value of the first object of a JSON array. */
export const ofFirst = (header: string, path: string): Rule =>
  rule([header], (row) => text(at(arrayOf(row(header))[0], path)));

/** What to add up over a JSON array of items, by paths into an item. */
interface Sum {
  readonly price: string;
  readonly quantity?: string;
  /** Items that do not recur. */
  readonly except?: (item: unknown) => boolean;
}

/** The recurring total of items in minor units; null when one of them has no whole price, as tiered ones have not. */
export const sumOfItems = (header: string, { price, quantity, except = () => false }: Sum): Rule =>
  rule(
    [header],
    (row) => {
      const items = arrayOf(row(header)).filter((item) => !except(item));
      const amounts = items.map((item) => {
        const each = whole(at(item, price));
        const times = quantity === undefined ? 1n : whole(at(item, quantity));
        return each === null || times === null ? null : each * times;
      });
      const sum = amounts.reduce((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0n);
      return sum === null || items.length === 0 ? null : String(sum);
    },
    { isMinor: true },
  );

function arrayOf(cell: string | null): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(cell ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** A value in parsed JSON by its keys joined with dots. */
export const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null | undefined)?.[key], value);

const text = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

function whole(value: unknown): bigint | null {
  const isWhole = typeof value === 'string' ? /^\d{1,18}$/.test(value) : Number.isSafeInteger(value);
  return isWhole ? BigInt(value as string | number) : null;
}

/** Minutes as decimal text. */
export const minutes = (count: number): string => String(Number(count.toFixed(4)));

/** A duration in seconds as minutes. */
export function fromSeconds(header: string): Rule {
  const seconds = from(header);
  return rule([header], (row) => {
    const cell = seconds.read(row);
    return cell === null || !/^\d+(\.\d+)?$/.test(cell) ? cell : minutes(Number(cell) / 60);
  });
}

/** The minutes from one local time to a later one; null when either is not there. */
export function minutesBetween(start: string | null, end: string | null): number | null {
  const [a, b] = [localTime(start), localTime(end)];
  return a === null || b === null || b < a ? null : (b - a) / 60_000;
}

const localTime = (cell: string | null): number | null =>
  cell !== null && /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?$/.test(cell)
    ? Date.parse(`${cell.replace(' ', 'T')}Z`)
    : null;

/**
 * The billing interval of exports that do not name it, from the days of the current term. A term that ends with the
 * trial says nothing of it, nor does one of an odd number of days.
 */
export function intervalOfTerm(start: string, end: string, trialEnd = ''): { interval: Rule; interval_count: Rule } {
  const part = (index: 0 | 1): Rule =>
    rule([start, end], (row) => {
      const [first, last] = [dayIn(row(start)), dayIn(row(end))];
      const isTrial = trialEnd !== '' && row(trialEnd) === row(end);
      return first === null || last === null || isTrial ? null : (interval(last - first)?.[index] ?? null);
    });
  return { interval: part(0), interval_count: part(1) };
}

function interval(days: number): readonly [string, string] | null {
  const weeks = Math.round(days / 7);
  if (days < 27) return weeks > 0 && Math.abs(days - weeks * 7) <= 1 ? ['week', String(weeks)] : null;
  const months = Math.round((days * 12) / 365.25);
  return months % 12 === 0 ? ['year', String(months / 12)] : ['month', String(months)];
}

function dayIn(cell: string | null): Day | null {
  const named = namedMonth(cell ?? '');
  return parseDay((cell ?? '').slice(0, 10)) ?? (named === null || named === 'invalid' ? null : named.day);
}

/** Hours from UTC; of abbreviations that several zones share, the American one. */
const OFFSETS: ReadonlyMap<string, number> = new Map(
  Object.entries({ UTC: 0, GMT: 0, EDT: -4, EST: -5, CDT: -5, CST: -6, MDT: -6, MST: -7, PDT: -7, PST: -8 }),
);
const ZONED =
  /^(\d{4})[-/](\d\d)[-/](\d\d) (\d{1,2}):(\d\d)(?::(\d\d))?(?: ([AP]M))? ([A-Z]{3})(?:([+-]\d{1,2})(?::?(\d\d))?)?$/i;

/** `2010-03-24 17:18:46 PDT` and `2026/02/01 9:05:00 AM GMT+1` as ISO text; other text as it stands. */
export function zonedTime(cell: string | null): string | null {
  const [, year, month, date, hour, minute, second = '00', half, zone = '', hours, more = '0'] =
    ZONED.exec(cell ?? '') ?? [];
  const base = OFFSETS.get(zone.toUpperCase());
  if (base === undefined) return cell;
  const ahead = Number(hours ?? base);
  const offset = ahead * 60 + (ahead < 0 ? -1 : 1) * Number(more);
  const clock = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  const local = `${year}-${month}-${date}T${two(clock)}:${minute}:${second}`;
  const [wholeHours, rest] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${offset < 0 ? '-' : '+'}${two(wholeHours)}:${two(rest)}`;
}
const two = (count: number): string => String(count).padStart(2, '0');

/** A column of times with the abbreviation of their zone. */
export const zoned = (header: string, isGiven: (row: Row) => boolean = () => true): Rule =>
  rule([header], (row) => (isGiven(row) ? zonedTime(row(header)) : null));
