import { json } from '../output/json.ts';
import { wantsColor } from '../output/color.ts';
import { issueText, type Paint, plainPaint } from '../output/issues.ts';
import { writeOut } from './outputs.ts';
import { measure, type Measured } from './measure.ts';
import type { Request } from './request.ts';
import { type DataOptions, formatFrom, FORMATS, isPage, type MeasureOptions, outputFrom } from './options.ts';
import type { Report } from '../output/report.ts';
import { TITLES } from './topics.ts';
import type { World } from './world.ts';

/** Runs a topic's command, or `report`: measures, then writes the answer to where it is wanted. */
export async function runMetric(request: Request, world: World): Promise<void> {
  const { options, command, files } = request;
  if (command === 'feedback' && files[0] === 'label') {
    await (await import('./feedback-label.ts')).runLabel(request, world);
    return;
  }
  const format = formatFrom(options, FORMATS);
  const isDocument = format !== 'table' && format !== 'json';
  const documents = isDocument || options.append ? await import('./documents.ts') : null;
  documents?.checkDocument(format, options, world);
  const { against } = options;
  const { restatedSince, savedFrom } = against === undefined ? {} : await import('./against.ts');
  const saved = against === undefined ? null : ((await savedFrom?.(against, world)) ?? null);
  const { Beside, isTold } = command === 'report' && isPage(options) ? await import('./beside.ts') : {};
  const beside = isTold?.(options) ? await Beside?.of(options) : undefined;
  const plain = await measure(beside ? { ...request, watch: beside } : request, world);
  const asked = beside ? { ...plain, report: { ...plain.report, anomalies: beside.answer(plain.report) } } : plain;
  const restated = saved && restatedSince?.(saved, asked.report);
  const measured = restated ? { ...asked, report: { ...asked.report, restated } } : asked;
  const isTTY = world.stdout.isTTY && outputFrom(options, world) === null;
  const text =
    format === 'json'
      ? json(await forMachines(measured.report, options))
      : ((await documents?.documentIn(format, measured.report, options, world)) ??
        (await asTable(measured, options, world, isTTY)));
  await tell(measured, options, world);
  await writeOut(text, options, world);
}

/** Data formats have a row for each number: of health also that of each customer, where it is not by another column. */
async function forMachines(report: Report, { limit }: MeasureOptions): Promise<Report> {
  return report.health === undefined ? report : (await import('./health-report.ts')).forMachines(report, limit);
}

async function asTable({ report }: Measured, options: MeasureOptions, world: World, isTTY: boolean): Promise<string> {
  const { table } = await import('../output/table.ts');
  const paint = await paintFor(wantsColor({ flag: options.color, env: world.env, isTTY }));
  const width = widthOf(world);
  const { repsBlock } = report.reps === undefined ? {} : await import('../output/reps.ts');
  const churn = (report.reps && repsBlock?.(report.reps, paint, width)) ?? '';
  const { differencesBlocks } = report.differences === undefined ? {} : await import('../output/differences.ts');
  const below: Record<string, string> = differencesBlocks?.(report, paint, width) ?? {};
  if (report.isOverWhole) below['churn'] = [paint.dim(OVER_WHOLE), below['churn'] ?? []].flat().join('\n\n');
  if (churn !== '') below['churn'] = [churn, below['churn'] ?? []].flat().join('\n\n');
  if (report.health) below['health'] = (await import('./health-report.ts')).healthText(report, options, paint, width);
  const { feedbackBlock } = report.feedback === undefined ? {} : await import('../output/feedback-table.ts');
  const decimalsOf = (currency: string | null): number => report.decimalsOf(currency);
  const shown = { paint, width, compare: report.compare?.label ?? null, decimalsOf };
  const feedback = (report.feedback && feedbackBlock?.(report.feedback, shown)) ?? '';
  if (feedback !== '') below['feedback'] = feedback;
  const figures = table(withoutOwn(report), { paint, isTTY, titles: TITLES, width, below });
  if (report.restated === undefined) return figures;
  const { restatedBlock } = await import('../output/restated.ts');
  return `${figures}\n${restatedBlock(report.restated, report, paint)}\n`;
}

const OVER_WHOLE = 'Rates of churn: of all customers at the start, so that the kinds add up to all of it';

/** Rows that are split by something of their own stand in a block of their own. */
const withoutOwn = (report: Report): Report =>
  report.feedback === undefined ? report : { ...report, results: report.results.filter(({ by }) => by === undefined) };

/** How many columns a table has room for. */
export function widthOf({ stdout, env }: World): number {
  const columns = stdout.columns ?? Number(env['COLUMNS'] ?? 100);
  return Number.isFinite(columns) && columns > 0 ? columns : 100;
}

/** Colours, or none. Chalk asks the system about its terminal when it is loaded: only a coloured run pays for that. */
export async function paintFor(color: boolean): Promise<Paint> {
  if (!color) return plainPaint;
  const { Chalk } = await import('chalk');
  const { red, yellow, dim, bold, green } = new Chalk({ level: 1 });
  return { red, yellow, dim, bold, green };
}

/** Warnings on stderr, notes too with `-v`; nothing with `-q`. */
export async function tell(
  { problems, report }: Pick<Measured, 'problems' | 'report'>,
  options: DataOptions,
  world: World,
): Promise<void> {
  if (options.quiet || (!options.verbose && problems.count('warning') === 0)) return;
  const paint = await paintFor(wantsColor({ flag: options.color, env: world.env, isTTY: world.stderr.isTTY }));
  const groups = options.verbose ? problems.groups('warning', 'note') : problems.groups('warning');
  world.stderr.write(issueText(groups, paint));
  if (!options.verbose) return;
  for (const { file, kind, read, used, outside, blank, rejected, duplicates } of report.inputs) {
    const parts = { used, outside, blank, rejected, duplicates };
    const counts = Object.entries(parts).map(([name, count]) => `${name} ${count}`);
    world.stderr.write(`${file}: ${kind ?? 'unknown'}, ${read} rows read: ${counts.join(', ')}\n`);
  }
}
