import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { acme, messy, root } from '../support/folder.ts';

// The quick lanes for plain rows say nothing else than csv-parse and Zod do: same bytes, same codes, same words.

const folder = mkdtempSync(join(tmpdir(), 'csm-reader-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
execFileSync(process.execPath, [join(root, 'test', 'torture', 'make_torture.mjs'), folder]);

const corpora = { torture: folder, messy, acme, shapes: join(root, 'fixtures', 'shapes') };

describe.each(Object.entries(corpora))('%s', (_name, cwd) => {
  const files = readdirSync(cwd).filter(
    (name) => /\.(csv|tsv|json|jsonl|ndjson)$/.test(name) && name !== 'manifest.json',
  );

  test.each([
    ['validate', (file: string) => ['validate', file, '-f', 'json']],
    ['report', (file: string) => ['report', file, '-p', '2024-07', '--json', '-v']],
    ['report --skip-invalid', (file: string) => ['report', file, '-p', '2024-07', '--skip-invalid', '-v', '--json']],
  ])('csm %s', { timeout: 120_000 }, async (_command, line) => {
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const [quick, reference] = [
        await csm(line(file), { cwd }),
        await csm([...line(file), '--reader', 'reference'], { cwd }),
      ];
      expect(quick, file).toEqual(reference);
    }
  });
});
