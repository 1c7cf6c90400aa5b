/** What `health` of the config says (docs/config.md); the defaults of METRICS.md 6.2 unless told. */
export interface HealthRules {
  readonly missing?: 'drop' | 'neutral' | 'worst';
  readonly targets?: {
    readonly activeDays?: number;
    readonly keyFeatures?: readonly string[];
    readonly highPriority?: readonly string[];
    readonly pastDueDays?: number;
  };
  readonly minCoverage?: number;
  readonly bands?: readonly [number, number];
  readonly overrides?: readonly 'scheduled_cancel'[];
  readonly weights?: Weights;
  readonly profiles?: Readonly<Record<string, Profile>>;
}

type Weights = Readonly<Record<string, number>>;

/** How customers younger than so many days are weighed; a test has one at most. */
interface Profile {
  readonly youngerThan: number;
  readonly weights: Weights;
  readonly trends: boolean;
}

const WEIGHTS: Weights = {
  usage: 20,
  adoption: 15,
  support: 15,
  growth: 10,
  nps: 10,
  csat: 10,
  payment: 10,
  mrr_trend: 5,
  ces: 5,
};

// open: METRICS.md 6.2 wants another profile below 90 days and names no weights; these are what csm prints.
const YOUNG: Profile = {
  youngerThan: 90,
  weights: { usage: 25, adoption: 20, support: 15, nps: 10, csat: 10, payment: 10, ces: 10 },
  trends: false,
};

/** The tables that the SQL of health looks at, as statements. */
export function healthTables(rules: HealthRules): string[] {
  const {
    activeDays = 12,
    keyFeatures = [],
    highPriority = ['urgent', 'high'],
    pastDueDays = 30,
  } = rules.targets ?? {};
  const [red, yellow] = rules.bands ?? [50, 75];
  const [own] = Object.values(rules.profiles ?? {});
  const young = rules.profiles === undefined && rules.weights === undefined ? YOUNG : own;
  const weights = [...weighed(false, rules.weights ?? WEIGHTS), ...weighed(true, young?.weights ?? {})];
  return [
    `create or replace table health_params as
     select
       '${rules.missing ?? 'drop'}' as missing,
       ${activeDays} as active_days,
       ${listed(keyFeatures)} as key_features,
       ${listed(highPriority)} as high_priority,
       ${pastDueDays} as past_due_days,
       cast(${rules.minCoverage ?? 0.5} as double) as min_coverage,
       cast(${red} as double) as red_up_to,
       cast(${yellow} as double) as yellow_up_to,
       ${listed(rules.overrides ?? ['scheduled_cancel'])} as overrides,
       ${young?.youngerThan ?? 0} as younger_than,
       ${young?.trends ?? true} as young_trends`,
    `create or replace table health_weights as
     select * from (values ${weights.join(', ')}) as t(young, component, weight)`,
  ];
}

function weighed(young: boolean, weights: Weights): string[] {
  return Object.entries(weights).map(([component, weight]) => `(${young}, '${component}', cast(${weight} as double))`);
}

function listed(words: readonly string[]): string {
  return `[${words.map((word) => `'${word}'`).join(', ')}]::varchar[]`;
}
