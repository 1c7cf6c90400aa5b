import { join } from 'node:path';
import { parseDay } from '../../src/calculator/calendar.ts';
import { zoneOf } from '../../src/calculator/zone.ts';
import { type AnyRow, newSeen, type ReadContext } from '../../src/input/context.ts';
import { Clashes } from '../../src/input/clashes.ts';
import { detect } from '../../src/input/detect.ts';
import { type Dialect, plainDialect } from '../../src/input/dialect.ts';
import { openInput } from '../../src/input/open.ts';
import { Problems } from '../../src/input/problems.ts';
import { type FileReport, readFiles } from '../../src/input/read.ts';
import { type Kind, KINDS } from '../../src/records/dataset.ts';
import { ratingOf } from '../../src/records/rating.ts';
import { folderWith } from './folder.ts';

/** What came of one file: what it was found to be, its rows as records, and all that was said of it. */
export interface Exported {
  readonly report: FileReport;
  readonly rows: AnyRow['row'][];
  /** `line:column level code` of each problem. */
  readonly problems: string[];
}

interface How {
  readonly zone?: string;
  readonly kind?: Kind | null;
  readonly map?: Readonly<Record<string, string>>;
  readonly surveyKind?: string | null;
}

/** Reads a file as csm does, from its bytes to its records, in UTC unless told. */
export async function readExport(
  name: string,
  content: string | Uint8Array,
  dialect: Partial<Dialect> = {},
  { zone = 'UTC', kind = null, map = {}, surveyKind = null }: How = {},
): Promise<Exported> {
  const input = await openInput(name, folderWith({ [name]: content }), null);
  if (input === null) throw new TypeError(`${join('.', name)} is a folder`);
  const problems = new Problems();
  const context: ReadContext = {
    command: 'validate',
    zone: zoneOf(zone),
    asOf: parseDay('2026-06-30') ?? 0,
    kinds: KINDS,
    surveyKind,
    scale: null,
    by: [],
    map: Object.entries(map).map(([field, header]) => ({
      kind: null,
      field,
      headers: [header],
      found: 'map' as const,
    })),
    showValues: false,
    dialect: { ...plainDialect, ...dialect },
    skipInvalid: false,
    rejects: null,
    problems,
    seen: newSeen(),
    clashes: new Clashes(),
    ratings: ratingOf,
  };
  const rows: AnyRow['row'][] = [];
  const found = [{ input, ...(await detect(input, context.dialect, context.map, kind)) }];
  const [report] = await readFiles(found, context, ({ row }) => {
    rows.push(row);
    return null;
  });
  if (report === undefined) throw new TypeError('nothing was read');
  const told = problems.all('error', 'warning', 'note');
  return { report, rows, problems: told.map(({ line, column, level, code }) => `${line}:${column} ${level} ${code}`) };
}
