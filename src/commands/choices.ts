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
    flags: '--snapshot',
    text: 'a list of customers with a flag of who left, and no dates: it is the period',
    topics: ['churn'],
    isAlone: true,
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
  readonly movements?: 'daily' | 'period' | 'subscription';
  readonly basis?: 'cohort' | 'movements';
  readonly fx?: string;
  readonly reasons?: boolean;
  readonly cmrr?: boolean;
  /** Of churn: the file has no dates, and is the period as a whole. */
  readonly snapshot?: boolean;
}

/** The methods that are wanted. A name that no metric of the topics goes by is the user's error. */
export function methodsFrom(options: ChoiceOptions, topics: readonly Topic[]): Wanted {
  const { method, methods = method, movements, basis } = options;
  if (methods === 'all') return 'all';
  // The basis of a cohort is the default; as a name it would be another way to count the customers who left.
  const named = [...(movements === undefined ? [] : [movements]), ...(basis === 'movements' ? [basis] : [])];
  if (methods === undefined) return named;
  const names = new Set(topics.map(({ name }) => name));
  const known = registry.filter(({ topic }) => names.has(topic)).flatMap(methodsOf);
  if (known.includes(methods)) {
    // One metric goes by one method: the quick ratio has both of these.
    const isBoth = movements !== undefined && movements !== 'daily' && movements !== methods;
    const clash =
      isBoth && registry.find((metric) => [movements, methods].every((name) => methodsOf(metric).includes(name)));
    if (!clash) return [...named, methods];
    throw new CsmError('usage/conflict', `--movements ${movements} and --method ${methods}: ${clash.id} goes by one`, {
      hint: 'use one of them, or --method all',
    });
  }
  throw new CsmError('usage/method', `--method ${methods}: there is no such method`, {
    details: [`methods: ${[...new Set(known), 'all'].join(', ')}`],
    hint: nearest(methods, known),
  });
}

/** The options that metrics are shown with, of those given. */
export function shownFrom({ reasons, cmrr, movements = 'daily' }: ChoiceOptions): string[] {
  if (reasons && movements !== 'daily') {
    throw new CsmError('usage/conflict', `--reasons and --movements ${movements}: reasons are told day by day`, {
      hint: 'leave one of them out',
    });
  }
  return Object.entries({ reasons, cmrr }).flatMap(([name, isGiven]) => (isGiven ? [name] : []));
}

/** The settings of a run: METRICS.md's defaults, and what the options say otherwise. */
export function settingsFrom({ responses }: ChoiceOptions, asOf: Day): Settings {
  return { ...defaultSettings(asOf), ...(responses !== undefined && { responses }) };
}
