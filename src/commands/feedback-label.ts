import { wilson } from '../calculator/interval.ts';
import { CsmError, EXIT } from '../errors.ts';
import { openInput } from '../input/open.ts';
import { readRows } from '../input/read-rows.ts';
import { nearest } from '../nearest.ts';
import type { Precision } from '../output/feedback.ts';
import { show } from '../text.ts';
import { dialectFrom } from './dialect.ts';
import { CONFIDENCE } from './feedback-answer.ts';
import { measure } from './measure.ts';
import { tell } from './metric.ts';
import { writeOut } from './outputs.ts';
import type { Request } from './request.ts';
import type { World } from './world.ts';

// METRICS.md 7.4: whether themes are found where they are. A sample is written, somebody says yes or no, and it is read.

/** Comments of each theme. */
const SIZE = 20;
/** By their names no export is like it: it may well lie beside them. */
const COLUMNS = ['theme', 'right', 'comment', 'response', 'written', 'rated', 'writer', 'place'] as const;

/** Writes a sample of each theme as CSV, for somebody to fill in: is it right, yes or no? */
export async function runLabel(request: Request, world: World): Promise<void> {
  const options = { ...request.options, compare: 'none' };
  const measured = await measure({ ...request, files: request.files.slice(1), options }, world);
  const rows = (measured.feedback?.sample(measured.report.period, SIZE) ?? []).map(({ theme, comment, text }) => {
    const { id, date, score, customer, file, line } = comment;
    return [theme, null, text, id, date, score, customer, `${file}:${line}`];
  });
  await tell(measured, options, world);
  await writeOut([COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join(''), options, world);
}

/** A cell of CSV. What a spreadsheet would take for a formula is text to it with an apostrophe before. */
function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const ANSWERS: Readonly<Record<string, boolean>> = { yes: true, y: true, no: false, n: false };

/** The precision of each theme by a sample that was filled in; rows without a yes or a no are passed over. */
export async function precisionFrom(
  name: string,
  { cwd }: World,
  themes: readonly string[],
): Promise<Map<string, Precision>> {
  const input = await openInput(name, cwd, null);
  if (input === null) throw new CsmError('io/is-directory', `${name}: it is a folder`, { exitCode: EXIT.io });
  const wrong = (line: number, message: string, hint?: string) =>
    new CsmError('feedback/labels', message, { at: `${name}:${line}:1`, hint, exitCode: EXIT.data });
  const counts = new Map<string, { right: number; judged: number }>();
  let at = { theme: -1, right: -1 };
  const nothing = (): void => undefined;
  await readRows(
    input,
    input.chunks(),
    {
      columns(names) {
        at = { theme: names.indexOf('theme'), right: names.indexOf('right') };
        if (at.theme < 0 || at.right < 0) {
          throw wrong(1, 'a labelled sample has the columns theme and right', 'csm feedback label -o sample.csv');
        }
      },
      row(cells, { line }) {
        const [theme, answer] = [cells[at.theme] ?? '', (cells[at.right] ?? '').trim().toLowerCase()];
        if (answer === '') return;
        const isRight = ANSWERS[answer];
        if (isRight === undefined) throw wrong(line, `right is ${show(answer, false)}, not yes or no`);
        if (!themes.includes(theme)) {
          throw wrong(line, `no theme is called ${show(theme, false)}`, nearest(theme, themes));
        }
        const count = counts.get(theme) ?? { right: 0, judged: 0 };
        counts.set(theme, { right: count.right + Number(isRight), judged: count.judged + 1 });
      },
      blank: nothing,
      bad({ line }, _, __, message) {
        throw wrong(line ?? 1, message);
      },
      notice: nothing,
    },
    await dialectFrom({}),
  );
  return new Map(
    Array.from(counts, ([theme, { right, judged }]) => {
      const interval = wilson(right, judged, CONFIDENCE);
      const ends = { low: interval?.low ?? null, high: interval?.high ?? null };
      return [theme, { right, judged, value: right / judged, ...ends }];
    }),
  );
}
