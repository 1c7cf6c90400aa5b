import { fstatSync, writeSync } from 'node:fs';
import { runCli, version } from './cli.ts';
import type { World } from './commands/world.ts';
import { CsmError, EXIT, type ExitCode } from './errors.ts';

/** Runs a command line in a world, and tells what went wrong in it. */
export async function run(args: readonly string[], world: World): Promise<ExitCode> {
  try {
    return await runCli(args, world);
  } catch (error) {
    return await tell(error, args, world);
  }
}

async function tell(error: unknown, args: readonly string[], world: World): Promise<ExitCode> {
  const { errorText, issueText, countText, plainPaint, plural } = await import('./output/issues.ts');
  const { DataError } = await import('./commands/measure.ts');
  if (error instanceof DataError) {
    const { problems, isSkippable } = error;
    const isStrict = problems.count('error') === 0;
    const groups = isStrict ? problems.groups('warning') : problems.groups('error');
    const remedy = isSkippable ? '; --skip-invalid leaves bad rows out' : '';
    const verdict = isStrict
      ? `${plural(problems.count('warning'), 'warning')}, and with --strict that is too many`
      : countText(groups, problems.count('warning'));
    world.stderr.write(`${issueText(groups, plainPaint)}\n${verdict}. Nothing was computed${remedy}.\n`);
    return EXIT.data;
  }
  if (error instanceof CsmError) {
    world.stderr.write(errorText(error, plainPaint));
    return error.exitCode;
  }
  if (isBrokenPipe(error)) return EXIT.done;
  const message = error instanceof Error ? error.message : String(error);
  world.stderr.write(
    `csm hit a bug: ${message} [internal]\ncsm ${version}, node ${process.version}, ${args[0] ?? ''}\n`,
  );
  if (args.includes('--debug') && error instanceof Error) world.stderr.write(`${error.stack ?? ''}\n`);
  else world.stderr.write('run with --debug for the stack\n');
  return EXIT.bug;
}

/** The reader has gone: nothing is wrong, and nobody is there to tell. */
function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

/** The world as it is. Streams are opened when they are asked for: each costs a start some milliseconds. */
function realWorld(home: string): World {
  return {
    cwd: process.cwd(),
    env: process.env,
    now: () => Date.now(),
    get stdin() {
      return { stream: process.stdin as AsyncIterable<Buffer>, isTTY: process.stdin.isTTY };
    },
    stdout: {
      get isTTY() {
        return mayBeTerminal() && process.stdout.isTTY;
      },
      get columns() {
        return mayBeTerminal() && process.stdout.isTTY ? process.stdout.columns : undefined;
      },
      write: writeOut,
    },
    stderr: {
      get isTTY() {
        return process.stderr.isTTY;
      },
      write(text) {
        // What cannot be told cannot be told.
        process.stderr.once('error', () => undefined).write(text);
      },
    },
    home,
  };
}

const STDOUT = 1;
/** What a pipe takes at once, however slow its reader. */
const PIPE = 65_536;

const mayBeTerminal = (): boolean => {
  try {
    return fstatSync(STDOUT).isCharacterDevice();
  } catch {
    return false;
  }
};

/**
 * Writes everything, however slow the reader: exiting early would cut what is still in the pipe. What a pipe or file takes
 * at once is written at once: Node's stream for it takes a start some milliseconds to load.
 */
async function writeOut(content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  let written = 0;
  if (bytes.length <= PIPE && !mayBeTerminal()) {
    try {
      while (written < bytes.length) written += writeSync(STDOUT, bytes, written);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // A pipe that another program has made not to wait.
      if (!('code' in error) || error.code !== 'EAGAIN') throw stdoutError(error);
    }
  }
  if (written < bytes.length) await streamOut(bytes.subarray(written));
}

function streamOut(bytes: Uint8Array): Promise<void> {
  // What cannot be written any more is told by the failed write itself.
  process.stdout.once('error', () => undefined);
  return new Promise((resolve, reject) => {
    process.stdout.write(bytes, (error) => {
      if (error) reject(stdoutError(error));
      else resolve();
    });
  });
}

function stdoutError(error: Error): Error {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EPIPE') return error;
  const reason = code === 'ENOSPC' ? 'no space left on device' : error.message;
  return new CsmError(code === 'ENOSPC' ? 'io/no-space' : 'io/failed', `cannot write to stdout: ${reason}`, {
    exitCode: EXIT.io,
  });
}

/** An interrupted run takes its unfinished files with it, then ends as the signal would have ended it. */
function onSignal(signal: 'SIGINT' | 'SIGTERM'): void {
  process.once(signal, () => {
    process.stderr.write(signal === 'SIGINT' ? 'Interrupted.\n' : 'Terminated.\n');
    void import('./output/sink.ts').then(async ({ discardUnfinished }) => {
      await discardUnfinished();
      process.kill(process.pid, signal);
    });
  });
}

/** The program of the command line: `bin/csm.js` calls it, and says which folder the package lies in. */
export async function main(home: string): Promise<void> {
  onSignal('SIGINT');
  onSignal('SIGTERM');
  process.exitCode = await run(process.argv.slice(2), realWorld(home));
}
