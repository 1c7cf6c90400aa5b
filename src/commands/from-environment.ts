import type { Command } from 'commander';
import { formatDay } from '../calculator/calendar.ts';
import { DAY_MS } from '../calculator/calendar.ts';
import { CsmError } from '../errors.ts';
import { asOfFrom, type DataOptions, endingOf, formatFrom, FORMATS, zoneFrom } from './options.ts';
import type { World } from './world.ts';

/** Sets the options that variables say and the line does not. A value that is wrong is told with its variable's name. */
export function fromEnvironment(command: Command, world: World): void {
  const { env } = world;
  const isOpen = (option: string): boolean => command.getOptionValueSource(option) !== 'cli';
  const options = (): DataOptions => command.opts();
  const take = (variable: string, option: string, check: (value: string) => void): void => {
    const value = env[variable];
    if (!value || !isOpen(option)) return;
    named(variable, check, value);
    command.setOptionValueWithSource(option, value, 'env');
  };

  take('CSM_TIMEZONE', 'timezone', (timezone) => zoneFrom({ timezone }));
  take('CSM_AS_OF', 'asOf', (asOf) => asOfFrom({ asOf }, zoneFrom(options()), world));
  take('CSM_COLOR', 'color', (color) => {
    const choices = command.options.find((option) => option.attributeName() === 'color')?.argChoices ?? [];
    if (choices.includes(color)) return;
    throw new CsmError('usage/value', `--color ${color}: not understood`, { hint: `one of ${choices.join(', ')}` });
  });
  if (!saysFormat(options())) take('CSM_FORMAT', 'format', (format) => formatFrom({ format }, FORMATS));

  const epoch = env['SOURCE_DATE_EPOCH'];
  if (!epoch || options().asOf !== undefined) return;
  const seconds = /^\d{1,12}$/.test(epoch) ? Number(epoch) : NaN;
  if (!(seconds * 1000 < LAST)) {
    const message = `SOURCE_DATE_EPOCH ${epoch}: it is a number of seconds since 1970`;
    throw new CsmError('usage/as-of', message, { hint: 'SOURCE_DATE_EPOCH=1723248000 is 2024-08-10' });
  }
  command.setOptionValueWithSource('asOf', formatDay(zoneFrom(options()).dayOf(seconds * 1000)), 'env');
}

/** The end of the years csm reads. */
const LAST = 376_200 * DAY_MS;

/** Whether the line says a format: outright, or by the ending of the file it names. */
const saysFormat = ({ json, output }: DataOptions): boolean => json === true || endingOf(output) !== null;

/** Runs a check of a flag's value for a variable. */
function named(variable: string, check: (value: string) => void, value: string): void {
  try {
    check(value);
  } catch (error) {
    if (!(error instanceof CsmError)) throw error;
    const { code, message, hint } = error;
    throw new CsmError(code, message.replace(/^--[a-z-]+/, variable), { hint });
  }
}
