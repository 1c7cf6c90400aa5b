import { describe, expect, test } from 'vitest';
import { Beside, isTold } from '../../src/commands/beside.ts';
import type { MeasureOptions } from '../../src/commands/options.ts';
import { csm } from '../support/csm.ts';
import { acme } from '../support/folder.ts';
import { reportWith } from '../support/page.ts';

// What a page has from other commands is what they say by themselves.

const run = async (line: string): Promise<string> => (await csm([...line.split(' '), '--data', acme])).stdout;

/** The lines of a table of Markdown, by the heading above it. */
function tableUnder(markdown: string, heading: string): string[][] {
  const part = markdown.split(/^#+ /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const lines = part.split('\n').filter((each) => /^\| (?!-)/.test(each));
  return lines.slice(1).map((each) => each.slice(2, -2).split(' | '));
}

describe('anomalies', () => {
  interface Found {
    readonly anomalies: readonly { readonly level: string; readonly message: string }[];
  }

  test.each(['-p 2024-07', '-p 2024-Q2', ''])('of a report %s are those of csm anomalies', async (period) => {
    const { anomalies } = JSON.parse(await run(`anomalies ${period} --json`.replace('  ', ' '))) as Found;
    const markdown = await run(`report ${period} -f md`.replace('  ', ' '));
    for (const [level, heading] of [
      ['response', 'Answers'],
      ['customer', 'Customers'],
      ['period', 'The period'],
      ['theme', 'Themes'],
      ['rep', 'Reps'],
    ] as const) {
      const own = anomalies.filter((each) => each.level === level);
      const told = tableUnder(markdown, heading).map((cells) => cells.join(' | ').toLowerCase());
      expect(told).toHaveLength(Math.min(10, own.length));
      for (const [i, line] of told.entries()) expect(line).toContain(own[i]?.message.toLowerCase());
    }
  });

  test('by segment they are of the whole all the same, and reps are not compared', async () => {
    const plain = await run('report -p 2024-07 -f md');
    const split = await run('report -p 2024-07 --by segment -f md');
    const part = (markdown: string) =>
      markdown
        .split(/^## /m)
        .find((each) => each.startsWith('Out of the ordinary'))
        ?.replace(/ Reps: .*/, '');
    expect(part(plain)).toBeDefined();
    expect(part(split)).toBe(part(plain));
  });

  test('of too many cases nothing is kept', async () => {
    const beside = await Beside.of({ timezone: 'UTC', compare: 'none' } as MeasureOptions);
    const sighting = { metric: 'csat', method: null, period: '2024-07', segment: null, row: {}, observation: true };
    for (let i = 0; i <= 500_000; i++) beside.trace(sighting);
    expect(beside.answer(reportWith({}))).toBeNull();
  });

  test.each([
    ['', true],
    ['currency', false],
    ['fx', false],
    ['fxRates', false],
    ['per', false],
    ['snapshot', false],
  ])('are left out with --%s: %s', (name, expected) => {
    const options = { timezone: 'UTC', compare: 'none', ...(name !== '' && { [name]: 'x' }) };
    expect(isTold(options as unknown as MeasureOptions)).toBe(expected);
  });
});

test('MRR by cohort is that of csm cohorts', async () => {
  interface Cell {
    readonly cohort: string | null;
    readonly age: number;
    readonly value: number | null;
  }
  const { rows } = JSON.parse(await run('cohorts --measure mrr -p 2023-08..2024-07 --json')) as {
    rows: readonly Cell[];
  };
  const told = tableUnder(
    await run('report -p 2024-07 -f md'),
    'MRR still there, in % of the first MRR of those who began together, USD',
  );
  expect(told).toHaveLength(13);
  for (const [name, , ...cells] of told) {
    const own = rows.filter(({ cohort }) => (cohort ?? 'All, weighted') === name);
    expect(cells).toEqual(own.map(({ value }) => (value === null ? '' : (value * 100).toFixed(1))));
  }
});

test('scores of health have the past that csm health trend tells', async () => {
  interface Point {
    readonly metric: string;
    readonly value: number | null;
  }
  const { rows } = JSON.parse(await run('health trend -p 2023-08..2024-07 --json')) as { rows: readonly Point[] };
  const markdown = await run('health -p 2024-07 -f md');
  const of = (metric: string, digits: number) =>
    rows.filter((each) => each.metric === metric).map(({ value }) => value?.toFixed(digits));
  expect(tableUnder(markdown, 'Health score').map(([, value]) => value)).toEqual(of('health_score', 2));
  expect(tableUnder(markdown, 'Customers green').map(([, value]) => value)).toEqual(of('health_green', 0));
});

test('what comments are about has no past that was not looked at', async () => {
  const markdown = await run('feedback -p 2024-07 -f md');
  expect(tableUnder(markdown, 'Comments')).toHaveLength(12);
  expect(tableUnder(markdown, 'Comments with a theme')).toEqual([]);
});
