import { type Issue, notice } from '../errors.ts';
import { mapColumns, mapPreset, type Wish } from '../input/columns.ts';
import type { Detected } from '../input/detect.ts';
import type { FileReport } from '../input/read.ts';
import { tellsGrowth } from '../input/synonyms.ts';
import { plural } from '../output/issues.ts';
import type { Book } from '../records/account.ts';
import type { Day } from '../calculator/calendar.ts';
import type { Kind } from '../records/dataset.ts';
import { type Firm, firmsOf } from '../records/growth.ts';
import type { History } from '../records/row.ts';

/** What a run about the growth of customers' business reads and keeps. */
export class GrowthRun {
  readonly #map: readonly Wish[];
  readonly isAlone: boolean;
  readonly #rows: History[] = [];
  /** Rows of fields nobody asks about. */
  readonly #unused = new Map<string, number>();
  #isBooked = true;

  /** `isAlone`: it is the one topic that is asked about, and not one of a report. */
  constructor(map: readonly Wish[], isAlone: boolean) {
    this.#map = map;
    this.isAlone = isAlone;
  }

  /** What is read beside a history: who is a customer, and since when. */
  get also(): Kind[] {
    return this.isAlone ? ['customers', 'subscriptions'] : [];
  }

  /** Whether a file tells of growth though it is no history: customers with what they were at the purchase. */
  standsIn({ kind, preset, columns }: Detected, isNamed: boolean): boolean {
    if (kind !== 'customers' || columns === null) return false;
    if (isNamed && this.isAlone) return true;
    return tellsGrowth((preset ? mapPreset(columns, preset, this.#map) : mapColumns(columns, kind, this.#map)).fields);
  }

  /** Keeps a row, which counts whatever the period; undefined: nothing is asked about it. */
  add(row: History): null | undefined {
    if (row.known !== null) {
      this.#rows.push(row);
      return null;
    }
    this.#unused.set(row.field, (this.#unused.get(row.field) ?? 0) + 1);
    return undefined;
  }

  /** Everybody, with what is known of them, when all rows are in. */
  firms({ accounts }: Book, reports: readonly FileReport[], asOf: Day): Firm[] {
    this.#isBooked = reports.some(({ kind }) => kind === 'subscriptions');
    return firmsOf(accounts, this.#rows, { exportDay: asOf, isBooked: this.#isBooked });
  }

  issues(): Issue[] {
    const issues: Issue[] = [];
    if (!this.#isBooked) {
      const message = 'no subscriptions export: who is a customer is not known, so everybody counts';
      issues.push(notice('growth/no-subscriptions', 'warning', message, '--subscriptions FILE'));
    }
    const rows = [...this.#unused.values()].reduce((sum, count) => sum + count, 0);
    if (rows > 0) {
      const fields = [...this.#unused.keys()].toSorted().slice(0, 5).join(', ');
      issues.push(
        notice('growth/unused-field', 'note', `${plural(rows, 'row')} of fields that are not used: ${fields}`),
      );
    }
    return issues;
  }
}
