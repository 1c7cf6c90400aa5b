import type { CsmError, Issue, IssueGroup } from '../errors.ts';
import { visible } from '../text.ts';

/** Paints parts of a message; without colour every one of them gives its text back. */
export interface Paint {
  red(text: string): string;
  yellow(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
  green(text: string): string;
}

export const plainPaint: Paint = { red: same, yellow: same, dim: same, bold: same, green: same };
function same(text: string): string {
  return text;
}

/** Issues as people read them: `file:line:column: error: what [code]`, the cell, one hint; same ones counted. */
export function issueText(groups: readonly IssueGroup[], paint: Paint = plainPaint): string {
  return groups.map((group) => groupText(group, paint)).join('');
}

function groupText({ first, count, firstLine, lastLine }: IssueGroup, paint: Paint): string {
  const [head] = first;
  if (head === undefined) return '';
  const lines = first.flatMap((issue) => [headline(issue, paint), ...excerpt(issue, paint)]);
  if (head.hint !== null) lines.push(`   hint: ${visible(head.hint)}`);
  if (count > first.length) {
    const where = firstLine === null || lastLine === null ? '' : ` (lines ${firstLine}–${lastLine})`;
    const field = head.field === null ? '' : ` in ${head.field}`;
    lines.push(`   … and ${count - first.length} more [${head.code}]${field}${where}`);
  }
  return `${lines.join('\n')}\n`;
}

function headline({ file, line, column, level, message, code }: Issue, paint: Paint): string {
  const place = [file === null ? null : visible(file), line, column].filter((part) => part !== null).join(':');
  const word =
    level === 'error' ? paint.red('error') : level === 'warning' ? paint.yellow('warning') : paint.dim('note');
  return `${place === '' ? '' : `${place}: `}${word}: ${visible(message)} [${code}]`;
}

function excerpt({ line, excerpt: cell }: Issue, paint: Paint): string[] {
  if (line === null || cell === null) return [];
  const number = String(line).padStart(5);
  return [paint.dim(`${number} | `) + cell, paint.dim(`${' '.repeat(5)} | `) + '^'.repeat(Math.max(1, cell.length))];
}

/** An error of the run itself. */
export function errorText(error: CsmError, paint: Paint = plainPaint): string {
  const place = error.at === undefined ? '' : `${visible(error.at)}: `;
  const head = `${place}${paint.red('error')}: ${visible(error.message)} [${error.code}]`;
  const lines = [head, ...error.details.map(visible)];
  if (error.hint !== undefined) lines.push(`${place && '   '}hint: ${visible(error.hint)}`);
  return [`${lines.join('\n')}\n`, ...error.others.map((other) => errorText(other, paint))].join('');
}

/** `3 errors in 2 files, 1 warning` */
export function countText(groups: readonly IssueGroup[], warnings: number): string {
  const errors = groups.filter(({ first }) => first[0]?.level === 'error');
  const files = new Set(errors.map(({ first }) => first[0]?.file)).size;
  const total = errors.reduce((sum, { count }) => sum + count, 0);
  const parts = [`${plural(total, 'error')} in ${plural(files, 'file')}`];
  if (warnings > 0) parts.push(plural(warnings, 'warning'));
  return parts.join(', ');
}

/** `1 row`, `2 rows` */
export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
