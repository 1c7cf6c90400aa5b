import type { Kind } from '../records/dataset.ts';
import type { Order, Origin, Payment } from '../records/row.ts';
import { kindOf } from './columns.ts';
import type { AnyRow, Counts, ReadContext, Receive } from './context.ts';
import { fault, type Place } from './fault.ts';
import { assumedKind, checkHeader } from './header.ts';
import type { Preset } from './presets/preset.ts';
import { repeats } from './repeats.ts';
import type { HeaderFacts, RowHandler, RowPlace } from './rows.ts';
import { type Cells, cellText, Sheet } from './sheet.ts';
import { REQUIRED } from './synonyms.ts';
import { Teller } from './teller.ts';

interface Found {
  readonly kind: Kind | null;
  readonly preset: Preset | null;
}

/** The field whose day a record is of. */
const DATED: Readonly<Record<Kind, string>> = {
  customers: 'created_at',
  subscriptions: 'started_at',
  tickets: 'created_at',
  surveys: 'responded_at',
  payments: 'at',
  usage: 'at',
  assignments: 'from',
  fx: 'date',
  history: 'as_of',
};
/** Kinds whose rows know the account they belong to. */
const OF_ACCOUNTS: ReadonlySet<Kind> = new Set(['tickets', 'surveys', 'payments', 'usage']);

/** Turns the rows of one file into typed records or issues. Every row is accounted for. */
export class Validator implements RowHandler {
  readonly counts: Counts = { read: 0, blank: 0, duplicates: 0, rejected: 0, byDay: new Map(), foreign: 0 };
  readonly #file: string;
  readonly #found: Found;
  readonly #context: ReadContext;
  readonly #receive: Receive;
  readonly #tell: Teller;
  #kind: Kind | null;
  #sheet: Sheet | null = null;
  #at: RowPlace | null = null;
  /** Lines that still belong to a vendor's header, and what the first of them says; whether the footer has begun. */
  #headerLines: number;
  #labels: string[] | null = null;
  #about: HeaderFacts | null = null;
  #isOver = false;
  /** Of a report in groups: the one whose rows come. */
  #group: string | null = null;
  /** Where columns without a name stand: known while the header line is at hand. */
  #unnamed: (readonly [index: number, place: Place])[] = [];
  /** The newest rows, while it is not known whether they are the last ones, which are to be left out. */
  readonly #held: { readonly cells: Cells; readonly at: RowPlace }[] = [];

  constructor(file: string, found: Found, context: ReadContext, receive: Receive) {
    this.#file = file;
    this.#found = found;
    this.#kind = found.kind;
    this.#headerLines = (found.preset?.headerRows ?? 1) - (found.preset?.namesOn ?? 1);
    this.#context = context;
    this.#receive = receive;
    this.#tell = new Teller(file, context);
  }

  get kind(): Kind | null {
    return this.#kind;
  }

  get sheet(): Sheet | null {
    return this.#sheet;
  }

