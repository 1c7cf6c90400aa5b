import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { root, wordsOf } from '../support/folder.ts';

// One folder a run: `cmd` is what is typed, after `cd` where it is not fixtures/acme; `out` is stdout, `err` is stderr
// with the exit code for its last line. `vitest -u` writes out and err anew: read what has changed before it is kept.

const cases = join(import.meta.dirname, 'cases');

test.each(readdirSync(cases).toSorted())('%s', async (name) => {
  const lines = readFileSync(join(cases, name, 'cmd'), 'utf8')
    .trim()
    .split('\n');
  const folder = lines.length > 1 ? /^cd (.+)$/.exec(lines.shift() ?? '')?.[1] : 'fixtures/acme';
  const words = wordsOf(lines.join(' '));
  const program = words.indexOf('csm');
  expect([folder, program >= 0], 'cmd is: an optional cd, then VARIABLE=value ... csm ...').toEqual([
    expect.any(String),
    true,
  ]);
  const env = Object.fromEntries(
    words.slice(0, program).map((word) => [word.replace(/=.*/, ''), word.replace(/^\w+=/, '')]),
  );
  const { code, stdout, stderr } = await csm(words.slice(program + 1), { cwd: join(root, folder ?? ''), env });
  await expect(stdout).toMatchFileSnapshot(join(cases, name, 'out'));
  await expect(`${stderr}exit ${code}\n`).toMatchFileSnapshot(join(cases, name, 'err'));
});
