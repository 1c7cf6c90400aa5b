import { methodsOf } from '../calculator/metric.ts';
import type { Day } from '../calculator/calendar.ts';
import { CsmError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { Scale, SurveyKind } from '../records/row.ts';
import type { Rules } from '../records/rules.ts';
import { defaultSettings, type Settings } from '../records/settings.ts';
import { registry, type Topic, type Wanted } from './topics.ts';

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

/** What a config says of definitions that no option says. */
export interface Configured {
  /** Each as `topic:method`: it is for the metrics of that topic. */
  readonly methods: readonly string[];
  /** Whether the vendor is the config's: then its methods come before the vendor's. */
  readonly hasVendor: boolean;
  /** What answers of a kind are on where the export does not say. */
  readonly scales: ReadonlyMap<string, Scale>;
}

/** What the options of CHOICES say, as commander gives them. */
export interface ChoiceOptions extends RuleOptions {
  /** What the config says beside. Not a flag: `fromConfig` puts it here. */
  readonly configured?: Configured;
  readonly method?: string;
  readonly methods?: string;
  readonly responses?: 'latest' | 'first' | 'all';
  readonly movements?: 'daily' | 'period' | 'subscription';
  readonly basis?: 'cohort' | 'movements';
  readonly fx?: string;
  readonly reasons?: boolean;
  readonly cmrr?: boolean;
  readonly unit?: 'respondent' | 'account';
  readonly weight?: 'mrr';
  readonly window?: string;
  readonly scale?: string;
  readonly satisfiedMin?: string;
  readonly acsiWeights?: string;
  readonly direction?: 'ease' | 'effort';
  readonly cohort?: 'created' | 'resolved' | 'closed';
  readonly excludeTag?: string;
  readonly ignoreThankyou?: boolean;
  readonly hours?: 'calendar' | 'business';
  /** Of churn: the file has no dates, and is the period as a whole. */
  readonly snapshot?: boolean;
  /** A vendor whose rules and methods count where the line says no other. */
  readonly as?: string;
  /** Rates are told as those of so long. */
  readonly per?: 'month' | 'year';
  /** Of a run by rep: the rep at the opening close, or of who left the one it left. */
  readonly attribute?: 'opening' | 'churn-time';
  /** Of health. */
  readonly missingComponent?: 'drop' | 'neutral' | 'worst';
  readonly band?: 'green' | 'yellow' | 'red' | 'unknown';
  readonly limit?: string;
  readonly expansionCandidates?: boolean;
  readonly silentDays?: string;
  /** The one customer that is asked about. Not a flag: the command says it. */
  readonly customer?: string;
  readonly activeDays?: string;
  readonly margin?: string;
  readonly discount?: string;
  readonly churnMonths?: string;
  readonly lifespan?: string;
  readonly renewal?: keyof typeof RENEWALS;
  readonly trailing?: string;
  readonly grace?: string;
  readonly kind?: SurveyKind;
  readonly quotes?: string;
  /** A labelled sample: `csm feedback label`. */
  readonly labels?: string;
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
  const { methods = [], hasVendor = false } = options.configured ?? {};
  const ofLine = namedMethods(options, topics, hasVendor ? [] : ofVendor);
  return ofLine === 'all' ? ofLine : [...ofLine, ...lessThan(options, [...methods, ...(hasVendor ? ofVendor : [])])];
}

function namedMethods(options: ChoiceOptions, topics: readonly Topic[], ofVendor: readonly string[]): Wanted {
  const { method, methods = method, movements, basis, unit, weight, excludeTag, trailing } = options;
  if (excludeTag !== undefined && methods !== undefined && methods !== 'net' && methods !== 'all') {
    const hint = 'leave --method out, or say net';
    throw new CsmError('usage/conflict', `--exclude-tag makes FCR net, --method says ${methods}`, { hint });
  }
  const other = unit === 'account' ? '--unit account' : methods === undefined ? null : `--method ${methods}`;
  if (weight !== undefined && other !== null && !/ (all|mrr-weighted)$/.test(other)) {
    const hint = 'leave one of them out, or see them side by side: --method all';
    throw new CsmError('usage/conflict', `--weight ${weight} and ${other}: NPS goes by one`, { hint });
  }
  if (methods === 'all') return 'all';
  // The basis of a cohort is the default; as a name it would be another way to count the customers who left.
  const named = [
    ...(movements === undefined ? [] : [movements]),
    ...(basis === 'movements' ? [basis] : []),
    ...(unit === 'account' ? ['account'] : []),
    ...(weight === undefined ? [] : ['mrr-weighted']),
    ...(excludeTag === undefined ? [] : ['net']),
    ...(trailing === undefined ? [] : ['trailing']),
  ];
  const rest = lessThan(options, ofVendor);
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

/** What the line says in these words takes the place of what a vendor or a config says in them. */
const lessThan = ({ movements, basis, unit }: ChoiceOptions, names: readonly string[]): string[] =>
  names.filter((name) => {
    const method = name.replace(/^.*:/, '');
    if (unit !== undefined && method === 'account') return false;
    return !(movements !== undefined && MODES.has(method)) && !(basis !== undefined && method === 'movements');
  });

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
export function wholeFrom(flag: string, text: string, [least, most]: readonly [number, number]): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new CsmError('usage/value', `${flag} ${text}: it is a whole number from ${least} to ${most}`);
}

/** The settings of a run: METRICS.md's defaults, and what the options say otherwise. */
export function settingsFrom(options: ChoiceOptions, asOf: Day): Settings {
  const { responses, activeDays, cohort, direction, trailing, grace, kind } = options;
  return {
    ...defaultSettings(asOf),
    ...(responses !== undefined && { responses }),
    ...(activeDays !== undefined && { activeDays: daysFrom('--active-days', activeDays) }),
    ...(cohort !== undefined && { cohort }),
    ...(direction !== undefined && { direction }),
    ...(trailing !== undefined && { trailingMonths: wholeFrom('--trailing', trailing, [1, 120]) }),
    ...(grace !== undefined && { renewalGrace: wholeFrom('--grace', grace, [0, 366]) }),
    ...(kind !== undefined && { commentsOf: kind }),
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
export const hasService = (options: ChoiceOptions): boolean => {
  const { window, scale, satisfiedMin, acsiWeights, excludeTag, hours, ignoreThankyou } = options;
  return [window, scale, satisfiedMin, acsiWeights, excludeTag, hours, ignoreThankyou].some(
    (value) => value !== undefined,
  );
};
