/** What is known of the row an id was first seen on. */
export interface FirstSeen {
  readonly file: string;
  readonly line: number;
  /** Whether the two rows say the same. */
  readonly same: boolean;
}

/** Remembers ids: some bytes for each row, never the row. Contents are compared by a hash of 64 bits. */
export class Seen {
  readonly #rows = new Map<string, number>();
  readonly #files: string[] = [];
  #numbers = new Float64Array(1024 * FIELDS);

  /** The row of this id seen before, or null: then this one is remembered. */
  check(id: string, cells: string, file: string, line: number): FirstSeen | null {
    const [high, low] = hash64(cells);
    const known = this.#rows.get(id);
    if (known !== undefined) {
      const at = known * FIELDS;
      const same = this.#numbers[at] === high && this.#numbers[at + 1] === low;
      return { file: this.#files[this.#numbers[at + 2] ?? 0] ?? file, line: this.#numbers[at + 3] ?? 0, same };
    }
    if (this.#files.at(-1) !== file) this.#files.push(file);
    const at = this.#rows.size * FIELDS;
    this.#rows.set(id, this.#rows.size);
    if (at + FIELDS > this.#numbers.length) {
      const larger = new Float64Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers.set([high, low, this.#files.length - 1, line], at);
    return null;
  }
}

const FIELDS = 4;

/** Two 32-bit hashes of a text (cyrb53's mixing), together as good as one of 64 bits for telling rows apart. */
function hash64(text: string): readonly [number, number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a >>> 0, b >>> 0];
}
