import type { RuleOptions } from './chosen.ts';

/** A product's own definitions, as far as METRICS.md documents them and csm's options can say them. */
export interface Vendor {
  /** Each of an option and its value, and where the vendor says so: keys of METRICS.md 8. */
  readonly options: { readonly [Name in keyof RuleOptions]?: readonly [NonNullable<RuleOptions[Name]>, string] };
  /** Methods by name, for the metrics that have one of it, with their sources. */
  readonly methods: Readonly<Record<string, string>>;
}

/** METRICS.md 1.2, 1.3, 2.7, 2.9 and 2.10. What is not here is as csm does it by itself, or is not documented. */
export const VENDORS: Readonly<Record<string, Vendor>> = {
  chartmogul: {
    methods: { 'cohort-event': 'CM-churn', movements: 'CM-mrrc, CM-nmrr' },
    options: {
      churnAt: ['cancel-effective', 'CM-settings'],
      pastDue: ['keep', 'CM-pastdue'],
      freeAs: ['contraction', 'CM-settings'],
      discounts: ['subtract', 'CM-move'],
    },
  },
  stripe: {
    methods: { 'start-plus-new': 'ST-churn' },
    options: {
      churnAt: ['cancel-effective', 'PW-stripe'],
      pastDue: ['keep', 'ST-gloss'],
      discounts: ['forever', 'ST-ba'],
    },
  },
  // Its net churn leaves reactivation out [BM-upd], unlike the method `movements`: not said.
  baremetrics: {
    methods: { start: 'BM-chg, BM-churn', 'without-reactivation': 'BM-chg' },
    options: {
      delinquentDays: ['30', 'BM-mrr'],
      freeAs: ['churn', 'BM-mrr'],
      discounts: ['subtract', 'BM-mrr'],
    },
  },
  profitwell: {
    methods: { 'cohort-event': 'PW-stripe' },
    options: {
      churnAt: ['end', 'PW-churn'],
      pastDue: ['keep', 'PW-faq'],
      paused: ['churn', 'PW-recurly'],
      discounts: ['subtract', 'PW-stripe'],
    },
  },
  recurly: {
    methods: { start: 'REC-terms', period: 'REC-0' },
    options: {
      churnAt: ['end', 'REC-terms'],
      paused: ['churn', 'PW-recurly'],
      discounts: ['subtract', 'PW-recurly'],
    },
  },
  // It leaves out coupons that do not recur; an export only says which discounts end.
  chargebee: { methods: {}, options: { discounts: ['forever', 'PW-cb'] } },
  paddle: { methods: {}, options: { discounts: ['ignore', 'PAD-mrr'] } },
  'fight-churn': { methods: { cohort: 'FC-2.2' }, options: { churnAt: ['end', 'FC-2.2'] } },
};
