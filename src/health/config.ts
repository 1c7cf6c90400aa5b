/** What a score is made of, in the order it is shown. */
export const COMPONENTS = [
  'usage',
  'adoption',
  'support',
  'growth',
  'nps',
  'csat',
  'payment',
  'mrr_trend',
  'ces',
] as const;
export type ComponentName = (typeof COMPONENTS)[number];

/** What is made of a component that is missing: left out, the middle (50), or the worst (0). */
export const MISSING = ['drop', 'neutral', 'worst'] as const;
export type Missing = (typeof MISSING)[number];

/** What decides the band whatever the score is. */
export const OVERRIDES = ['scheduled_cancel'] as const;
type Override = (typeof OVERRIDES)[number];

/** What customers are measured against. */
interface Targets {
  /** Days with use, of 28, that are all that can be wished for. */
  readonly activeDays: number;
  /** Features that a customer should use; none: features have no part. */
  readonly keyFeatures: readonly string[];
  /** Priorities of tickets that are high, in small letters. */
  readonly highPriority: readonly string[];
  /** So many days past due are as bad as it gets. */
  readonly pastDueDays: number;
  /** A green customer with such a share of its seats in use may want more of them. */
  readonly seatUse: number;
}

/** Other weights for customers who are younger than so many days. */
export interface Profile {
  readonly name: string;
  readonly youngerThan: number;
  readonly weights: Readonly<Record<string, number>>;
  /** Whether a trend has a part: a customer of some weeks has none. */
  readonly trends: boolean;
}

/** Red up to the first, yellow up to the second, green above. */
export type Bands = readonly [red: number, yellow: number];

/** How customers are scored. A score can be compared with another of the same config only. */
export interface HealthConfig {
  /** What the config is called; it goes up when a score means something else. */
  readonly version: string;
  /** What each component weighs; they need not add up to 100. What is not here has no part. */
  readonly weights: Readonly<Record<string, number>>;
  readonly targets: Targets;
  /** Red up to the first, yellow up to the second, green above. */
  readonly bands: Bands;
  /** Bands of their own for customers with a value in a column of the customers export; the others go by `bands`. */
  readonly bandsBy?: { readonly column: string; readonly values: Readonly<Record<string, Bands>> };
  /** The share of the weights that must be known for a band. */
  readonly minCoverage: number;
  readonly missing: Missing;
  readonly overrides: readonly Override[];
  readonly profiles: readonly Profile[];
}

/** METRICS.md 6.2. Starting values, not findings: the back-test decides. */
export const defaultHealth: HealthConfig = {
  version: '1',
  weights: {
    usage: 20,
    adoption: 15,
    support: 15,
    growth: 10,
    nps: 10,
    csat: 10,
    payment: 10,
    mrr_trend: 5,
    ces: 5,
  },
  targets: {
    activeDays: 12,
    keyFeatures: [],
    highPriority: ['high', 'highest', 'urgent', 'critical', 'blocker', 'p0', 'p1', 'sev0', 'sev1'],
    pastDueDays: 30,
    seatUse: 0.8,
  },
  bands: [50, 75],
  minCoverage: 0.5,
  missing: 'drop',
  overrides: ['scheduled_cancel'],
  profiles: [
    {
      name: 'new',
      youngerThan: 90,
      weights: { usage: 25, adoption: 20, support: 15, nps: 10, csat: 10, payment: 10, ces: 10 },
      trends: false,
    },
  ],
};

/** What a config file may say of health: everything can be left out. */
export interface HealthSettings {
  readonly version?: string | undefined;
  readonly weights?: Readonly<Record<string, number>> | undefined;
  readonly targets?: { readonly [Key in keyof Targets]?: Targets[Key] | undefined } | undefined;
  readonly bands?: readonly number[] | undefined;
  readonly bandsBy?: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> | undefined;
  readonly minCoverage?: number | undefined;
  readonly missing?: Missing | undefined;
  readonly overrides?: readonly Override[] | undefined;
  readonly profiles?:
    | Readonly<
        Record<
          string,
          {
            readonly youngerThan: number;
            readonly weights: Readonly<Record<string, number>>;
            readonly trends?: boolean | undefined;
          }
        >
      >
    | undefined;
}

/**
 * The defaults with what is said otherwise. Weights are said all together: a component that is left out has no part;
 * whoever says weights and no profiles means them for customers of any age.
 */
export function healthConfigOf(said: HealthSettings = {}): HealthConfig {
  const { bands, bandsBy = {}, targets = {}, profiles, weights } = said;
  const [split] = Object.entries(bandsBy);
  const own =
    profiles &&
    Object.entries(profiles).map(([name, { youngerThan, weights: parts, trends = true }]) => ({
      name,
      youngerThan,
      weights: parts,
      trends,
    }));
  const { highPriority, ...others } = targets;
  return {
    version: said.version ?? defaultHealth.version,
    weights: weights ?? defaultHealth.weights,
    targets: {
      ...defaultHealth.targets,
      ...(others as Partial<Targets>),
      ...(highPriority && { highPriority: highPriority.map((word) => word.toLowerCase()) }),
    },
    bands: bandsOf(bands),
    ...(split && {
      bandsBy: {
        column: split[0],
        values: Object.fromEntries(Object.entries(split[1]).map(([value, own]) => [value, bandsOf(own)])),
      },
    }),
    minCoverage: said.minCoverage ?? defaultHealth.minCoverage,
    missing: said.missing ?? defaultHealth.missing,
    overrides: said.overrides ?? defaultHealth.overrides,
    profiles: (own ?? (weights ? [] : defaultHealth.profiles)).toSorted((a, b) => a.youngerThan - b.youngerThan),
  };
}

const bandsOf = (said: readonly number[] = defaultHealth.bands): Bands => [said[0] ?? 50, said[1] ?? 75];

/** The config as one text, the same for the same config: what its hash is made of. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
