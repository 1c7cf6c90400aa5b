import { ratio } from '../calculator/fold.ts';
import type { Day } from '../calculator/calendar.ts';
import { type Ledger, ledgerSince, mrrAt, openingBefore, openingOf } from '../records/account.ts';
import { defineMetric, defineVariant, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

function kept(ledger: Ledger, opening: Day, closing: Day) {
  const open = mrrAt(ledger, opening);
  const close = mrrAt(ledger, closing);
  return open > 0 ? { unit: ledger.account.index, part: close, whole: open } : null;
}

/** New customers, and those back from before the opening, are not in it. */
export default defineMetric({
  id: 'nrr',
  title: 'Net revenue retention (NRR)',
  question: 'What became of the MRR we began with, expansion included?',
  formula: 'MRR at the end of the customers at the start / their MRR at the start',
  topic: 'retention',
  rank: 2,
  unit: 'ratio',
  better: 'higher',
  empty: 'no_opening_customers',
  methods: ['period'],
  parts: { numerator: 'money', denominator: 'money' },
  from: ledgers,
  fold: ratio(),
  observe: (ledger, period) => kept(ledger, openingOf(period), period.closeDay),
  variants: {
    // The usual figure for a board: twelve months, whatever the period (METRICS.md 2.11).
    trailing: defineVariant({
      formula: 'MRR at the end of the customers of some months before / their MRR then (--trailing, 12 months)',
      observe(ledger: Ledger, period, { settings }) {
        const opening = openingBefore(period, settings.trailingMonths);
        return kept(ledgerSince(ledger, opening), opening, period.closeDay);
      },
    }),
  },
  lacks: needsAmounts,
});
