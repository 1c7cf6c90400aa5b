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
    topics: ['csat', 'ces', 'fcr', 'churn', 'retention', 'mrr', 'clv'],
  },
  {
    flags: '--methods <name>',
    text: 'the same as --method',
    topics: ['csat', 'ces', 'fcr', 'churn', 'retention', 'mrr', 'clv'],
  },
  {
    flags: '--responses <which>',
    text: 'whose answer counts, of several by one respondent (default: latest)',
    topics: ['nps', 'csat', 'ces', 'enps'],
    words: ['latest', 'first', 'all'],
  },
  {
    flags: '--movements <how>',
    text: 'MRR movements by the day, in one step over the period, or of each subscription (default: daily)',
    topics: ['mrr'],
    words: ['daily', 'period', 'subscription'],
  },
  {
    flags: '--basis <what>',
    text: 'MRR churn of the customers at the start, or of all movements (default: cohort)',
    topics: ['churn'],
    words: ['cohort', 'movements'],
  },
  {
    flags: '--fx <how>',
    text: 'rates of one day, constant@2024-06-30, or movements at those of the close, period-end (default: of the opening)',
    topics: ['churn', 'retention', 'mrr', 'clv'],
  },
  { flags: '--reasons', text: 'what expansion MRR came from', topics: ['mrr'] },
  { flags: '--cmrr', text: 'committed MRR: with signed starts and scheduled ends', topics: ['mrr'] },
  {
    flags: '--unit <who>',
    text: 'what NPS is averaged over: answers, or each customer first (default: respondent)',
    topics: ['nps'],
    words: ['respondent', 'account'],
  },
  {
    flags: '--window <days>',
    text: 'the so many days that end with the period, in place of the period',
    topics: ['nps', 'csat', 'ces', 'enps'],
    isAlone: true,
  },
  {
    flags: '--scale <min-max>',
    text: 'what answers are on where the export does not say: 1-5, 0-10',
    topics: ['nps', 'csat', 'ces', 'enps'],
    isAlone: true,
  },
  {
    flags: '--satisfied-min <n>',
    text: 'the lowest answer that is a satisfied one (default: by the scale, 4 of 1-5)',
    topics: ['csat'],
  },
  {
    flags: '--acsi-weights <list>',
    text: 'what the three questions weigh with --method acsi: overall=0.4,expected=0.3,ideal=0.3 (default: alike)',
    topics: ['csat'],
  },
  {
    flags: '--direction <what>',
    text: 'what was asked for where the export does not say; of effort, low is good (default: ease)',
    topics: ['ces'],
    words: ['ease', 'effort'],
  },
  {
    flags: '--cohort <which>',
    text: 'the tickets of a period: by creation, first solve or closing (default: as the method has it)',
    topics: ['fcr'],
    words: ['created', 'resolved', 'closed'],
  },
  {
    flags: '--window <days>',
    text: 'reopened or asked again within so many days is not resolved (default: 7)',
    topics: ['fcr'],
    isAlone: true,
  },
  {
    flags: '--exclude-tag <tags>',
    text: 'tags of tickets that nobody could solve at once, parted by commas: net FCR, without them',
    topics: ['fcr'],
    isAlone: true,
  },
  {
    flags: '--hours <which>',
    text: 'of times: all hours, or those of support.hours in csm.config.json (default: calendar)',
    topics: ['support'],
    words: ['calendar', 'business'],
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
  { flags: '--margin <share>', text: 'the gross margin: 0.8 or 80% (default: all is counted)', topics: ['clv'] },
  {
    flags: '--discount <rate>',
    text: 'what money loses in value from one renewal to the next: 0.01 or 1% (default: 1% a month)',
    topics: ['clv'],
  },
  { flags: '--churn-months <n>', text: 'so many months make the mean churn (default: 6)', topics: ['clv'] },
  {
    flags: '--lifespan <months>',
    text: 'so many months are counted by simple and bgnbd-gg (default: 12)',
    topics: ['clv'],
  },
  {
    flags: '--renewal <period>',
    text: 'how often customers renew, for sbg and --discount (default: month)',
    topics: ['clv'],
    words: ['month', 'quarter', 'year'],
  },
  {
    flags: '--trailing <months>',
    text: 'NRR and GRR over so many months up to the end of the period',
    topics: ['retention'],
  },
  {
    flags: '--grace <days>',
    text: 'a contract renewed at most so late is renewed (default: 30)',
    topics: ['renewals'],
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
  readonly movements?: 'daily' | 'period' | 'subscription';
  readonly basis?: 'cohort' | 'movements';
  readonly fx?: string;
  readonly reasons?: boolean;
  readonly cmrr?: boolean;
  readonly unit?: 'respondent' | 'account';
  readonly window?: string;
  readonly scale?: string;
  readonly satisfiedMin?: string;
  readonly acsiWeights?: string;
  readonly direction?: 'ease' | 'effort';
  readonly cohort?: 'created' | 'resolved' | 'closed';
  readonly excludeTag?: string;
  readonly hours?: 'calendar' | 'business';
  /** Of churn: the file has no dates, and is the period as a whole. */
  readonly snapshot?: boolean;
  /** A vendor whose rules and methods count where the line says no other. */
  readonly as?: string;
  /** Rates are told as those of so long. */
  readonly per?: 'month' | 'year';
  /** Of a run by rep: the rep at the opening close, or of who left the one it left. */
  readonly attribute?: 'opening' | 'churn-time';
  readonly activeDays?: string;
  readonly margin?: string;
  readonly discount?: string;
  readonly churnMonths?: string;
  readonly lifespan?: string;
  readonly renewal?: keyof typeof RENEWALS;
  readonly trailing?: string;
  readonly grace?: string;
}

/**
 * The methods that are wanted, the first of each metric first: those that are named, then those of a vendor. A name that
 * no metric of the topics goes by is the user's error.
 */
export function methodsFrom(
  options: ChoiceOptions,
  topics: readonly Topic[],
  ofVendor: readonly string[] = [],
): Wanted {
  const { method, methods = method, movements, basis, unit, excludeTag, trailing } = options;
  if (excludeTag !== undefined && methods !== undefined && methods !== 'net' && methods !== 'all') {
    const hint = 'leave --method out, or say net';
    throw new CsmError('usage/conflict', `--exclude-tag makes FCR net, --method says ${methods}`, { hint });
  }
  if (methods === 'all') return 'all';
  // The basis of a cohort is the default; as a name it would be another way to count the customers who left.
  const named = [
    ...(movements === undefined ? [] : [movements]),
    ...(basis === 'movements' ? [basis] : []),
    ...(unit === 'account' ? ['account'] : []),
    ...(excludeTag === undefined ? [] : ['net']),
    ...(trailing === undefined ? [] : ['trailing']),
  ];
  // What the line says in these words takes the place of what a vendor says in them.
  const rest = ofVendor.filter(
    (name) => !(movements !== undefined && MODES.has(name)) && !(basis !== undefined && name === 'movements'),
  );
  if (methods === undefined) return [...named, ...rest];
  const names = new Set(topics.map(({ name }) => name));
  const known = registry.filter(({ topic }) => names.has(topic)).flatMap(methodsOf);
  if (known.includes(methods)) {
    // One metric goes by one method: the quick ratio has both of these.
    const isBoth = movements !== undefined && movements !== 'daily' && movements !== methods;
    const clash =
      isBoth && registry.find((metric) => [movements, methods].every((name) => methodsOf(metric).includes(name)));
    if (!clash) return [...named, methods, ...rest];
    throw new CsmError('usage/conflict', `--movements ${movements} and --method ${methods}: ${clash.id} goes by one`, {
      hint: 'use one of them, or --method all',
    });
  }
  throw new CsmError('usage/method', `--method ${methods}: there is no such method`, {
    details: [`methods: ${[...new Set(known), 'all'].join(', ')}`],
    hint: nearest(methods, known),
  });
}

const MODES: ReadonlySet<string> = new Set(['daily', 'period', 'subscription']);

/** The options that metrics are shown with, of those given. */
export function shownFrom({ reasons, cmrr, movements = 'daily' }: ChoiceOptions): string[] {
  if (reasons && movements !== 'daily') {
    throw new CsmError('usage/conflict', `--reasons and --movements ${movements}: reasons are told day by day`, {
      hint: 'leave one of them out',
    });
  }
  return Object.entries({ reasons, cmrr }).flatMap(([name, isGiven]) => (isGiven ? [name] : []));
}

/** The whole number an option says, within what it may be. */
function wholeFrom(flag: string, text: string, [least, most]: readonly [number, number]): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new CsmError('usage/value', `${flag} ${text}: it is a whole number from ${least} to ${most}`);
}

