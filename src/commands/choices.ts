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
    topics: ['nps', 'csat', 'ces', 'enps'],
    words: ['latest', 'first', 'all'],
  },
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
];

/** The options of a topic; null: of a report. */
export const choicesOf = (topic: string | null): readonly Choice[] =>
  CHOICES.filter(({ topics, isAlone }) => (topic === null ? !isAlone : topics.includes(topic)));

/** What the options of CHOICES say, as commander gives them. */
export interface ChoiceOptions {
  readonly method?: string;
  readonly methods?: string;
  readonly responses?: 'latest' | 'first' | 'all';
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
}

/** The methods that are wanted. A name that no metric of the topics goes by is the user's error. */
export function methodsFrom(options: ChoiceOptions, topics: readonly Topic[]): Wanted {
  const { method, methods = method, unit, excludeTag } = options;
  if (excludeTag !== undefined && methods !== undefined && methods !== 'net' && methods !== 'all') {
    const hint = 'leave --method out, or say net';
    throw new CsmError('usage/conflict', `--exclude-tag makes FCR net, --method says ${methods}`, { hint });
  }
  const said = [...(unit === 'account' ? ['account'] : []), ...(excludeTag === undefined ? [] : ['net'])];
  if (methods === undefined || methods === 'all') return methods ?? said;
  const names = new Set(topics.map(({ name }) => name));
  const known = registry.filter(({ topic }) => names.has(topic)).flatMap(methodsOf);
  if (known.includes(methods)) return [...said, methods];
  throw new CsmError('usage/method', `--method ${methods}: there is no such method`, {
    details: [`methods: ${[...new Set(known), 'all'].join(', ')}`],
    hint: nearest(methods, known),
  });
}

/** The settings of a run: METRICS.md's defaults, and what the options say otherwise. */
export function settingsFrom({ responses, cohort, direction }: ChoiceOptions, asOf: Day): Settings {
  return {
    ...defaultSettings(asOf),
    ...(responses !== undefined && { responses }),
    ...(cohort !== undefined && { cohort }),
    ...(direction !== undefined && { direction }),
  };
}

/** Whether an option is given that takes reading: those of `service.ts`, which is loaded for them alone. */
export const hasService = ({ window, scale, satisfiedMin, acsiWeights, excludeTag, hours }: ChoiceOptions): boolean =>
  [window, scale, satisfiedMin, acsiWeights, excludeTag, hours].some((value) => value !== undefined);
