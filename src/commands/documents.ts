import { CsmError } from '../errors.ts';
import type { Card } from '../output/customer.ts';
import type { Report } from '../output/report.ts';
import { type DataOptions, type Format, outputFrom } from './options.ts';
import { TITLES } from './topics.ts';
import type { World } from './world.ts';

/** What makes no sense together is told before a row is read. */
export function checkDocument(format: Format, options: DataOptions, world: World): void {
  const isFile = outputFrom(options, world) !== null;
  if (options.append && (format !== 'md' || !isFile)) {
    const what = format === 'md' ? 'there is no file to add to' : `${format} is written whole`;
    throw new CsmError('usage/append', `--append: ${what}`, { hint: '-f md --append -o FILE' });
  }
  if (format === 'xlsx' && !isFile && world.stdout.isTTY) {
    throw new CsmError('usage/terminal', 'a workbook is nothing a terminal can show', { hint: '-o report.xlsx' });
  }
}

/** A report as a document; null for a format that is none. What makes one is large, and loaded for it alone. */
export async function documentIn(
  format: Format,
  report: Report,
  options: DataOptions,
  world: World,
): Promise<string | Uint8Array | null> {
  if (format === 'html') {
    const { htmlOf } = await import('../output/html.part.ts');
    return htmlOf(report, TITLES);
  }
  if (format === 'md') {
    const { markdownOf, MOST } = await import('../output/markdown.part.ts');
    const taken = options.append ? await takenBy(options.output ?? '', world) : 0;
    return (taken > 0 ? '\n' : '') + markdownOf(report, TITLES, MOST - taken);
  }
  if (format === 'xlsx') {
    const { workbookOf } = await import('../output/workbook.part.ts');
    return await workbookOf(report, TITLES);
  }
  return null;
}

/** A customer's card as a document. */
export async function cardIn(format: 'html' | 'md', card: Card): Promise<string> {
  if (format === 'html') return (await import('../output/html.part.ts')).customerHtml(card);
  return (await import('../output/markdown.part.ts')).customerMarkdown(card);
}

/** Bytes that are in a file already. */
async function takenBy(name: string, { cwd }: World): Promise<number> {
  const { sizeOf } = await import('../output/sink.ts');
  return await sizeOf(name, cwd);
}
