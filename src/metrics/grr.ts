import { ratio } from '../calculator/fold.ts';
import type { Day } from '../calculator/calendar.ts';
import { type Ledger, ledgerSince, mrrAt, openingBefore, openingOf } from '../records/account.ts';
import { defineMetric, defineVariant, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

function kept(ledger: Ledger, opening: Day, closing: Day) {
  const open = mrrAt(ledger, opening);
  const close = mrrAt(ledger, closing);
  return open > 0 ? { unit: ledger.account.index, part: Math.min(open, close), whole: open } : null;
}

/** The minimum is taken customer by customer, never of totals: GRR is at most 1, and at most NRR. */
export default defineMetric({
  id: 'grr',
  title: 'Gross revenue retention (GRR)',
  question: 'What became of the MRR we began with, expansion left out?',
  formula: 'sum over the customers at the start of the smaller of their MRR at start and end / their MRR at the start',
  topic: 'retention',
  rank: 3,
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
      formula:
        'sum over the customers of some months before of the smaller of their MRR then and at the end / their MRR then',
      observe(ledger: Ledger, period, { settings }) {
        const opening = openingBefore(period, settings.trailingMonths);
        return kept(ledgerSince(ledger, opening), opening, period.closeDay);
      },
    }),
  },
  lacks: needsAmounts,
});
