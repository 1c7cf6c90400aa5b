import { type AnyMetric, type Ask, askOf, methodsOf, sourcesOf, tablesOf } from '../calculator/metric.ts';
import { metrics } from '../metrics/index.ts';
import { ALSO_OF, EXPORTS_OF, type Kind, KINDS } from '../records/dataset.ts';
import type { Settings } from '../records/settings.ts';

/** A group of metrics with a command of its own. */
export interface Topic {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly group: 'Surveys and tickets' | 'Revenue and customers';
  readonly aliases: readonly string[];
  /** The survey kind it is about. */
  readonly survey?: 'nps' | 'csat' | 'ces' | 'enps';
  /** Has no part in a report: never, for it is not about customers; or but in a page, for it has more to say than rows. */
  readonly isApart?: 'always' | 'but-in-pages';
}

const SURVEYS = 'Surveys and tickets';
const REVENUE = 'Revenue and customers';

/** In the order a report prints them. */
export const TOPICS: readonly Topic[] = [
  { name: 'nps', title: 'NPS', summary: 'Net promoter score', group: SURVEYS, aliases: [], survey: 'nps' },
  { name: 'csat', title: 'CSAT', summary: 'Customer satisfaction', group: SURVEYS, aliases: [], survey: 'csat' },
  { name: 'ces', title: 'CES', summary: 'Customer effort', group: SURVEYS, aliases: [], survey: 'ces' },
  {
    name: 'enps',
    title: 'eNPS',
    summary: 'Employee net promoter score',
    group: SURVEYS,
    aliases: [],
    survey: 'enps',
    isApart: 'always',
  },
  {
    name: 'fcr',
    title: 'First contact resolution',
    summary: 'Tickets solved on first contact',
    group: SURVEYS,
    aliases: [],
  },
  { name: 'support', title: 'Support', summary: 'Tickets, backlog and times', group: SURVEYS, aliases: [] },
  {
    name: 'feedback',
    title: 'Feedback',
    summary: 'What customers write: themes, words, quotes',
    group: SURVEYS,
    aliases: ['themes', 'verbatims'],
    isApart: 'but-in-pages',
  },
  { name: 'churn', title: 'Churn', summary: 'Customers and MRR lost', group: REVENUE, aliases: [] },
  { name: 'retention', title: 'Retention', summary: 'Customers kept, NRR and GRR', group: REVENUE, aliases: [] },
  {
    name: 'mrr',
    title: 'MRR',
    summary: 'Recurring revenue and its movements',
    group: REVENUE,
    aliases: ['arr', 'movements', 'expansion'],
  },
  {
    name: 'renewals',
    title: 'Renewals',
    summary: 'Contracts that were due, and renewed',
    group: REVENUE,
    aliases: ['renewal'],
  },
  {
    name: 'clv',
    title: 'Customer lifetime value',
    summary: 'What a customer is worth',
    group: REVENUE,
    aliases: ['ltv'],
  },
  {
    name: 'health',
    title: 'Health',
    summary: 'Scores of customers, and who is at risk',
    group: REVENUE,
    aliases: [],
    isApart: 'but-in-pages',
  },
  {
    name: 'growth',
    title: "Growth of customers' business",
    summary: "How customers' own business grows",
    group: REVENUE,
    aliases: [],
  },
];

/** The titles of topics and commands, for headings. */
export const TITLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(TOPICS.map(({ name, title }) => [name, title])),
  surveys: 'Surveys',
  report: 'Report',
};

/** Where a topic stands in a report; what every survey topic shares comes after the last of them. */
const ORDER = [
  'nps',
  'csat',
  'ces',
  'enps',
  'surveys',
  ...TOPICS.map(({ name }) => name).filter((name) => !/^(nps|csat|ces|enps)$/.test(name)),
];

/** Every metric in the order of METRICS.md 10: by topic, then by rank. */
export const registry: readonly AnyMetric<Settings>[] = [...metrics].toSorted(
  (a, b) => ORDER.indexOf(a.topic) - ORDER.indexOf(b.topic) || a.rank - b.rank,
);

/** What `--by` splits by that is no column: how customers left. */
export const CHURN_KIND = 'churn_kind';

/** Methods by name, each for the metrics that have it, or `topic:name` for one topic alone; the others go by their default. */
export type Wanted = readonly string[] | 'all';

/** What the given topics ask: their metrics, those of some options only, and for surveys what all of those share. */
export function asksOf(topics: readonly Topic[], wanted: Wanted = [], shown: readonly string[] = []): Ask<Settings>[] {
  const names = new Set(topics.map(({ name }) => name));
  const kinds = topics.flatMap(({ survey }) => survey ?? []);
  return registry.flatMap((metric) => {
    if (metric.topic === 'surveys')
      return kinds.filter((kind) => metric.methods?.includes(kind)).map((method) => ({ metric, method }));
    if (metric.only !== undefined && !shown.includes(metric.only)) return [];
    return names.has(metric.topic) ? byMethods(metric, wanted) : [];
  });
}

function byMethods(metric: AnyMetric<Settings>, wanted: Wanted): Ask<Settings>[] {
  const own = methodsOf(metric);
  if (wanted === 'all' && own.length > 0) {
    return [...(metric.methods ? [] : [askOf(metric)]), ...own.map((method) => askOf(metric, method))];
  }
  const prefix = `${metric.topic}:`;
  const names =
    wanted === 'all' ? [] : wanted.map((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name));
  return [
    askOf(
      metric,
      names.find((method) => own.includes(method)),
    ),
  ];
}

/** The exports that metrics are made from. */
export function exportsOf(asks: readonly Ask<Settings>[]): Kind[] {
  const kinds = new Set(asks.flatMap(({ metric }) => tablesOf(metric).flatMap((table) => EXPORTS_OF[table] ?? [])));
  return KINDS.filter((kind) => kinds.has(kind));
}

/** The exports that metrics have rows from, or join them with, where they are there. */
export const alsoOf = (asks: readonly Ask<Settings>[]): Kind[] =>
  asks.flatMap(({ metric }) =>
    KINDS.filter((kind) => metric.joins?.includes(kind)).concat(
      tablesOf(metric).flatMap((table) => ALSO_OF[table] ?? []),
    ),
  );

/** The exports a topic cannot do without: those of its own metrics. */
export function needsOf(topics: readonly Topic[], wanted: Wanted = []): Kind[] {
  const names = new Set(topics.map(({ name }) => name));
  const asks = asksOf(topics, wanted).filter(({ metric }) => names.has(metric.topic));
  const needed = new Set(asks.flatMap((ask) => without(exportsOf([ask]), ask.metric.spares)));
  return KINDS.filter((kind) => needed.has(kind));
}

const without = (kinds: readonly Kind[], spared: readonly string[] = []): Kind[] =>
  kinds.filter((kind) => !spared.includes(kind));

/** The exports that some of the metrics are made from, and their topics can do without. */
export const sparedBy = (asks: readonly Ask<Settings>[]): Kind[] =>
  KINDS.filter((kind) => asks.some(({ metric }) => metric.spares?.includes(kind)));

/** Whether rows can count in a later period than that of the day they are known by. */
export const isLate = (asks: readonly Ask<Settings>[], settings: Settings): boolean =>
  asks.some(({ metric }) => sourcesOf(metric).some((source) => source.isLate?.(settings)));
