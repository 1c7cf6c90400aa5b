import { randomBytes } from 'node:crypto';
import { lstat, open, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CsmError, EXIT } from '../errors.ts';

/** Files under way, so that an interrupted run can take them away. */
const underway = new Set<string>();

/** Removes what an interrupted run has begun to write. */
export async function discardUnfinished(): Promise<void> {
  await Promise.all([...underway].map((path) => rm(path, { force: true })));
}

/** The identity of a file that is to be written, if it is there: it must not be one that was read. */
export async function identityOf(path: string): Promise<string | null> {
  const known = await stat(path, { bigint: true }).catch(() => null);
  return known && `${known.dev}:${known.ino}`;
}

/**
 * Writes a file whole or not at all: to a temporary file beside it, flushed, then renamed. A link stays a link and
 * its target is replaced; a pipe or device is written to as it is. Whatever fails, the old file is as it was.
 */
export async function writeWhole(name: string, cwd: string, content: string | Uint8Array): Promise<void> {
  let isReplaced = false;
  try {
    const path = resolve(cwd, name);
    const before = await orMissing(stat(path));
    if (before?.isDirectory()) throw refused(name, 'io/is-directory', 'it is a folder');
    if (before !== null && !before.isFile()) return await writeFile(path, content);
    isReplaced = before !== null;
    await replace(await targetOf(name, cwd, name), content, before?.mode);
  } catch (error) {
    throw failed(name, error, isReplaced);
  }
}

/** Writes to the end of a file, which is made where there is none: a summary that several steps write to. */
export async function append(name: string, cwd: string, content: string | Uint8Array): Promise<void> {
  try {
    const path = resolve(cwd, name);
    if ((await orMissing(stat(path)))?.isDirectory()) throw refused(name, 'io/is-directory', 'it is a folder');
    await writeFile(path, content, { flag: 'a', flush: true });
  } catch (error) {
    throw failed(name, error, false);
  }
}

/** Bytes in a file; 0 where there is none. */
export async function sizeOf(name: string, cwd: string): Promise<number> {
  return (await orMissing(stat(resolve(cwd, name))))?.size ?? 0;
}

/** Writes a file that must not be there yet: whatever is, is left as it is. */
export async function writeNew(name: string, cwd: string, text: string): Promise<void> {
  const path = resolve(cwd, name);
  try {
    await writeFile(path, text, { flag: 'wx', flush: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') {
      throw new CsmError('io/exists', `${name} is there already: it is left as it is`, { exitCode: EXIT.io });
    }
    // What was begun is taken away; a file that could not even be opened is somebody else's.
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') await rm(path, { force: true });
    throw failed(name, error, false);
  }
}

/** Where a path leads, through links, also to a file that is not there yet. */
async function targetOf(path: string, from: string, name: string): Promise<string> {
  const place = resolve(from, path);
  const known = await orMissing(realpath(place));
  if (known !== null) return known;
  const folder = await orMissing(realpath(dirname(place)));
  if (folder === null) throw refused(name, 'io/not-found', `folder ${dirname(path)} does not exist`);
  const target = join(folder, basename(place));
  const isLink = (await orMissing(lstat(target)))?.isSymbolicLink() ?? false;
  return isLink ? targetOf(await readlink(target), folder, name) : target;
}

async function replace(target: string, content: string | Uint8Array, mode: number | undefined): Promise<void> {
  // Not made of the target's name, which may be as long as a name can be.
  const temporary = join(dirname(target), `.csm-${randomBytes(6).toString('hex')}.tmp`);
  underway.add(temporary);
  try {
    const handle = await open(temporary, 'wx');
    try {
      if (mode !== undefined) await handle.chmod(mode);
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    // Why it could not be written matters more than why it could not be taken away.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    underway.delete(temporary);
  }
}

/** Null for what is not there; every other reason is one to stop. */
async function orMissing<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ['io/no-space', 'no space left on device'],
  EDQUOT: ['io/no-space', 'the disk quota is used up'],
  EFBIG: ['io/too-large', 'the file would be larger than allowed'],
  EACCES: ['io/permission', 'permission denied'],
  EPERM: ['io/permission', 'permission denied'],
  EROFS: ['io/permission', 'the disk is read-only'],
  ELOOP: ['io/symlink-loop', 'too many levels of symbolic links'],
  ENOTDIR: ['io/not-found', 'a part of the path is not a folder'],
};

/** A failed write in words. */
function failed(name: string, error: unknown, hadFile: boolean): unknown {
  if (error instanceof CsmError || !(error instanceof Error) || !('code' in error)) return error;
  const [code, reason] = REASONS[String(error.code)] ?? ['io/failed', error.message];
  return refused(name, code, reason, hadFile ? [`The previous ${name} is unchanged.`] : []);
}

const refused = (name: string, code: string, reason: string, details: readonly string[] = []): CsmError =>
  new CsmError(code, `cannot write ${name}: ${reason}`, { exitCode: EXIT.io, details });
