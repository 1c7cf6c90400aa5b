import { methodsOf } from '../calculator/metric.ts';
import type { Known } from '../config/schema-definitions.ts';
import { choicesOf } from './choices.ts';
import { registry, TOPICS } from './topics.ts';
import { VENDORS } from './vendors.ts';

/** The name of an option, as commander has it. */
const nameOf = (flags: string): string =>
  (/^--([a-z-]+)/.exec(flags)?.[1] ?? '').replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The methods of a topic's metrics, but for those that are kinds of survey. */
const methodsIn = (topic: string): string[] => [
  ...new Set(registry.flatMap((metric) => (metric.topic === topic ? methodsOf(metric) : []))),
];

/** What of csm a config can name. */
export const known: Known = {
  metrics: registry.map(({ id }) => id),
  methods: Object.fromEntries(
    TOPICS.flatMap(({ name }) => (methodsIn(name).length === 0 ? [] : [[name, methodsIn(name)]])),
  ),
  words: {
    ...Object.fromEntries(choicesOf(null).flatMap(({ flags, words }) => (words ? [[nameOf(flags), words]] : []))),
    as: Object.keys(VENDORS),
  },
};
