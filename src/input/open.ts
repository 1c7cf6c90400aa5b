import type { Hash } from 'node:crypto';
import {
  type BigIntStats,
  close,
  fstatSync,
  lstatSync,
  open,
  openSync,
  read,
  readdirSync,
  readlinkSync,
  statSync,
} from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { CsmError, EXIT } from '../errors.ts';

/** Enough to tell what a file is. */
const HEAD = 65_536;

/** A file or pipe that is open, with its first bytes at hand. It is read once, from front to end. */
export class Input {
  /** As it was named. */
  readonly name: string;
  readonly head: Buffer;
  /** Device and file number: two names of one file are the same. Null for a pipe. */
  readonly identity: string | null;
  readonly #rest: AsyncIterator<Buffer>;
  readonly #handle: Handle | null;
  readonly #before: string | null;
  readonly #hash: Hash | null;
  bytes = 0;

  constructor(name: string, head: Buffer, rest: AsyncIterator<Buffer>, about: About) {
    const { handle, stat, hash } = about;
    this.name = name;
    this.head = head;
    this.#rest = rest;
    this.#handle = handle;
    this.#hash = hash;
    this.identity = stat && `${stat.dev}:${stat.ino}`;
    this.#before = stat && versionOf(stat);
  }

  /** Of the bytes read; null when it is not asked for. */
  get sha256(): string | null {
    return this.#hash?.copy().digest('hex') ?? null;
  }

  /** All bytes, the first ones included. Throws when the file was changed meanwhile: half of it is no answer. */
  async *chunks(): AsyncGenerator<Buffer> {
    try {
      for (let chunk = this.head; chunk.length > 0;) {
        this.bytes += chunk.length;
        this.#hash?.update(chunk);
        yield chunk;
        const next = await this.#next();
        if (next === null) break;
        chunk = next;
      }
      this.#unchanged();
    } finally {
      await this.close();
    }
  }

  async #next(): Promise<Buffer | null> {
    try {
      const { done, value } = await this.#rest.next();
      return done ? null : value;
    } catch (error) {
      throw ioError(error, this.name);
    }
  }

  #unchanged(): void {
    if (this.#before === null || this.#handle === null) return;
    const now = this.#handle.stat();
    if (versionOf(now) === this.#before) return;
    throw new CsmError('io/changed', `${this.name} changed while it was read`, {
      hint: 'run again when the export is complete',
      exitCode: EXIT.io,
    });
  }

  async close(): Promise<void> {
    try {
      await this.#rest.return?.();
    } finally {
      await this.#handle?.close();
    }
  }
}

interface About {
  readonly handle: Handle | null;
  /** Of a plain file. */
  readonly stat: BigIntStats | null;
  /** Takes the bytes as they are read. */
  readonly hash: Hash | null;
}

const versionOf = ({ size, mtimeNs }: BigIntStats): string => `${size}:${mtimeNs}`;

/** An open file. Node's own promises for files take a start some milliseconds to load. */
class Handle {
  readonly #file: number;
  #isOpen = true;

  private constructor(file: number) {
    this.#file = file;
  }

  /** A pipe is waited for beside all else, as it may take long; a file is there at once. */
  static open(path: string): Promise<Handle> {
    return new Promise((resolve, reject) => {
      if (statSync(path).isFile()) resolve(new Handle(openSync(path, 'r')));
      else open(path, 'r', (error, file) => (error ? reject(error) : resolve(new Handle(file))));
    });
  }

