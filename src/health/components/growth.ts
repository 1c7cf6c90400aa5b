import { missing, type Outcome, scored, type View } from './component.ts';

/** How the customer's own business does since the purchase: 50 as then, 1 more for each per cent. */
export function growth({ customer, history, day }: View): Outcome {
  const fact = history.growth?.(customer.customer, day) ?? null;
  if (fact === null) return missing('no_baseline', 'growth of its business is not known');
  return scored(50 + (fact.index - 100), fact.why);
}
