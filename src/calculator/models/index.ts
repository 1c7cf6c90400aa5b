import * as purchases from './beta-geometric-nbd.ts';
import * as spending from './gamma-gamma.ts';
import * as renewals from './shifted-beta-geometric.ts';

/** Models of lifetime value, each fitted by maximum likelihood. Heavy: loaded only by the runs that ask for one. */
export const models = { renewals, purchases, spending } as const;
export type Models = typeof models;
