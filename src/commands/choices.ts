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
  /** `report` has those of every topic. */
  readonly topics: readonly string[];
  /** Words it may be; left out: a number, a day or a name that is checked by itself. */
  readonly words?: readonly string[];
}

/** In the order help shows them. */
export const CHOICES: readonly Choice[] = [
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
];

/** What the options of CHOICES say, as commander gives them. */
export interface ChoiceOptions {
  readonly method?: string;
  readonly methods?: string;
  readonly responses?: 'latest' | 'first' | 'all';
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
export function settingsFrom({ responses }: ChoiceOptions, asOf: Day): Settings {
  return { ...defaultSettings(asOf), ...(responses !== undefined && { responses }) };
}
