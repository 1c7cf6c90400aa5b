import { collect } from '../calculator/collect.ts';
import { bootstrapSums } from '../calculator/bootstrap-sums.ts';
import { type Members, ratio, type Summary, type Units } from '../calculator/fold.ts';
import { contains, monthsIn, monthsUpTo, type Period } from '../calculator/period.ts';
import { isPayingAt, type Ledger, mrrAt } from '../records/account.ts';
import { type Buyer, paidBy, visitsOf } from '../records/buyer.ts';
import { buyers, defineDerived, defineMeasured, ledgers } from '../records/dataset.ts';
import { intervalOfPurchases, intervalOfRenewals } from '../records/lifetime-interval.ts';
import { valueOfPurchases, valueOfRenewals } from '../records/lifetime.ts';
import { tenureOf } from '../records/renewal.ts';
import type { Settings } from '../records/settings.ts';
import arpa from './arpa.ts';
import customerChurnRateCohort from './customer-churn-rate-cohort.ts';
import customerChurnRate from './customer-churn-rate.ts';

type Inputs = Readonly<Record<string, readonly Summary[]>>;

/** ARPA, less what is no margin, and the mean of the rates there are. Months before the data begin have none. */
function partsOf({ arpa: revenue = [], churn = [] }: Inputs, { margin }: Settings) {
  const account = revenue[0];
  const rates = churn.flatMap(({ value }) => (value === null ? [] : [value]));
  const rate = rates.length === 0 ? null : rates.reduce((sum, each) => sum + each, 0) / rates.length;
  const reason = account?.reason ?? (rate === null ? 'no_opening_customers' : rate === 0 ? 'zero_churn' : null);
  const money = typeof account?.value === 'number' ? account.value * (margin ?? 1) : null;
  return { money, rate, n: account?.n ?? 0, reason };
}

/** METRICS.md 9.16: the complete months that end with the period. */
const months = (period: Period, { churnMonths, asOf }: Settings): Period[] => monthsUpTo(period, churnMonths, asOf);

/** What customers who pay so much a month, and leave at such a rate a month, are worth; without churn perhaps Infinity. */
type Worth = (money: number, rate: number, settings: Settings) => number;

/** A lifetime value of ARPA and churn, and its interval over the customers that both are of. */
const perChurn = (worth: Worth) => ({
  derive(inputs: Inputs, { settings }: { readonly settings: Settings }): Summary {
    const { money, rate, n, reason } = partsOf(inputs, settings);
    const value = reason === null && money !== null && rate ? worth(money, rate, settings) : null;
    return { value, numerator: money, denominator: rate, n, interval: null, reason };
  },
  interval({ arpa: revenue, churn }: States, { settings, confidence }: { settings: Settings; confidence: number }) {
    const rows = rowsOf(revenue?.[0] as Units, churn as readonly Members[]);
    return bootstrapSums(rows, (sums) => worthOf(sums, worth, settings), confidence);
  },
});
type States = Readonly<Record<string, readonly unknown[]>>;

/**
 * Customers as rows of what each adds to MRR and to those who pay, then for each month to those who were there and to
 * those who left. In the order of their ids.
 */
function rowsOf(revenue: Units, months: readonly Members[]): Float64Array[] {
  const rows = new Map<number, Float64Array>();
  const rowOf = (unit: number): Float64Array => {
    const row = rows.get(unit) ?? new Float64Array(2 + 2 * months.length);
    rows.set(unit, row);
    return row;
  };
  for (const [unit, { part, whole }] of revenue) rowOf(unit).set([part, whole]);
  for (const [month, { base, hits }] of months.entries()) {
    for (const unit of base) rowOf(unit)[2 + 2 * month] = 1;
    for (const unit of hits) rowOf(unit)[3 + 2 * month] = 1;
  }
  return [...rows].toSorted(([a], [b]) => a - b).map(([, row]) => row);
}

/** Of the customers drawn; null where none of them pays, or none was there to leave. */
function worthOf(sums: Float64Array, worth: Worth, settings: Settings): number | null {
  let rates = 0;
  let months = 0;
  for (let i = 2; i < sums.length; i += 2) {
    if (sums[i] === 0) continue;
    rates += sums[i + 1]! / sums[i]!;
    months++;
  }
  if (sums[1] === 0 || months === 0) return null;
  return worth((sums[0]! / sums[1]!) * (settings.margin ?? 1), rates / months, settings);
}

