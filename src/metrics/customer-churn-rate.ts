import { perCount, sumOfShares } from '../calculator/counts.ts';
import { rate, share } from '../calculator/fold.ts';
import { contains, type Period } from '../calculator/period.ts';
import { type Account, isPayingAt, openingOf, type Turn } from '../records/account.ts';
import { type Activity, isUsingAt } from '../records/activity.ts';
import { accounts, activity, defineMetric, defineVariant } from '../records/dataset.ts';

const turnsIn = ({ turns }: Account, period: Period, kind: Turn['kind']): number =>
  turns.filter((turn) => turn.kind === kind && contains(period, turn.day)).length;
const isThere = (account: Account, period: Period): boolean => isPayingAt(account, openingOf(period));

/** The seeds' rule: it can pass 100 %, and it is not 1 - retention, so the cohort rate always stands beside it. */
export default defineMetric({
  id: 'customer_churn_rate',
  title: 'Customer churn',
  question: 'How many customers left, as a share of those we began with?',
  formula:
    'customers who left in the period / customers at its start; those who joined and left in it are counted above',
  topic: 'churn',
  rank: 1,
  unit: 'ratio',
  better: 'lower',
  empty: 'no_opening_customers',
  methods: ['start'],
  from: accounts,
  fold: rate(),
  observe(account, period) {
    const base = isThere(account, period);
    const hit = turnsIn(account, period, 'churn') > 0;
    return base || hit ? { unit: account.index, hit, base } : null;
  },
  variants: {
    // ChartMogul, ProfitWell: who joins and leaves within the period is nowhere.
    'cohort-event': defineVariant({
      formula: 'customers at the start who left in the period, whether or not they came back / customers at the start',
      fold: share(),
      observe: (account: Account, period) => (isThere(account, period) ? turnsIn(account, period, 'churn') > 0 : null),
    }),
    cohort: defineVariant({
      formula: 'customers at the start who do not pay at the end / customers at the start',
      fold: share(),
      observe: (account: Account, period) => (isThere(account, period) ? !isPayingAt(account, period.closeDay) : null),
    }),
    // Stripe: every leaving counts, a second one of the same customer too.
    'start-plus-new': defineVariant({
      formula: 'times that a customer left in the period / (customers at its start + new ones)',
      fold: perCount(),
      observe(account: Account, period) {
        const base = isThere(account, period);
        const below = Number(base) + turnsIn(account, period, 'new');
        const above = turnsIn(account, period, 'churn');
        return above + below > 0 ? { above, below, base } : null;
      },
    }),
    average: defineVariant({
      formula: 'customers who left in the period / the mean of customers at its start and at its end',
      fold: perCount(),
      observe(account: Account, period) {
        const base = isThere(account, period);
        const above = turnsIn(account, period, 'churn') > 0 ? 1 : 0;
        const below = (Number(base) + Number(isPayingAt(account, period.closeDay))) / 2;
        return above + below > 0 ? { above, below, base } : null;
      },
    }),
    // ChartMogul's for shops, retired for new accounts in 2022.
    daily: defineVariant({
      formula: 'the sum over the days of the period of customers lost on the day / customers at its start',
      fold: sumOfShares(),
      observe(account: Account, period) {
        // A file that is the period itself has no days to go through.
        if (!Number.isFinite(period.firstDay)) return null;
        const there: number[] = [];
        const gone: number[] = [];
        for (let day = period.firstDay; day <= period.closeDay; day++) {
          if (!isPayingAt(account, day - 1)) continue;
          there.push(day);
          if (!isPayingAt(account, day)) gone.push(day);
        }
        return there.length === 0 ? null : { there, gone, base: isThere(account, period) };
      },
    }),
    // fight-churn, listing 2.3: by what customers do, whether or not they pay.
    activity: defineVariant({
      formula:
        'customers who used the product in the last 30 days at the start and not in those at the end / customers who used it in the last 30 days at the start',
      empty: 'no_active_customers',
      from: activity,
      fold: share(),
      observe: (row: Activity, period, { settings: { activeDays } }) =>
        isUsingAt(row, openingOf(period), activeDays) ? !isUsingAt(row, period.closeDay, activeDays) : null,
      lacks: (facts) => (facts.has('usage', 'at') ? null : 'no_usage'),
    }),
  },
});
