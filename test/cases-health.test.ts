import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csm } from './support/csm.ts';
import { folderWith } from './support/folder.ts';

// A published health score: weights and bands of its own, by segment. It is not ours to carry: CSM_CASES names the folder.

const cases = process.env['CSM_CASES'] ?? '';
const isThere = cases !== '';
const note = isThere ? '' : ' (left out: CSM_CASES does not say where the data are)';

interface Expected {
  readonly weights: Readonly<Record<string, number>>;
  /** Green from the first, yellow from the second. */
  readonly thresholds_green_yellow: Readonly<Record<string, readonly [number, number]>>;
  readonly peer_output: {
    readonly summary: Readonly<Record<string, number>>;
    readonly customers: readonly {
      readonly customer_id: string;
      readonly name: string;
      readonly overall_score: number;
      readonly classification: string;
    }[];
  };
}
interface Answer {
  readonly rows: readonly { readonly metric: string; readonly group: string | null; readonly value: number | null }[];
  readonly customers: readonly {
    readonly customer_id: string;
    readonly name: string;
    readonly score: number;
    readonly band: string;
  }[];
}

describe.skipIf(!isThere)(`four customers, bands by segment${note}`, () => {
  const name = '25-health-score-weights';
  const path = (...parts: string[]): string => join(cases, name, ...parts);

  test('scores, bands and their counts', async () => {
    const {
      weights,
      thresholds_green_yellow: cuts,
      peer_output: peer,
    } = JSON.parse(readFileSync(path('expected.json'), 'utf8')) as Expected;
    const bands = Object.fromEntries(
      Object.entries(cuts).map(([segment, [green, yellow]]) => [segment, [yellow, green]]),
    );
    const cwd = folderWith({
      'csm.config.json': JSON.stringify({ health: { version: 'peer', weights, bandsBy: { segment: bands } } }),
    });
    const line = ['health', '--customers', path('input', 'dimension_scores.csv'), '-p', '2024-07', '--json', '-q'];
    const { code, stdout, stderr } = await csm(line, { cwd });
    expect(code, stderr).toBe(0);
    const { customers, rows } = JSON.parse(stdout) as Answer;
    const told = customers.toSorted((a, b) => (a.customer_id < b.customer_id ? -1 : 1));
    expect(told.map((each) => [each.customer_id, each.name, each.band])).toEqual(
      peer.customers.map((each) => [each.customer_id, each.name, each.classification]),
    );
    // It rounds to one decimal, and its dimensions are rounded before they are weighed.
    for (const [i, each] of told.entries()) {
      expect(Math.abs(each.score - (peer.customers[i]?.overall_score ?? NaN))).toBeLessThanOrEqual(0.1);
    }
    const value = (metric: string) => rows.find((row) => row.metric === metric && row.group === null)?.value;
    expect(Math.abs((value('health_score') ?? NaN) - (peer.summary['average_score'] ?? NaN))).toBeLessThanOrEqual(0.1);
    expect(['green', 'yellow', 'red'].map((band) => value(`health_${band}`))).toEqual(
      ['green', 'yellow', 'red'].map((band) => peer.summary[`${band}_count`]),
    );
  });
});
