import type { Command } from 'commander';
import { findConfig } from '../config/find.ts';
import type { World } from './world.ts';

/** The variables that stand for options; `SOURCE_DATE_EPOCH` is `--as-of`, and `CSM_CONFIG` is read here. */
const VARIABLES = ['CSM_FORMAT', 'CSM_TIMEZONE', 'CSM_AS_OF', 'CSM_COLOR', 'SOURCE_DATE_EPOCH'] as const;

/**
 * Fills in what the line leaves open: flag > environment > config > default. Commander remembers where each option
 * comes from. Without a config and a variable nothing is loaded; a variable that is empty is none.
 */
export async function settle(command: Command, world: World): Promise<void> {
  if (!command.options.some((option) => option.attributeName() === 'config')) return;
  const { cwd, env } = world;
  const { config: flag }: { readonly config?: string } = command.opts();
  const variable = env['CSM_CONFIG'] || undefined;
  const name = flag ?? variable ?? findConfig(cwd);
  if (name !== null && name !== 'none') {
    const { fromConfig } = await import('./from-config.ts');
    await fromConfig(name, { command, cwd, isVariable: flag === undefined && variable !== undefined });
  }
  if (VARIABLES.some((each) => env[each])) {
    const { fromEnvironment } = await import('./from-environment.ts');
    fromEnvironment(command, world);
  }
}
