import { type Dirent, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CsmError, EXIT } from '../errors.ts';
import type { Kind } from '../records/dataset.ts';
import { detect } from './detect.ts';
import { type Configured, type Found, NO_EXPORT, type Search } from './discover.ts';

/** Opens the files that a config names for these kinds. They are told of as it names them, from its folder. */
export async function openConfigured(
  { files, folder, config }: Configured,
  kinds: readonly Kind[],
  { wanted, open }: Pick<Search, 'wanted' | 'open'>,
): Promise<Found[]> {
  const found: Found[] = [];
  const seen = new Map<string, string>();
  for (const kind of kinds) {
    for (const name of namesOf(files[kind] ?? [], folder, `data.${kind} of ${config}`)) {
      const input = await open(name, folder);
      if (input === null) {
        throw new CsmError('io/is-directory', `${name} is a folder (data.${kind} of ${config})`, {
          hint: `name the files in it: ${name.replace(/\/$/, '')}/*.csv`,
          exitCode: EXIT.io,
        });
      }
      const twin = input.identity === null ? undefined : seen.get(input.identity);
      if (twin !== undefined) {
        throw new CsmError('usage/duplicate-input', `${name} is in ${config} twice: its rows would be counted twice`, {
          hint: twin === name ? 'name it once' : `it is the same file as ${twin}`,
        });
      }
      if (input.identity !== null) seen.set(input.identity, name);
      found.push({ input, ...(await detect(input, wanted.dialect, wanted.map, kind)) });
    }
  }
  return found;
}

/** The files that names and patterns stand for, in order, each once. A pattern that fits no file is an error. */
function namesOf(patterns: readonly string[], folder: string, where: string): string[] {
  const names = new Set<string>();
  for (const pattern of patterns) {
    if (!pattern.includes('*')) {
      names.add(pattern);
      continue;
    }
    const place = dirname(pattern);
    const [last = ''] = /[^/\\]*$/.exec(pattern) ?? [];
    const fits = new RegExp(`^${last.split('*').map(escaped).join('.*')}$`, 'su');
    const matches = entriesOf(resolve(folder, place))
      .filter((entry) => !entry.isDirectory() && fits.test(entry.name) && !NO_EXPORT.test(entry.name))
      .map((entry) => join(place, entry.name))
      .toSorted();
    if (matches.length === 0) {
      throw new CsmError('io/not-found', `no file is called ${pattern} (${where})`, { exitCode: EXIT.io });
    }
    for (const match of matches) names.add(match);
  }
  return [...names];
}

/** What is in a folder; nothing in one that is not there. */
function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.+?()[\]{}|/]/g, String.raw`\$&`);
