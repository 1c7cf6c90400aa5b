import type { Result } from '../calculator/calculate.ts';
import type { Ask } from '../calculator/metric.ts';
import { type Issue, notice } from '../errors.ts';
import { plural } from '../output/issues.ts';
import { modelRows } from '../output/models.ts';
import { isPaid } from '../records/buyer.ts';
import { decimalsOf } from '../records/money.ts';
import type { Payment } from '../records/row.ts';
import type { Settings } from '../records/settings.ts';

/** The methods of lifetime value that fit a model. */
const MODELLED = new Set(['sbg', 'bgnbd-gg']);

/** The settings with what fits models, where a method asks for it. */
export async function withModels(settings: Settings, asks: readonly Ask<Settings>[]): Promise<Settings> {
  if (!asks.some(({ method }) => method !== null && MODELLED.has(method))) return settings;
  const { models } = await import('../calculator/models/index.ts');
  return { ...settings, models };
}

/** What there is to say of lifetime value: what it counts, what it left out, and the models it rests on. */
export function lifetimeIssues(settings: Settings, results: readonly Result[], payments: readonly Payment[]): Issue[] {
  const note = (code: string, message: string, hint?: string): Issue => notice(code, 'note', message, hint);
  const own = results.filter(({ metric }) => metric === 'clv');
  const issues: Issue[] = [];
  const { margin, lifespan } = settings;
  if (margin !== null) issues.push(note('clv/margin', `lifetime value is gross margin: ${100 * margin} % of revenue`));
  if (own.some(({ method }) => method === 'simple')) {
    issues.push(
      note('clv/lifespan', `simple takes a customer to stay ${plural(lifespan, 'month')}`, '--lifespan MONTHS'),
    );
  }
  const unpaid = payments.filter((payment) => payment.counted && !isPaid(payment)).length;
  if (unpaid > 0) issues.push(note('clv/unpaid', `${plural(unpaid, 'payment')} open, failed or refunded: not counted`));
  const isModelled = own.some(({ method }) => method === 'bgnbd-gg');
  const refunds = payments.filter((payment) => isPaid(payment) && payment.cents < 0).length;
  if (isModelled && refunds > 0) {
    issues.push(note('clv/refunds', `bgnbd-gg is about purchases: ${plural(refunds, 'refund')} not taken off`));
  }
  const nothing = payments.filter((payment) => isPaid(payment) && payment.cents === 0).length;
  if (isModelled && nothing > 0) {
    issues.push(note('clv/no-purchase', `${plural(nothing, 'payment')} of nothing: bgnbd-gg counts no purchase`));
  }
  const recurring = payments.filter((payment) => isPaid(payment) && payment.kind === 'recurring').length;
  if (isModelled && recurring > 0) {
    const message = `bgnbd-gg is about purchases without a contract: ${plural(recurring, 'payment')} of them recurring`;
    issues.push(note('clv/contractual', message, '--method sbg, or arpa-churn, for subscriptions'));
  }
  for (const fit of modelRows({ results: own, by: '', period: { label: '' }, decimalsOf })) {
    const { group, model, n, unit, parameters, log_likelihood: likelihood } = fit;
    const fitted = parameters.map((each) => `${each.name} ${Number(each.value.toPrecision(5))}`).join(', ');
    const where = group === null ? '' : ` of ${group}`;
    const message = `${model}${where}: ${fitted}, log-likelihood ${likelihood.toFixed(3)}, by the ${unit}, ${plural(n, 'customer')}`;
    issues.push(note('clv/model', message));
  }
  return issues;
}
