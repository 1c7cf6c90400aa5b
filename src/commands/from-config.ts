import type { Command } from 'commander';
import { type Loaded, readConfig } from '../config/read.ts';
import { CsmError } from '../errors.ts';
import { type DialectOptions, dialectFrom } from './dialect.ts';
import { type DataOptions, zoneFrom } from './options.ts';
import type { RuleOptions } from './chosen.ts';
import { definitionsOf } from './config-choices.ts';
import { known } from './known.ts';

/** Keys of the config that are written as the option of their name is. */
const ALIKE = [
  'timezone',
  'encoding',
  'delimiter',
  'decimal',
  'thousands',
  'comment',
  'escape',
  'jsonPath',
  'maxRecord',
  'scoreLabels',
  'missing',
  'currency',
] as const;

type Settable = Pick<Command, 'options' | 'opts' | 'getOptionValueSource' | 'setOptionValueWithSource'>;

/** Reads a config, and sets the options it says and the line does not. What no flag says is in `project`. */
export async function fromConfig(
  name: string,
  { command, cwd, isVariable }: { readonly command: Settable; readonly cwd: string; readonly isVariable: boolean },
): Promise<void> {
  const project = await readConfig(name, cwd, known).catch((error: unknown) => {
    throw isVariable && error instanceof CsmError && error.at === undefined ? ofVariable(error) : error;
  });
  const options = optionsOf(project);
  await check(options, project);
  const given: DataOptions = command.opts();
  const set = (option: string, value: unknown): void => {
    command.setOptionValueWithSource(option, value, 'config');
  };
  for (const [option, value] of Object.entries(options)) {
    const source = command.getOptionValueSource(option);
    if (value !== undefined && (source === undefined || source === 'default')) set(option, value);
  }
  const { options: chosen, configured } = definitionsOf(
    project,
    command.opts<RuleOptions & { readonly as?: string }>(),
  );
  for (const [option, value] of Object.entries(chosen)) {
    const isThere = command.options.some((each) => each.attributeName() === option);
    if (isThere && [undefined, 'default'].includes(command.getOptionValueSource(option))) set(option, value);
  }
  set('configured', configured);
  // One format for all dates stands alone; one for a field leaves the others as the config has them.
  const { dateFormat } = given;
  if (dateFormat?.every((format) => format.includes('='))) {
    set('dateFormat', [...(options.dateFormat ?? []), ...dateFormat]);
  }
  set('project', project);
}

const ofVariable = ({ code, message, hint, exitCode }: CsmError): CsmError =>
  new CsmError(code, `CSM_CONFIG: ${message}`, { hint, exitCode });

/** What a config says as the options of the line would. */
function optionsOf({ config }: Loaded): DialectOptions & { readonly timezone?: string | undefined } {
  const { dates, skipLines, skipLast } = config;
  const byField = typeof dates === 'object' ? Object.entries(dates).map((pair) => pair.join('=')) : undefined;
  return {
    ...Object.fromEntries(ALIKE.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]]]))),
    ...(dates !== undefined && { dateFormat: byField ?? [dates as string] }),
    ...(skipLines !== undefined && { skipLines: String(skipLines) }),
    ...(skipLast !== undefined && { skipLast: String(skipLast) }),
  };
}

/** Values are wrong where the same value of a flag would be; only they are found elsewhere. */
async function check(options: ReturnType<typeof optionsOf>, { config, at }: Loaded): Promise<void> {
  try {
    if (options.timezone !== undefined) zoneFrom({ timezone: options.timezone });
    await dialectFrom(options);
  } catch (error) {
    if (!(error instanceof CsmError)) throw error;
    const [flag = ''] = /^--[a-z-]+/.exec(error.message) ?? [];
    const word = flag.slice(2).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const key = word === 'dateFormat' ? 'dates' : word;
    const field = /^\S+ ([a-z_]+)=/.exec(error.message)?.[1];
    const path = key === 'dates' && typeof config.dates === 'object' && field !== undefined ? [key, field] : [key];
    const hint = error.hint?.replaceAll(/--([a-z]+)/g, '$1');
    throw new CsmError('config/value', error.message.replace(flag, key), { at: at(path), hint });
  }
}
