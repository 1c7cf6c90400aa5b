import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hear, type Heard } from '../support/reading.ts';

type Scalar = string | number | boolean | null;

/** A cell as JSON gives it: everything is text, null is none. */
const cellOf = (value: Scalar): string | null => (value === null ? null : String(value));

const scalars: fc.Arbitrary<Scalar> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('ab "\\/{}[],:\n\t€😀\u2028')), maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
  fc.boolean(),
  fc.constant(null),
);
const objects = fc
  .array(fc.tuple(...['id', 'score', 'a b', 'é', '"'].map((key) => fc.tuple(fc.constant(key), scalars))), {
    maxLength: 6,
  })
  .map((rows) => rows.map((pairs) => Object.fromEntries(pairs) as Record<string, Scalar>));
const cuts = fc.array(fc.nat({ max: 300 }), { maxLength: 12 });
const styles = fc.constantFrom('lines', 'compact', 'pretty', 'spread', 'lines with blanks');

function render(rows: readonly unknown[], style: string): string {
  const lines = rows.map((row) => JSON.stringify(row));
  if (style === 'lines') return `${lines.join('\n')}\n`;
  if (style === 'lines with blanks') return `\n ${lines.join('\r\n\r\n ')}`;
  if (style === 'compact') return JSON.stringify(rows);
  if (style === 'pretty') return JSON.stringify(rows, null, 2);
  return ` [ ${lines.join(' ,\n ')} ]\n `;
}

const told = ({ headers, rows }: Heard) =>
  rows.map((row) => Object.fromEntries(row.map((cell, i) => [headers[i], cell])));

