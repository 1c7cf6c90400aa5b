/** Rows of numbers that are looked up by their first column, a day. 8 bytes a cell: a million rows of four are 32 MB. */
export class Columns {
  readonly #width: number;
  #cells: Float64Array;
  #length = 0;
  #isSorted = true;

  constructor(width: number) {
    this.#width = width;
    this.#cells = new Float64Array(width * 4);
  }

  get length(): number {
    return this.#length;
  }

  /** Rows may come in any order of days. Written out, not spread: with a row per event this is where the time goes. */
  push(day: number, a: number, b = 0, c = 0, d = 0): void {
    const width = this.#width;
    const at = this.#length * width;
    if (at === this.#cells.length) {
      const wider = new Float64Array(this.#cells.length * 2);
      wider.set(this.#cells);
      this.#cells = wider;
    }
    const cells = this.#cells;
    cells[at] = day;
    cells[at + 1] = a;
    if (width > 2) cells[at + 2] = b;
    if (width > 3) cells[at + 3] = c;
    if (width > 4) cells[at + 4] = d;
    if (this.#isSorted && this.#length > 0 && (cells[at - width] ?? 0) > day) this.#isSorted = false;
    this.#length++;
  }

  cell(row: number, column: number): number {
    return this.#cells[row * this.#width + column] ?? NaN;
  }

  /** The rows of these days, both included: from the first up to, and without, the second. */
  between(first: number, last: number): readonly [from: number, to: number] {
    this.#sort();
    return [this.#lower(first), this.#lower(last + 1)];
  }

  /** Where the rows of a day or later begin. */
  #lower(day: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cell(middle, 0) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sort(): void {
    if (this.#isSorted) return;
    const order = Uint32Array.from({ length: this.#length }, (_, row) => row);
    order.sort((a, b) => this.cell(a, 0) - this.cell(b, 0));
    const sorted = new Float64Array(this.#cells.length);
    order.forEach((row, to) => {
      sorted.set(this.#cells.subarray(row * this.#width, (row + 1) * this.#width), to * this.#width);
    });
    this.#cells = sorted;
    this.#isSorted = true;
  }
}
