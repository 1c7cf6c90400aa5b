import { CsmError, EXIT, type Issue, notice } from '../errors.ts';
import type { FileReport } from '../input/read.ts';
import { type Reject, rejectsCsv } from '../input/rejects.ts';
import type { DataOptions } from './options.ts';
import { writeTo } from './outputs.ts';
import type { World } from './world.ts';

/** Writes the rows that were left out to where they are wanted, whatever becomes of the run. */
export async function keepRejects(
  rejects: readonly Reject[] | null,
  options: DataOptions,
  world: World,
): Promise<void> {
  if (rejects !== null && options.rejects !== undefined) await writeTo(options.rejects, rejectsCsv(rejects), world);
}

/** How many rows may be left out: `--max-rejects`, a number or a share of the rows read; 5 % unless told. */
export function rejectLimit({ maxRejects = '5%' }: DataOptions): (rows: number) => number {
  const match = /^(\d{1,9}(?:\.\d+)?)(%?)$/.exec(maxRejects);
  const amount = Number(match?.[1]);
  if (match === null || (match[2] === '%' ? amount > 100 : !Number.isInteger(amount))) {
    throw new CsmError('usage/value', `--max-rejects ${maxRejects}: it is a number of rows, or a share like 10%`);
  }
  return (rows) => (match[2] === '%' ? (rows * amount) / 100 : amount);
}

/** Says how many rows were left out. Too many make no answer: the file is another than it was thought to be. */
export function leftOut(reports: readonly FileReport[], options: DataOptions): Issue[] {
  const limit = rejectLimit(options);
  const issues: Issue[] = [];
  for (const { file, counts } of reports) {
    const rows = counts.read - counts.blank;
    if (counts.rejected === 0) continue;
    if (counts.rejected <= limit(rows)) {
      const message = `${counts.rejected} of ${rows} rows left out: the answer is without them`;
      issues.push({ ...notice('data/left-out', 'warning', message), file });
      continue;
    }
    throw new CsmError(
      'data/too-many-rejects',
      `${counts.rejected} of ${rows} rows of ${file} are bad, more than --max-rejects ${options.maxRejects ?? '5%'}`,
      { hint: `csm validate ${file}`, exitCode: EXIT.data },
    );
  }
  return issues;
}
