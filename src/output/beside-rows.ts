import { document, warning } from './json.ts';
import { dateOf, type Report } from './report.ts';

/** What a document says of a run whatever its answer. */
export type Envelope = Pick<Report, 'version' | 'command' | 'asOf' | 'timezone' | 'period' | 'inputs' | 'issues'>;

/** One document as CLI.md 5.8 has it: no rows, and what the command has to say beside them. */
export function besideRows(envelope: Envelope, answer: object): string {
  const { label, firstDay, lastDay, complete } = envelope.period;
  return document({
    schema: 'csm.report/1',
    version: envelope.version,
    command: envelope.command,
    as_of: envelope.asOf,
    timezone: envelope.timezone,
    period: { label, start: dateOf(firstDay), end: dateOf(lastDay), complete },
    compare: null,
    rows: [],
    models: [],
    inputs: envelope.inputs,
    warnings: envelope.issues.map(warning),
    ...answer,
  });
}
