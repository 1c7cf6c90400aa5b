import { join } from 'node:path';
import { parseDay } from '../../src/calculator/calendar.ts';
import { zoneOf } from '../../src/calculator/zone.ts';
import { type AnyRow, newSeen, type ReadContext } from '../../src/input/context.ts';
import { detect } from '../../src/input/detect.ts';
import { type Dialect, plainDialect } from '../../src/input/dialect.ts';
import { openInput } from '../../src/input/open.ts';
import { Problems } from '../../src/input/problems.ts';
import { type FileReport, readFiles } from '../../src/input/read.ts';
import { KINDS } from '../../src/records/dataset.ts';
import { folderWith } from './folder.ts';

/** What came of one file: what it was found to be, its rows as records, and all that was said of it. */
export interface Exported {
  readonly report: FileReport;
  readonly rows: AnyRow['row'][];
  /** `line:column level code` of each problem. */
  readonly problems: string[];
}

/** Reads a file as csm does, from its bytes to its records, in UTC. */
export async function readExport(name: string, text: string, dialect: Partial<Dialect> = {}): Promise<Exported> {
  const input = await openInput(name, folderWith({ [name]: text }), null);
  if (input === null) throw new TypeError(`${join('.', name)} is a folder`);
  const problems = new Problems();
  const context: ReadContext = {
    command: 'validate',
    zone: zoneOf('UTC'),
    asOf: parseDay('2026-06-30') ?? 0,
    kinds: KINDS,
    surveyKind: null,
    scale: null,
    by: [],
    map: [],
    showValues: false,
    dialect: { ...plainDialect, ...dialect },
    skipInvalid: false,
    rejects: null,
    problems,
    seen: newSeen(),
  };
  const rows: AnyRow['row'][] = [];
  const found = [{ input, ...(await detect(input, context.dialect, context.map)) }];
  const [report] = await readFiles(found, context, ({ row }) => {
    rows.push(row);
    return null;
  });
  if (report === undefined) throw new TypeError('nothing was read');
  const told = problems.all('error', 'warning', 'note');
  return { report, rows, problems: told.map(({ line, column, level, code }) => `${line}:${column} ${level} ${code}`) };
}
