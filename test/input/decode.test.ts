import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/input/decode.ts';
import { Fault } from '../../src/input/fault.ts';
import { pieces } from '../support/reading.ts';

/** The text that comes out, or the place and code of the fault. The first piece is never less than four bytes. */
async function decoded(bytes: Uint8Array, cuts: readonly number[] = []): Promise<string> {
  const parts: Buffer[] = [];
  try {
    for await (const part of decode('f', pieces(bytes, cuts), null)) parts.push(part);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { line, column, code } = error.issue;
    return `fault ${line === null ? '-' : `${line}:${column}`} ${code}`;
  }
  return Buffer.concat(parts).toString();
}

const bom = '\ufeff';
const utf16 = (text: string, bigEndian = false): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const text = 'id,name\r\n1,Zoë €\n2,李雷 😀\r3,é\n';

describe('marks of order', () => {
  test.each([
    ['UTF-8 without one', Buffer.from(text)],
    ['UTF-8 with one', Buffer.from(bom + text)],
    ['UTF-16LE', utf16(bom + text)],
    ['UTF-16BE', utf16(bom + text, true)],
  ])('%s', async (_name, bytes) => {
    expect(await decoded(bytes)).toBe(text);
  });

  test('a second one is part of the text', async () => {
    expect(await decoded(Buffer.from(bom + bom + text))).toBe(bom + text);
    expect(await decoded(utf16(bom + bom + text))).toBe(bom + text);
  });

  test('alone it is an empty file', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from(bom), utf16(bom), utf16(bom, true)])
      expect(await decoded(bytes)).toBe('');
  });

  test('UTF-16 without one is refused by its zeros', async () => {
    expect(await decoded(utf16('response_id,score\n'))).toBe('fault - encoding/unknown');
    expect(await decoded(utf16('response_id,score\n', true))).toBe('fault - encoding/unknown');
  });
});

