import {
  chanceAlive,
  chanceOfPurchases,
  expectedPurchases,
  fitPurchases,
  purchaseCurves,
  purchaseLikelihoods,
} from './beta-geometric-nbd.ts';
import { expectedValue, fitSpending, spendingLikelihoods } from './gamma-gamma.ts';
import { errorOfLog } from './linearised.ts';
import {
  discountedLifetime,
  fitRenewals,
  renewalLikelihoods,
  residualLifetime,
  survival,
} from './shifted-beta-geometric.ts';

/** Models of lifetime value, each fitted by maximum likelihood. Heavy: loaded only by the runs that ask for one. */
export const models = {
  renewals: { discountedLifetime, fitRenewals, renewalLikelihoods, residualLifetime, survival },
  purchases: { chanceAlive, chanceOfPurchases, expectedPurchases, fitPurchases, purchaseCurves, purchaseLikelihoods },
  spending: { expectedValue, fitSpending, spendingLikelihoods },
  errorOfLog,
} as const;
export type Models = typeof models;
