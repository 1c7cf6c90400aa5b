/** What decides about colour: the flag, the environment, and whether a terminal is there. */
export interface ColorContext {
  readonly flag: 'auto' | 'always' | 'never';
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTTY: boolean;
}

/** `--color` beats NO_COLOR, which beats FORCE_COLOR, CLICOLOR_FORCE, TERM=dumb and the terminal (CLI.md 5.7). */
export function wantsColor({ flag, env, isTTY }: ColorContext): boolean {
  if (flag !== 'auto') return flag === 'always';
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (env['CLICOLOR_FORCE'] && env['CLICOLOR_FORCE'] !== '0') return true;
  return env['TERM'] !== 'dumb' && isTTY;
}