describe('pieces', () => {
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(bom + text)],
    ['UTF-16LE', utf16(bom + text)],
    ['UTF-16BE', utf16(bom + text, true)],
  ])('%s cut at every byte, and into single bytes', async (_name, bytes) => {
    for (let cut = 4; cut < bytes.length; cut++) expect(await decoded(bytes, [cut]), `cut at ${cut}`).toBe(text);
    expect(
      await decoded(
        bytes,
        Array.from({ length: bytes.length - 4 }, (_, i) => i + 4),
      ),
    ).toBe(text);
  });

  test('any text, cut anywhere, in any of the encodings', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 60 }).map((each) => `abcd${each.replaceAll('\0', '')}`);
    const any = fc.tuple(anyText, fc.constantFrom('utf-8', 'mark', 'le', 'be'), fc.array(fc.nat({ max: 250 })));
    await fc.assert(
      fc.asyncProperty(any, async ([content, encoding, cuts]) => {
        const bytes =
          encoding === 'utf-8' || encoding === 'mark'
            ? Buffer.from((encoding === 'mark' ? bom : '') + content)
            : utf16(bom + content, encoding === 'be');
        expect(
          await decoded(
            bytes,
            cuts.map((cut) => Math.min(cut + 4, bytes.length)),
          ),
        ).toBe(content);
      }),
      { numRuns: 300 },
    );
  });

  test('any bytes, cut anywhere, give the same text or the same fault', async () => {
    const bytes = fc.array(
      fc.oneof(fc.constantFrom(0x61, 0x0a, 0x0d, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0), fc.nat(255)),
      {
        minLength: 4,
        maxLength: 40,
      },
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.array(fc.nat({ max: 40 })), async (numbers, cuts) => {
        // What the first piece decides is decided by the first piece: it is long in a real file.
        const all = Buffer.from([...Buffer.from('id,score\n'.repeat(20)), ...numbers]);
        expect(
          await decoded(
            all,
            cuts.map((cut) => Math.min(180 + cut, all.length)),
          ),
        ).toBe(await decoded(all));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is not valid', () => {
  test.each([
    ['Windows-1252', [0x61, 0xe9, 0x62], '1:2'],
    ['a lone continuation', [0x61, 0x62, 0x80], '1:3'],
    ['an overlong form', [0x61, 0xc0, 0x80], '1:2'],
    ['half of a surrogate pair', [0x61, 0xed, 0xa0, 0x80], '1:2'],
    ['beyond the last character', [0x61, 0xf4, 0x90, 0x80, 0x80], '1:2'],
    ['a byte that never occurs', [0xff], '1:1'],
    ['two bytes of three, then a letter', [0x61, 0xe2, 0x82, 0x61], '1:2'],
    ['cut at the end after one of two', [0x61, 0xc3], '1:2'],
    ['cut at the end after two of three', [0x61, 0xe2, 0x82], '1:2'],
    ['cut at the end after three of four', [0x61, 0xf0, 0x9f, 0x98], '1:2'],
  ] as const)('%s', async (_name, bytes, place) => {
    const column = Number(place.split(':')[1]);
    for (const [before, line, shift] of [
      ['', 1, 0],
      ['é€😀', 1, 3],
      ['a\n', 2, 0],
      ['a\r\n', 2, 0],
      ['a\r', 2, 0],
      ['a\n\r\n\r\n€', 4, 1],
      [`${'x'.repeat(70_000)}\n`, 2, 0],
    ] as const) {
      // A file that begins with FF or FE is another matter: so an id comes first.
      const all = Buffer.concat([Buffer.from(`id,${before}`), Buffer.from(bytes)]);
      const expected = `${line}:${column + shift + (line === 1 ? 3 : 0)}`;
      expect(await decoded(all), `after ${JSON.stringify(before.slice(0, 9))}`).toBe(
        `fault ${expected} encoding/invalid-utf8`,
      );
    }
  });

  test('the byte is named', async () => {
    const read = async (): Promise<void> => {
      for await (const part of decode('f', pieces(Buffer.from([0x61, 0xe9, 0x62])), null)) expect(part.length).toBe(0);
    };
    await expect(read()).rejects.toMatchObject({
      issue: { message: 'byte 0xE9 is not UTF-8', hint: expect.stringContaining('--encoding windows-1252') as string },
    });
  });

  test('UTF-16 with a lone surrogate, or cut in the middle of a character', async () => {
    const lone = Buffer.concat([utf16(`${bom}ab\n`), Buffer.from([0x00, 0xd8, 0x61, 0x00])]);
    expect(await decoded(lone)).toContain('encoding/invalid-utf16');
    expect(await decoded(Buffer.concat([utf16(`${bom}ab`), Buffer.from([0x61])]))).toContain('encoding/invalid-utf16');
  });

  test('a NUL byte has a place', async () => {
    expect(await decoded(Buffer.from(`id,score\nr1,9\0\n${'r2,9\n'.repeat(20)}`))).toBe('fault 2:5 csv/nul-byte');
    expect(await decoded(utf16(`${bom}id,score\nr1,9\0\n`))).toBe('fault 2:5 csv/nul-byte');
  });
});

test('of two faults the first is told, however the bytes come', async () => {
  const bytes = Buffer.from([...Buffer.from('id,score\n'.repeat(20)), 0x61, 0, 0x61, 0xe9, 0x61]);
  for (const cuts of [[], [181], [182], [183]]) expect(await decoded(bytes, cuts)).toBe('fault 21:2 csv/nul-byte');
});

describe('what is no text', () => {
  test.each([
    ['gzip', [0x1f, 0x8b, 0x08, 0x00]],
    ['ZIP', [0x50, 0x4b, 0x03, 0x04]],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0]],
    ['PDF', [0x25, 0x50, 0x44, 0x46]],
    ['zeros', [0, 0, 0, 0, 0, 0, 0, 0]],
  ])('%s', async (_name, bytes) => {
    expect(await decoded(Buffer.from(bytes))).toBe('fault - file/binary');
  });
});
