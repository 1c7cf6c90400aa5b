import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { DATE_FORMATS } from '../../src/records/dates.ts';
import type { Payment } from '../../src/records/row.ts';
import { presets } from '../../src/input/presets/index.ts';
import { recognises } from '../../src/input/presets/preset.ts';
import { plain } from '../../src/input/synonyms.ts';
import { readExport } from '../support/export.ts';

describe('fingerprints', () => {
  test.each(presets.map((preset) => [preset.id, preset] as const))('that of %s is its own', (id, preset) => {
    const headers = new Set([...preset.all, ...(preset.any ?? []).slice(0, preset.atLeast ?? 0)].map(plain));
    const hits = presets.filter((each) => recognises(each, headers, preset.records || null));
    expect(hits.map((each) => each.id)).toEqual([id]);
  });
});

const payments = (rows: readonly object[]) =>
  (rows as Payment[]).map(({ payment_id, document, customer_id, at, cents, currency, kind, status, counted }) =>
    [payment_id ?? document, customer_id, formatDay(at), cents, currency, kind, status, counted].join(' '),
  );

describe('lago-invoices-csv', () => {
  const HEADER =
    'lago_id,sequential_id,partner_billing,issuing_date,customer_lago_id,customer_external_id,customer_name,' +
    'invoice_number,invoice_type,payment_status,status,currency,fees_amount_cents,coupons_amount_cents,' +
    'taxes_amount_cents,total_amount_cents';
  const file = (...rows: string[]) => [HEADER, ...rows, ''].join('\n');

  test('fees less coupons in minor units; drafts and what is void are not counted', async () => {
    const text = file(
      'i1,1,false,2026-02-01,,A001,Alder Labs,X-001-001,subscription,succeeded,finalized,USD,4900,0,980,5880',
      'i2,1,false,2026-02-01,,A002,Birch & Co,X-002-001,subscription,failed,finalized,EUR,120000,20000,0,100000',
      'i3,2,false,2026-03-01,,A001,Alder Labs,X-001-002,subscription,pending,draft,USD,4900,,980,5880',
      'i4,3,false,2026-03-02,,A001,Alder Labs,X-001-003,add_on,succeeded,finalized,JPY,1000,0,200,1200',
      'i5,2,false,2026-03-01,,A002,Birch & Co,X-002-002,credit,succeeded,voided,EUR,5000,0,0,5000',
    );
    const { report, rows, problems } = await readExport('invoices.csv', text);
    expect([report.kind, report.preset, problems]).toEqual(['payments', 'lago-invoices-csv', []]);
    expect(payments(rows)).toEqual([
      'X-001-001 A001 2026-02-01 4900 USD recurring paid true',
      'X-002-001 A002 2026-02-01 100000 EUR recurring open true',
      'X-001-002 A001 2026-03-01 4900 USD recurring open false',
      'X-001-003 A001 2026-03-02 1000 JPY one_off paid true',
      'X-002-002 A002 2026-03-01 5000 EUR one_off paid false',
    ]);
  });

  test('an amount that is no whole number is refused where it stands', async () => {
    const row = 'i1,1,false,2026-02-01,,A001,Alder Labs,X-1,subscription,succeeded,finalized,USD,49.5,0,0,0';
    expect((await readExport('invoices.csv', file(row))).problems).toEqual(['2:81 error money/too-precise']);
  });
});

describe('quickbooks-sales-csv', () => {
  const { mdy } = DATE_FORMATS;
  const dates = { dates: new Map([['', mdy ?? (() => null)]]) };
  const TITLES = '"Acme SaaS, Inc"\nSales by Customer Detail\n"January 1-February 28, 2026"\n\n';
  const HEADER =
    ',Transaction date,Transaction type,Num,Product/Service full name,Description,Quantity,Sales price,Amount,Balance\n';
  const ROWS = `Alder Labs,,,,,,,,,
,01/10/2026,Invoice,1001,Pro plan,Monthly,1,49.00,49.00,49.00
,02/10/2026,Invoice,1007,Pro plan,Monthly,1,49.00,49.00,98.00
Total for Alder Labs,,,,,,,,$98.00,
Total Wine,,,,,,,,,
,01/15/2026,Invoice,1002,Team plan,"Yearly, 5 seats",5,240.00,"1,200.00","1,200.00"
,01/15/2026,Invoice,1002,Setup,Once,1,300.00,"$1,300.00","2,500.00"
,01/20/2026,Credit Memo,1003,Team plan,Refund,-1,240.00,-240.00,960.00
Total for Total Wine,,,,,,,,"$2,260.00",
TOTAL,,,,,,,,"$2,358.00",

"Accrual Basis Saturday, February 28, 2026 09:00 AM GMT-05:00"
`;
  test.each([
    ['with its titles', TITLES + HEADER + ROWS],
    ['with titles as wide as its rows', TITLES.replaceAll(/(.)\n/g, '$1,,,,,,,,,\n') + HEADER + ROWS],
    ['with more titles', `Report of today\n${TITLES}${HEADER}${ROWS}`],
    ['without titles', HEADER + ROWS],
    ['with the one title alone', `\ufeffSales by Customer Detail\n${HEADER}${ROWS}`],
    ['with the older header', TITLES + HEADER.replace('Transaction date', 'Date') + ROWS],
    ['on Windows', (TITLES + HEADER + ROWS).replaceAll('\n', '\r\n')],
  ])('%s: customers above their rows, sums and the footer left out', async (_, text) => {
    const { report, rows, problems } = await readExport('sales.csv', text, dates);
    expect(problems.filter((each) => !each.includes(' note '))).toEqual([]);
    expect([report.kind, report.preset]).toEqual(['payments', 'quickbooks-sales-csv']);
    expect(payments(rows)).toEqual([
      '1001 Alder Labs 2026-01-10 4900    true',
      '1007 Alder Labs 2026-02-10 4900    true',
      '1002 Total Wine 2026-01-15 120000    true',
      '1002 Total Wine 2026-01-15 130000    true',
      '1003 Total Wine 2026-01-20 -24000  refund  true',
    ]);
    const { read, blank, rejected } = report.counts;
    expect([read, blank, rejected]).toEqual([12, 7, 0]);
  });

  test('dates are not guessed', async () => {
    const { problems } = await readExport('sales.csv', TITLES + HEADER + ROWS);
    expect(problems.filter((each) => each.includes('error'))).toEqual([
      '7:2 error date/ambiguous',
      '8:2 error date/ambiguous',
      '11:2 error date/format',
      '12:2 error date/format',
      '13:2 error date/format',
    ]);
  });

  test('a row that stands below no customer has none', async () => {
    const text = `${TITLES}${HEADER},01/10/2026,Invoice,1001,Pro,Monthly,1,49.00,49.00,49.00\n`;
    expect((await readExport('sales.csv', text, dates)).problems).toEqual(['6:1 error field/missing']);
  });

  test('titles alone do not make it one', async () => {
    const { report } = await readExport('sales.csv', `${TITLES}a,b\n1,2\n`);
    expect([report.kind, report.preset]).toEqual([null, null]);
  });
});
