import type { Kind } from '../records/dataset.ts';
import { Clashes } from './clashes.ts';
import type { Mapping } from './columns.ts';
import type { Detected } from './detect.ts';
import { Fault } from './fault.ts';
import type { Input } from './open.ts';
import { readRows } from './read-rows.ts';
import type { Counts, ReadContext, Receive } from './context.ts';
import { Validator } from './validate.ts';

/** What a file was and where its rows went. */
export interface FileReport {
  readonly file: string;
  readonly kind: Kind | null;
  /** The vendor's export it was recognised as. */
  readonly preset: string | null;
  readonly sha256: string | null;
  readonly bytes: number;
  /** False when a fault ended the reading. */
  readonly isWhole: boolean;
  readonly counts: Counts;
  readonly headers: readonly string[];
  readonly mapping: Mapping | null;
  /** Which of the columns asked for with `--by` it has. */
  readonly labels: readonly boolean[];
}

/** A file that is open, and what it is. */
interface Opened extends Pick<Detected, 'kind' | 'preset' | 'titleLines'> {
  readonly input: Input;
}

/** Reads files one after the other, each to its end or to the fault that ends it; none is open afterwards. */
export async function readFiles(
  found: readonly Opened[],
  context: ReadContext,
  receive: Receive,
): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  const clashes = new Clashes();
  try {
    for (const each of found) reports.push(await readFile(each, context, receive, clashes));
  } finally {
    await Promise.all(found.map(({ input }) => input.close()));
  }
  return reports;
}

/** What is wrong with the data goes to the context's problems. */
async function readFile(
  { input, kind, preset, titleLines }: Opened,
  context: ReadContext,
  receive: Receive,
  clashes: Clashes,
): Promise<FileReport> {
  const validator = new Validator(input.name, { kind, preset }, context, receive, clashes);
  const dialect = {
    ...context.dialect,
    isRagged: preset?.isRagged ?? false,
    skipLines: titleLines === 0 ? context.dialect.skipLines : titleLines,
    jsonPath: context.dialect.jsonPath ?? (preset?.records || null),
  };
  let isWhole = true;
  try {
    await readRows(input, input.chunks(), validator, dialect);
    validator.end();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    isWhole = false;
    context.problems.add(error.issue);
  }
  const { counts, sheet } = validator;
  const { headers = [], mapping = null, hasLabels: labels = [] } = sheet ?? {};
  const { name: file, sha256, bytes } = input;
  const about = { file, kind: validator.kind, preset: preset?.id ?? null, sha256, bytes, isWhole };
  return { ...about, counts, headers, mapping, labels };
}
