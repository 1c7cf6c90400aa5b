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
  readonly trailing?: string;
  readonly grace?: string;
}

/** The methods that are wanted. A name that no metric of the topics goes by is the user's error. */
export function methodsFrom({ method, methods = method, trailing }: ChoiceOptions, topics: readonly Topic[]): Wanted {
  if (methods === undefined && trailing !== undefined) return ['trailing'];
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
export function settingsFrom({ responses, trailing, grace }: ChoiceOptions, asOf: Day): Settings {
  return {
    ...defaultSettings(asOf),
    ...(responses !== undefined && { responses }),
    ...(trailing !== undefined && { trailingMonths: wholeFrom('--trailing', trailing, [1, 120]) }),
    ...(grace !== undefined && { renewalGrace: wholeFrom('--grace', grace, [0, 366]) }),
  };
}

/** The whole number an option says, within what it may be. */
function wholeFrom(flag: string, text: string, [least, most]: readonly [number, number]): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new CsmError('usage/value', `${flag} ${text}: it is a whole number from ${least} to ${most}`);
}
