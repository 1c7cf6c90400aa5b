import type { Result } from '../calculator/calculate.ts';
import type { About } from '../calculator/metric.ts';
import { ChurnKinds } from '../records/churn-kind.ts';
import { NONE } from '../records/dimension.ts';

/** How many customers left: who stayed has no kind of that. */
const OF_CUSTOMERS = new Set(['customer_churn_rate', 'customer_churn_rate_cohort']);

/**
 * A run by how customers left. Rates of churn are told over all customers at the start, whichever way these left, so that
 * voluntary, involuntary and unknown churn add up to churn (METRICS.md 2.7). By a column of that name they are not: it may
 * say what it will.
 */
export class ChurnKindRun {
  readonly #kinds = new ChurnKinds(0);
  readonly segment = this.#kinds.segment;

  get isOverWhole(): boolean {
    return !this.#kinds.isColumn;
  }

  readonly isOver = ({ topic, unit }: About): boolean => this.isOverWhole && topic === 'churn' && unit === 'ratio';

  /** Less the rates at which those left who did not. Customers who stopped using the product may be among them. */
  told(results: readonly Result[]): readonly Result[] {
    if (!this.isOverWhole) return results;
    return results.filter(
      ({ metric, segment, numerator }) => !OF_CUSTOMERS.has(metric) || segment !== NONE || (numerator ?? 0) > 0,
    );
  }
}
