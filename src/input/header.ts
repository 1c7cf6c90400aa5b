import type { Issue } from '../errors.ts';
import { type Kind, KINDS } from '../records/dataset.ts';
import { show } from '../text.ts';
import {
  type ColumnProblem,
  likenesses,
  mapColumns,
  type Mapping,
  shellWord,
  suggestMap,
  type Wish,
} from './columns.ts';
import { fault, Fault, type Place } from './fault.ts';
import type { HeaderFacts } from './rows.ts';
import { lacking } from './sheet-by-month.ts';

/** What the header line of a file is judged by. */
export interface HeaderContext {
  readonly file: string;
  readonly command: string;
  readonly kinds: readonly Kind[];
  readonly surveyKind: string | null;
  readonly map: readonly Wish[];
  /** What its rows need, where that is other than what the kind needs. */
  readonly required?: readonly string[] | undefined;
}

/** The option that names a file of a kind. */
export const flagOf = (kind: Kind): string => (kind === 'fx' ? '--fx-rates' : `--${kind}`);

/** What a file is that does not say it: what the command needs, if that is one thing; else a fault. */
export function assumedKind(names: readonly string[], { line }: HeaderFacts, context: HeaderContext): Kind {
  const { file, command, kinds, map } = context;
  const [needed, ...others] = kinds.filter((kind) => kind !== 'customers');
  if (needed !== undefined && others.length === 0) return needed;
  const nearest = likenesses(names, map)[0];
  const hint = nearest
    ? `name what it is: csm ${command} ${flagOf(nearest.kind)} ${shellWord(file)}`
    : `name what it is: ${KINDS.map(flagOf).join(', ')}`;
  const message = `cannot tell what export this is; found: ${listed(names)}`;
  throw fault(file, { line, column: 1 }, 'header/unknown', message, hint);
}

const listed = (names: readonly string[]): string =>
  names
    .slice(0, 20)
    .map((name) => show(name, true))
    .join(', ');

/** What is wrong with a header line; the fault that makes the file unreadable, if there is one, is thrown. */
export function* checkHeader(
  names: readonly string[],
  mapping: Mapping,
  about: HeaderFacts,
  context: HeaderContext,
): Generator<Omit<Issue, 'file'>> {
  const at: Place = { line: about.line, column: 1 };
  const place = (index: number): Place => (about.format === 'csv' ? about.place(index) : at);
  for (const index of mapping.unnamed) {
    const message = `column ${index + 1} has no name: ignored while it has no data`;
    const about = { field: null, message, hint: null, excerpt: null };
    yield { code: 'header/blank', level: 'warning', ...place(index), ...about };
  }
  const { problems } = mapping;
  const { required } = context;
  const last = problems.findLast(({ level }) => level === 'error');
  const told = ({ index, level, code, message, hint, field }: ColumnProblem) => ({
    level,
    code,
    message,
    hint,
    field,
    ...place(index),
    excerpt: null,
  });
  for (const problem of problems) if (problem !== last) yield told(problem);
  if (last !== undefined) throw new Fault({ ...told(last), file: context.file });
  const missing = required === undefined ? lacking(mapping) : required.filter((field) => !mapping.fields.has(field));
  // A report cannot tell what kind of answer a score is; a command of its own can.
  const isOpen = context.surveyKind === null && context.command === 'report';
  if (mapping.kind === 'surveys' && isOpen && !mapping.fields.has('kind')) missing.push('kind');
  if (missing.length > 0) throw missingColumns(names, mapping, missing, about, context);
}

function missingColumns(
  names: readonly string[],
  mapping: Mapping,
  missing: readonly string[],
  about: HeaderFacts,
  { file, command, map, required }: HeaderContext,
): Fault {
  const at: Place = { line: about.line, column: 1 };
  // JSON has no header line: what no row has is missing in the rows.
  const code = about.format === 'csv' ? 'header/missing' : 'field/missing';
  const refuse = (message: string, hint: string): Fault => fault(file, at, code, message, hint);
  const isSheet = mapping.months !== undefined;
  if (
    about.format === 'csv' &&
    !isSheet &&
    names.some((name) => /^\d{4}-\d\d-\d\d|^\d+([.,]\d+)?$/.test(name.trim()))
  ) {
    const hint = `the first line must name the columns: ${missing.join(', ')}, ...`;
    return refuse(`line ${about.line} looks like data, not a header`, hint);
  }
  const further = about.format === 'csv' ? furtherHeader(mapping.kind, about, map) : null;
  if (further !== null) return refuse(`line ${further} looks like the header`, `--skip-lines ${further - 1}`);
  const columns = missing.length === 1 ? `column ${missing[0]} is` : `columns ${missing.join(', ')} are`;
  // A list of customers with a flag of who left has no dates to find: it is a period of its own.
  const isList = mapping.kind === 'subscriptions' && mapping.fields.has('churned') && missing.includes('started_at');
  const asList = required?.includes('churned') ? ' --snapshot' : '';
  const joins = mapping.kind === 'payments' && mapping.fields.has('order_id') && mapping.fields.has('amount');
  if (joins) return refuse(`${columns} missing; found: ${listed(names)}`, 'name the export of the orders as well');
  const hint =
    isList && mapping.fields.has('customer_id')
      ? `a list of customers with a flag of who left: csm churn ${shellWord(file)} --snapshot`
      : `csm ${command} ${shellWord(file)}${asList} ${suggestMap(names, mapping, missing)}`;
  return refuse(`${columns} missing; found: ${listed(names)}`, hint);
}

/** The line of a header after some title lines, if there is one. */
function furtherHeader(kind: Kind, { head, line }: HeaderFacts, map: readonly Wish[]): number | null {
  const lines = head.split(/\r\n|\r|\n/).slice(1, 20);
  for (const [i, text] of lines.entries()) {
    const cells = text.split(/[,;\t|]/);
    if (cells.length > 2 && lacking(mapColumns(cells, kind, map)).length === 0) return line + i + 1;
  }
  return null;
}