/** The settings of a run: METRICS.md's defaults, and what the options say otherwise. */
export function settingsFrom(options: ChoiceOptions, asOf: Day): Settings {
  const { responses, activeDays, cohort, direction, trailing, grace } = options;
  return {
    ...defaultSettings(asOf),
    ...(responses !== undefined && { responses }),
    ...(activeDays !== undefined && { activeDays: daysFrom('--active-days', activeDays) }),
    ...(cohort !== undefined && { cohort }),
    ...(direction !== undefined && { direction }),
    ...(trailing !== undefined && { trailingMonths: wholeFrom('--trailing', trailing, [1, 120]) }),
    ...(grace !== undefined && { renewalGrace: wholeFrom('--grace', grace, [0, 366]) }),
    ...lifetimeFrom(options),
  };
}

function daysFrom(flag: string, text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new CsmError('usage/days', `${flag} ${text} is not a number of days`, { hint: `${flag} 30` });
}

const RENEWALS = { month: 1, quarter: 3, year: 12 } as const;

/** What lifetime value goes by. The discount is kept by the month. */
function lifetimeFrom({ margin, discount, churnMonths, lifespan, renewal = 'month' }: ChoiceOptions) {
  const months = RENEWALS[renewal];
  const rate = discount === undefined ? null : shareFrom('--discount', discount, { least: 0, most: 1 });
  return {
    renewal: months,
    ...(margin !== undefined && { margin: shareFrom('--margin', margin, { least: 0.0001, most: 1 }) }),
    ...(rate !== null && { discount: months === 1 ? rate : (1 + rate) ** (1 / months) - 1 }),
    ...(churnMonths !== undefined && { churnMonths: countFrom('--churn-months', churnMonths) }),
    ...(lifespan !== undefined && { lifespan: countFrom('--lifespan', lifespan) }),
  };
}

/** A share as it is typed: 0.8 or 80%. */
function shareFrom(flag: string, text: string, { least, most }: { readonly least: number; readonly most: number }) {
  const [, digits, percent] = /^(\d{1,3}(?:\.\d{1,10})?)(%?)$/.exec(text.trim()) ?? [];
  const share = Number(digits) / (percent ? 100 : 1);
  if (digits !== undefined && share >= least && share <= most) return share;
  const what = least === 0 ? 'from 0 to 1' : 'above 0 and up to 1';
  throw new CsmError('usage/share', `${flag} ${text}: not a share ${what}`, { hint: `write it as 0.05 or 5%` });
}

/** So many months. */
function countFrom(flag: string, text: string): number {
  const count = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  if (count > 0) return count;
  throw new CsmError('usage/months', `${flag} ${text}: not a number of months from 1 to 999`, { hint: `${flag} 12` });
}

/** Whether an option is given that takes reading: those of `service.ts`, which is loaded for them alone. */
export const hasService = ({ window, scale, satisfiedMin, acsiWeights, excludeTag, hours }: ChoiceOptions): boolean =>
  [window, scale, satisfiedMin, acsiWeights, excludeTag, hours].some((value) => value !== undefined);
