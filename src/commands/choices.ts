import { methodsOf } from '../calculator/metric.ts';
import type { Day } from '../calculator/calendar.ts';
import { CsmError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { Rules } from '../records/rules.ts';
import { defaultSettings, type Settings } from '../records/settings.ts';
import { registry, type Topic, type Wanted } from './topics.ts';

/** An option that chooses among definitions: which commands have it, and what it may say. */
interface Choice {
  readonly flags: string;
  readonly text: string;
  /** `report` has those of every topic, but for what is about one topic alone. */
  readonly topics: readonly string[];
  readonly isAlone?: true;
  /** Words it may be; left out: a number, a day or a name that is checked by itself. */
  readonly words?: readonly string[];
}

/** The topics that are about subscriptions. */
const BOOK = ['churn', 'retention', 'mrr', 'clv'];

/** In the order help shows them. */
const CHOICES: readonly Choice[] = [
  {
    flags: '--method <name>',
    text: 'how the headline is defined, or all for every way side by side',
    topics: ['csat', 'ces', 'fcr', 'churn', 'mrr', 'clv'],
  },
  { flags: '--methods <name>', text: 'the same as --method', topics: ['csat', 'ces', 'fcr', 'churn', 'mrr', 'clv'] },
  {
    flags: '--responses <which>',
    text: 'whose answer counts, of several by one respondent (default: latest)',
    topics: ['nps', 'csat', 'ces'],
    words: ['latest', 'first', 'all'],
  },
  {
    flags: '--snapshot',
    text: 'a list of customers with a flag of who left, and no dates: it is the period',
    topics: ['churn'],
    isAlone: true,
  },
  { flags: '--as <vendor>', text: 'as chartmogul, stripe, baremetrics, ... define it', topics: BOOK },
  {
    flags: '--churn-at <which>',
    text: 'when a cancelled subscription leaves (default: end)',
    topics: BOOK,
    words: ['end', 'cancel-effective', 'cancel-request'],
  },
  {
    flags: '--end-date <which>',
    text: 'whether an end is the first day without service, or the last with it (default: exclusive)',
    topics: BOOK,
    words: ['exclusive', 'inclusive'],
  },
  {
    flags: '--paused <as>',
    text: 'what a pause is (default: churn)',
    topics: BOOK,
    words: ['churn', 'active'],
  },
  {
    flags: '--past-due <how>',
    text: 'whether what is past due still counts (default: keep)',
    topics: BOOK,
    words: ['keep', 'exclude'],
  },
  { flags: '--delinquent-days <n>', text: 'past due for more days than that is churn (default: never)', topics: BOOK },
  { flags: '--gap-days <n>', text: 'so many days between two subscriptions are no churn (default: 0)', topics: BOOK },
  {
    flags: '--free-as <what>',
    text: 'what a change to a free plan is (default: churn)',
    topics: BOOK,
    words: ['churn', 'contraction'],
  },
  {
    flags: '--discounts <how>',
    text: 'which discounts come off: all, those without an end, none (default: subtract)',
    topics: BOOK,
    words: ['subtract', 'forever', 'ignore'],
  },
  {
    flags: '--metered <how>',
    text: 'whether the amount of what is billed by use counts (default: exclude)',
    topics: BOOK,
    words: ['exclude', 'committed'],
  },
  {
    flags: '--per <time>',
    text: 'churn and retention rates as those of a month or a year',
    topics: ['churn', 'retention'],
    words: ['month', 'year'],
  },
  {
    flags: '--attribute <when>',
    text: 'with --by rep: whose a customer is that changed reps (default: opening)',
    topics: ['churn', 'retention', 'mrr'],
    words: ['opening', 'churn-time'],
  },
  {
    flags: '--active-days <n>',
    text: 'for --method activity: active is an event of use in so many days (default: 30)',
    topics: ['churn'],
  },
];

/** The rules by which subscriptions become accounts, as they are named among the options. */
export const RULES = [
  'churnAt',
  'endDate',
  'paused',
  'pastDue',
  'delinquentDays',
  'gapDays',
  'freeAs',
  'discounts',
  'metered',
] as const;

/** What the line says of them: days as text, the others by the words they may be. */
export type RuleOptions = { readonly [Name in Days]?: string } & Omit<Rules, Days>;
type Days = 'delinquentDays' | 'gapDays';

/** Whether the line says any of the rules, or a vendor's. */
export const isRuled = (options: ChoiceOptions): boolean =>
  options.as !== undefined || RULES.some((name) => options[name] !== undefined);

/** The options of a topic; null: of a report. */
export const choicesOf = (topic: string | null): readonly Choice[] =>
  CHOICES.filter(({ topics, isAlone }) => (topic === null ? !isAlone : topics.includes(topic)));

/** What the options of CHOICES say, as commander gives them. */
export interface ChoiceOptions extends RuleOptions {
  readonly method?: string;
  readonly methods?: string;
  readonly responses?: 'latest' | 'first' | 'all';
  /** Of churn: the file has no dates, and is the period as a whole. */
  readonly snapshot?: boolean;
  /** A vendor whose rules and methods count where the line says no other. */
  readonly as?: string;
  /** Rates are told as those of so long. */
  readonly per?: 'month' | 'year';
  /** Of a run by rep: the rep at the opening close, or of who left the one it left. */
  readonly attribute?: 'opening' | 'churn-time';
  readonly activeDays?: string;
}

/**
 * The methods that are wanted, the first of each metric first: the one that is named, then those of a vendor. A name that
 * no metric of the topics goes by is the user's error.
 */
export function methodsFrom(
  { method, methods = method }: ChoiceOptions,
  topics: readonly Topic[],
  ofVendor: readonly string[] = [],
): Wanted {
  if (methods === undefined || methods === 'all') return methods ?? ofVendor;
  const names = new Set(topics.map(({ name }) => name));
  const known = registry.filter(({ topic }) => names.has(topic)).flatMap(methodsOf);
  if (known.includes(methods)) return [methods, ...ofVendor];
  throw new CsmError('usage/method', `--method ${methods}: there is no such method`, {
    details: [`methods: ${[...new Set(known), 'all'].join(', ')}`],
    hint: nearest(methods, known),
  });
}

/** The settings of a run: METRICS.md's defaults, and what the options say otherwise. */
export function settingsFrom({ responses, activeDays }: ChoiceOptions, asOf: Day): Settings {
  return {
    ...defaultSettings(asOf),
    ...(responses !== undefined && { responses }),
    ...(activeDays !== undefined && { activeDays: daysFrom('--active-days', activeDays) }),
  };
}

function daysFrom(flag: string, text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new CsmError('usage/days', `${flag} ${text} is not a number of days`, { hint: `${flag} 30` });
}
