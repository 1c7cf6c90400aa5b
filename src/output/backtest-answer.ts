/** The keys of a figure with its 95 % interval. */
type WithInterval<Name extends string> = Readonly<Record<Name | `${Name}_low` | `${Name}_high`, number | null>>;

/** The snapshots that an answer rests on, and what became of the customers in them. */
export interface Looked {
  readonly snapshots: number;
  readonly first_snapshot: string | null;
  readonly last_snapshot: string | null;
  readonly lead_days: number;
  readonly horizon_days: number;
  readonly min_age_days: number;
  readonly churners: number;
  readonly stayers: number;
  readonly observations: number;
  readonly scored: number;
  readonly scored_churners: number;
  readonly too_young: number;
  readonly churned_in_lead: number;
}

/** What a backtest found, in the keys of machine formats; null where there is no saying. */
export interface BacktestAnswer
  extends
    Looked,
    WithInterval<'auc'>,
    WithInterval<'auc_pooled'>,
    WithInterval<'auc_one_each'>,
    WithInterval<'lift_bottom_decile'>,
    WithInterval<'lift_bottom_quintile'>,
    WithInterval<'red_precision'>,
    WithInterval<'red_recall'>,
    WithInterval<'green_share_of_churners'> {
  readonly base_rate: number | null;
  readonly bands: readonly {
    readonly band: string;
    readonly n: number;
    readonly churned: number;
    readonly rate: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly lift: number | null;
  }[];
  readonly monotonic: boolean | null;
  readonly red_recall_mrr: number | null;
  readonly median_warning_days: number | null;
  readonly components: readonly {
    readonly component: string;
    readonly auc: number | null;
    readonly n: number;
    readonly low: number | null;
    readonly high: number | null;
    readonly points: 'right' | 'wrong' | 'unclear' | null;
    readonly static: boolean;
  }[];
  readonly baselines: readonly {
    readonly name: string;
    readonly auc: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly component: string | null;
    readonly n: number;
    readonly score_auc: number | null;
    readonly verdict: 'better' | 'same' | 'worse' | null;
    readonly reason: 'no_values' | 'one_sided' | 'too_few_earlier' | null;
  }[];
  readonly leakage: {
    readonly shuffled_auc: number | null;
    readonly shuffled_low: number | null;
    readonly shuffled_high: number | null;
    readonly shuffled_passed: boolean | null;
    readonly shifted_auc: number | null;
    readonly shifted_changed: number | null;
    readonly static: readonly string[];
    readonly suspects: readonly { readonly name: string; readonly auc: number }[];
  };
  /** Components left out of the score. */
  readonly dropped: readonly string[];
  readonly draws: number | null;
  readonly verdict: string;
  readonly words: readonly string[];
}
