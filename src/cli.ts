import { CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { frontPage } from './commands/help.ts';
import type { World } from './commands/world.ts';
import { CsmError, EXIT, type ExitCode } from './errors.ts';
import { nearest } from './nearest.ts';
import { createProgram, withBelow } from './program.ts';

export const { version } = packageJson;

/** Runs a command line. Returns the exit code; throws what is to be told. */
export async function runCli(args: readonly string[], world: World): Promise<ExitCode> {
  if (args.every((arg) => arg === '--')) {
    await world.stdout.write(frontPage());
    return EXIT.done;
  }
  let code: ExitCode = EXIT.done;
  const program = createProgram({ args, version, world, done: (result) => (code = result) });
  let printed = '';
  const output = { writeOut: (part: string) => void (printed += part), writeErr: () => undefined };
  for (const command of withBelow(program)) command.configureOutput(output);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, args);
  }
  if (printed !== '') await world.stdout.write(printed);
  return code;
}

const CODES: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'usage/unknown-command',
  'commander.unknownOption': 'usage/unknown-flag',
  'commander.optionMissingArgument': 'usage/missing-value',
  'commander.invalidArgument': 'usage/value',
  'commander.excessArguments': 'usage/excess',
};

/** Commander's complaint in our words: every one of them is a usage error. */
function usageError({ code, message }: CommanderError, args: readonly string[]): CsmError {
  const [first = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const word = /'-*(.+)'/.exec(first)?.[1] ?? '';
  const suggested = /Did you mean (?:one of )?(.+?)\?/.exec(suggestion ?? '')?.[1];
  // Commander finds a likeness in any two words; one that misleads is worse than none.
  const near =
    suggested !== undefined && nearest(word, suggested.replaceAll('--', '').split(', ')) ? suggested : undefined;
  const command = code === 'commander.unknownCommand' && near ? `csm ${near}` : near;
  const hint =
    command === undefined ? `csm help ${args[0]?.startsWith('-') ? '' : (args[0] ?? '')}`.trim() : `${command}?`;
  return new CsmError(CODES[code] ?? 'usage/command', first.replaceAll("'", ''), { hint });
}
