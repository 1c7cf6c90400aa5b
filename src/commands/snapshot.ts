import type { Result } from '../calculator/calculate.ts';
import type { Period } from '../calculator/period.ts';
import { CsmError, type Issue, notice } from '../errors.ts';
import type { Shape } from '../input/context.ts';
import type { Sources } from '../input/discover.ts';
import { snapshotSchema } from '../records/snapshot.ts';
import type { MeasureOptions } from './options.ts';
import { type Wanted, Window } from './window.ts';

/** The one period of a file without dates: it has neither a beginning nor an end. */
const WHOLE: Period = {
  label: 'snapshot',
  grain: 'day',
  count: 1,
  firstDay: -Infinity,
  lastDay: Infinity,
  closeDay: Infinity,
  complete: true,
};

class WholeFile extends Window {
  #hasRows = false;

  override get covered() {
    return this.#hasRows ? { first: -Infinity, last: Infinity } : null;
  }
  override see(): boolean {
    this.#hasRows = true;
    return false;
  }
  override get period(): Period {
    return WHOLE;
  }
  override get compare(): null {
    return null;
  }
  override get periods(): Period[] {
    return [WHOLE];
  }
  override get told(): Period {
    return WHOLE;
  }
}

const shape: Shape = {
  kind: 'subscriptions',
  required: ['customer_id', 'churned'],
  ownId: 'customer_id',
  schema: snapshotSchema,
};

/** What a list can tell: who was there, who left, and what those paid. It shows nobody who came, and no other price. */
const KNOWN = new Set([
  'customer_churn_rate',
  'customer_churn_rate_cohort',
  'customers_at_start',
  'customers_lost',
  'gross_mrr_churn_rate',
]);

/** Ways to measure these that take who came, or who was there on which day. */
const UNSEEN = new Set(['start-plus-new', 'average', 'daily']);

/** What is other than usual where the whole file is the period. */
export interface Snapshot {
  readonly window: Window;
  readonly shape: Shape;
  sources(sources: Sources): Sources;
  results(results: readonly Result[]): Result[];
  issues(): Issue[];
}

/** A run on a list of customers without dates. A period beside it is a contradiction. */
export function snapshotOf({ period, from, to, compare }: MeasureOptions, wanted: Wanted): Snapshot {
  const clash = Object.entries({ '--period': period, '--from': from, '--to': to, '--compare': compare }).find(
    ([flag, value]) => value !== undefined && !(flag === '--compare' && (value === 'prev' || value === 'none')),
  );
  if (clash) {
    throw new CsmError('usage/conflict', `--snapshot and ${clash[0]}: the whole file is the period`, {
      hint: 'use one of them',
    });
  }
  return {
    window: new WholeFile({ ...wanted, compare: 'none' }),
    shape,
    /** Whatever is named is the list; customers beside one are what it is grouped by. */
    sources({ files, named, ...rest }) {
      const { customers = [], ...others } = named;
      const lists = [...(named.subscriptions ?? []), ...files];
      const all = lists.length === 0 ? { ...others, subscriptions: customers } : { ...named, subscriptions: lists };
      if (all.subscriptions.length > 0) return { ...rest, files: [], named: all };
      const hint = 'csm churn customers.csv --snapshot';
      throw new CsmError('usage/no-input', 'name the list of customers that --snapshot is to read', { hint });
    },
    results: (results) =>
      results.map((result) =>
        KNOWN.has(result.metric) && !UNSEEN.has(result.method ?? '')
          ? result
          : { ...result, value: null, numerator: null, denominator: null, n: 0, interval: null, reason: 'snapshot' },
      ),
    issues: () => [
      notice(
        'data/snapshot',
        'note',
        'the rows are the customers at the start; who came and who pays another price cannot be seen in them',
      ),
    ],
  };
}
