import { openBook } from '../../src/records/account.ts';
import { customerSchema } from '../../src/records/customer.ts';
import { type Firm, firmsOf } from '../../src/records/growth.ts';
import { historySchema } from '../../src/records/history.ts';
import type { Customer, History } from '../../src/records/row.ts';
import { dayFrom } from '../calculator/support.ts';
import { accepted, type Cells } from '../records/support.ts';
import { DS1, subscription } from './support.ts';

/** Rows of a history as `day field value`, of customer A unless `day field value customer`. */
export const history = (...rows: readonly string[]): History[] =>
  rows.map((row) => {
    const [as_of = '', field = '', value = '', customer_id = 'A'] = row.split(' ');
    const cells = { customer_id, as_of, field, value };
    return Object.assign(accepted(historySchema, cells), { file: 'history.csv', line: 2, labels: [] });
  });

/** A customer of the customers export, with these columns. */
export const detailed = (cells: Cells): Customer => ({
  ...accepted(customerSchema, { customer_id: 'A', ...cells }),
  file: 'customers.csv',
  line: 2,
  labels: [],
});

interface Options {
  readonly bought?: string;
  readonly columns?: Cells;
  readonly exportDay?: string;
}

/** Customer A, who bought on 15 January 2023, and what is known of it. */
export function firm(rows: readonly string[], { bought = '2023-01-15', columns, exportDay }: Options = {}): Firm {
  const { accounts } = openBook([subscription(bought)], columns ? [detailed(columns)] : []);
  const exported = exportDay === undefined ? null : dayFrom(exportDay);
  const [only] = firmsOf(accounts, history(...rows), { exportDay: exported, isBooked: true });
  if (only === undefined) throw new RangeError('nobody');
  return only;
}

/** What fixtures/july/history.csv says of the customers of DS-1. */
export const told = {
  book: openBook(DS1),
  history: history(
    '2023-01-01 employees 50',
    '2024-06-30 employees 60',
    '2023-01-01 revenue 2000000',
    '2024-06-30 revenue 2500000',
    '2023-01-01 customer_count 400',
    '2024-06-30 customer_count 380',
    '2024-06-30 hiring yes',
    '2024-06-30 retention_improving no',
    '2023-02-15 employees 80 B',
    '2024-07-01 employees 72 B',
    '2024-07-01 hiring no B',
    '2023-06-20 employees 20 C',
    '2024-07-15 employees 30 C',
    '2024-07-15 taking_on_business yes C',
    '2022-11-01 employees 100 D',
    '2024-06-30 employees 110 D',
    '2024-06-30 retention_improving yes D',
    '2023-01-01 employees 10 H',
    '2023-06-30 employees 15 H',
    '2023-09-01 employees 0 J',
    '2024-06-30 employees 4 J',
    '2024-04-30 employees 300 M',
  ),
};
