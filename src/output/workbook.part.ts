import writeExcelFile from 'write-excel-file/node';
import { linesOf, nameOf, tell, topicsOf } from './lines.ts';
import { type Report, tidyRows } from './report.ts';

type Value = string | number | boolean | null;

/** Formats of numbers, by the unit: a reader's program shows them so and keeps them whole. */
const FORMATS = { ratio: '0.0%', points: '0', score: '0.00', hours: '0.0', money: '#,##0.00', count: '#,##0' } as const;
const head = (text: string) => ({ value: text, type: String, fontWeight: 'bold' as const });

/**
 * A workbook: `rows` as every machine format has them, `summary` as a table has them, `inputs` as they were read. Text
 * is text whatever it begins with: there is no formula in it.
 */
export async function workbookOf(report: Report, titles: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const bytes = await writeExcelFile([rowsSheet(report), summarySheet(report, titles), inputsSheet(report)]).toBuffer();
  return withoutTime(bytes);
}

function rowsSheet(report: Report) {
  const rows = tidyRows(report);
  const keys = Object.keys(rows[0] ?? EMPTY) as (keyof (typeof rows)[number])[];
  return sheet(
    'rows',
    keys,
    rows.map((row) => keys.map((key) => cell(row[key]))),
  );
}

/** What a report without any row has for a header. */
const EMPTY = { metric: null, period: null, value: null, reason: null };

function summarySheet(report: Report, titles: Readonly<Record<string, string>>) {
  const heads = [
    'Topic',
    'Metric',
    'Group',
    'Currency',
    report.period.label,
    report.compare?.label ?? 'Previous',
    'Change',
    'Low',
    'High',
    'n',
    'Verdict',
    'Note',
  ];
  const tidy = new Map(report.results.map((result, i) => [result, tidyRows(report)[i]]));
  const lines = topicsOf(report).flatMap((topic) => linesOf(report, topic).map((line) => ({ topic, line })));
  return sheet(
    'summary',
    heads,
    lines.map(({ topic, line }) => {
      const row = tidy.get(line.result);
      const { sample, reason } = tell(report, line);
      const number = (value: number | null | undefined) => cell(value ?? null, FORMATS[line.about.unit]);
      return [
        cell(titles[topic] ?? topic),
        cell(nameOf(line)),
        cell(line.result.segment ?? 'All'),
        cell(line.result.currency),
        number(row?.value),
        number(row?.previous),
        number(row?.delta),
        number(row?.low),
        number(row?.high),
        cell(line.result.n),
        cell(row?.verdict ?? null),
        cell([sample, reason].filter((part) => part !== '').join(' ')),
      ];
    }),
  );
}

function inputsSheet({ inputs }: Report) {
  const keys = [
    'file',
    'kind',
    'sha256',
    'bytes',
    'read',
    'used',
    'outside',
    'blank',
    'rejected',
    'duplicates',
  ] as const;
  return sheet(
    'inputs',
    keys,
    inputs.map((input) => keys.map((key) => cell(input[key]))),
  );
}

type Cell = ReturnType<typeof cell>;

function cell(value: Value, format?: string) {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { value, type: Number, ...(format !== undefined && { format }) };
  return { value: textOf(String(value)), type: String };
}

/** What XML cannot hold has no place in a workbook. */
const textOf = (text: string): string =>
  text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd').slice(0, 32_767);

function sheet(name: string, heads: readonly string[], rows: readonly (readonly Cell[])[]) {
  return {
    sheet: name,
    data: [heads.map(head), ...rows.map((row) => [...row])],
    columns: heads.map((text, i) => ({
      width: widthOf(
        text,
        rows.slice(0, 100).map((row) => row[i]),
      ),
    })),
    stickyRowsCount: 1,
  };
}

/** Where the parts of a zip archive say when they were changed (APPNOTE 4.3), seen from the head of each record. */
const CENTRAL = { size: 46, changed: 12, name: 28, extra: 30, comment: 32, local: 42 } as const;
const LOCAL_CHANGED = 10;
const END = { signature: 0x06054b50, size: 22, count: 10, central: 16 } as const;
/** 1 January 1980, midnight: the first moment such an archive knows. */
const NO_TIME = 0x00210000;

/** The same bytes whenever it is made: the archive says of its parts that they have no age. */
function withoutTime(archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = archive.byteLength - END.size;
  if (view.getUint32(end, true) !== END.signature) throw new Error('the workbook is no zip archive without a comment');
  let at = view.getUint32(end + END.central, true);
  for (let left = view.getUint16(end + END.count, true); left > 0; left--) {
    view.setUint32(at + CENTRAL.changed, NO_TIME, true);
    view.setUint32(view.getUint32(at + CENTRAL.local, true) + LOCAL_CHANGED, NO_TIME, true);
    const { name, extra, comment } = CENTRAL;
    at += CENTRAL.size + [name, extra, comment].reduce((sum, each) => sum + view.getUint16(at + each, true), 0);
  }
  return archive;
}

const widthOf = (text: string, cells: readonly (Cell | undefined)[]): number =>
  Math.min(48, Math.max(8, text.length, ...cells.map((each) => String(each?.value ?? '').length)) + 2);