  columns(names: readonly string[], about: HeaderFacts): void {
    const { preset } = this.#found;
    if (preset?.namesOn !== undefined && !about.isLater) return;
    const context = { ...this.#context, file: this.#file };
    if (names.length === 0 && about.format === 'json') {
      this.#kind ??= context.kinds[0] ?? null;
      return;
    }
    this.#kind ??= kindOf(names, context.map) ?? assumedKind(names, about, context);
    const isFirst = this.#sheet === null;
    const sheet = this.#open(names, this.#kind);
    // Questions may be told by the header's next line, so that a wide survey cannot be judged by its first one.
    if (isFirst && this.#headerLines <= 0) this.#judge(sheet, about);
    else if (isFirst) this.#about = about;
  }

  #judge({ headers, mapping, payments }: Sheet, about: HeaderFacts): void {
    const { shape } = this.#context;
    const isAlone = payments === 'of orders' && (this.#context.orders?.byId ?? null) === null;
    const own = isAlone ? REQUIRED.payments : undefined;
    const required = shape?.kind === mapping.kind ? shape.required : own;
    if (payments === 'orders' && this.#context.orders) this.#context.orders.byId ??= new Map<string, Order>();
    const context = { ...this.#context, file: this.#file, required };
    for (const issue of checkHeader(headers, mapping, about, context)) this.#tell.add(issue);
    if (about.format === 'csv') this.#unnamed = mapping.unnamed.map((index) => [index, about.place(index)]);
  }

  #open(names: readonly string[], kind: Kind): Sheet {
    const { preset } = this.#found;
    const facts = { preset: preset?.kind === kind ? preset : null, labels: this.#labels ?? [] };
    this.#sheet = new Sheet(kind, names, facts, this.#context, (code, field, message) => {
      if (this.#at) this.#tell.field('warning', field, null, { code, message }, this.#at, () => sheet.columnOf(field));
    });
    const sheet = this.#sheet;
    return sheet;
  }

  row(cells: Cells, at: RowPlace): void {
    const { preset } = this.#found;
    if (preset !== null && this.#isNoData(preset, cells, at)) return;
    if (preset?.title !== undefined) cells = [this.#group, ...cells.slice(1)];
    const { skipLast } = this.#context.dialect;
    if (skipLast === 0) return this.#take(cells, at);
    // A place asks for bytes that are gone by the time a held row is looked at: it is told beforehand.
    const places = cells.map((_, index) => at.place(index));
    const raw = at.raw();
    const place = (index: number): Place => places[index] ?? { line: at.line, column: 1 };
    this.#held.push({ cells, at: { ...at, place, raw: () => raw } });
    const row = this.#held.length > skipLast ? this.#held.shift() : undefined;
    if (row) this.#take(row.cells, row.at);
  }

  /** No more rows: those still held are the last ones. */
  end(): void {
    for (const { at } of this.#held) this.#leaveOut(at.line, 'left out by --skip-last');
  }

  /** Lines of a vendor's header or footer. */
  #isNoData({ namesOn, footer, title }: Preset, cells: Cells, at: RowPlace): boolean {
    if (namesOn !== undefined && this.#sheet === null) {
      const { line, place } = at;
      const names = cells.map((cell) => cell ?? '');
      this.columns(names, { line, place, head: '', format: 'csv', isLater: true });
      return true;
    }
    this.#isOver ||= footer?.test(cells[0] ?? '') ?? false;
    const isGroup = title !== undefined && !this.#isOver && this.#isOfGroup(cells);
    if (this.#headerLines <= 0 && !this.#isOver && !isGroup) return false;
    if (this.#headerLines-- > 0 && this.#labels === null && this.#sheet !== null) {
      this.#labels = cells.map((cell) => cell ?? '');
      const sheet = this.#open(this.#sheet.headers, this.#sheet.kind);
      if (this.#about) this.#judge(sheet, this.#about);
    }
    this.#leaveOut(at.line, 'not data, but a line that this export adds');
    return true;
  }

  /** Whether a line of a grouped report names the customer of the lines below it, or adds them up. */
  #isOfGroup([first = null, ...others]: Cells): boolean {
    const name = cellText(first);
    if (name === null) return false;
    this.#group = others.every((cell) => cellText(cell) === null) ? name : null;
    return this.#group !== null || /^total\b/i.test(name);
  }

  #take(cells: Cells, at: RowPlace): void {
    this.counts.read++;
    this.#at = at;
    const sheet = this.#sheet;
    if (sheet === null) return;
    const odd = this.#oddity(cells, at, sheet);
    if (odd !== null) {
      this.counts.rejected++;
      this.#tell.bad({ line: at.line, column: 1 }, at.raw(), odd);
      return;
    }
    const records = sheet.recordsOf(cells).map((each) => Object.assign(each, { parsed: sheet.read(each.fields) }));
    const bad = records.filter(({ parsed }) => parsed.error !== undefined);
    if (bad.length > 0) {
      this.counts.rejected++;
      for (const { fields, columnOf, parsed } of bad) {
        for (const issue of parsed.error?.issues ?? []) this.#tell.refuse(issue, fields, at, columnOf);
      }
      return;
    }
    let day: number | null | undefined;
    let again: 'duplicates' | 'rejected' | null = null;
    let isCounted = false;
    for (const { fields, columnOf, parsed } of records) {
      const row = parsed.data as AnyRow['row'];
      // A row of several records is told of once.
      const repeated = repeats({ fields, row, cells, at, sheet, file: this.#file }, this.#context);
      if (repeated !== null) {
        const { level, field, value, saying } = repeated;
        if (again === null) this.#tell.field(level, field, value, saying, at, () => sheet.columnOf(field));
        again = repeated.counts;
        continue;
      }
      const isJoined = sheet.payments !== 'of orders' || this.#join(row as Payment, at, sheet);
      if (!isCounted) this.#noteOrphan(row, at, sheet);
      isCounted = true;
      if (!isJoined) continue;
      const received =
        sheet.payments === 'orders' ? this.#keep(row, cells, at, sheet) : this.#hand(row, cells, at, sheet);
      if (day === undefined) day = received;
      if (typeof received === 'number' && received > this.#context.asOf) {
        const field = DATED[sheet.kind];
        const saying = { code: 'date/future', message: '{field} {value} lies after today' };
        this.#tell.field('warning', field, fields[field] ?? null, saying, at, columnOf);
      }
    }
    if (!isCounted) {
      if (again !== null) this.counts[again]++;
    } else if (day === undefined) this.counts.foreign++;
    else this.counts.byDay.set(day, (this.counts.byDay.get(day) ?? 0) + 1);
    if (isCounted) this.#noteCoerced(at, sheet);
  }

  /** Keeps an order for the payments that name it: used, whatever its day. */
  #keep(row: object, cells: Cells, at: RowPlace, sheet: Sheet): null {
    const order = row as Order;
    this.#place(order, cells, at, sheet);
    if (this.#context.orders) (this.#context.orders.byId ??= new Map<string, Order>()).set(order.order_id, order);
    return null;
  }

  /** Gives a payment the customer and the day of its order; false where there is no such order. */
  #join(row: Payment, at: RowPlace, { columnOf }: Sheet): boolean {
    const order = this.#context.orders?.byId?.get(row.order_id ?? '');
    if (order === undefined) {
      const saying = { code: 'ref/orphan', message: 'order {value} is in no export of orders' };
      this.#tell.field('warning', 'order_id', row.order_id, saying, at, columnOf);
      return false;
    }
    row.customer_id = order.customer_id;
    row.at = order.at;
    return true;
  }

  #place(origin: Origin, cells: Cells, { line }: RowPlace, sheet: Sheet): void {
    origin.file = this.#file;
    origin.line = line;
    origin.labels = sheet.labelsOf(cells);
  }

  /** Gives a record its origin, and hands it over. */
  #hand(row: AnyRow['row'], cells: Cells, at: RowPlace, sheet: Sheet): number | null | undefined {
    this.#place(row, cells, at, sheet);
    const { kind } = sheet;
    if (OF_ACCOUNTS.has(kind)) (row as { account?: null }).account = null;
    return this.#receive({ kind, row } as AnyRow);
  }

  #noteOrphan(row: AnyRow['row'], at: RowPlace, { kind, columnOf }: Sheet): void {
    const customer = 'customer_id' in row ? row.customer_id : null;
    if (kind === 'customers' || customer === null || this.#context.isKnown?.(customer) !== false) return;
    const saying = { code: 'ref/orphan', message: 'customer {value} is not in the customers export' };
    this.#tell.field('warning', 'customer_id', customer, saying, at, columnOf);
  }

  blank(line: number): void {
    this.#leaveOut(line, 'blank line: ignored');
  }

  #leaveOut(line: number, why: string): void {
    this.counts.read++;
    this.counts.blank++;
    this.#tell.notice({ line, column: 1 }, 'note', 'csv/blank-line', why);
  }

  bad(place: Place, raw: string, code: string, message: string, hint?: string): void {
    this.counts.read++;
    this.counts.rejected++;
    this.#tell.bad(place, raw, { code, message, hint });
  }

  notice(place: Place | null, level: 'warning' | 'note', code: string, message: string): void {
    this.#tell.notice(place, level, code, message);
  }

  /** Rows that are no data: a header that stands again, a line of totals, cells under no header. */
  #oddity(cells: Cells, at: RowPlace, sheet: Sheet) {
    const { headers, kind, mapping } = sheet;
    const isHeader = cells[0] === headers[0] && cells.every((cell, index) => cell === headers[index]);
    if (isHeader && at.quoted === undefined) {
      const hint = `pass the files separately: csm ${this.#context.command} a.csv b.csv`;
      return { code: 'row/repeated-header', message: 'the header line stands here again', hint };
    }
    const first = cells.find((cell) => cell !== null && cell.trim() !== '') ?? '';
    const lacks = (field: string): boolean => cellText(cells[mapping.fields.get(field)?.index ?? -1]) === null;
    const { required = REQUIRED[kind] } = this.#context.shape?.kind === kind ? this.#context.shape : {};
    // In a sheet by month a line of totals has all that a customer's line has, but no customer's name.
    const isTotal = mapping.fields.has('month')
      ? [first, cells[sheet.columnOf('customer_id')] ?? ''].some((cell) => /^(grand )?totals?:?$/i.test(cell.trim()))
      : /^(grand )?totals?\b/i.test(first) && required.some(lacks);
    if (isTotal) {
      return { code: 'row/summary-line', message: 'looks like a totals line', hint: '--skip-last 1' };
    }
    for (const [index, place] of this.#unnamed) {
      if (cellText(cells[index]) === null) continue;
      const message = `column ${index + 1} has data and no name`;
      throw fault(this.#file, place, 'header/blank', message, 'name it in the first line');
    }
    return null;
  }

  #noteCoerced(at: RowPlace, sheet: Sheet): void {
    const index = sheet.kind === 'surveys' ? sheet.columnOf('score') : -1;
    if (index < 0 || !at.quoted?.(index)) return;
    const saying = { code: 'field/coerced', message: 'score is written as text: read as a number' };
    this.#tell.field('note', 'score', null, saying, at, () => index);
  }
}
