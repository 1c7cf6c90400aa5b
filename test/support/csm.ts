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
  readonly stdin?: string | Uint8Array;
  /** "Now", for what depends on today. */
  readonly now?: string;
  /** Which of the three streams are terminals; none unless told. */
  readonly terminal?: readonly ('stdin' | 'stdout' | 'stderr')[];
  /** How wide the terminal is. */
  readonly columns?: number;
}

/** Runs the program in this process, with a world of its own: nothing of the machine reaches it. */
export async function csm(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { terminal = [] } = options;
  let stdout = '';
  let stderr = '';
  async function* input() {
    yield Buffer.from(options.stdin ?? '');
  }
  const world: World = {
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? {},
    now: () => Date.parse(options.now ?? '2026-01-15T12:00:00Z'),
    stdin: { stream: input(), isTTY: terminal.includes('stdin') },
    stdout: {
      isTTY: terminal.includes('stdout'),
      columns: options.columns,
      write: async (content) => {
        stdout += typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
      },
    },
    stderr: { isTTY: terminal.includes('stderr'), write: (text) => void (stderr += text) },
    home: fileURLToPath(new URL('../..', import.meta.url)),
  };
  const code = await run(args, world);
  return { code, stdout, stderr };
}
