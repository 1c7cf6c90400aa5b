import { type Anomaly, type Level, LEVELS } from '../anomalies/anomaly.ts';
import { besideRows } from '../output/beside-rows.ts';
import { anomaliesTable, type AnomalyAnswer, type AnomalyEntry } from '../output/anomalies.ts';
import { wantsColor } from '../output/color.ts';
import type { Report } from '../output/report.ts';
import { AnomalyRun } from './anomaly-run.ts';
import { measure } from './measure.ts';
import { paintFor, tell, widthOf } from './metric.ts';
import { formatFrom, limitFrom, type MeasureOptions, outputFrom } from './options.ts';
import { writeOut } from './outputs.ts';
import { TOPICS } from './topics.ts';
import type { World } from './world.ts';

/** The options of `csm anomalies`. */
export interface AnomalyOptions extends Omit<MeasureOptions, 'compare' | 'limit'> {
  readonly level?: Level;
  readonly limit?: string;
}

/** What its metrics are of. */
const NAMES: ReadonlySet<string> = new Set(['nps', 'csat', 'ces', 'fcr', 'support', 'churn', 'mrr']);
const SHOWN = 10;

/** What is abnormal or atypical in a period, with the rows behind it. */
export async function runAnomalies(
  files: readonly string[],
  { level, limit, ...options }: AnomalyOptions,
  version: string,
  world: World,
): Promise<void> {
  const format = formatFrom(options);
  const most = limitFrom(limit, SHOWN);
  const asked: MeasureOptions = { ...options, compare: 'none' };
  const run = new AnomalyRun(await import('../feedback/feedback.part.ts'), asked);
  const topics = TOPICS.filter(({ name }) => NAMES.has(name));
  const request = { command: 'anomalies', topics, files, options: asked, version, watch: run };
  const measured = await measure(request, world);
  const { report } = measured;
  const answer = answerOf(run, report, level === undefined ? LEVELS : [level]);
  const isTTY = world.stdout.isTTY && outputFrom(options, world) === null;
  const paint = await paintFor(format === 'table' && wantsColor({ flag: options.color, env: world.env, isTTY }));
  const text =
    format === 'json'
      ? besideRows(report, limit === undefined ? answer : cut(answer, most))
      : anomaliesTable(answer, report, { paint, width: widthOf(world), limit: most });
  await tell(measured, asked, world);
  await writeOut(text, asked, world);
}

/** What a run found, at the levels that are wanted. */
export function answerOf(run: AnomalyRun, report: Report, wanted: readonly Level[]): AnomalyAnswer {
  const { levels } = run.answer(report);
  return {
    anomalies: wanted.flatMap((level) => levels[level].anomalies.map((each) => entryOf(each, report))),
    levels: wanted.map((level) => ({
      level,
      tests: levels[level].tests,
      found: levels[level].anomalies.length,
      could_be_chance: levels[level].couldBeChance,
    })),
  };
}

/** In the keys of machine formats. */
function entryOf(each: Anomaly, report: Report): AnomalyEntry {
  const scale = each.unit === 'money' ? 10 ** report.decimalsOf(each.currency) : 1;
  const inMajor = (value: number | null): number | null => value && value / scale;
  return {
    level: each.level,
    kind: each.kind,
    metric: each.metric,
    method: each.method,
    period: report.period.label,
    customer_id: each.customer,
    group: each.group,
    unit: each.unit,
    currency: each.currency,
    value: inMajor(each.value),
    baseline: inMajor(each.baseline),
    limit_low: inMajor(each.low),
    limit_high: inMajor(each.high),
    n: each.n,
    p: each.p,
    q: each.q,
    message: each.message,
    rows: each.rows,
  };
}

/** So many findings of each level. */
const cut = ({ anomalies, levels }: AnomalyAnswer, most: number): AnomalyAnswer => ({
  anomalies: levels.flatMap(({ level }) => anomalies.filter((each) => each.level === level).slice(0, most)),
  levels,
});
