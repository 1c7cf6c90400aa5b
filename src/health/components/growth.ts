import { missing, type Outcome, scored, type View } from './component.ts';

/** How the customer's own business does since the purchase (METRICS.md 2.14): 50 as then, 1 more for each per cent. */
export function growth({ customer, history, day }: View): Outcome {
  const known = history.growth?.(customer.customer, day) ?? null;
  if (known === null || known.index === null) {
    return missing(known?.reason ?? 'no_growth_data', 'how its own business grows is not known');
  }
  const parts = Object.entries(known.parts).map(
    ([name, index]) => `${name.replaceAll('_', ' ')} ${Math.round(index)} % of that at the purchase`,
  );
  return scored(50 + (known.index - 100), parts.join(', '));
}
