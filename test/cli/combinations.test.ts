import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { methodsOf } from '../../src/calculator/metric.ts';
import { choicesOf } from '../../src/commands/choices.ts';
import { registry, TOPICS } from '../../src/commands/topics.ts';
import { csm } from '../support/csm.ts';
import { acme, folderWith } from '../support/folder.ts';

// Options that were made one by one, together: an answer, or a word on what does not go together. Never a bug.

/** Values to try where an option is no choice of words. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  '--as': ['chartmogul', 'stripe', 'recurly', 'baremetrics'],
  '--fx': ['period-end'],
  '--window': ['30'],
  '--scale': ['1-5', '0-10'],
  '--satisfied-min': ['3'],
  '--acsi-weights': ['overall=0.4,expected=0.3,ideal=0.3'],
  '--exclude-tag': ['rma'],
  '--delinquent-days': ['30'],
  '--gap-days': ['0', '14'],
  '--active-days': ['30'],
  '--margin': ['0.8'],
  '--discount': ['1%'],
  '--churn-months': ['1', '12'],
  '--lifespan': ['24'],
  '--trailing': ['3', '12'],
  '--grace': ['0'],
  '--quotes': ['0', '3'],
  '--limit': ['1', 'all'],
  '--silent-days': ['30'],
};

/** Command lines; `labels` is a file for `--labels`. */
const lines = (labels: string) =>
  fc.constantFrom(...TOPICS.map(({ name }) => name), 'report').chain((command) => {
    const topic = command === 'report' ? null : command;
    const methods = registry.flatMap((metric) => (topic === null || metric.topic === topic ? methodsOf(metric) : []));
    const options = choicesOf(topic).map(({ flags, words }) => {
      const [flag = ''] = flags.split(' ');
      const values = flag.startsWith('--method')
        ? [...methods, 'all']
        : (words ?? VALUES[flag] ?? (flag === '--labels' ? [labels] : []));
      if (flags.includes('<') && values.length === 0) throw new Error(`${flag} needs a value to try`);
      return values.length === 0 ? fc.constant([flag]) : fc.constantFrom(...values).map((value) => [flag, value]);
    });
    const period = fc.constantFrom(
      [],
      ['-p', '2024-07'],
      ['-p', '2023'],
      ['-p', '2024-Q2', '--compare', 'yoy'],
      ['-p', 'all'],
    );
    const by = fc.constantFrom([], [], ['--by', 'rep'], ['--by', 'plan'], ['--by', 'segment'], ['--by', 'churn_kind']);
    const some = fc
      .subarray(options, { maxLength: Math.min(4, options.length) })
      .chain((chosen) => fc.tuple(...chosen));
    return fc.tuple(fc.constant([command]), period, by, some).map((parts) => parts.flat(2));
  });

interface Document {
  readonly rows: readonly { readonly value: number | null; readonly reason: string | null }[];
}

test('options in any combination give an answer, or say what does not go together', { timeout: 120_000 }, async () => {
  const labels = join(folderWith({ 'labels.csv': 'theme,comment,right\n' }), 'labels.csv');
  const seconds = Number(process.env['CSM_FUZZ_SECONDS'] ?? 5);
  await fc.assert(
    fc.asyncProperty(lines(labels), async (line) => {
      const { code, stdout, stderr } = await csm([...line, '--json', '-v'], { cwd: acme });
      const said = `csm ${line.join(' ')}: ${stderr}`;
      expect([0, 2, 3], said).toContain(code);
      if (code !== 0) return;
      const { rows } = JSON.parse(stdout) as Document;
      for (const { value, reason } of rows) expect((value === null) === (reason !== null), said).toBe(true);
      const shown = await csm(line, { cwd: acme });
      expect(shown.code, said).toBe(0);
      expect(shown.stdout, said).not.toMatch(/NaN|Infinity|undefined|\[object/);
    }),
    { seed: Number(process.env['CSM_FUZZ_SEED'] ?? 1), numRuns: 100_000, interruptAfterTimeLimit: seconds * 1000 },
  );
});
