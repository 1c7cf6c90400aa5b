import { Buffer } from 'node:buffer';
import { fileURLToPath } from 'node:url';
import type { World } from '../../src/commands/world.ts';
import { run } from '../../src/main.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** "Now", for what depends on today. */
  readonly now?: string;
}

/** Runs the program in this process, with a world of its own: nothing of the machine reaches it. */
export async function csm(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  async function* input() {
    yield Buffer.from(options.stdin ?? '');
  }
  const world: World = {
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? {},
    now: () => Date.parse(options.now ?? '2026-01-15T12:00:00Z'),
    stdin: { stream: input(), isTTY: false },
    stdout: {
      isTTY: false,
      columns: undefined,
      write: async (text) => {
        stdout += text;
      },
    },
    stderr: { isTTY: false, write: (text) => void (stderr += text) },
    home: fileURLToPath(new URL('../..', import.meta.url)),
  };
  const code = await run(args, world);
  return { code, stdout, stderr };
}
