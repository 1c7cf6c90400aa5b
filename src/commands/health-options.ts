import { CsmError } from '../errors.ts';
import { type HealthConfig, healthConfigOf } from '../health/config.ts';
import type { MeasureOptions } from './options.ts';

/** How many customers a table lists. */
export const SHOWN = 20;

/** The config in effect: the defaults, what csm.config.json says otherwise, and what the line does. */
export function configFrom({ project, missingComponent }: MeasureOptions): HealthConfig {
  const config = healthConfigOf(project?.config.health);
  return missingComponent === undefined ? config : { ...config, missing: missingComponent };
}

/** `--silent-days`: so many days without a sign of life; null where it is not asked. */
export function silentFrom(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new CsmError('usage/value', `--silent-days ${text}: it is a number of days from 1 up`, {
    hint: '--silent-days 30',
  });
}