  stat(): BigIntStats {
    return fstatSync(this.#file, { bigint: true });
  }

  /** The next bytes; at the end none. */
  read(): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      read(this.#file, Buffer.allocUnsafe(HEAD), 0, HEAD, null, (error, count, buffer) =>
        error ? reject(error) : resolve(buffer.subarray(0, count)),
      );
    });
  }

  close(): Promise<void> {
    if (!this.#isOpen) return Promise.resolve();
    this.#isOpen = false;
    // What was read is read: a file that cannot be closed takes nothing away from it.
    return new Promise((resolve) => {
      close(this.#file, () => resolve());
    });
  }
}

/** Opens a file; a folder gives null. Throws a CsmError for what cannot be opened. */
export async function openInput(name: string, cwd: string, hash: Hash | null): Promise<Input | null> {
  const path = resolve(cwd, name);
  let handle: Handle;
  try {
    handle = await Handle.open(path);
  } catch (error) {
    throw notOpened(error, name, path);
  }
  try {
    const stat = handle.stat();
    if (!stat.isDirectory()) {
      return await start(name, piecesOf(handle), { handle, stat: stat.isFile() ? stat : null, hash });
    }
  } catch (error) {
    await handle.close();
    throw ioError(error, name);
  }
  await handle.close();
  return null;
}

/** The bytes of an open file. */
async function* piecesOf(handle: Handle): AsyncGenerator<Buffer> {
  for (let piece = await handle.read(); piece.length > 0; piece = await handle.read()) yield piece;
}

/** Standard input as an input. */
export async function openStdin(stream: AsyncIterable<Buffer>, hash: Hash | null): Promise<Input> {
  return start('<stdin>', stream, { handle: null, stat: null, hash });
}

async function start(name: string, stream: AsyncIterable<Buffer>, about: About): Promise<Input> {
  const rest = stream[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  try {
    while (head.length < HEAD) {
      const { done, value } = await rest.next();
      if (done) break;
      const chunk = Buffer.from(value);
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    }
  } catch (error) {
    throw ioError(error, name);
  }
  return new Input(name, head, rest, about);
}

/** A failed read or write in words, with the exit code for it. */
function ioError(error: unknown, name: string): unknown {
  if (error instanceof CsmError || !(error instanceof Error) || !('code' in error)) return error;
  const reasons: Readonly<Record<string, readonly [string, string]>> = {
    EACCES: ['io/permission', 'permission denied'],
    EPERM: ['io/permission', 'permission denied'],
    ENOENT: ['io/not-found', 'no such file'],
    ELOOP: ['io/symlink-loop', 'too many levels of symbolic links'],
    ENOSPC: ['io/no-space', 'no space left on device'],
    EFBIG: ['io/too-large', 'the file is larger than allowed'],
    EISDIR: ['io/is-directory', 'it is a folder'],
    ENOTDIR: ['io/not-found', 'a part of the path is not a folder'],
  };
  const [code, reason] = reasons[String(error.code)] ?? ['io/failed', error.message];
  return new CsmError(code, `${name}: ${reason}`, { exitCode: EXIT.io });
}

function notOpened(error: unknown, name: string, path: string): unknown {
  const failed = ioError(error, name);
  if (!(failed instanceof CsmError)) return error;
  const { code } = failed;
  if (code === 'io/permission') {
    return new CsmError(code, `cannot read ${name}: permission denied`, {
      hint: `chmod u+r ${name}`,
      exitCode: EXIT.io,
    });
  }
  if (code !== 'io/not-found') return failed;
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const target = readlinkSync(path);
    return new CsmError(code, `${name} is a link to ${target}, which does not exist`, { exitCode: EXIT.io });
  }
  const glob = /[*?]/.test(name) ? 'the shell matched nothing' : undefined;
  return new CsmError(code, `cannot open ${name}: no such file`, {
    hint: glob ?? nearestFile(path),
    exitCode: EXIT.io,
  });
}

function nearestFile(path: string): string | undefined {
  try {
    const wanted = basename(path);
    const names = readdirSync(dirname(path)).map((each) => [each, distance(each, wanted)] as const);
    const [nearest] = names.toSorted((a, b) => a[1] - b[1]);
    return nearest && nearest[1] <= Math.max(2, wanted.length / 3) ? `did you mean ${nearest[0]}?` : undefined;
  } catch {
    return undefined;
  }
}
