import { ratio } from '../calculator/fold.ts';
import { ofAll } from '../calculator/of-all.ts';
import { mrrAt } from '../records/account.ts';
import { defineMetric, healthLedgers } from '../records/dataset.ts';
import { needsBook } from '../records/money.ts';

export default defineMetric({
  id: 'health_score_mrr_weighted',
  title: 'Health score by MRR',
  question: 'How well do the customers do who pay us the most?',
  formula: 'sum of score x MRR / sum of MRR, over customers with a green, yellow or red score at the close',
  topic: 'health',
  rank: 10,
  unit: 'score',
  better: 'higher',
  empty: 'no_scores',
  parts: { numerator: 'money', denominator: 'money' },
  from: healthLedgers,
  fold: ofAll(ratio()),
  observe({ score, band, ledger, account }, { closeDay }) {
    if (score === null || band === 'unknown' || account === null) return null;
    const whole = mrrAt(ledger, closeDay);
    return { unit: account.index, part: score * whole, whole };
  },
  lacks: needsBook,
});
