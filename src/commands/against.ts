import { round } from '../calculator/unit.ts';
import { CsmError, EXIT } from '../errors.ts';
import { openInput } from '../input/open.ts';
import { type Report, type Restated, type TidyRow, dateOf, tidyRows } from '../output/report.ts';
import type { World } from './world.ts';

// METRICS.md 2.9: what is entered for an earlier day restates what was reported. An answer that was kept shows it.

/** An answer that was kept. */
interface Saved {
  readonly name: string;
  readonly period: { readonly label: string; readonly start: string | null; readonly end: string | null };
  readonly rows: readonly TidyRow[];
}

/** Reads an earlier answer of `--json`. Throws a CsmError for any other file. */
export async function savedFrom(name: string, { cwd }: World): Promise<Saved> {
  const input = await openInput(name, cwd, null);
  if (input === null) throw new CsmError('io/is-directory', `${name}: it is a folder`, { exitCode: EXIT.io });
  const chunks: Buffer[] = [];
  for await (const chunk of input.chunks()) chunks.push(chunk);
  const document = parsed(Buffer.concat(chunks).toString('utf8'));
  if (document !== null) return { name, ...document };
  throw new CsmError('usage/against', `--against ${name}: it is no answer of csm (csm.report/1)`, {
    hint: 'keep one with --json: csm mrr -p 2024-07 --json -o saved.json',
    exitCode: EXIT.data,
  });
}

function parsed(text: string): Omit<Saved, 'name'> | null {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return null;
  }
  const { schema, period, rows } = (content ?? {}) as Partial<Saved> & { readonly schema?: unknown };
  const isRight =
    schema === 'csm.report/1' && typeof period?.label === 'string' && Array.isArray(rows) && rows.every(isRow);
  return isRight ? { period, rows } : null;
}

const isRow = (row: unknown): row is TidyRow => {
  const { metric, value } = (row ?? {}) as Partial<TidyRow>;
  return typeof metric === 'string' && (value === null || typeof value === 'number');
};

/** The figures that differ from those of an answer of the same period. What only one of them has is null in the other. */
export function restatedSince({ name, period, rows }: Saved, report: Report): Restated {
  const range = { start: dateOf(report.period.firstDay), end: dateOf(report.period.lastDay) };
  if (period.start !== range.start || period.end !== range.end) {
    throw new CsmError('usage/against', `--against ${name}: it is of ${period.label}, not of ${report.period.label}`, {
      hint: `--period ${period.label}`,
    });
  }
  const now = tidyRows(report);
  const known = new Set(now.map(({ metric }) => metric));
  const before = rows.filter(({ metric }) => known.has(metric));
  if (before.length === 0) throw new CsmError('usage/against', `--against ${name}: it has none of these metrics`);
  const told = new Set(before.map(({ metric }) => metric));
  const [old, fresh] = [byCell(before), byCell(now.filter(({ metric }) => told.has(metric)))];
  const cells = [...new Set([...fresh.keys(), ...old.keys()])];
  return {
    name,
    rows: cells.flatMap((cell) => {
      const [was, is] = [old.get(cell), fresh.get(cell)];
      const row = is ?? was;
      const [from, to] = [was?.value ?? null, is?.value ?? null];
      if (row === undefined || from === to) return [];
      const { metric, method, start, end, by, group, unit, currency } = row;
      const difference =
        from === null || to === null ? null : apart(from, to, unit === 'money' ? report.decimalsOf(currency) : 12);
      return [
        {
          metric,
          method,
          period: report.period.label,
          start,
          end,
          by,
          group,
          unit,
          currency,
          old: from,
          new: to,
          difference,
        },
      ];
    }),
  };
}

/** `to` less `from`, without what binary fractions leave: the difference of two sums in cents is in cents. */
function apart(from: number, to: number, decimals: number): number {
  const delta = to - from;
  const rounded = round(delta, decimals);
  return Math.abs(rounded - delta) <= 1e-12 * Math.max(Math.abs(from), Math.abs(to)) ? rounded : delta;
}

const byCell = (rows: readonly TidyRow[]): Map<string, TidyRow> =>
  new Map(
    rows.map((row) => [
      JSON.stringify([row.metric, row.method ?? null, row.by ?? null, row.group ?? null, row.currency ?? null]),
      row,
    ]),
  );
