import { Calculation } from '../calculator/calculate.ts';
import { type Day, formatDay } from '../calculator/calendar.ts';
import { parsePeriod } from '../calculator/parse-period.ts';
import { type Period, split, startOf } from '../calculator/period.ts';
import { CsmError, EXIT } from '../errors.ts';
import { openInput } from '../input/open.ts';
import { wantsColor } from '../output/color.ts';
import { type TrendReport, type TrendRow, trendJson, trendTable } from '../output/trend.ts';
import { dateOf } from '../output/report.ts';
import { defaultSettings } from '../records/settings.ts';
import type { HealthRun } from './health.ts';
import { measure, type Measured } from './measure.ts';
import { paintFor, tell, widthOf } from './metric.ts';
import { asOfFrom, formatFrom, type MeasureOptions, outputFrom, periodFrom, zoneFrom } from './options.ts';
import { writeOut } from './outputs.ts';
import { registry, TOPICS } from './topics.ts';
import type { World } from './world.ts';

/** The options of `csm health trend`. */
export interface TrendOptions extends Omit<MeasureOptions, 'compare'> {
  readonly every?: 'month' | 'quarter' | 'year';
  readonly last?: string;
}

interface Run {
  readonly files: readonly string[];
  readonly options: TrendOptions;
  readonly version: string;
}

/** What a close is told by: the score and the bands. Amounts may be of several currencies: `csm health` has them. */
const METRICS = registry.filter(({ topic, id }) => topic === 'health' && !id.includes('mrr'));

/** How customers did at the close of each period, by one config. Of another one a series is kept, and not continued. */
export async function runTrend({ files, options, version }: Run, world: World): Promise<void> {
  const format = formatFrom(options);
  const most = countFrom(options.last);
  const kept = options.against === undefined ? [] : await keptRows(options.against, world);
  const topics = TOPICS.filter(({ name }) => name === 'health');
  const asked = { ...options, compare: 'none' };
  const measured = await measure({ command: 'health trend', topics, files, version, options: asked }, world);
  const { report, health } = measured;
  if (health === null || report.health === undefined) throw new TypeError('a run of health has scores');
  const asOf = asOfFrom(options, zoneFrom(options), world);
  const periods = periodsOf(asked, measured, asOf).slice(-most);
  const rows = rowsOf(health, periods, asOf);
  const [first = report.period, last = report.period] = [periods[0], periods.at(-1)];
  const trend: TrendReport = {
    version,
    asOf: options.asOf === undefined ? null : formatDay(asOf),
    timezone: options.timezone,
    period: parsePeriod(`${formatDay(first.firstDay)}..${formatDay(last.lastDay)}`, { asOf }),
    every: options.every ?? 'month',
    health: report.health.health,
    // A score of another config means something else: its series ends where it was kept.
    rows: [...kept.filter(({ hash }) => hash !== health.hash), ...rows],
    keptIn: options.against ?? null,
    inputs: report.inputs,
    issues: report.issues,
  };
  const isTTY = world.stdout.isTTY && outputFrom(options, world) === null;
  const paint = await paintFor(format === 'table' && wantsColor({ flag: options.color, env: world.env, isTTY }));
  const text = format === 'json' ? trendJson(trend) : trendTable(trend, { paint, width: widthOf(world) });
  await tell(measured, options, world);
  await writeOut(text, options, world);
}

/** Periods that are over: those asked for, else all that the exports reach. */
function periodsOf(options: MeasureOptions & TrendOptions, { report, covered, health }: Measured, asOf: Day): Period[] {
  const { every = 'month' } = options;
  const isOver = ({ complete }: Period): boolean => complete;
  if (periodFrom(options) !== null) return split(report.period, every).filter(isOver);
  const { lastDay } = report.period;
  const first = startOf(every, Math.min(covered?.first ?? lastDay, lastDay));
  const all = split(parsePeriod(`${formatDay(first)}..${formatDay(lastDay)}`, { asOf }), every);
  // The month that the exports end with may lie within a quarter: that one is not over in them.
  const whole = all.filter((each) => isOver(each) && each.grain === every);
  const begins = whole.findIndex(({ closeDay }) => health !== null && health.rowsAt(closeDay).length > 0);
  return begins < 0 ? [] : whole.slice(begins);
}

/** A row for each period and metric, in order of time; the previous one is that of the period before. */
function rowsOf(health: HealthRun, periods: readonly Period[], asOf: Day): TrendRow[] {
  const calculation = new Calculation({ metrics: METRICS, periods, settings: defaultSettings(asOf) });
  for (const period of periods) calculation.addIn(period, { health: health.rowsAt(period.closeDay) });
  const previous = new Map<string, number | null>();
  return periods.flatMap((period) =>
    calculation.results(undefined, [period]).map(({ metric, value, n, reason }): TrendRow => {
      const before = previous.get(metric) ?? null;
      previous.set(metric, value);
      return {
        metric,
        method: null,
        period: period.label,
        start: dateOf(period.firstDay),
        end: dateOf(period.lastDay),
        value,
        unit: metric === 'health_score' ? 'score' : 'count',
        n,
        previous: before,
        delta: value === null || before === null ? null : value - before,
        reason,
        config: health.config.version,
        hash: health.hash,
      };
    }),
  );
}

/** The rows of an answer that was kept. Throws a CsmError for any other file. */
async function keptRows(name: string, { cwd }: World): Promise<readonly TrendRow[]> {
  const input = await openInput(name, cwd, null);
  if (input === null) throw new CsmError('io/is-directory', `${name}: it is a folder`, { exitCode: EXIT.io });
  const chunks: Buffer[] = [];
  for await (const chunk of input.chunks()) chunks.push(chunk);
  try {
    const { schema, rows } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
    if (schema === 'csm.trend/1' && Array.isArray(rows) && rows.every(isRow)) return rows;
  } catch {
    // What is no JSON is no answer either.
  }
  throw new CsmError('usage/against', `--against ${name}: it is no answer of csm health trend (csm.trend/1)`, {
    hint: 'keep one with --json: csm health trend --json -o trend.json',
    exitCode: EXIT.data,
  });
}

const isRow = (row: unknown): row is TrendRow => {
  const { metric, period, value, hash, config } = (row ?? {}) as Partial<TrendRow>;
  const isNumber = value === null || typeof value === 'number';
  return isNumber && [metric, period, hash, config].every((each) => typeof each === 'string');
};

/** `--last`: so many periods. */
function countFrom(text: string | undefined): number {
  if (text === undefined) return 12;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new CsmError('usage/value', `--last ${text}: it is a number of periods from 1 up`, { hint: '--last 12' });
}
