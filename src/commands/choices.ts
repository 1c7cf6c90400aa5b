import { methodsOf } from '../calculator/metric.ts';
import type { Day } from '../calculator/calendar.ts';
import { CsmError } from '../errors.ts';
import { nearest } from '../nearest.ts';
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
];

/** The options of a topic; null: of a report. */
export const choicesOf = (topic: string | null): readonly Choice[] =>
  CHOICES.filter(({ topics, isAlone }) => (topic === null ? !isAlone : topics.includes(topic)));

/** What the options of CHOICES say, as commander gives them. */
export interface ChoiceOptions {
  readonly method?: string;
  readonly methods?: string;
  readonly responses?: 'latest' | 'first' | 'all';
  /** Of churn: the file has no dates, and is the period as a whole. */
  readonly snapshot?: boolean;
  readonly margin?: string;
  readonly discount?: string;
  readonly churnMonths?: string;
  readonly lifespan?: string;
  readonly renewal?: keyof typeof RENEWALS;
}

/** The methods that are wanted. A name that no metric of the topics goes by is the user's error. */
export function methodsFrom({ method, methods = method }: ChoiceOptions, topics: readonly Topic[]): Wanted {
  if (methods === undefined || methods === 'all') return methods ?? [];
  const names = new Set(topics.map(({ name }) => name));
  const known = registry.filter(({ topic }) => names.has(topic)).flatMap(methodsOf);
  if (known.includes(methods)) return [methods];
  throw new CsmError('usage/method', `--method ${methods}: there is no such method`, {
    details: [`methods: ${[...new Set(known), 'all'].join(', ')}`],
    hint: nearest(methods, known),
  });
}

/** The settings of a run: METRICS.md's defaults, and what the options say otherwise. */
export function settingsFrom(options: ChoiceOptions, asOf: Day): Settings {
  const { responses } = options;
  return { ...defaultSettings(asOf), ...(responses !== undefined && { responses }), ...lifetimeFrom(options) };
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
