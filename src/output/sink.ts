import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
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
 * its target is replaced. Whatever fails, the old file is as it was.
 */
export async function writeWhole(name: string, cwd: string, text: string): Promise<void> {
  const path = resolve(cwd, name);
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => null);
  if (before?.isDirectory()) throw refused(name, 'io/is-directory', 'it is a folder');
  const folder = dirname(target);
  const there = await stat(folder).catch(() => null);
  if (there === null) throw refused(name, 'io/not-found', `folder ${dirname(name)} does not exist`);
  const temporary = join(folder, `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  underway.add(temporary);
  try {
    const handle = await open(temporary, 'wx', before?.mode ?? 0o666);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw failed(name, error, before !== null);
  } finally {
    underway.delete(temporary);
  }
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ['io/no-space', 'no space left on device'],
  EDQUOT: ['io/no-space', 'the disk quota is used up'],
  EFBIG: ['io/too-large', 'the file would be larger than allowed'],
  EACCES: ['io/permission', 'permission denied'],
  EPERM: ['io/permission', 'permission denied'],
  EROFS: ['io/permission', 'the disk is read-only'],
  ENOTDIR: ['io/not-found', 'a part of the path is not a folder'],
};

/** A failed write in words. */
export function failed(name: string, error: unknown, hadFile = false): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const [code, reason] = REASONS[String(error.code)] ?? ['io/failed', error.message];
  return refused(name, code, reason, hadFile ? [`The previous ${name} is unchanged.`] : []);
}

const refused = (name: string, code: string, reason: string, details: readonly string[] = []): CsmError =>
  new CsmError(code, `cannot write ${name}: ${reason}`, { exitCode: EXIT.io, details });
