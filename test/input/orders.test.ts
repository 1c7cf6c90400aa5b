import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// Payments that leave customer and day to the orders they name: three files of a shop.

const CUSTOMERS = 'id,first_name,last_name\n1,Ann,A.\n2,Bob,B.\n3,Cy,C.\n';
const ORDERS =
  'id,user_id,order_date,status\n11,1,2024-07-01,completed\n12,1,2024-07-09,returned\n13,2,2024-07-31,placed\n';
const PAYMENTS = 'id,order_id,payment_method,amount\n1,11,card,1000\n2,12,card,500\n3,12,coupon,250\n4,13,card,2000\n';
const shop = { 'raw_customers.csv': CUSTOMERS, 'raw_orders.csv': ORDERS, 'raw_payments.csv': PAYMENTS };
const NAMES = 'raw_payments.csv raw_orders.csv raw_customers.csv';

interface Answer {
  readonly rows: readonly { readonly value: number | null; readonly n: number; readonly reason: string | null }[];
  readonly inputs: readonly {
    readonly file: string;
    readonly kind: string;
    readonly used: number;
    readonly outside: number;
  }[];
  readonly warnings: readonly {
    readonly code: string;
    readonly level: string;
    readonly message: string;
    readonly line: number;
  }[];
}
async function clv(files: Readonly<Record<string, string>>, line: string): Promise<Answer> {
  const { code, stdout, stderr } = await csm(['clv', ...wordsOf(line), '--method', 'historic', '--json'], {
    cwd: folderWith(files),
  });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Answer;
}

describe('the jaffle shop', () => {
  test.each([
    ['the files in any order', NAMES, 'all', 18.75],
    ['up to the day of an order', NAMES, '2024-07-01..2024-07-08', 10],
    ['the folder', '--data .', 'all', 18.75],
    ['without the customers', 'raw_orders.csv raw_payments.csv', 'all', 18.75],
  ])('%s: amounts are in cents', async (_, names, period, value) => {
    const { rows, warnings } = await clv(shop, `${names} -p ${period} --compare none`);
    expect(rows[0]?.value).toBe(value);
    expect(warnings.filter(({ code }) => code === 'header/assumed').map(({ message }) => message)).toEqual([
      'amounts are in minor units, as jaffle-shop-payments-csv has them',
    ]);
  });

  test('every row is accounted for; an order nobody knows is told of', async () => {
    const files = { ...shop, 'raw_payments.csv': `${PAYMENTS}5,99,card,700\n` };
    const { rows, inputs, warnings } = await clv(files, `${NAMES} -p all`);
    expect(rows[0]).toMatchObject({ value: 18.75, n: 2 });
    expect(inputs.map(({ file, kind, used, outside }) => [file, kind, used, outside])).toEqual([
      ['raw_customers.csv', 'customers', 3, 0],
      ['raw_orders.csv', 'payments', 3, 0],
      ['raw_payments.csv', 'payments', 4, 1],
    ]);
    expect(warnings.filter(({ code }) => code === 'ref/orphan')).toMatchObject([
      { level: 'warning', line: 6, message: 'order 99 is in no export of orders' },
    ]);
  });

  test('a customer nobody knows is told of where the order is', async () => {
    const files = { ...shop, 'raw_orders.csv': `${ORDERS}14,8,2024-07-02,placed\n` };
    const { warnings } = await clv(files, `${NAMES} -p all`);
    expect(warnings.filter(({ code }) => code === 'ref/orphan')).toMatchObject([{ line: 5, level: 'warning' }]);
  });
});

describe('payments of orders of anybody', () => {
  const orders = 'order_id,customer_id,at\no1,c1,2024-07-01\no2,c2,2024-07-02\n';
  const payments = 'payment_id,order_id,amount,currency\np1,o1,10.50,USD\np2,o2,4,USD\n';

  test.each([
    ['b.csv a.csv', { 'a.csv': orders, 'b.csv': payments }],
    ['a.csv b.csv', { 'a.csv': orders, 'b.csv': payments }],
    ['b.csv a.csv', { 'a.csv': orders.replace('customer_id,at', 'customer,Date'), 'b.csv': payments }],
  ])('%s: amounts are major units, as ever', async (line, files) => {
    expect((await clv(files, `${line} -p 2024-07`)).rows[0]).toMatchObject({ value: 7.25, n: 2 });
  });

  test('the header of the shop under another name says nothing of cents', async () => {
    const files = { 'o.csv': orders.replace('o1', '11'), 'p.csv': 'id,order_id,payment_method,amount\n1,11,card,10\n' };
    expect((await clv(files, 'o.csv p.csv -p 2024-07')).rows[0]).toMatchObject({ value: 10 });
  });

  test('an export of orders without a row is one', async () => {
    const files = { 'a.csv': 'order_id,customer_id,at\n', 'b.csv': payments };
    const { rows, inputs } = await clv(files, 'a.csv b.csv -p 2024-07');
    expect(rows[0]).toMatchObject({ value: null, reason: 'no_payments' });
    expect(inputs[1]).toMatchObject({ used: 0, outside: 2 });
  });

  test.each([
    [
      'no orders',
      { 'b.csv': payments },
      /b\.csv:1:1: error: columns customer_id, at are missing;.*\[header\/missing\]\n.*name the export of the orders as well/,
    ],
    [
      'a payment without its order',
      { 'a.csv': orders, 'b.csv': `${payments}p3,,5,USD\n` },
      /b\.csv:4:4: error: order_id is missing/,
    ],
    [
      'one order twice',
      { 'a.csv': `${orders}o1,c2,2024-07-01\n`, 'b.csv': payments },
      /a\.csv:4:1: error: order_id o1 is also at line 2, with other content/,
    ],
    [
      'an order without a customer',
      { 'a.csv': `${orders}o3,,2024-07-01\n`, 'b.csv': payments },
      /a\.csv:4:4: error: customer_id is missing/,
    ],
  ])('%s is an error', async (_, files, says) => {
    const { code, stderr } = await csm(['clv', ...Object.keys(files), '--method', 'historic'], {
      cwd: folderWith(files),
    });
    expect(stderr).toMatch(says);
    expect(code).toBe(3);
  });

  test('an order and a payment may have one id', async () => {
    const files = { 'a.csv': orders, 'b.csv': payments.replace('p1', 'o1').replace('p2', 'o2') };
    expect((await clv(files, 'a.csv b.csv -p 2024-07')).rows[0]).toMatchObject({ n: 2 });
  });

  test('validate reads both', async () => {
    const cwd = folderWith({ 'a.csv': orders, 'b.csv': payments });
    const { code, stdout } = await csm(['validate', '--json'], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      errors: 0,
      warnings: 0,
      files: [
        { read: 2, good: 2 },
        { read: 2, good: 2 },
      ],
    });
  });
});