describe('any rows', () => {
  test('are read back as they were written, as an array or as lines', async () => {
    await fc.assert(
      fc.asyncProperty(objects, styles, fc.boolean(), async (rows, style, bom) => {
        fc.pre(rows.length > 0 || !style.startsWith('lines'));
        const heard = await hear('json', (bom ? '\ufeff' : '') + render(rows, style));
        const expected = rows.map((row) =>
          Object.fromEntries(Object.entries(row).map(([key, value]) => [key, cellOf(value)])),
        );
        expect(told(heard)).toEqual(expected);
        expect(heard.problems.filter((problem) => !problem.endsWith('note json/lines'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('are read the same however the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(objects, styles, cuts, async (rows, style, where) => {
        const bytes = Buffer.from(render(rows, style));
        const at = where.map((cut) => Math.min(4 + cut, bytes.length));
        expect(await hear('json', bytes, at)).toEqual(await hear('json', bytes));
      }),
      { numRuns: 300, interruptAfterTimeLimit: 3000 },
    );
  });

  test('a place points at the value', async () => {
    await fc.assert(
      fc.asyncProperty(objects, styles, async (rows, style) => {
        const text = render(rows, style);
        const heard = await hear('json', text);
        for (const [i, places] of heard.places.entries()) {
          for (const [j, place] of places.entries()) {
            const value = rows[i]?.[heard.headers[j] ?? ''];
            const [line = 0, column = 0] = place.split(':').map(Number);
            const rest = Array.from(text.split(/\r\n|\r|\n/)[line - 1] ?? '')
              .slice(column - 1)
              .join('');
            expect(
              rest.startsWith(JSON.stringify(value)),
              `${place} is ${rest.slice(0, 20)}, not ${JSON.stringify(value)}`,
            ).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('any text at all', () => {
  const soup = fc.string({
    unit: fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '\n',
      ' ',
      '1',
      '-',
      'true',
      '"a"',
      '{"a":1}',
      '{"a":"b"}',
      'é',
    ),
    maxLength: 25,
  });

  test('comes to an end, the same end however its bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(soup, cuts, async (text, where) => {
        const bytes = Buffer.from(`    ${text}`);
        const heard = await hear('json', bytes);
        const at = where.map((cut) => Math.min(4 + (cut % 40), bytes.length));
        expect(await hear('json', bytes, at)).toEqual(heard);
      }),
      { numRuns: 1000 },
    );
  });

  test('what JSON.parse takes as rows is taken; what it refuses is refused', async () => {
    await fc.assert(
      fc.asyncProperty(soup, async (text) => {
        const content = `[${text}]`;
        let parsed: unknown = null;
        try {
          parsed = JSON.parse(content);
        } catch {
          // It is no JSON.
        }
        const { problems } = await hear('json', content);
        const said = `${content}: ${problems.join()}`;
        if (parsed === null)
          expect(
            problems.some((problem) => !problem.includes(' note ')),
            said,
          ).toBe(true);
        else
          expect(
            problems.filter((problem) => problem.includes('json/syntax')),
            said,
          ).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('rows', () => {
  test('objects in objects become dotted columns, arrays stay text', async () => {
    const heard = await hear('json', '[{"a":{"b":1,"c":{"d":"x"}},"tags":["p", {"q": 1}],"e":{}}]');
    expect(told(heard)).toEqual([{ 'a.b': '1', 'a.c.d': 'x', tags: '["p", {"q": 1}]' }]);
  });

  test('keys that are left out are no value; keys that come up late are columns', async () => {
    const early = Array.from({ length: 150 }, (_, i) => `{"id":"r${i}"}`);
    const heard = await hear('json', `[{"id":"a","score":1},${early.join()},{"late":"x","id":"b"}]`);
    expect(heard.headers).toEqual(['id', 'score', 'late']);
    expect(heard.rows[1]?.slice(0, 2)).toEqual(['r0', null]);
    expect(heard.rows.at(-1)).toEqual(['b', null, 'x']);
  });

  test('numbers keep the digits they were written with', async () => {
    const heard = await hear('json', '[{"a":1.10,"b":1e3,"c":-0,"d":100000000000000.5,"e":9007199254740991}]');
    expect(heard.rows[0]).toEqual(['1.10', '1e3', '-0', '100000000000000.5', '9007199254740991']);
  });

  test('names that mean something to JavaScript are names', async () => {
    const heard = await hear('json', '[{"__proto__":{"admin":true},"constructor":"x","toString":"y"}]');
    expect(heard.headers).toEqual(['__proto__.admin', 'constructor', 'toString']);
    expect(heard.rows).toEqual([['true', 'x', 'y']]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test('a hundred thousand nested arrays are no row, and no stack overflow', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect((await hear('json', deep)).problems).toEqual(['1:2 error json/not-object']);
    expect((await hear('json', `[{"a":${deep}}]`)).rows[0]?.[0]).toBe(deep);
  });
});

describe('strictness', () => {
  test.each([
    ['nothing', '', '1:1 fault json/empty'],
    ['blanks', ' \n\t', '1:1 fault json/empty'],
    ['a trailing comma', '[{"a":1},]', '1:10 fault json/syntax'],
    ['two commas', '[{"a":1},,{"a":2}]', '1:10 fault json/syntax'],
    ['a comma first', '[,{"a":1}]', '1:2 fault json/syntax'],
    ['no comma', '[{"a":1} {"a":2}]', '1:10 fault json/syntax'],
    ['no end', '[{"a":1}', '1:9 fault json/syntax'],
    ['text after the end', '[{"a":1}] x', '1:11 fault json/syntax'],
    ['a second array', '[{"a":1}]\n[{"a":2}]', '2:1 fault json/syntax'],
    ['cut in a string', '[{"a":"x', '1:2 fault json/syntax'],
    ['cut in an object', '[{"a":1', '1:2 fault json/syntax'],
    ['NaN', '[{"a":NaN}]', '1:7 fault json/syntax'],
    ['single quotes', "[{'a':1}]", '1:3 fault json/syntax'],
    ['no quotes', '[{a:1}]', '1:3 fault json/syntax'],
    ['a comment', '[{"a":1 /* x */}]', '1:9 fault json/syntax'],
    ['leading zeros', '[{"a":01}]', '1:8 fault json/syntax'],
    ['a plus', '[{"a":+1}]', '1:7 fault json/syntax'],
    ['a bare point', '[{"a":1.}]', '1:8 fault json/syntax'],
    ['hexadecimal', '[{"a":0x10}]', '1:8 fault json/syntax'],
    ['a line break in a string', '[{"a":"x\ny"}]', '1:7 fault json/syntax'],
    ['an escape that is none', '[{"a":"\\x"}]', '1:7 fault json/syntax'],
    ['a comma in the end of an object', '[{"a":1,}]', '1:9 fault json/syntax'],
    ['a key twice', '[{"a":1,"b":2,"a":3}]', '1:15 error json/duplicate-key'],
    ['a key twice, written differently', '[{"a":1,"\\u0061":3}]', '1:9 error json/duplicate-key'],
    ['a whole number that is too long', '[{"a":9007199254740993}]', '1:7 error json/unsafe-integer'],
    ['a number', '[5]', '1:2 error json/not-object'],
    ['a string', '["x"]', '1:2 error json/not-object'],
    ['null', '[null]', '1:2 error json/not-object'],
    ['an object with the rows inside', '{"data":[{"a":1}],"next":null}', '1:1 fault json/not-array'],
    ['deeper', '{"page":1,"x":{"data":[{"a":1}]}}', '1:1 fault json/not-array'],
    ['no JSON at all', 'id,score\n1,2\n', '1:1 fault json/syntax'],
    ['too deep', `[${'{"a":'.repeat(18)}1${'}'.repeat(18)}]`, '1:87 error json/too-deep'],
  ])('%s', async (_name, content, problem) => {
    expect((await hear('json', content)).problems).toEqual([problem]);
  });

  test('places are counted through line breaks and long letters', async () => {
    const heard = await hear('json', '[\r\n  {"é":"😀", "a":\n\n 1, "a":2},\r{"b":3}\n]');
    expect(heard.problems).toEqual(['4:5 error json/duplicate-key']);
    expect(heard.lines).toEqual([5]);
  });

  test('a bad row does not end the file; a fault of syntax does', async () => {
    const heard = await hear('json', '[{"a":1},5,{"a":2,"a":3},{"a":4},{"a":],{"a":6}]');
    expect(heard.problems).toEqual([
      '1:10 error json/not-object',
      '1:19 error json/duplicate-key',
      '1:39 fault json/syntax',
    ]);
    expect(heard.rows.length).toBeLessThanOrEqual(2);
  });
});

describe('long rows', () => {
  const limit = 1024 * 1024;
  const long = (length: number): Buffer => Buffer.from(`[{"a":1},{"a":"${'x'.repeat(length - 8)}"},{"a":2}]`);
  const each = (size: number, length: number): number[] =>
    Array.from({ length: Math.floor(length / size) }, (_, i) => (i + 1) * size);

  test('just under 1 MiB is read', async () => {
    expect((await hear('json', long(limit - 1), each(65_536, limit))).problems).toEqual([]);
  });

  test('just over 1 MiB is refused, however its bytes come', async () => {
    const refused = ['1:10 fault json/record-too-large'];
    expect((await hear('json', long(limit + 1), each(65_536, limit))).problems).toEqual(refused);
    expect((await hear('json', long(limit + 1), each(50_000, limit))).problems).toEqual(refused);
    expect((await hear('json', long(limit + 1))).problems).toEqual(refused);
  });

  test('many short rows are not a long one', async () => {
    const rows = `[${Array.from({ length: 100_000 }, (_, i) => `{"id":"row ${i}"}`).join()}]`;
    expect(rows.length).toBeGreaterThan(limit);
    expect(await hear('json', rows)).toMatchObject({ problems: [], headers: ['id'] });
  });
});

describe('lines', () => {
  test('are noticed at the second', async () => {
    expect((await hear('json', '{"a":1}\n{"a":2}\n{"a":3}\n')).problems).toEqual(['2:1 note json/lines']);
    expect((await hear('json', '{"a":1}\n')).problems).toEqual([]);
  });

  test('a bad line is a bad row', async () => {
    const heard = await hear('json', '{"a":1}\n5\n{"a":2}\n');
    expect(heard.problems).toContain('2:1 error json/not-object');
    expect(heard.rows).toEqual([['1'], ['2']]);
  });

  test('a line that is cut off', async () => {
    const heard = await hear('json', '{"a":1}\n{"a":2}\n{"a":');
    expect(heard.problems).toEqual(['2:1 note json/lines', '3:1 fault json/syntax']);
  });
});
