import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { acme, folderWith } from '../support/folder.ts';

/** The parts of a zip archive, by their names. */
function partsOf(archive: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  let at = archive.readUInt32LE(archive.length - 6);
  for (let left = archive.readUInt16LE(archive.length - 12); left > 0; left--) {
    const [nameSize, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const size = archive.readUInt32LE(at + 20);
    const name = archive.toString('utf8', at + 46, at + 46 + (nameSize ?? 0));
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(from, from + size);
    parts.set(name, (archive.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes).toString('utf8'));
    at += 46 + (nameSize ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return parts;
}

async function workbook(line: string, cwd: string): Promise<Buffer> {
  const ran = await csm([...line.split(' '), '-o', 'r.xlsx'], { cwd });
  expect(ran, ran.stderr).toMatchObject({ code: 0, stdout: '' });
  return readFileSync(join(cwd, 'r.xlsx'));
}

const surveys = (...rows: string[]) =>
  ['response_id,respondent_id,kind,score,responded_at,rep', ...rows, ''].join('\n');

test('three sheets with a frozen head, numbers as numbers, the same bytes each time', async () => {
  const cwd = folderWith();
  const first = await workbook(`report --data ${acme} -p 2024-07`, cwd);
  expect(first.toString('latin1', 0, 2)).toBe('PK');
  const parts = partsOf(first);
  expect(
    parts
      .get('xl/workbook.xml')
      ?.match(/<sheet [^>]*name="[^"]*"/g)
      ?.map((each) => /name="([^"]*)"/.exec(each)?.[1]),
  ).toEqual(['rows', 'summary', 'inputs']);
  const sheets = [1, 2, 3].map((i) => parts.get(`xl/worksheets/sheet${i}.xml`) ?? '');
  for (const sheet of sheets) expect(sheet).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/);
  const { stdout } = await csm(['report', '--data', acme, '-p', '2024-07', '--json']);
  const { rows } = JSON.parse(stdout) as { rows: readonly Record<string, unknown>[] };
  const numbers = rows.flatMap((row) => Object.values(row).filter((value) => typeof value === 'number'));
  const cells = Array.from(
    (sheets[0] ?? '').matchAll(/<c r="[A-Z]+\d+"(?: s="\d+")?(?: t="n")?><v>([^<]*)<\/v>/g),
    ([, v]) => Number(v),
  );
  expect(cells).toEqual(numbers);
  expect((await workbook(`report --data ${acme} -p 2024-07`, cwd)).equals(first)).toBe(true);
});

test('a cell that begins like a formula is text', async () => {
  const formula = '=HYPERLINK(""http://x.example"",""a"")';
  const cwd = folderWith({
    's.csv': surveys(
      `r1,p1,nps,9,2024-07-02,"${formula}"`,
      'r2,p2,nps,3,2024-07-02,+1+1',
      'r3,p3,nps,3,2024-07-02,a\u0001<b>',
    ),
  });
  const parts = partsOf(await workbook('nps s.csv -p 2024-07 --by rep', cwd));
  const all = [...parts.values()].join('\n');
  expect(all).not.toMatch(/<f[ >]|http:\/\/x\.example" Target|hyperlink /);
  expect(all).toContain('=HYPERLINK(');
  expect(all).toContain('&lt;b&gt;');
  expect(all).not.toContain('\u0001');
});

test('an answer without a value has an empty cell and a reason', async () => {
  const cwd = folderWith({ 's.csv': surveys('r1,p1,nps,9,2024-07-02,Ana') });
  const parts = partsOf(await workbook('nps s.csv -p 2023', cwd));
  expect(parts.get('xl/sharedStrings.xml')).toContain('no_responses');
  expect([...parts.values()].join('\n')).not.toMatch(/NaN|undefined|Infinity/);
});

test('a pipe takes the bytes', async () => {
  const cwd = folderWith({ 's.csv': surveys('r1,p1,nps,9,2024-07-02,Ana') });
  const file = await workbook('nps s.csv -p 2024-07', cwd);
  const ran = await csm('nps s.csv -p 2024-07 -f xlsx'.split(' '), { cwd });
  expect(Buffer.from(ran.stdout, 'latin1').equals(file)).toBe(true);
});
