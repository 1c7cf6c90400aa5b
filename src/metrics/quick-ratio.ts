import { defineDerived } from '../records/dataset.ts';
import mrrChurn from './mrr-churn.ts';
import mrrContraction from './mrr-contraction.ts';
import mrrExpansion from './mrr-expansion.ts';
import mrrNew from './mrr-new.ts';
import mrrReactivation from './mrr-reactivation.ts';

export default defineDerived({
  id: 'quick_ratio',
  title: 'Quick ratio',
  question: 'How much MRR is won for each unit lost?',
  formula: '(new + reactivation + expansion) / (contraction + churn)',
  topic: 'mrr',
  rank: 11,
  unit: 'score',
  better: 'higher',
  empty: 'no_losses',
  methods: ['with-reactivation'],
  parts: { numerator: 'money', denominator: 'money' },
  inputs: {
    gained: { metric: mrrNew },
    regained: { metric: mrrReactivation },
    grown: { metric: mrrExpansion },
    shrunk: { metric: mrrContraction },
    lost: { metric: mrrChurn },
  },
  derive(inputs) {
    const parts = Object.values(inputs).flat();
    const sum = (...names: string[]) => names.reduce((all, name) => all + (inputs[name]?.[0]?.value ?? 0), 0);
    const numerator = sum('gained', 'regained', 'grown');
    const denominator = sum('shrunk', 'lost');
    const n = parts.reduce((all, part) => all + part.n, 0);
    const reason = parts.find((part) => part.reason !== null)?.reason ?? (denominator === 0 ? 'no_losses' : null);
    const value = reason === null ? numerator / denominator : null;
    return { value, numerator, denominator, n, interval: null, reason };
  },
});
