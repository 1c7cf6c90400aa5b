import { total } from '../calculator/fold.ts';
import { allTerms, isPaid, sumOf } from '../records/account.ts';
import { defineMetric, ledgers } from '../records/dataset.ts';
import { needsAmounts } from '../records/money.ts';

/** Whatever has no end is what stays when every start and every end has come (METRICS.md 2.9). */
export default defineMetric({
  id: 'cmrr',
  title: 'Committed MRR (CMRR)',
  question: 'How much MRR will all that is signed come to?',
  formula: 'with --cmrr: MRR at the close + MRR of later starts - MRR of later ends, as the export knows them',
  topic: 'mrr',
  rank: 15,
  only: 'cmrr',
  unit: 'money',
  better: 'higher',
  empty: 'no_customers',
  from: ledgers,
  fold: total(),
  // A sheet by month says of no amount that it ends: what is paid at the close goes on.
  observe: (ledger, { closeDay }) =>
    sumOf(ledger, ({ covers }, term) => (covers === undefined ? term.until === null : isPaid(term, closeDay))) || null,
  caveat({ account, currency }, { closeDay }, { settings: { asOf } }) {
    const isSince = (day: number | null): boolean => day !== null && day > closeDay && day <= asOf;
    const terms = account.rows.flatMap((row) => (row.currency === currency ? allTerms(row) : []));
    return terms.some(({ from, until }) => isSince(from) || isSince(until)) ? 'mrr/hindsight' : null;
  },
  lacks: needsAmounts,
});
