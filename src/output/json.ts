import type { Period } from '../calculator/period.ts';
import type { Issue } from '../errors.ts';
import { modelRows } from './models.ts';
import { healthOf } from './health-rows.ts';
import { dateOf, type Report, tidyRows } from './report.ts';

/** The envelope of CLI.md 5.8: one document, a row a line, the same bytes for the same input. */
export function json(report: Report): string {
  const { label, complete } = report.period;
  return document({
    schema: 'csm.report/1',
    version: report.version,
    command: report.command,
    as_of: report.asOf,
    timezone: report.timezone,
    period: { label, ...range(report.period), complete },
    compare: report.compare && { label: report.compare.label, ...range(report.compare) },
    rows: tidyRows(report),
    models: modelRows(report),
    inputs: report.inputs,
    warnings: report.issues.map(warning),
    ...report.reps,
    ...(report.differences && { differences: report.differences }),
    ...(report.health && healthOf(report.health, report)),
    ...(report.restated && { restated: report.restated.rows }),
    ...report.feedback,
  });
}

/** An issue as machine formats give it. */
export function warning({ code, level, file, line, column, field, message, hint }: Issue) {
  return { code, level, file, line, column, field, message, hint };
}

/** One top-level key a line, and one element of a list a line: readable, and a diff shows what changed. */
export function document(content: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(content).map(([key, value]) => {
    if (!Array.isArray(value) || value.length === 0) return `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    return `  ${JSON.stringify(key)}: [\n${value.map((each) => `    ${JSON.stringify(each)}`).join(',\n')}\n  ]`;
  });
  return `{\n${entries.join(',\n')}\n}\n`;
}

const range = ({ firstDay, lastDay }: Period) => ({ start: dateOf(firstDay), end: dateOf(lastDay) });
