import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const CONFIG = 'csm.config.json';

/** Names under which other tools keep a config that is a program. */
const PROGRAMS = ['csm.config.js', 'csm.config.mjs', 'csm.config.cjs', 'csm.config.ts'];

/**
 * The nearest config, from a folder upward to the root of its repository, named as seen from the folder; null when
 * there is none. Outside of a repository only the folder itself is looked in: what lies above may be anybody's. A
 * config that is a program is found too, so that it can be refused and not be passed over.
 */
export function findConfig(cwd: string): string | null {
  let found: string | null = null;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const name = found === null ? [CONFIG, ...PROGRAMS].find((each) => existsSync(join(folder, each))) : undefined;
    if (name !== undefined) found = relative(cwd, join(folder, name));
    if (found !== null && folder === cwd) return found;
    if (existsSync(join(folder, '.git'))) return found;
    if (dirname(folder) === folder) return null;
  }
}
