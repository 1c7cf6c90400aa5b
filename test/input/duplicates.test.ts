import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContentHash, Seen } from '../../src/input/duplicates.ts';
import { csm } from '../support/csm.ts';
import { folderWith } from '../support/folder.ts';

/** What a row says, as it is compared. */
function saying(...cells: string[]): ContentHash {
  const content = new ContentHash();
  content.clear();
  for (const cell of cells) content.add(cell);
  return content;
}

test('the first row of an id is remembered, and the next are held against it', () => {
  const seen = new Seen();
  expect(seen.check('r1', saying('nine'), 'a.csv', 2)).toBeNull();
  expect(seen.check('r2', saying('nine'), 'a.csv', 3)).toBeNull();
  expect(seen.check('r1', saying('nine'), 'b.csv', 7)).toEqual({ file: 'a.csv', line: 2, same: true });
  expect(seen.check('r1', saying('four'), 'b.csv', 8)).toEqual({ file: 'a.csv', line: 2, same: false });
  expect(seen.check('r3', saying('nine'), 'b.csv', 9)).toBeNull();
  expect(seen.check('r3', saying('nine'), 'b.csv', 10)).toEqual({ file: 'b.csv', line: 9, same: true });
});

test('any rows, as a plain map would remember them', () => {
  const row = fc.tuple(
    fc.constantFrom('a', 'b', '__proto__', ''),
    fc.string({ maxLength: 3 }),
    fc.constantFrom('1', '2'),
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const seen = new Seen();
      const first = new Map<string, { content: string; file: string; line: number }>();
      for (const [line, [id, content, file]] of rows.toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).entries()) {
        const known = first.get(id);
        const expected = known ? { file: known.file, line: known.line, same: known.content === content } : null;
        expect(seen.check(id, saying(content), file, line)).toEqual(expected);
        if (!known) first.set(id, { content, file, line });
      }
    }),
  );
});

test('many ids: none is lost when the store grows, and near contents are told apart', () => {
  const seen = new Seen();
  const count = 50_000;
  for (let i = 0; i < count; i++) expect(seen.check(`id ${i}`, saying(`row ${i}`), 'f', i)).toBeNull();
  for (let i = 0; i < count; i += 97) {
    expect(seen.check(`id ${i}`, saying(`row ${i}`), 'f', 0)).toEqual({ file: 'f', line: i, same: true });
    expect(seen.check(`id ${i}`, saying(`row ${i} `), 'f', 0)).toEqual({ file: 'f', line: i, same: false });
  }
});

test('where a cell ends is part of what a row says', () => {
  const hash = ({ high, low }: ContentHash) => `${high} ${low}`;
  const all = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['', 'abc'], ['c', 'ab'], ['ab', 'c', ''], []];
  expect(new Set(all.map((cells) => hash(saying(...cells)))).size).toBe(all.length);
  expect(hash(saying('ab', 'c'))).toBe(hash(saying('ab', 'c')));
});

describe('rows of a run', () => {
  const head = 'response_id,kind,score,responded_at,comment\n';
  const read = async (files: Readonly<Record<string, string>>) => {
    const { code, stdout, stderr } = await csm(['nps', ...Object.keys(files), '-p', '2024-07', '--json'], {
      cwd: folderWith(files),
    });
    const { rows, inputs } = (stdout === '' ? { rows: [], inputs: [] } : JSON.parse(stdout)) as {
      rows: { n: number }[];
      inputs: { duplicates: number }[];
    };
    return { code, stderr, n: rows[0]?.n, duplicates: inputs.map((each) => each.duplicates) };
  };

  test('a row that stands again counts once', async () => {
    const row = 'r1,nps,9,2024-07-02,fine\n';
    expect(await read({ 'a.csv': head + row + row + row })).toMatchObject({ code: 0, n: 1, duplicates: [2] });
    expect(await read({ 'a.csv': head + row, 'b.csv': head + row })).toMatchObject({
      code: 0,
      n: 1,
      duplicates: [0, 1],
    });
  });

  test('the order of columns and line ends do not make another row of it', async () => {
    const other = 'comment,response_id,responded_at,score,kind\r\nfine,r1,2024-07-02,9,nps\r\n';
    expect(await read({ 'a.csv': `${head}r1,nps,9,2024-07-02,fine\n`, 'b.csv': other })).toMatchObject({
      code: 0,
      n: 1,
      duplicates: [0, 1],
    });
  });

  test('one id with two contents is an error, in any column', async () => {
    const rows = 'r1,nps,9,2024-07-02,fine\nr1,nps,9,2024-07-02,good\n';
    expect(await read({ 'a.csv': head + rows })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('row/conflicting-id') as string,
    });
  });

  test('without ids no row is a duplicate', async () => {
    const row = 'nps,9,2024-07-02\n';
    expect(await read({ 'a.csv': `kind,score,responded_at\n${row}${row}` })).toMatchObject({
      code: 0,
      n: 2,
      duplicates: [0],
    });
    expect(await read({ 'a.csv': `${head},nps,9,2024-07-02,x\n,nps,9,2024-07-02,x\n` })).toMatchObject({
      code: 0,
      n: 2,
    });
  });

  test('one response with answers of several kinds is several rows', async () => {
    const rows = 'r1,nps,9,2024-07-02,\nr1,csat,4,2024-07-02,\n';
    expect(await read({ 'a.csv': head + rows })).toMatchObject({ code: 0, n: 1, duplicates: [0] });
  });
});
