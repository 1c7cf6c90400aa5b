import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { messy, wordsOf } from '../support/folder.ts';

// Every file of fixtures/messy has one fault, and the manifest beside them says what csm must answer.

interface Entry {
  readonly file: string;
  readonly command: string;
  readonly exit: number;
  readonly code: string;
  readonly at: string | null;
  readonly says: string | null;
}

const manifest = JSON.parse(readFileSync(join(messy, 'manifest.json'), 'utf8')) as readonly Entry[];
const entries = manifest.map((entry) => [entry.file, entry.code, entry] as const);

test('every file is in the manifest', () => {
  const files = readdirSync(messy).filter((name) => name !== 'manifest.json');
  expect(manifest.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
});

test.each(entries)('%s: %s', { timeout: 5000 }, async (file, code, { command, exit, at, says }) => {
  const args = wordsOf(command);
  const ran = await csm(args, { cwd: messy });
  expect(ran).toMatchObject({ code: exit, stderr: expect.stringContaining(`[${code}]`) as string });
  if (at !== null) expect(ran.stderr).toContain(`${file}:${at}: `);
  expect(ran.stdout === '').toBe(exit !== 0);

  // A remedy may name a flag only when there is one: until then the words of the manifest are not asked for.
  const [flag] = /--[a-z-]+/.exec(says ?? '') ?? [];
  const help = (await csm(['help', args[0] ?? ''])).stdout;
  const told = `${ran.stderr}\n`.match(/--[a-z-]+/g) ?? [];
  if (says !== null && (flag === undefined || help.includes(flag))) expect(ran.stderr).toContain(says);
  expect(
    told.filter((each) => !help.includes(each)),
    'flags that are named and do not exist',
  ).toEqual([]);
});
