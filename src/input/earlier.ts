import type { Clashes } from './clashes.ts';
import type { AnyRow, Counts, ReadContext } from './context.ts';
import type { RowPlace } from './rows.ts';
import type { Cells, Fields, Sheet } from './sheet.ts';
import { OWN_ID } from './synonyms.ts';
import type { Teller } from './teller.ts';

/** A row as it was read, and what it was read from. */
interface Read {
  readonly fields: Fields;
  readonly row: AnyRow['row'];
  readonly cells: Cells;
  readonly at: RowPlace;
}

interface Tools {
  readonly seen: ReadContext['seen'];
  readonly clashes: Clashes;
  readonly tell: Teller;
  readonly counts: Counts;
}

/** Holds the rows of a file against those before them, in this file and in others: repeated ones are not counted. */
export class Earlier {
  readonly #file: string;
  readonly #tools: Tools;

  constructor(file: string, tools: Tools) {
    this.#file = file;
    this.#tools = tools;
  }

  /** Whether a row repeats or contradicts an earlier one; it is counted and told then. */
  isRepeated(read: Read, sheet: Sheet): boolean {
    return this.#isDuplicate(read, sheet) || this.#clashes(read, sheet);
  }

  #isDuplicate({ fields, cells, at }: Read, sheet: Sheet): boolean {
    const field = OWN_ID[sheet.kind];
    const id = field === null ? null : (fields[field] ?? null);
    if (field === null || id === null) return false;
    const { seen, counts, tell } = this.#tools;
    const isSurvey = sheet.kind === 'surveys';
    const key = isSurvey ? `${id}\n${fields['kind'] ?? ''}\n${fields['question'] ?? ''}` : id;
    const first = seen[sheet.kind].check(key, sheet.contentOf(cells), this.#file, at.line);
    if (first === null) return false;
    const where = this.#whereIs(first);
    const columnOf = (): number => sheet.columnOf(field);
    if (first.same) {
      counts.duplicates++;
      const saying = { code: 'row/duplicate', message: `line ${at.line} repeats ${where}: counted once` };
      tell.field('warning', field, null, saying, at, columnOf);
    } else {
      counts.rejected++;
      const message = `{field} {value} is also at ${where}, with other content`;
      const saying = { code: 'row/conflicting-id', message, hint: 'one id is one row: keep the right one' };
      tell.field('error', field, id, saying, at, columnOf);
    }
    return true;
  }

  #clashes({ row, at }: Read, { kind, columnOf }: Sheet): boolean {
    if (kind !== 'assignments' && kind !== 'fx') return false;
    const { clashes, counts, tell } = this.#tools;
    const clash = clashes.find({ kind, row } as AnyRow, { file: this.#file, line: at.line });
    if (clash === null) return false;
    counts.rejected++;
    const { field, message, hint, first } = clash;
    const saying = { code: 'row/overlap', message: `${message}: ${this.#whereIs(first)}`, hint };
    tell.field('error', field, null, saying, at, columnOf);
    return true;
  }

  /** Where an earlier row is, as it is told in this file. */
  #whereIs({ file, line }: { readonly file: string; readonly line: number }): string {
    return file === this.#file ? `line ${line}` : `${file}:${line}`;
  }
}
