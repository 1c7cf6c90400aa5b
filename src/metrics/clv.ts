import { collect } from '../calculator/collect.ts';
import { ratio, type Summary } from '../calculator/fold.ts';
import { contains, monthsIn, monthsUpTo, type Period } from '../calculator/period.ts';
import { isPayingAt, type Ledger, mrrAt } from '../records/account.ts';
import { type Buyer, paidBy, visitsOf } from '../records/buyer.ts';
import { buyers, defineDerived, defineMeasured, ledgers } from '../records/dataset.ts';
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

function perChurn(inputs: Inputs, { settings }: { readonly settings: Settings }): Summary {
  const { money, rate, n, reason } = partsOf(inputs, settings);
  const value = reason === null && money !== null && rate ? money / rate : null;
  return { value, numerator: money, denominator: rate, n, interval: null, reason };
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
  derive: perChurn,
  variants: {
    'arpa-churn-start': {
      formula: 'ARPA x margin / churn by the method start, otherwise as arpa-churn',
      inputs: { arpa: { metric: arpa }, churn: { metric: customerChurnRate, periods: months } },
    },
    // The first payment is now: with a discount of 0 it is arpa-churn.
    discounted: {
      formula: `ARPA x margin x (1 + d) / (1 + d - r), with d the discount of a month (--discount) and r = 1 - ${MEAN_CHURN}`,
      derive(inputs, { settings }) {
        const { money, rate, n, reason } = partsOf(inputs, settings);
        const { discount } = settings;
        const value = reason === null && money !== null && rate ? (money * (1 + discount)) / (discount + rate) : null;
        return { value, numerator: money, denominator: rate, n, interval: null, reason };
      },
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
      fold: collect(valueOfRenewals),
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
      fold: collect(valueOfPurchases),
      observe(buyer: Buyer, { closeDay }, { settings }) {
        const visits = visitsOf(buyer, closeDay);
        return visits && { unit: buyer.index, ...visits, settings };
      },
    }),
  },
});
