import {
  chanceAlive,
  chanceOfPurchases,
  expectedPurchases,
  fitPurchases,
  purchaseCurves,
} from './beta-geometric-nbd.ts';
import { expectedValue, fitSpending } from './gamma-gamma.ts';
import { discountedLifetime, fitRenewals, residualLifetime, survival } from './shifted-beta-geometric.ts';

/** Models of lifetime value, each fitted by maximum likelihood. Heavy: loaded only by the runs that ask for one. */
export const models = {
  renewals: { discountedLifetime, fitRenewals, residualLifetime, survival },
  purchases: { chanceAlive, chanceOfPurchases, expectedPurchases, fitPurchases, purchaseCurves },
  spending: { expectedValue, fitSpending },
} as const;
export type Models = typeof models;
