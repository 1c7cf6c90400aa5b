import { isUtf8 } from 'node:buffer';
import { fault, type Fault, type Place } from './fault.ts';

/** What the first bytes of a file say about the rest. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const SIGNATURES: readonly (readonly [string, readonly number[], string, string])[] = [
  ['gzip', [0x1f, 0x8b], 'file/binary', 'gunzip -c FILE | csm ... -'],
  ['a ZIP archive or an Excel workbook', [0x50, 0x4b, 0x03, 0x04], 'file/binary', 'save it as CSV UTF-8'],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0], 'file/binary', 'save it as CSV UTF-8'],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46], 'file/binary', 'csm reads CSV and JSON exports'],
];

/** Tells the encoding from the first bytes, or refuses what is no text. Returns how many bytes mark it. */
function sniff(file: string, head: Buffer): { encoding: Encoding; mark: number } {
  for (const [what, bytes, code, hint] of SIGNATURES) {
    if (bytes.every((byte, i) => head[i] === byte)) throw fault(file, null, code, `${file} looks like ${what}`, hint);
  }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (!head.includes(0)) return { encoding: 'utf-8', mark: 0 };
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i & 1]!++;
  const [even = 0, odd = 0] = zeros;
  if (even + odd > head.length / 10) {
    if (Math.min(even, odd) < Math.max(even, odd) / 8) {
      const name = odd > even ? 'utf-16le' : 'utf-16be';
      throw fault(
        file,
        null,
        'encoding/unknown',
        `${file} looks like ${name.toUpperCase()} without a mark of order`,
        `--encoding ${name}`,
      );
    }
    throw fault(file, null, 'file/binary', `${file} is not text`, 'csm reads CSV and JSON exports');
  }
  return { encoding: 'utf-8', mark: 0 };
}

/** Turns the bytes of a file into valid UTF-8 without a mark of order. Nothing is replaced: bad bytes are a fault. */
export async function* decode(
  file: string,
  chunks: AsyncIterable<Buffer>,
  label: string | null,
): AsyncGenerator<Buffer> {
  let isBegun = false;
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let held: Buffer = Buffer.alloc(0);
  const position = new Position();
  const checked = (bytes: Buffer): Buffer => {
    const zero = bytes.indexOf(0);
    if (zero >= 0) throw nulByte(file, position.at(bytes, zero));
    position.advance(bytes);
    return bytes;
  };
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (!isBegun) {
      isBegun = true;
      const { encoding, mark } = label === null ? sniff(file, chunk) : { encoding: label, mark: 0 };
      bytes = chunk.subarray(mark);
      // Asked to stream, Node 20 decodes windows-1252 rightly; in one go it takes 0x80 for U+0080.
      if (encoding !== 'utf-8') decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: label === null });
    }
    if (decoder) {
      yield checked(Buffer.from(decodeWith(decoder, file, bytes, position)));
      continue;
    }
    if (held.length > 0) bytes = Buffer.concat([held, bytes]);
    const whole = bytes.length - unfinished(bytes);
    held = bytes.subarray(whole);
    bytes = bytes.subarray(0, whole);
    if (!isUtf8(bytes)) throw notUtf8(file, bytes, position);
    yield checked(bytes);
  }
  if (decoder) yield checked(Buffer.from(decodeWith(decoder, file, null, position)));
  if (held.length > 0) throw notUtf8(file, held, position);
}

function decodeWith(
  decoder: InstanceType<typeof TextDecoder>,
  file: string,
  bytes: Buffer | null,
  position: Position,
): string {
  try {
    return bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    throw fault(file, position.place, 'encoding/invalid-utf16', `${file} is not valid ${decoder.encoding} from here`);
  }
}

/** How many bytes at the end begin a character that is not finished. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

const nulByte = (file: string, place: Place): Fault =>
  fault(file, place, 'csv/nul-byte', 'a NUL byte: this is not text');

function notUtf8(file: string, bytes: Buffer, position: Position): Fault {
  let low = 0;
  let high = bytes.length;
  // The longest valid beginning, by halving: validity of a prefix (less its unfinished end) only changes once.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const part = bytes.subarray(0, middle);
    if (isUtf8(part.subarray(0, middle - unfinished(part)))) low = middle;
    else high = middle - 1;
  }
  const bad = low - unfinished(bytes.subarray(0, low));
  const zero = bytes.indexOf(0);
  if (zero >= 0 && zero < bad) return nulByte(file, position.at(bytes, zero));
  const byte = (bytes[bad] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const hint = '--encoding windows-1252, if it comes from an old Excel; else save it as UTF-8';
  return fault(file, position.at(bytes, bad), 'encoding/invalid-utf8', `byte 0x${byte} is not UTF-8`, hint);
}

/** Line and column of the text passed so far. */
class Position {
  #line = 1;
  #column = 1;
  #afterReturn = false;

  get place(): Place {
    return { line: this.#line, column: this.#column };
  }

  /** Where a byte of the next piece stands. */
  at(bytes: Buffer, index: number): Place {
    const copy = new Position();
    copy.#line = this.#line;
    copy.#column = this.#column;
    copy.#afterReturn = this.#afterReturn;
    copy.advance(bytes.subarray(0, index));
    return copy.place;
  }

  advance(bytes: Buffer): void {
    let from = 0;
    if (!this.#afterReturn && !bytes.includes(0x0d)) {
      // Mostly lines end in LF alone: then only the last one is looked at byte by byte.
      for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, from)) {
        this.#line++;
        this.#column = 1;
        from = end + 1;
      }
    }
    for (let i = from; i < bytes.length; i++) {
      const byte = bytes[i] ?? 0;
      const isPair = byte === 0x0a && this.#afterReturn;
      this.#afterReturn = byte === 0x0d;
      if (isPair) continue;
      if (byte === 0x0a || byte === 0x0d) {
        this.#line++;
        this.#column = 1;
      } else if ((byte & 0xc0) !== 0x80) this.#column++;
    }
  }
}
