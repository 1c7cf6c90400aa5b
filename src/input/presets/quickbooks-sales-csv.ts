import { from, type Preset, rule, type Words } from './preset.ts';

const TYPE: Words = { 'credit memo': 'refund', refund: 'refund', 'refund receipt': 'refund' };

/** `$1,200.00` and `-240.00` as plain numbers; another way of writing them stays as it is. */
const plainAmount = rule(['Amount'], (row) => {
  const cell = row('Amount');
  const [, minus, whole, fraction = ''] = /^(-?)\$?(\d{1,3}(?:,\d{3})+)(\.\d+)?$/.exec(cell ?? '') ?? [];
  if (whole !== undefined) return `${minus}${whole.replaceAll(',', '')}${fraction}`;
  return cell?.replace(/^(-?)\$(?=\d)/, '$1') ?? null;
});

/**
 * The report Sales by Customer Detail of QuickBooks Online as CSV, as its public consumers read it: a line an item, so
 * that several stand on one document. Dates are in the order of the company's country.
 */
export default {
  id: 'quickbooks-sales-csv',
  vendor: 'QuickBooks',
  kind: 'payments',
  all: ['Transaction type', 'Num', 'Amount'],
  title: /^\ufeff?"?Sales by Customer Detail\b/i,
  isRagged: true,
  footer: /^(?:Accrual|Cash) Basis\b/i,
  fields: {
    // Customers stand above their rows, in a column without a name; their names are unique there.
    customer_id: from(''),
    customer_name: from(''),
    at: from(['Transaction date', 'Date']),
    amount: plainAmount,
    kind: from('Transaction type', { words: TYPE, otherwise: null }),
    document: from('Num'),
  },
} satisfies Preset;
