/**
 * How rows of subscriptions become what a customer pays, where METRICS.md 1.2, 1.3 and 2.9 leave it to the user. What
 * is left out is as it is there by default: the first of each.
 */
export interface Rules {
  /** Which of its dates a cancelled subscription leaves on. */
  readonly churnAt?: 'end' | 'cancel-effective' | 'cancel-request';
  /** Whether the end date is the first day without service, or the last with it. */
  readonly endDate?: 'exclusive' | 'inclusive';
  /** Whether a subscription that is paused has left. */
  readonly paused?: 'churn' | 'active';
  /** Whether one that is past due still pays. */
  readonly pastDue?: 'keep' | 'exclude';
  /** A subscription past due for more than so many days has left. */
  readonly delinquentDays?: number;
  /** So many days without a subscription between two are none. */
  readonly gapDays?: number;
  /** Whether a customer who pays nothing any more, but has a free subscription, has left. */
  readonly freeAs?: 'churn' | 'contraction';
  /** Which discounts come off: all while they last, only those without an end, or none. */
  readonly discounts?: 'subtract' | 'forever' | 'ignore';
  /** Whether the amount of a metered subscription is one that is committed to. */
  readonly metered?: 'exclude' | 'committed';
}

export const defaultRules: Rules = {};
