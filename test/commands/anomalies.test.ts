import { describe, expect, test } from 'vitest';
import type { AnomalyAnswer } from '../../src/output/anomalies.ts';
import { csm } from '../support/csm.ts';
import { acme, folderWith, wordsOf } from '../support/folder.ts';

// `csm anomalies`, on exports in which something was planted.

async function found(line: string, files: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await csm([...wordsOf(`anomalies ${line}`), '--json'], { cwd: folderWith(files) });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as AnomalyAnswer;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Twelve months of 40 ratings each; in month i `low(i)` of them are bad. */
function ratings(low: (month: number) => number, comment: (month: number, i: number) => string = () => ''): string {
  const lines = Array.from({ length: 12 }, (_, month) =>
    Array.from({ length: 40 }, (_, i) => {
      const score = i < low(month) ? 2 : 5;
      return `r${month}-${i},p${month}-${i},c${i},csat,${score},2024-${two(month + 1)}-${two((i % 28) + 1)},${comment(month, i)}`;
    }),
  );
  return `response_id,respondent_id,customer_id,kind,score,responded_at,comment\n${lines.flat().join('\n')}\n`;
}

const LONG = 'we moved all of our twelve teams here and every single one likes the new board';

describe('planted', () => {
  test('a month of bad ratings is found, with those who gave them; the month before is not', async () => {
    const files = { 'surveys.csv': ratings((month) => (month === 10 ? 24 : 6 + (month % 3))) };
    const { anomalies } = await found('-p 2024-11 --level period surveys.csv', files);
    expect(anomalies).toMatchObject([{ kind: 'share_out_of_limits', metric: 'csat', value: 0.4, n: 40, method: null }]);
    expect(anomalies[0]?.rows).toHaveLength(24);
    expect(anomalies[0]?.rows[0]).toEqual({ id: 'r10-0', file: 'surveys.csv', line: 402 });
    expect((await found('-p 2024-10 --level period surveys.csv', files)).anomalies).toEqual([]);
  });

  test('with seven months before it nothing is said', async () => {
    const files = { 'surveys.csv': ratings((month) => (month === 7 ? 40 : 6 + (month % 3))) };
    const { levels } = await found('-p 2024-08 --level period surveys.csv', files);
    expect(levels).toEqual([{ level: 'period', tests: 0, found: 0, could_be_chance: 0 }]);
    const eight = { 'surveys.csv': ratings((month) => (month === 8 ? 40 : 6 + (month % 3))) };
    expect((await found('-p 2024-09 --level period surveys.csv', eight)).levels[0]?.found).toBe(1);
  });

  test('the same month is found where the data say the period, whatever the order of rows', async () => {
    const text = ratings((month) => (month === 11 ? 24 : 6 + (month % 3)));
    const [head = '', ...lines] = text.trim().split('\n');
    const asked = await found('--as-of 2025-01-01 surveys.csv', { 'surveys.csv': text });
    const turned = await found('--as-of 2025-01-01 surveys.csv', {
      'surveys.csv': [head, ...lines.toReversed()].join('\n'),
    });
    const bare = ({ anomalies }: typeof asked) => anomalies.map((each) => Object.assign({}, each, { rows: null }));
    expect(asked.anomalies.map(({ kind }) => kind)).toContain('share_out_of_limits');
    expect(bare(turned)).toEqual(bare(asked));
  });

  test('a score that its comment contradicts, and a text of three people', async () => {
    const files = {
      'surveys.csv': ratings(
        () => 0,
        (month, i) =>
          month === 11 && i === 3 ? 'It is far too slow and it crashes' : month === 11 && i > 36 ? LONG : '',
      ),
    };
    const { anomalies } = await found('-p 2024-12 --level response surveys.csv', files);
    expect(anomalies.map(({ kind, n, rows }) => [kind, n, rows.map(({ id }) => id)])).toEqual([
      ['score_text_mismatch', 1, ['r11-3']],
      ['duplicate_text', 3, ['r11-37', 'r11-38', 'r11-39']],
    ]);
  });

  test('a theme that many bring up at once', async () => {
    const files = {
      'surveys.csv': ratings(
        () => 0,
        (month, i) => (i < 20 ? (month === 11 && i < 10 ? `It is slow on day ${i}` : `We use board ${i} a lot`) : ''),
      ),
    };
    const { anomalies } = await found('-p 2024-12 --level theme surveys.csv', files);
    expect(
      anomalies.map(({ kind, group, value, baseline, rows }) => [kind, group, value, baseline, rows.length]),
    ).toEqual([['theme_shift', 'speed', 0.5, 0, 10]]);
  });

  test('a rep outside of the funnel', async () => {
    const reps = ['Ann', 'Bob', 'Cid', 'Dee'];
    const lines = reps.flatMap((rep) =>
      Array.from({ length: 40 }, (_, i) => {
        const replies = rep === 'Dee' ? (i < 28 ? 3 : 1) : i < 10 ? 3 : 1;
        return `${rep}${i},c${i},${rep},solved,2024-07-01,2024-07-02,${replies}`;
      }),
    );
    const head = 'ticket_id,customer_id,rep,status,created_at,first_solved_at,agent_replies';
    const files = { 'tickets.csv': `${head}\n${lines.join('\n')}\n` };
    const { anomalies, levels } = await found('-p 2024-07 --level rep tickets.csv', files);
    expect(levels[0]?.tests).toBe(4);
    expect(anomalies).toMatchObject([{ kind: 'rep_outside_funnel', metric: 'fcr', group: 'Dee', value: 0.3, n: 40 }]);
    expect(anomalies[0]?.rows).toHaveLength(28);
  });
});

describe('the invented company', () => {
  test('its bad spring of 2024 is found, and no other month of numbers', async () => {
    const months = ['2023-12', '2024-02', '2024-04', '2024-05', '2024-06', '2024-09', '2024-12'];
    const counts = await Promise.all(
      months.map(async (month) => {
        const { stdout } = await csm(['anomalies', '-p', month, '--level', 'period', '--json'], { cwd: acme });
        return (JSON.parse(stdout) as { anomalies: unknown[] }).anomalies.length;
      }),
    );
    expect(counts.map((count) => count > 0)).toEqual([false, false, true, true, true, false, false]);
  });
});

describe('the line', () => {
  const files = { 'surveys.csv': ratings(() => 6) };

  test.each(['0', '-1', 'few'])('--limit %s is refused', async (limit) => {
    const { code, stderr } = await csm(['anomalies', 'surveys.csv', '--limit', limit], { cwd: folderWith(files) });
    expect(stderr).toContain('[usage/value]');
    expect(code).toBe(2);
  });

  test('an unknown level is refused', async () => {
    const { code } = await csm(wordsOf('anomalies surveys.csv --level company'), { cwd: folderWith(files) });
    expect(code).toBe(2);
  });

  test('--limit is of each level, in tables and in JSON', async () => {
    const all = await csm(wordsOf('anomalies -p 2024-06 --level customer --json'), { cwd: acme });
    const some = await csm(wordsOf('anomalies -p 2024-06 --level customer --limit 2 --json'), { cwd: acme });
    const of = ({ stdout }: { stdout: string }) => JSON.parse(stdout) as Awaited<ReturnType<typeof found>>;
    expect(of(some).anomalies).toEqual(of(all).anomalies.slice(0, 2));
    expect(of(some).levels[0]?.found).toBe(of(all).anomalies.length);
    const { stdout } = await csm(wordsOf('anomalies -p 2024-06 --level customer --limit 2'), { cwd: acme });
    expect(stdout).toContain(`... and ${of(all).anomalies.length - 2} more · --limit all`);
  });

  test('numbers of a period that is not over are held against none', async () => {
    const { stdout } = await csm(wordsOf('anomalies -p 2024-12 --as-of 2024-12-15 --level period'), { cwd: acme });
    expect(stdout).toContain('it is not over');
  });
});
