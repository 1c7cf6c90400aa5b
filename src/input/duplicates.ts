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
  check(id: string, content: ContentHash, file: string, line: number): FirstSeen | null {
    const known = this.#rows.get(id);
    if (known !== undefined) {
      const at = known * FIELDS;
      const same = this.#numbers[at] === content.high && this.#numbers[at + 1] === content.low;
      return { file: this.#files[this.#numbers[at + 2] ?? 0] ?? file, line: this.#numbers[at + 3] ?? 0, same };
    }
    if (this.#files.at(-1) !== file) this.#files.push(file);
    const at = this.#rows.size * FIELDS;
    this.#rows.set(ownText(id), this.#rows.size);
    if (at + FIELDS > this.#numbers.length) {
      const larger = new Float64Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[at] = content.high;
    this.#numbers[at + 1] = content.low;
    this.#numbers[at + 2] = this.#files.length - 1;
    this.#numbers[at + 3] = line;
    return null;
  }
}

const FIELDS = 4;

/** A text of its own: V8 makes a cell of 13 characters or more a part of its line, and would keep the whole line for it. */
const ownText = (text: string): string => (text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le'));

/** Two 32-bit hashes of texts (cyrb53's mixing), together as good as one of 64 bits for telling rows apart. */
export class ContentHash {
  #a = 0;
  #b = 0;

  clear(): void {
    this.#a = 0xdeadbeef;
    this.#b = 0x41c6ce57;
  }

  /** Adds a text, and that it ends here. */
  add(text: string): void {
    let a = this.#a;
    let b = this.#b;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    this.#a = Math.imul(a ^ 0x1f, 2654435761);
    this.#b = Math.imul(b ^ 0x1f, 1597334677);
  }

  get high(): number {
    return (
      (Math.imul(this.#a ^ (this.#a >>> 16), 2246822507) ^ Math.imul(this.#b ^ (this.#b >>> 13), 3266489909)) >>> 0
    );
  }

  get low(): number {
    return (
      (Math.imul(this.#b ^ (this.#b >>> 16), 2246822507) ^ Math.imul(this.#a ^ (this.#a >>> 13), 3266489909)) >>> 0
    );
  }
}
