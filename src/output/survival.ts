import { medianOf, type Step } from '../calculator/survival.ts';
import { format } from '../calculator/unit.ts';
import { visible } from '../text.ts';
import { type Envelope, headOf, opening, rangeOf } from './cohorts.ts';
import { grid, type GridColumn } from './grid.ts';
import { type Paint, plural } from './issues.ts';
import { document, warning } from './json.ts';
import { percent } from './lines.ts';
import { dateOf } from './report.ts';

/** How long customers stay: a curve for all of them, and one for each group. */
export interface SurvivalReport extends Envelope {
  readonly curves: readonly Curve[];
}

interface Curve {
  /** Null: the whole. */
  readonly group: string | null;
  readonly spells: number;
  readonly steps: readonly Step[];
}

/** One document: a step a row, in the keys of a report's rows and those of its own. */
export function survivalJson(report: SurvivalReport): string {
  const { curves, by } = report;
  const groupOf = ({ group }: Curve) => ({ by: group === null ? null : by, group });
  return document({
    ...opening('csm.survival/1', report),
    medians: curves.map((curve) => {
      const days = medianOf(curve.steps);
      const reason = curve.steps.length === 0 ? 'no_customers' : days === null ? 'more_than_half_left' : null;
      return { ...groupOf(curve), days, n: curve.spells, reason };
    }),
    rows: curves.flatMap((curve) =>
      curve.steps.map((step) => ({ ...rowBegin(report), ...groupOf(curve), ...stepRow(step, curve) })),
    ),
    inputs: report.inputs,
    warnings: report.issues.map(warning),
  });
}

const rowBegin = ({ period: { label, firstDay, lastDay } }: SurvivalReport) => ({
  metric: 'survival',
  method: 'kaplan-meier',
  period: label,
  start: dateOf(firstDay),
  end: dateOf(lastDay),
});

const stepRow = ({ time, value, atRisk, events, censored, error, interval }: Step, { spells }: Curve) => ({
  time,
  value,
  unit: 'ratio',
  at_risk: atRisk,
  events,
  censored,
  se: error,
  n: spells,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
});

/** More steps than this are no table to read: so many of them are shown, evenly. */
const MOST = 25;

/** A table for people: a length of stay a line. */
export function survivalTable(report: SurvivalReport, { paint, width }: { paint: Paint; width: number }): string {
  const { curves, period, by, inputs } = report;
  const title = `Survival${by === null ? '' : ` by ${visible(by)}`} · ${rangeOf(period)} · share of spells that last longer`;
  const blocks = curves.map((curve) => block(curve, headOf(curve.group, null, curves.length > 1), paint, width));
  const files = inputs.map(({ file, read }) => `${plural(read, 'row')} from ${visible(file)}`).join(', ');
  return `${[paint.bold(title), ...blocks, paint.dim(files)].join('\n\n')}\n`;
}

function block({ steps, spells }: Curve, head: string, paint: Paint, width: number): string {
  if (steps.length === 0) return [head, paint.dim('no customers')].join('\n').trim();
  const every = (steps.length - 1) / (MOST - 1);
  const shown =
    steps.length <= MOST
      ? steps
      : Array.from({ length: MOST }, (_, i) => steps[Math.round(i * every)]).filter((step) => step !== undefined);
  const columns: GridColumn[] = [
    { head: paint.bold(head), align: 'left', drop: 0 },
    { head: 'Days', align: 'right' },
    { head: 'Survival', align: 'right' },
    { head: 'SE', align: 'right', drop: 5 },
    { head: '95 % interval', align: 'right', drop: 4 },
    { head: 'At risk', align: 'right', drop: 1 },
    { head: 'Ended', align: 'right', drop: 2 },
    { head: 'Censored', align: 'right', drop: 3 },
  ];
  const rows = shown.map(({ time, value, error, interval, atRisk, events, censored }) => [
    '',
    format.count(time, 0),
    paint.bold(format.ratio(value, 0)),
    error === null ? '' : percent(error),
    interval === null ? '' : `${percent(interval.low)} to ${percent(interval.high)}`,
    ...[atRisk, events, censored].map((count) => format.count(count, 0)),
  ]);
  const median = medianOf(steps);
  const notes = [
    `${plural(spells, 'spell')}, median ${median === null ? 'not reached' : plural(median, 'day')}`,
    ...(shown.length < steps.length ? [`${shown.length} of ${steps.length} steps; --json has all`] : []),
  ];
  return [
    grid(columns, rows, width) ?? grid(columns, rows, Infinity) ?? '',
    ...notes.map((note) => paint.dim(note)),
  ].join('\n');
}
