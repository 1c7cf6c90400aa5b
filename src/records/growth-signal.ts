import type { About } from '../calculator/metric.ts';
import { share } from '../calculator/fold.ts';
import { defineMetric, firms } from './dataset.ts';
import { growthAt, isCustomerAt, type Signal } from './growth.ts';

/** The share of customers of whom something is true, among those of whom it is told either way. */
export const defineSignal = (signal: Signal, about: Pick<About, 'id' | 'title' | 'question' | 'formula' | 'rank'>) =>
  defineMetric({
    ...about,
    topic: 'growth',
    unit: 'ratio',
    better: 'higher',
    empty: 'no_growth_data',
    from: firms,
    fold: share(),
    observe: (firm, { closeDay }) =>
      isCustomerAt(firm, closeDay) ? (growthAt(firm.facts, closeDay).signals[signal] ?? null) : null,
  });
