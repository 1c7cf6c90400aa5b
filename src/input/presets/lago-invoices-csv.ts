import { from, type Preset, rule } from './preset.ts';
import { UTC } from './words.ts';

const FEES = 'fees_amount_cents';
const COUPONS = 'coupons_amount_cents';

/** Lago's invoices as CSV, by the source of its exporter: fees less coupons, before tax and what was prepaid. */
export default {
  id: 'lago-invoices-csv',
  vendor: 'Lago',
  kind: 'payments',
  all: ['lago_id', 'customer_external_id', 'invoice_type', 'total_amount_cents'],
  fields: {
    payment_id: from('invoice_number'),
    customer_id: from('customer_external_id'),
    customer_name: from('customer_name'),
    at: from('issuing_date', UTC),
    amount: rule(
      [FEES, COUPONS],
      (row) => {
        const [fees, coupons] = [row(FEES), row(COUPONS) ?? '0'];
        const isWhole = [fees, coupons].every((cell) => /^\d{1,18}$/.test(cell ?? ''));
        return isWhole ? String(BigInt(fees ?? 0) - BigInt(coupons)) : fees;
      },
      { isMinor: true },
    ),
    currency: from('currency'),
    kind: from('invoice_type', { words: { subscription: 'recurring' }, otherwise: 'one_off' }),
    status: from('payment_status', { words: { succeeded: 'paid', pending: 'open', failed: 'open' } }),
    // What was paid of an invoice that is void, or not final, is said all the same.
    is_void: from('status', { words: { finalized: 'false', voided: 'true', draft: 'true' }, otherwise: null }),
  },
} satisfies Preset;
