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
  /** Of a run by rep: the rep at the opening close, or of who left the one it left. */
  readonly attribute?: 'opening' | 'churn-time';
  readonly activeDays?: string;
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
