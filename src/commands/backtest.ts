import { type Day, formatDay } from '../calculator/calendar.ts';
import { parsePeriod } from '../calculator/parse-period.ts';
import type { Period } from '../calculator/period.ts';
import { CsmError } from '../errors.ts';
import { backtest, countsOf, leaksIn, type Trial } from '../health/backtest/backtest.ts';
import { fitWeights } from '../health/backtest/fit.ts';
import { observe } from '../health/backtest/observation.ts';
import { snapshotDays } from '../health/backtest/snapshots.ts';
import { namesOf, subjectsOf, undatedComponents, without } from '../health/backtest/subjects.ts';
import { fitWords, refusal, wordsOf } from '../health/backtest/words.ts';
import type { HealthConfig } from '../health/config.ts';
import { backtestTable } from '../output/backtest.ts';
import { besideRows } from '../output/beside-rows.ts';
import { wantsColor } from '../output/color.ts';
import { fitTable } from '../output/fit.ts';
import { answerOf, fitAnswerOf } from './backtest-answer.ts';
import { measure, type Measured } from './measure.ts';
import { paintFor, tell, widthOf } from './metric.ts';
import { asOfFrom, formatFrom, type MeasureOptions, outputFrom, periodFrom, zoneFrom } from './options.ts';
import { writeOut } from './outputs.ts';
import { TOPICS } from './topics.ts';
import type { World } from './world.ts';

/** The options of `csm health backtest` and `csm health fit`. */
export interface BacktestOptions extends Omit<MeasureOptions, 'compare'> {
  readonly lead?: string;
  readonly horizon?: string;
  readonly minAge?: string;
  readonly strictLeakage?: boolean;
}

/** What a run needs to be told of. */
interface Run {
  readonly files: readonly string[];
  readonly options: BacktestOptions;
  readonly version: string;
}

/** Whether the health score told churn in time. */
export async function runBacktest(run: Run, world: World): Promise<void> {
  const set = await setUp('health backtest', run, world);
  const test = backtest(set.trial);
  const answer = answerOf(set.trial, test, { dropped: set.dropped, words: wordsOf(test) });
  await write(set, run.options, world, {
    json: () => besideRows(set.envelope, { backtest: answer }),
    table: (shown) => backtestTable(answer, set.envelope, shown),
  });
}

/** What the components should weigh, by what happened. Nothing is applied. */
export async function runFit(run: Run, world: World): Promise<void> {
  const set = await setUp('health fit', run, world);
  const { trial, config, dropped } = set;
  const { observations, leftOut } = observe(trial.subjects, trial.snapshots, trial);
  const fit = fitWeights(observations, trial.names, trial);
  const counts = countsOf(observations, leftOut);
  const leaks = fit === null ? NO_LEAKS : leaksIn(observations, trial);
  const words = fit === null ? [refusal(counts)] : fitWords(fit, counts, leaks);
  const answer = fitAnswerOf(trial, counts, fit, { weights: config.weights, dropped, words, leaks });
  await write(set, run.options, world, {
    json: () => besideRows(set.envelope, { fit: answer }),
    table: (shown) => fitTable(answer, set.envelope, shown),
  });
}

/** Where nothing is said. */
const NO_LEAKS = { statics: [], suspects: [] };

/** Reads the exports, and lays out what is to be tried: on which days, by which weights. */
async function setUp(command: string, { files, options, version }: Run, world: World) {
  const ahead = {
    lead: daysFrom('lead', options.lead, 14, 0),
    horizon: daysFrom('horizon', options.horizon, 90, 1),
    minAge: daysFrom('min-age', options.minAge, 28, 0),
  };
  formatFrom(options);
  const asked = { ...options, compare: 'none' };
  const topics = TOPICS.filter(({ name }) => name === 'health');
  const request = { command, topics, needs: ['subscriptions' as const], files, version, options: asked };
  const measured = await measure(request, world);
  const { report, book, covered, health } = measured;
  if (health === null) throw new TypeError('a run of health has scores');
  const today = asOfFrom(options, zoneFrom(options), world);
  // Where nobody says what today is, it is the last day that the exports know of: what came after it is not in them.
  const asOf = options.asOf === undefined ? Math.min(today, covered?.last ?? today) : today;
  const window = windowOf(periodFrom(asked), measured, asOf);
  const snapshots = snapshotDays(Math.max(window.firstDay, firstPaid(measured, asOf)), window.lastDay, asOf, ahead);
  const trialOf = (config: HealthConfig): Trial => ({
    ...ahead,
    snapshots,
    names: namesOf(config),
    subjects: subjectsOf(health.history, book.accounts, config),
    undated: undatedComponents(health.history, book.accounts, snapshots.at(-1) ?? asOf, config),
  });
  const whole = trialOf(health.config);
  const dropped = options.strictLeakage
    ? leaksIn(observe(whole.subjects, whole.snapshots, whole).observations, whole).statics
    : [];
  const config = without(health.config, dropped);
  const trial = dropped.length === 0 ? whole : trialOf(config);
  const envelope = {
    version,
    command,
    asOf: formatDay(asOf),
    timezone: options.timezone,
    period: window,
    inputs: report.inputs,
    issues: report.issues,
  };
  return { trial, config, dropped, measured, envelope };
}

/** The days that snapshots may be of: as asked for, else all that the exports know of. */
function windowOf(text: string | null, { report, covered }: Measured, asOf: Day): Period {
  if (text !== null) return report.period;
  const first = Math.min(covered?.first ?? asOf, asOf);
  return parsePeriod(`${formatDay(first)}..${formatDay(asOf)}`, { asOf });
}

/** The first day anybody paid: before it there is nobody to look at. */
const firstPaid = ({ book }: Measured, asOf: Day): Day =>
  book.accounts.reduce((first, { paying }) => Math.min(first, paying.days[0] ?? first), asOf);

/** A number of days as an option gives it. */
function daysFrom(flag: string, text: string | undefined, otherwise: number, least: number): number {
  if (text === undefined) return otherwise;
  const days = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  if (days >= least) return days;
  throw new CsmError('usage/value', `--${flag} ${text}: it is a number of days from ${least} up`, {
    hint: `--${flag} ${otherwise}`,
  });
}

async function write(
  { measured }: { readonly measured: Measured },
  options: BacktestOptions,
  world: World,
  texts: { json(): string; table(shown: Parameters<typeof backtestTable>[2]): string },
): Promise<void> {
  const format = formatFrom(options);
  const isTTY = world.stdout.isTTY && outputFrom(options, world) === null;
  const paint = await paintFor(format === 'table' && wantsColor({ flag: options.color, env: world.env, isTTY }));
  const text = format === 'json' ? texts.json() : texts.table({ paint, width: widthOf(world) });
  await tell(measured, options, world);
  await writeOut(text, options, world);
}
