import type { DerivedMetric } from '../calculator/metric.ts';
import { defineDerived } from '../records/dataset.ts';
import type { Settings } from '../records/settings.ts';
import mrrChurn from './mrr-churn.ts';
import mrrContraction from './mrr-contraction.ts';
import mrrExpansion from './mrr-expansion.ts';
import mrrNew from './mrr-new.ts';
import mrrReactivation from './mrr-reactivation.ts';

const quotient =
  (...gains: readonly string[]): DerivedMetric<Settings>['derive'] =>
  (inputs) => {
    const parts = Object.values(inputs).flat();
    const sum = (...names: readonly string[]) => names.reduce((all, name) => all + (inputs[name]?.[0]?.value ?? 0), 0);
    const numerator = sum(...gains);
    const denominator = sum('shrunk', 'lost');
    const n = parts.reduce((all, part) => all + part.n, 0);
    const reason = parts.find((part) => part.reason !== null)?.reason ?? (denominator === 0 ? 'no_losses' : null);
    const value = reason === null ? numerator / denominator : null;
    return { value, numerator, denominator, n, interval: null, reason };
  };

const others = { grown: { metric: mrrExpansion }, shrunk: { metric: mrrContraction }, lost: { metric: mrrChurn } };
const formula = '(new + reactivation + expansion) / (contraction + churn)';

export default defineDerived({
  id: 'quick_ratio',
  title: 'Quick ratio',
  question: 'How much MRR is won for each unit lost?',
  formula,
  topic: 'mrr',
  rank: 11,
  unit: 'score',
  better: 'higher',
  empty: 'no_losses',
  methods: ['with-reactivation'],
  parts: { numerator: 'money', denominator: 'money' },
  inputs: { gained: { metric: mrrNew }, regained: { metric: mrrReactivation }, ...others },
  derive: quotient('gained', 'regained', 'grown'),
  variants: {
    // Baremetrics.
    'without-reactivation': {
      formula: '(new + expansion) / (contraction + churn)',
      inputs: { gained: { metric: mrrNew }, ...others },
      derive: quotient('gained', 'grown'),
    },
    // The inputs go by the same name.
    period: { formula: `${formula}, each from the start to the end` },
    subscription: { formula: `${formula}, each of subscriptions` },
  },
});
