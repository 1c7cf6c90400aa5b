import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// MRR in all its modes, from the files to the figures: METRICS.md 2.9, 2.10 and 3.1.

interface Row {
  readonly metric: string;
  readonly method: string | null;
  readonly group: string | null;
  readonly currency: string | null;
  readonly value: number | null;
  readonly previous: number | null;
  readonly reason: string | null;
}

interface Ran {
  readonly code: number;
  readonly stderr: string;
  readonly rows: readonly Row[];
  /** The value, or the reason why there is none; of the whole. */
  readonly of: Readonly<Record<string, number | string | null>>;
}

async function run(line: string, files: Readonly<Record<string, string>>): Promise<Ran> {
  const { code, stdout, stderr } = await csm([...wordsOf(line), '--json'], { cwd: folderWith(files) });
  const { rows } = (stdout === '' ? { rows: [] } : JSON.parse(stdout)) as Pick<Ran, 'rows'>;
  const whole = rows.filter(({ group }) => group === null);
  const of = Object.fromEntries(
    whole.map(({ metric, currency, value, reason }) => [
      new Set(whole.map((each) => each.currency)).size > 2 ? `${metric} ${currency}` : metric,
      value ?? reason,
    ]),
  );
  return { code, stderr, rows, of };
}

/** METRICS.md 3.1, as it stands there. */
const DS1 = `subscription_id,customer_id,start_date,end_date,amount,note
s01,A,2023-01-15,,100,steady
s02,B,2023-03-01,2024-07-10,100,plan swap (touching rows)
s03,B,2024-07-10,,150,
s04,C,2023-05-01,2024-07-20,200,downgrade
s05,C,2024-07-20,,120,
s06,D,2022-11-01,2024-07-12,300,churn
s07,E,2024-02-01,2024-07-01,50,ends at the boundary: last active day 06-30
s08,F,2024-07-01,,80,starts at the boundary
s09,G,2024-07-03,2024-07-25,60,joins and churns inside July
s10,H,2023-01-01,2024-03-31,90,old spell
s11,H,2024-07-15,,90,reactivation
s12,I,2023-06-01,2024-07-08,70,cancel...
s13,I,2024-07-08,,70,...resubscribe same day
s14,J,2023-09-01,,40,two overlapping subscriptions
s15,J,2023-10-01,2024-07-18,60,one is cancelled: contraction
s16,K,2024-06-01,2024-07-05,110,churns 07-05
s17,K,2024-07-22,,110,returns 07-22
s18,L,2024-07-09,2024-07-09,30,zero length
s19,M,2024-05-01,2024-08-01,500,ends 08-01: active at the July close
`;
const ds1 = (line: string) => run(`${line} -p 2024-07`, { 'subscriptions.csv': DS1 });

describe('DS-1', () => {
  test.each([
    ['', { mrr_new: 140, mrr_reactivation: 200, mrr_expansion: 50, mrr_contraction: 140, mrr_churn: 520 }],
    ['--movements daily', { mrr_new: 140, mrr_reactivation: 200, mrr_churn: 520, quick_ratio: 390 / 660 }],
    [
      '--movements period',
      {
        mrr_at_start: 1530,
        mrr_new: 80,
        mrr_reactivation: 90,
        mrr_expansion: 50,
        mrr_contraction: 140,
        mrr_churn: 350,
        mrr: 1260,
        mrr_expansion_rate: 50 / 1530,
        quick_ratio: 220 / 490,
      },
    ],
    [
      '--movements subscription',
      {
        mrr_at_start: 1530,
        mrr_new: 680,
        mrr_reactivation: 0,
        mrr_expansion: 0,
        mrr_contraction: 0,
        mrr_churn: 950,
        mrr: 1260,
        mrr_expansion_rate: 0,
        quick_ratio: 680 / 950,
      },
    ],
    ['--method without-reactivation', { mrr_churn: 520, quick_ratio: 190 / 660 }],
    ['--method without-reactivation --movements daily', { mrr_churn: 520, quick_ratio: 190 / 660 }],
  ])('mrr %s', async (option, figures) => {
    const { code, of } = await ds1(`mrr ${option}`);
    expect(code).toBe(0);
    expect(of).toMatchObject(figures);
  });

  test.each([
    ['', 0.320261, 1 - 0.712418, 0.444444],
    ['--basis cohort', 0.320261, 1 - 0.712418, 0.444444],
    ['--basis movements', 0.431373, 0.267974, 0.444444],
    ['--basis movements --method cohort', 0.431373, 0.267974, 0.222222],
    ['--basis cohort --method cohort', 0.320261, 1 - 0.712418, 0.222222],
  ])('churn %s', async (option, gross, net, customers) => {
    const { of } = await ds1(`churn ${option}`);
    expect(of).toMatchObject({
      gross_mrr_churn_rate: expect.closeTo(gross, 6) as number,
      net_mrr_churn_rate: expect.closeTo(net, 6) as number,
      customer_churn_rate: expect.closeTo(customers, 6) as number,
    });
  });

  test('every way side by side, and one row for each', async () => {
    const { rows } = await ds1('mrr --method all');
    const own = rows.filter(({ metric }) => metric === 'mrr_churn').map(({ method, value }) => [method, value]);
    expect(own).toEqual([
      ['daily', 520],
      ['period', 350],
      ['subscription', 950],
    ]);
  });
});
