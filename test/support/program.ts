import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './folder.ts';

// The real program in a process of its own: what only a process can show. `npm test` builds it beforehand.

export const program = join(root, 'bin', 'csm.js');

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Where {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

const PATH = process.env['PATH'] ?? '';
const status = (code: number | null, signal: NodeJS.Signals | null): number =>
  code ?? 128 + (signal === null ? 0 : constants.signals[signal]);

/** Runs csm to its end. Nothing of this process's environment reaches it but the path. */
export function run(args: readonly string[], { cwd, env = {} }: Where): Ended {
  const ended = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: { PATH, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { code: status(ended.status, ended.signal), stdout: ended.stdout, stderr: ended.stderr };
}

/** A line of bash in which `csm` is the program. */
export function shell(line: string, { cwd, env = {} }: Where): Ended {
  const ended = spawnSync('bash', ['--norc', '-c', `csm() { "${process.execPath}" "${program}" "$@"; }\n${line}`], {
    cwd,
    env: { PATH, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { code: status(ended.status, ended.signal), stdout: ended.stdout, stderr: ended.stderr };
}

/** Starts csm and leaves it running. */
export function start(args: readonly string[], cwd: string) {
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { PATH } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code: status(code, signal), stdout, stderr }));
  });
  return { child, ended };
}
