import type { Day } from '../calculator/calendar.ts';
import type { Spell } from '../calculator/survival.ts';
import type { Account } from './account.ts';

/** The days that are watched: from the day after the opening close to the closing one. */
export interface Watch {
  /** Minus infinity: from the very beginning. */
  readonly opening: Day;
  readonly closing: Day;
}

/**
 * The stretches of days an account paid, as far as they were watched (METRICS.md 2.8). Rows that overlap or touch are
 * one stretch. One that goes on at the closing day is last seen then; one that had begun by the opening enters with the
 * days it had lasted, and one that was over by then is not in it.
 */
export function spellsOf({ paying }: Account, { opening, closing }: Watch): Spell[] {
  const { days, values } = paying;
  return days.flatMap((started, i) => {
    if (values[i] !== true || started > closing) return [];
    const over = days[i + 1] ?? Infinity;
    if (over <= opening) return [];
    const ended = over <= closing;
    const entry = Math.max(0, opening - started);
    const exit = (ended ? over : closing) - started;
    // Seen on its first day only, or from the last day that is watched: nothing was seen of how long it lasts.
    return exit <= entry ? [] : [{ entry, exit, ended }];
  });
}
