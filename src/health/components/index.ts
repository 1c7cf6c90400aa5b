import type { ComponentName } from '../config.ts';
import { adoption } from './adoption.ts';
import { ces, csat, nps } from './answers.ts';
import type { Outcome, View } from './component.ts';
import { growth } from './growth.ts';
import { mrrTrend } from './mrr-trend.ts';
import { payment } from './payment.ts';
import { support } from './support.ts';
import { usage } from './usage.ts';

/** What each component makes of a customer on a day (METRICS.md 6.2). */
export const components: Readonly<Record<ComponentName, (view: View) => Outcome>> = {
  usage,
  adoption,
  support,
  growth,
  nps,
  csat,
  payment,
  mrr_trend: mrrTrend,
  ces,
};