const MEAN_CHURN = 'mean monthly cohort churn of the 6 complete months that end with the period';

/** Without a margin this is revenue, not profit (METRICS.md 9.7). */
export default defineDerived({
  id: 'clv',
  title: 'Customer lifetime value (CLV), revenue',
  titleWith: ({ margin }) => (margin === null ? null : 'Customer lifetime value (CLV), gross margin'),
  question: 'How much revenue will a customer bring in all?',
  formula: `ARPA x margin / ${MEAN_CHURN}`,
  topic: 'clv',
  rank: 1,
  unit: 'money',
  better: 'higher',
  empty: 'no_customers',
  methods: ['arpa-churn'],
  parts: { numerator: 'money' },
  inputs: { arpa: { metric: arpa }, churn: { metric: customerChurnRateCohort, periods: months } },
  ...perChurn((money, rate) => money / rate),
  variants: {
    'arpa-churn-start': {
      formula: 'ARPA x margin / churn by the method start, otherwise as arpa-churn',
      inputs: { arpa: { metric: arpa }, churn: { metric: customerChurnRate, periods: months } },
    },
    // The first payment is now: with a discount of 0 it is arpa-churn.
    discounted: {
      formula: `ARPA x margin x (1 + d) / (1 + d - r), with d the discount of a month (--discount) and r = 1 - ${MEAN_CHURN}`,
      ...perChurn((money, rate, { discount }) => (money * (1 + discount)) / (discount + rate)),
    },
    simple: defineMeasured({
      formula:
        'average payment x payments a month of a customer who paid in the period x lifespan in months (--lifespan, 12 unless told) x margin',
      empty: 'no_payments',
      from: buyers,
      fold: ratio(),
      observe(buyer: Buyer, period, { settings: { margin, lifespan } }) {
        const own = buyer.payments.filter(({ at }) => contains(period, at));
        if (own.length === 0) return null;
        const part = own.reduce((sum, { cents }) => sum + cents, 0) * (margin ?? 1);
        // Of a period that begins with the data.
        const from = Number.isFinite(period.firstDay) ? period.firstDay : buyer.since;
        return { unit: buyer.index, part, whole: monthsIn(from, period.closeDay) / lifespan };
      },
    }),
    // A fact and not an estimate: nothing of what is to come is in it.
    historic: defineMeasured({
      formula:
        'all that customers have paid up to the end of the period, less refunds, x margin / customers who have paid',
      empty: 'no_payments',
      from: buyers,
      fold: ratio(),
      observe(buyer: Buyer, { closeDay }, { settings: { margin } }) {
        if (!buyer.payments.some(({ at }) => at <= closeDay)) return null;
        return { unit: buyer.index, part: paidBy(buyer, closeDay) * (margin ?? 1), whole: 1 };
      },
    }),
    sbg: defineMeasured({
      formula:
        'ARPA x months between renewals x margin x discounted expected lifetime, by the shifted beta-geometric model of all renewals up to the end of the period',
      from: ledgers,
      fold: collect(valueOfRenewals, intervalOfRenewals),
      observe(ledger: Ledger, { closeDay }, { settings }) {
        const { account } = ledger;
        const tenure = tenureOf(account, closeDay, settings.renewal);
        if (tenure === null) return null;
        const isPriced = account.rows.every(({ terms }) => terms.every(({ cents }) => cents !== null));
        const cents = isPriced ? mrrAt(ledger, closeDay) : null;
        return { unit: account.index, ...tenure, cents, pays: isPayingAt(account, closeDay), settings };
      },
    }),
    'bgnbd-gg': defineMeasured({
      formula:
        'purchases a customer is expected to make in the months to come (--lifespan, 12 unless told), by the BG/NBD model, x what they are expected to be worth, by the gamma-gamma model, x margin, discounted by the month',
      empty: 'no_payments',
      from: buyers,
      fold: collect(valueOfPurchases, intervalOfPurchases),
      observe(buyer: Buyer, { closeDay }, { settings }) {
        const visits = visitsOf(buyer, closeDay);
        return visits && { unit: buyer.index, ...visits, settings };
      },
    }),
  },
});
