import { expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith } from '../support/folder.ts';

// Ten contracts of 100.00 a month: six renewed for as much, two for half more, one for half, one lost. By hand:
// logo 9/10, gross (8 x 100 + 50) / 1000, net (6 x 100 + 2 x 150 + 50) / 1000.
test('logo, gross and net over one file, and by plan', async () => {
  const after = [1200, 1200, 1200, 1200, 1200, 1200, 1800, 1800, 600, 0];
  const rows = after.flatMap((amount, i) => {
    const plan = i < 5 ? 'solo' : 'team';
    const old = `old${i},c${i},${plan},2023-07-10,2024-07-10,1200,year,2024-07-10`;
    return amount === 0 ? [old] : [old, `new${i},c${i},${plan},2024-07-10,,${amount},year,2025-07-10`];
  });
  const header = 'subscription_id,customer_id,plan,started_at,ended_at,amount,interval,term_end';
  const cwd = folderWith({ 's.csv': [header, ...rows, ''].join('\n') });
  const { stdout } = await csm(['renewals', 's.csv', '-p', '2024-07', '--by', 'plan', '--json', '-q'], { cwd });
  const answer = JSON.parse(stdout) as { rows: readonly Record<string, unknown>[] };
  const shown = answer.rows.map(({ metric, group, numerator, denominator, value }) =>
    [metric, group, numerator, denominator, value].join(' '),
  );
  expect(shown).toEqual([
    'renewal_rate  9 10 0.9',
    'renewal_rate solo 5 5 1',
    'renewal_rate team 4 5 0.8',
    'renewal_rate_gross  850 1000 0.85',
    'renewal_rate_gross solo 500 500 1',
    'renewal_rate_gross team 350 500 0.7',
    'renewal_rate_net  950 1000 0.95',
    'renewal_rate_net solo 500 500 1',
    'renewal_rate_net team 450 500 0.9',
  ]);
});
