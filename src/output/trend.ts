import { format, round } from '../calculator/unit.ts';
import type { Period } from '../calculator/period.ts';
import type { Issue } from '../errors.ts';
import { visible } from '../text.ts';
import { filesLine, type Shown } from './backtest.ts';
import { grid, type GridColumn } from './grid.ts';
import { ruleLine } from './health.ts';
import { document, warning } from './json.ts';
import { dateOf, type HealthAnswer, type InputSummary } from './report.ts';

/** One number at the close of a period, in the keys of machine formats, with the config it is of. */
export interface TrendRow {
  readonly metric: string;
  readonly method: null;
  readonly period: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly value: number | null;
  readonly unit: 'score' | 'count';
  readonly n: number;
  /** In the period before, of the same config. */
  readonly previous: number | null;
  readonly delta: number | null;
  readonly reason: string | null;
  readonly config: string;
  readonly hash: string;
}

/** How customers did over time. */
export interface TrendReport {
  readonly version: string;
  readonly asOf: string | null;
  readonly timezone: string;
  readonly period: Period;
  readonly every: 'month' | 'quarter' | 'year';
  readonly health: HealthAnswer['health'];
  /** Those of other configs, as they were kept, come first. */
  readonly rows: readonly TrendRow[];
  /** The file they were kept in; null without one. */
  readonly keptIn: string | null;
  readonly inputs: readonly InputSummary[];
  readonly issues: readonly Issue[];
}

/** One document: a number a row. */
export function trendJson({
  version,
  asOf,
  timezone,
  period,
  every,
  health,
  rows,
  inputs,
  issues,
}: TrendReport): string {
  return document({
    schema: 'csm.trend/1',
    version,
    command: 'health trend',
    as_of: asOf,
    timezone,
    period: {
      label: period.label,
      start: dateOf(period.firstDay),
      end: dateOf(period.lastDay),
      complete: period.complete,
    },
    every,
    health,
    rows,
    inputs,
    warnings: issues.map(warning),
  });
}

/** A table for each series, a line for each close: that of the config in effect comes last. */
export function trendTable(report: TrendReport, shown: Shown): string {
  const { rows, health, period, every, inputs, keptIn } = report;
  const hashes = [...new Set([...rows.map(({ hash }) => hash), health.hash])];
  const { paint } = shown;
  const blocks = hashes.flatMap((hash) => {
    const own = rows.filter((row) => row.hash === hash);
    const told =
      hash === health.hash
        ? ruleLine(health)
        : `Health config ${visible(own[0]?.config ?? '')}, ${hash}: as kept in ${visible(keptIn ?? '')}. Not to be compared with the other config`;
    return [seriesGrid(own, every, shown), paint.dim(told)];
  });
  const title = paint.bold(`Health trend · ${period.label} · at the close of each ${every}`);
  return `${[title, ...blocks, paint.dim(filesLine(inputs))].join('\n\n')}\n`;
}

const COUNTS = ['green', 'yellow', 'red', 'unknown'] as const;

function seriesGrid(rows: readonly TrendRow[], every: TrendReport['every'], { paint, width }: Shown): string {
  const periods = [...new Set(rows.map(({ period }) => period))];
  if (periods.length === 0) return 'no customers at any close';
  const columns: GridColumn[] = [
    { head: paint.bold(`${every.charAt(0).toUpperCase()}${every.slice(1)}`), align: 'left' },
    { head: 'Score', align: 'right' },
    { head: 'Change', align: 'right', drop: 1 },
    ...COUNTS.map((band): GridColumn => ({ head: `${band.charAt(0).toUpperCase()}${band.slice(1)}`, align: 'right' })),
  ];
  const lines = periods.map((period) => {
    const own = new Map(rows.filter((row) => row.period === period).map((row) => [row.metric, row]));
    const score = own.get('health_score');
    const delta = score?.delta ?? null;
    const value = score?.value ?? null;
    return [
      visible(period),
      value === null
        ? paint.dim(`n/a: ${visible(score?.reason ?? '').replaceAll('_', ' ')}`)
        : round(value, 1).toFixed(1),
      delta === null ? '' : `${round(delta, 1) > 0 ? '+' : ''}${(round(delta, 1) + 0).toFixed(1)}`,
    ].concat(COUNTS.map((band) => count(own.get(`health_${band}`)?.value ?? null)));
  });
  return grid(columns, lines, width) ?? grid(columns, lines, Infinity) ?? '';
}

const count = (value: number | null): string => (value === null ? 'n/a' : format.count(value, 0));
