import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from './compare.ts';
import { Oracle, type Family } from './duckdb.ts';
import { NOTHING } from './examples.ts';
import type { Exports } from './generate.ts';

// Where csm and SQL are known to disagree, each in its least example. The comparisons of random companies leave these out
// (`except` in variants.test.ts, the early renewals of generate.ts), and nothing else. A disagreement that ends fails
// here: then its line goes, and so does the exception.

interface Disagreement {
  /** What METRICS.md says, and the example in words. */
  readonly rule: string;
  readonly exports: Partial<Exports>;
  readonly args: readonly string[];
  readonly query: Family;
  readonly metric: string;
  readonly method: string | null;
  readonly sql: number | null;
  readonly csm: number | null;
}

/** Nobody was there when July began; one came and left inside it. */
const NOBODY_AT_START = `subscription_id,customer_id,started_at,ended_at,amount
s1,A,2024-07-05,2024-07-20,10
s2,B,2024-07-10,,10
`;

/** Due on 17 July, and followed by a contract that began on the 1st. */
const RENEWED_EARLY = `subscription_id,customer_id,started_at,ended_at,amount,interval,term_end
s1,A,2023-07-17,2024-07-17,1200,year,2024-07-17
s2,A,2024-07-01,,1200,year,2025-07-17
`;

const DISAGREEMENTS: readonly Disagreement[] = [
  ...(
    [
      ['start-plus-new', 0.5],
      ['average', 2],
      ['daily', 0.5],
    ] as const
  ).map(([method, csm]) => ({
    rule: `2.7 O = 0: null; here by method ${method}`,
    exports: { subscriptions: NOBODY_AT_START },
    args: ['churn', '--method', method],
    query: 'churn-methods' as const,
    metric: 'customer_churn_rate',
    method,
    sql: null,
    csm,
  })),
  {
    rule: '2.12 early renewal counts in the period of the due date; here the next contract begins before this one ends',
    exports: { subscriptions: RENEWED_EARLY },
    args: ['renewals'],
    query: 'renewals',
    metric: 'renewal_rate',
    method: null,
    sql: 1,
    csm: 0,
  },
];

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.open();
});
afterAll(() => oracle.close());

test.each(DISAGREEMENTS)('$rule', async ({ exports, args, query, metric, method, sql, csm }) => {
  await oracle.load({ ...NOTHING, ...exports });
  const july = { firstDay: '2024-07-01', lastDay: '2024-07-31', asOf: '2025-03-01' };
  const figures = await oracle.figures([query], july);
  const figure = figures.find((one) => one.metric === metric && one.method === method && one.grp === null);

  const folder = await mkdtemp(join(tmpdir(), 'csm-disagreement-'));
  try {
    const files = Object.entries(exports);
    for (const [name, text] of files) await writeFile(join(folder, `${name}.csv`), text);
    const asked = [...args, '--data', '.', '-p', '2024-07', '--as-of', july.asOf, '--compare', 'none', '--json'];
    const rows = await rowsOf(folder, asked);
    const row = rows.find((one) => one.metric === metric && (method === null || one.method === method));
    expect({ sql: figure?.value, csm: row?.value }).toEqual({ sql, csm });
  } finally {
    await rm(folder, { recursive: true });
  }
});
