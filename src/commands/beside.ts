import type { Sighting } from '../calculator/calculate.ts';
import type { Period } from '../calculator/period.ts';
import { type Level, LEVELS } from '../anomalies/anomaly.ts';
import type { AnomalyAnswer } from '../output/anomalies.ts';
import type { Report } from '../output/report.ts';
import type { Assignment, Survey } from '../records/row.ts';
import { answerOf } from './anomalies.ts';
import { LOOKED_AT } from './anomaly-looks.ts';
import { AnomalyRun } from './anomaly-run.ts';
import { HealthRun } from './health.ts';
import type { MeasureOptions } from './options.ts';
import type { Watch } from './request.ts';

/** So many cases are kept beside a report: of more there would be no room for both. */
const MOST = 500_000;

/** What is atypical, looked for while a page is put together. It stands back where there are too many cases. */
export class Beside implements Watch {
  readonly isBeside = true;
  readonly trended: ReadonlySet<string> = LOOKED_AT;
  readonly before: number;
  #run: AnomalyRun | null;
  readonly #levels: readonly Level[];
  #left = MOST;

  private constructor(run: AnomalyRun, levels: readonly Level[]) {
    this.#run = run;
    this.#levels = levels;
    this.before = run.before;
  }

  static async of(options: MeasureOptions): Promise<Beside> {
    // Whose a ticket is, is read as the first of the columns asked for: where there are others reps are not compared.
    const isFirst = options.by === undefined && new HealthRun(options, false).columns.length === 0;
    const levels = LEVELS.filter((level) => level !== 'rep' || isFirst);
    return new Beside(new AnomalyRun(await import('../feedback/feedback.part.ts'), options), levels);
  }

  keep(periods: readonly Period[]): void {
    this.#run?.keep(periods);
  }

  own(row: Assignment): void {
    this.#run?.own(row);
  }

  take(row: Survey): void {
    this.#count();
    this.#run?.take(row);
  }

  readonly trace = (sighting: Sighting): void => {
    if (!LOOKED_AT.has(sighting.metric)) return;
    this.#count();
    this.#run?.trace(sighting);
  };

  finish(known: Parameters<Watch['finish']>[0]): void {
    this.#run?.finish(known);
  }

  /** What was found; null where there were too many cases. */
  answer(report: Report): AnomalyAnswer | null {
    return this.#run === null ? null : answerOf(this.#run, report, this.#levels);
  }

  #count(): void {
    if (this.#left-- <= 0) this.#run = null;
  }
}

/**
 * Whether a page of these options tells of anomalies: of amounts that are converted, or rescaled, no earlier periods are
 * known, nor of a file as it is on one day.
 */
export const isTold = ({ currency, fx, fxRates, per, snapshot }: MeasureOptions): boolean =>
  !snapshot && [currency, fx, fxRates, per].every((each) => each === undefined);
