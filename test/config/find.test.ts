import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findConfig } from '../../src/config/find.ts';
import { folderWith } from '../support/folder.ts';

const found = (files: readonly string[], folder: string): string | null => {
  const root = folderWith(Object.fromEntries(files.map((name) => [name, ''])));
  mkdirSync(join(root, folder), { recursive: true });
  return findConfig(join(root, folder));
};
const GIT = '.git/HEAD';

test.each([
  ['the folder itself', ['a/csm.config.json'], 'a', 'csm.config.json'],
  ['the folder itself, in a repository', [GIT, 'csm.config.json'], '', 'csm.config.json'],
  ['above, up to the root of the repository', [GIT, 'csm.config.json'], 'a/b', '../../csm.config.json'],
  ['the nearest', [GIT, 'csm.config.json', 'a/csm.config.json'], 'a/b', '../csm.config.json'],
  ['not above the root of the repository', ['csm.config.json', 'a/.git/HEAD'], 'a/b', null],
  ['.git may be a file', ['csm.config.json', '.git'], 'a', '../csm.config.json'],
  ['outside of a repository nothing above', ['csm.config.json'], 'a', null],
  ['none', [GIT], 'a', null],
  ['a program is found, to be refused', [GIT, 'csm.config.js'], 'a', '../csm.config.js'],
  ['data come before a program', ['csm.config.ts', 'csm.config.json'], '', 'csm.config.json'],
  ['other names are nothing', ['csm.config.yaml', 'config.json', '.csmrc'], '', null],
])('%s', (_, files, folder, name) => {
  expect(found(files, folder)).toBe(name);
});
