import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csm, type Ran } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

const head = 'response_id,kind,score,responded_at,comment\n';
const good = 'r1,nps,10,2024-07-02,fine\nr2,nps,9,2024-07-03,\nr3,nps,3,2024-07-04,slow\n';

type Files = Readonly<Record<string, string | Uint8Array>>;
interface Row {
  readonly metric: string;
  readonly group: string | null;
  readonly value: number | null;
  readonly n: number;
}

const run = (files: Files, line: string): Promise<Ran> => csm(wordsOf(line), { cwd: folderWith(files) });

/** The headline of an answer that must come: value and n. */
async function answer(files: Files, line: string): Promise<readonly [number | null | undefined, number | undefined]> {
  const { code, stdout, stderr } = await run(files, `${line} -p 2024-07 --json`);
  expect(code, stderr).toBe(0);
  const [first] = (JSON.parse(stdout) as { rows: readonly Row[] }).rows;
  return [first?.value, first?.n];
}

/** Where an error points to, and its code; of a run that must fail. */
async function refused(files: Files, line: string): Promise<string[]> {
  const { code, stdout, stderr } = await run(files, `${line} -p 2024-07`);
  expect([code, stdout]).toEqual([3, '']);
  return Array.from(stderr.matchAll(/^(\S+?): error: .* \[(.+)\]$/gm), ([, place, slug]) => `${place} ${slug}`);
}

describe('--encoding', () => {
  test('windows-1252, with the characters that Latin-1 does not have', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${head}r1,nps,10,2024-07-02,caf`),
      Buffer.from([0xe9, 0x20, 0x80, 0x93, 0x94, 0x92, 0x96]),
      Buffer.from('\n'),
    ]);
    expect(await refused({ 's.csv': bytes }, 'nps s.csv')).toEqual(['s.csv:2:25 encoding/invalid-utf8']);
    const { stdout } = await run(
      { 's.csv': bytes },
      'nps s.csv -p 2024-07 --encoding windows-1252 --by comment --json',
    );
    expect((JSON.parse(stdout) as { rows: readonly Row[] }).rows.map(({ group }) => group)).toContain('café €“”’–');
  });

  test('of a large file, one letter at the edge of every piece', async () => {
    const rows = Array.from({ length: 4000 }, (_, i) => `r${i},nps,10,2024-07-02,${'é'.repeat(1 + (i % 60))}\n`).join(
      '',
    );
    expect(await answer({ 's.csv': Buffer.from(head + rows, 'latin1') }, 'nps s.csv --encoding windows-1252')).toEqual([
      100, 4000,
    ]);
    expect(await answer({ 's.csv': Buffer.from(head + rows, 'utf16le') }, 'nps s.csv --encoding utf-16le')).toEqual([
      100, 4000,
    ]);
  });

  test('a mark of order that agrees is no letter', async () => {
    const utf16 = Buffer.from(`\ufeff${head}${good}`, 'utf16le');
    expect(await answer({ 's.csv': utf16 }, 'nps s.csv --encoding utf-16le')).toEqual([expect.closeTo(33.333, 2), 3]);
    expect(await answer({ 's.csv': `\ufeff${head}${good}` }, 'nps s.csv --encoding utf-8')).toEqual([
      expect.closeTo(33.333, 2),
      3,
    ]);
  });

  test('said to be UTF-8, it must be', async () => {
    const bytes = Buffer.concat([Buffer.from(`${head}r1,nps,10,2024-07-02,`), Buffer.from([0xe9, 0x0a])]);
    expect(await refused({ 's.csv': bytes }, 'nps s.csv --encoding utf-8')).toEqual([
      's.csv:2:22 encoding/invalid-utf8',
    ]);
  });
});

describe('--delimiter', () => {
  test.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['pipe', '|'],
    [':', ':'],
    ['^', '^'],
  ])('%s', async (word, delimiter) => {
    const text = `id;x,y${delimiter}score${delimiter}responded_at\n1;2,3${delimiter}10${delimiter}2024-07-02\n`;
    const quoted = text.replaceAll(/^[^\n]*?(?=[,;\t|:^](?:score|10))/gm, '"$&"');
    expect(await answer({ 's.csv': quoted }, `nps --surveys s.csv --delimiter '${word}'`)).toEqual([100, 1]);
  });

  test('settles a draw', async () => {
    const files = { 's.csv': 'score;a,responded_at;b,c\n10;1,2024-07-02;2,3\n' };
    expect(await refused(files, 'nps s.csv')).toEqual(['s.csv:1:1 csv/delimiter']);
    expect((await refused(files, 'nps s.csv --delimiter comma'))[0]).toContain('header/missing');
  });
});

describe('--decimal and --thousands', () => {
  const subscriptions = (...amounts: string[]) =>
    `subscription_id;customer_id;amount;started_at;ended_at\n${amounts.map((amount, i) => `u${i};c${i};${amount};2024-01-01;\n`).join('')}`;

  test.each([
    ['--decimal comma', ['1234,56', '0,44', '7']],
    ['--decimal comma --thousands point', ['1.234,56', '0,44', '7']],
    ['--thousands comma', ['1,234.56', '0.44', '7']],
    ['--thousands space', ['1 234.56', '0.44', '7']],
    ['--thousands space', ['1\u00a0234.56', '0.44', '7']],
    ['--thousands apostrophe', ["1'234.56", '0.44', '7.00']],
    ['', ['1234.56', '0.44', '7']],
  ])('%s: %j is 1242', async (flags, amounts) => {
    expect(await answer({ 'u.csv': subscriptions(...amounts) }, `mrr u.csv ${flags}`)).toEqual([1242, 3]);
  });

  test('a file has one style: the other one is refused, by its place', async () => {
    expect(await refused({ 'u.csv': subscriptions('1,50', '1.50') }, 'mrr u.csv --decimal comma')).toEqual([
      'u.csv:3:7 money/format',
    ]);
    expect(await refused({ 'u.csv': subscriptions('1.50', '1,50') }, 'mrr u.csv')).toEqual([
      'u.csv:3:7 money/decimal-comma',
    ]);
    expect(await refused({ 'u.csv': subscriptions('12,34.50') }, 'mrr u.csv --thousands comma')).toEqual([
      'u.csv:2:7 money/format',
    ]);
    expect(await refused({ 'u.csv': subscriptions('1,234.50,5') }, 'mrr u.csv --thousands comma')).toEqual([
      'u.csv:2:7 money/format',
    ]);
  });
});

describe('--date-format', () => {
  const dated = (...dates: string[]) => ({
    's.csv': `kind;score;responded_at\n${dates.map((date) => `nps;10;${date}\n`).join('')}`,
  });

  test.each([
    ['dmy', ['02/07/2024', '31.7.2024', '2-7-2024', '02/07/2024 09:30']],
    ['mdy', ['07/02/2024', '7.31.2024', '07/02/2024 9:30:00 PM', '07/31/2024 12:00 AM']],
    ['ymd', ['2024/07/02', '2024.7.31', '2024-7-2']],
    ['excel', ['45475', '45475.5', '45504.99']],
    ['dd.MM.yyyy', ['02.07.2024', '31.07.2024']],
    ["d MMM yyyy 'at' HH:mm", ['2 Jul 2024 at 09:30', '31 Jul 2024 at 23:59']],
    ['iso', ['2024-07-02', '2024-07-31T23:59:00Z']],
  ])('%s', async (format, dates) => {
    const cwd = folderWith(dated(...dates, '2024-07-15'));
    const ran = await csm(['nps', 's.csv', '-p', '2024-07', '--json', '--date-format', format], { cwd });
    expect(ran.code, ran.stderr).toBe(0);
    expect((JSON.parse(ran.stdout) as { rows: readonly Row[] }).rows[0]?.n, 'ISO dates are read as well').toBe(
      dates.length + 1,
    );
  });

  test.each([
    ['dmy', '07/31/2024', 'date/not-in-calendar'],
    ['dmy', '30/02/2024', 'date/not-in-calendar'],
    ['mdy', '31/07/2024', 'date/not-in-calendar'],
    ['dmy', '02/07/24', 'date/two-digit-year'],
    ['dmy', '02/07/2024 24:00', 'date/not-in-calendar'],
    ['mdy', '07/02/2024 13:00 PM', 'date/not-in-calendar'],
    ['excel', '60', 'date/not-in-calendar'],
    ['dmy', 'soon', 'date/format'],
  ])('%s: %s is %s', async (format, date, code) => {
    expect(await refused(dated(date), `nps s.csv --date-format ${format}`)).toEqual([`s.csv:2:8 ${code}`]);
  });

  test('of one field, and of the others', async () => {
    const files = { 's.csv': 'kind,score,sent_at,responded_at\nnps,10,07/01/2024,02/07/2024\n' };
    expect(await answer(files, 'nps s.csv --date-format dmy --date-format sent_at=mdy')).toEqual([100, 1]);
    expect(await answer(files, 'nps s.csv --date-format mdy --date-format sent_at=dmy')).toEqual([null, 0]);
  });

  test('a format that can be no date is refused', async () => {
    for (const format of ['dym', 'xyz', 'yyyy', 'foo=dmy', 'responded_at=', 'HH:mm']) {
      const ran = await run(dated('2024-07-02'), `nps s.csv --date-format ${format}`);
      expect([ran.code, ran.stderr.includes('usage/value')], format).toEqual([2, true]);
    }
  });
});

describe('cells', () => {
  test('--missing: a word that stands for an empty cell, in any case a whole cell', async () => {
    const rows = 'r4,nps,no answer,2024-07-05,-\nr5,nps,-,2024-07-05,no answer yet\n';
    const files = { 's.csv': head + good + rows };
    expect(await refused(files, 'nps s.csv')).toEqual(['s.csv:5:8 field/type', 's.csv:6:8 field/type']);
    expect(await answer(files, "nps s.csv --missing 'no answer' --missing=-")).toEqual([expect.closeTo(33.333, 2), 3]);
  });

  test('--score-labels: text after the number', async () => {
    const files = {
      's.csv': `${head}r1,nps,10 - Extremely likely,2024-07-02,\nr2,nps,0: not at all,2024-07-02,\nr3,nps,7,2024-07-02,\n`,
    };
    expect(await refused(files, 'nps s.csv')).toEqual(['s.csv:2:8 field/type', 's.csv:3:8 field/type']);
    expect(await answer(files, 'nps s.csv --score-labels')).toEqual([0, 3]);
    const other = {
      's.csv': `${head}r1,nps,9 of 10,2024-07-02,\nr2,nps,9/10,2024-07-02,\nr3,nps,9.5 - good,2024-07-02,\n`,
    };
    expect((await refused(other, 'nps s.csv --score-labels')).map((each) => each.split(' ')[0])).toContain('s.csv:3:8');
  });
});

describe('lines', () => {
  test('--skip-lines: what stands before the header; later lines keep their number', async () => {
    const text = `Answers, "all" of them\nmade; on 2024-08-01\n\n${head}${good}r4,nps,11,2024-07-05,\n`;
    expect(await refused({ 's.csv': text }, 'nps s.csv --skip-lines 2')).toEqual(['s.csv:8:8 field/out-of-range']);
    expect(await answer({ 's.csv': text.replace(',11,', ',10,') }, 'nps s.csv --skip-lines 3')).toEqual([50, 4]);
    const { stderr } = await run({ 's.csv': `Answers\n${head}${good}` }, 'nps s.csv');
    expect(stderr).toContain('hint: --skip-lines 1');
  });

  test('--skip-last: what stands after the data', async () => {
    const files = { 's.csv': `${head}${good}Total,,22,,\nmade by hand,,,,\n` };
    expect(await answer(files, 'nps s.csv --skip-last 2')).toEqual([expect.closeTo(33.333, 2), 3]);
    expect(await refused(files, 'nps s.csv --skip-last 1')).toEqual(['s.csv:5:1 row/summary-line']);
    expect(await answer(files, 'nps s.csv --skip-last 4')).toEqual([100, 1]);
    expect(await answer(files, 'nps s.csv --skip-last 100')).toEqual([null, 0]);
  });

  test('--comment: lines that are none of the data, wherever they stand', async () => {
    const text = `# one\n# "two\n${head}# three, and a comma\nr1,nps,10,2024-07-02,# not one\n#\nr2,nps,11,2024-07-02,\n# last\n`;
    expect(await refused({ 's.csv': text }, "nps s.csv --comment '#'")).toEqual(['s.csv:7:8 field/out-of-range']);
    const { stdout } = await run(
      { 's.csv': text.replace(',11,', ',10,') },
      "nps s.csv --comment '#' --by comment -p 2024-07 --json",
    );
    expect(
      (JSON.parse(stdout) as { rows: readonly Row[] }).rows
        .filter(({ metric }) => metric === 'nps')
        .map(({ group }) => group),
    ).toEqual([null, '# not one', '(none)']);
  });

  test('lines that are left out by a flag are not called blank', async () => {
    const files = { 's.csv': `Answers\n# one\n${head}# two\n${good}` };
    const { stderr } = await run(files, "nps s.csv -p 2024-07 -v --skip-lines 1 --comment '#'");
    expect(stderr).not.toContain('blank line');
  });
});

describe('--escape backslash', () => {
  test('quotes in cells, and the places after them', async () => {
    const rows = String.raw`r1,nps,10,2024-07-02,"he said \"fine\", twice"` + '\n';
    expect(await refused({ 's.csv': head + rows }, 'nps s.csv')).toEqual(['s.csv:2:33 csv/stray-quote']);
    const files = {
      's.csv': `comment,kind,score,responded_at\n${String.raw`"he said \"a, b\", twice",nps,10,2024-07-02`}\n`,
    };
    expect(await answer(files, 'nps s.csv --escape backslash')).toEqual([100, 1]);
    const bad = { 's.csv': `comment,kind,score,responded_at\n${String.raw`"a \", \" b",nps,11,2024-07-02`}\n` };
    expect(await refused(bad, 'nps s.csv --escape backslash')).toEqual(['s.csv:2:18 field/out-of-range']);
    const open = { 's.csv': `comment,kind,score,responded_at\n${String.raw`"a \" b,nps,11,2024-07-02`}\n` };
    expect(await refused(open, 'nps s.csv --escape backslash')).toEqual(['s.csv:2:1 csv/unclosed-quote']);
  });
});

describe('--max-record', () => {
  const long = `${head}r1,nps,10,2024-07-02,${'x'.repeat(1_500_000)}\n`;

  test('more', async () => {
    expect(await refused({ 's.csv': long }, 'nps s.csv')).toEqual(['s.csv:2:1 csv/record-too-large']);
    expect(await answer({ 's.csv': long }, 'nps s.csv --max-record 2M')).toEqual([100, 1]);
  });

  test('less', async () => {
    const files = { 's.csv': `${head}${good}r4,nps,10,2024-07-02,${'x'.repeat(3000)}\n` };
    expect(await refused(files, 'nps s.csv --max-record 2K')).toEqual(['s.csv:5:1 csv/record-too-large']);
  });

  test('of JSON too', async () => {
    const files = {
      's.json': JSON.stringify([
        { kind: 'nps', score: 10, responded_at: '2024-07-02', comment: 'x'.repeat(1_500_000) },
      ]),
    };
    expect(await refused(files, 'nps s.json')).toEqual(['s.json:1:2 json/record-too-large']);
    expect(await answer(files, 'nps s.json --max-record 2M')).toEqual([100, 1]);
  });
});

describe('--json-path', () => {
  const rows =
    '[{"kind":"nps","score":10,"responded_at":"2024-07-02"},\n {"kind":"nps","score":9,"responded_at":"2024-07-03"}]';

  test('a list inside a document, however deep', async () => {
    expect(await answer({ 's.json': `{"next":null,"data":${rows}}` }, 'nps s.json --json-path data')).toEqual([100, 2]);
    expect(
      await answer(
        { 's.json': `{"result":{"page":1,"items":${rows}},"x":[1]}` },
        'nps s.json --json-path result.items',
      ),
    ).toEqual([100, 2]);
    expect(await answer({ 's.json': `{"data":[]}` }, 'nps --surveys s.json --json-path data')).toEqual([null, 0]);
  });

  test('is what the hint says', async () => {
    const { code, stderr } = await run({ 's.json': `{"data":${rows},"next":null}` }, 'nps s.json -p 2024-07');
    expect([code, stderr.includes('[json/not-array]')]).toEqual([3, true]);
    expect(stderr).toContain('hint: --json-path data');
  });

  test('places are places in the file', async () => {
    const files = { 's.json': `{\n"data":\n${rows.replace('"score":9', '"score":99')}}` };
    expect(await refused(files, 'nps s.json --json-path data')).toEqual(['s.json:4:24 field/out-of-range']);
  });

  test('strict inside and around the list', async () => {
    for (const content of [
      `{"data":${rows}`,
      `{"data":${rows},}`,
      `{"data":${rows.replace('},', '},,')}}`,
      `{"data":${rows}} x`,
    ]) {
      expect(
        (await refused({ 's.json': content }, 'nps s.json --json-path data')).join(),
        content.slice(-20),
      ).toContain('json/syntax');
    }
    expect(await refused({ 's.json': `{"data":${rows}}` }, 'nps s.json --json-path rows')).toEqual([
      's.json:1:1 json/not-array',
    ]);
    expect(await refused({ 's.json': '{"data":{"a":1}}' }, 'nps s.json --json-path data')).toEqual([
      's.json:1:1 json/not-array',
    ]);
  });
});

describe('--skip-invalid', () => {
  const bad = 'r4,nps,11,2024-07-05,\nr5,nps,9,2024-02-30,"a ""b"", c"\nr6,nps,9\n';
  const files = { 's.csv': `${head}${good}${bad}` };

  test('leaves bad rows out, and says which and how many', async () => {
    expect(await answer(files, 'nps s.csv --skip-invalid --max-rejects 3')).toEqual([expect.closeTo(33.333, 2), 3]);
    const { stdout, stderr } = await run(files, 'nps s.csv -p 2024-07 --skip-invalid --max-rejects 3');
    for (const place of ['5:8', '6:10', '7:9']) expect(stderr).toContain(`s.csv:${place}: warning: `);
    expect(stdout + stderr).toMatch(/\b3 (of 6 )?rows\b.*left out|left out.*\b3\b|\b3 of 6 rows\b/);
    const { inputs } = JSON.parse(
      (await run(files, 'nps s.csv -p 2024-07 --skip-invalid --max-rejects 3 --json')).stdout,
    ) as { inputs: unknown[] };
    expect(inputs[0]).toMatchObject({ read: 6, used: 3, rejected: 3 });
  });

  test.each([
    ['', false],
    ['--max-rejects 2', false],
    ['--max-rejects 3', true],
    ['--max-rejects 49%', false],
    ['--max-rejects 50%', true],
    ['--max-rejects 100%', true],
    ['--max-rejects 0', false],
  ])('%s: an answer is %s', async (flag, isAnswered) => {
    const { code, stdout, stderr } = await run(files, `nps s.csv -p 2024-07 --skip-invalid ${flag}`);
    expect([code, stdout !== '']).toEqual(isAnswered ? [0, true] : [3, false]);
    if (!isAnswered) expect(stderr).toContain('[data/too-many-rejects]');
  });

  test('never skips what is wrong with the file as a whole', async () => {
    for (const [content, code] of [
      [`${head}${good}r4,nps,9,2024-07-05,"open\n`, 'csv/unclosed-quote'],
      [head.replace('score', 'points') + good, 'header/missing'],
      ['', 'csv/empty'],
    ] as const) {
      const { code: exit, stderr } = await run({ 's.csv': content }, 'nps s.csv --skip-invalid --max-rejects 100%');
      expect([exit, stderr.includes(`[${code}]`)], code).toEqual([3, true]);
      expect(stderr, 'it would not help').not.toContain('--skip-invalid');
    }
  });

  test('is offered where it would help', async () => {
    expect((await run(files, 'nps s.csv')).stderr).toContain('--skip-invalid');
    expect((await run({ 's.csv': '' }, 'nps s.csv')).stderr).not.toContain('--skip-invalid');
  });

  test('same id, other content: the first row counts, the second is left out', async () => {
    const twice = { 's.csv': `${head}${good}r1,nps,0,2024-07-09,\n` };
    expect(await answer(twice, 'nps s.csv --skip-invalid --max-rejects 1')).toEqual([expect.closeTo(33.333, 2), 3]);
  });
});

describe('--rejects', () => {
  const bad = ['r4,nps,11,2024-07-05,', 'r5,nps,9,2024-02-30,"a ""b"",\nc"', 'r6,nps,9'];
  const files = { 's.csv': `${head}${good}${bad.join('\n')}\n` };

  test('keeps the bad rows as they stand', async () => {
    const cwd = folderWith(files);
    const { code } = await csm(wordsOf('nps s.csv -p 2024-07 --skip-invalid --max-rejects 3 --rejects bad.csv'), {
      cwd,
    });
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'bad.csv'), 'utf8')).toBe(
      [
        'file,line,column,code,message,raw',
        's.csv,5,8,field/out-of-range,score is 11; NPS scores run 0–10,"r4,nps,11,2024-07-05,"',
        's.csv,6,10,date/not-in-calendar,2024-02-30 is not in the calendar,"r5,nps,9,2024-02-30,""a """"b"""",\nc"""',
        's.csv,8,9,row/too-few-cells,"row has 3 cells, header has 5","r6,nps,9"',
        '',
      ].join('\n'),
    );
  });

  test('also of a run that ends with exit 3, and of validate', async () => {
    for (const line of ['nps s.csv -p 2024-07', 'validate s.csv']) {
      const cwd = folderWith(files);
      expect((await csm([...wordsOf(line), '--rejects', 'bad.csv'], { cwd })).code).toBe(3);
      expect(readFileSync(join(cwd, 'bad.csv'), 'utf8').split('\n').length, line).toBe(6);
    }
  });

  test('of JSON, the object as it stands', async () => {
    const object = '{ "kind": "nps",\n "score": 11, "responded_at": "2024-07-02" }';
    const cwd = folderWith({ 's.json': `[${object}]` });
    await csm(wordsOf('nps s.json -p 2024-07 --rejects bad.csv'), { cwd });
    expect(readFileSync(join(cwd, 'bad.csv'), 'utf8')).toContain(`"${object.replaceAll('"', '""')}"`);
  });

  test('never lands on an export, nor on the answer', async () => {
    for (const line of ['nps s.csv -p 2024-07 --rejects s.csv', 'validate s.csv --rejects ./s.csv']) {
      const cwd = folderWith(files);
      const { code, stderr } = await csm(wordsOf(line), { cwd });
      expect(readFileSync(join(cwd, 's.csv'), 'utf8'), line).toBe(files['s.csv']);
      expect([code, stderr.includes('[usage/output-is-input]')], line).toEqual([2, true]);
    }
    const cwd = folderWith(files);
    const { code } = await csm(
      wordsOf('nps s.csv -p 2024-07 --skip-invalid --max-rejects 3 --rejects x.json -o x.json'),
      { cwd },
    );
    expect([code, existsSync(join(cwd, 'x.json'))], 'one file cannot be both').toEqual([2, false]);
  });
});

describe('--strict', () => {
  test('warnings count as errors, and are told', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `q${i},nps,9,2024-07-${String(i + 1).padStart(2, '0')},\n`).join(
      '',
    );
    const files = { 's.csv': `${head}${rows}q0,nps,9,2024-07-01,\n` };
    expect((await run(files, 'nps s.csv -p 2024-07')).code).toBe(0);
    const { code, stdout, stderr } = await run(files, 'nps s.csv -p 2024-07 --strict');
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('[row/duplicate]');
    expect(stderr).not.toMatch(/\b0 errors in 0 files/);
    expect((await run(files, 'validate s.csv --strict')).code).toBe(3);
    expect((await run({ 's.csv': head + rows }, 'nps s.csv -p 2024-07 --strict')).code).toBe(0);
  });
});

describe('values that are none', () => {
  test.each([
    '--encoding klingon',
    '--delimiter ab',
    "--delimiter '\"'",
    '--decimal semicolon',
    '--thousands point --decimal point',
    '--thousands ab',
    '--skip-lines -1',
    '--skip-lines two',
    '--skip-last 1.5',
    '--comment //',
    '--escape slash',
    '--max-record 8',
    '--max-record 1G',
    '--date-format dym',
    '--skip-invalid --max-rejects -1',
    '--skip-invalid --max-rejects 101%',
    '--skip-invalid --max-rejects many',
    '--max-rejects many',
  ])('%s', async (flags) => {
    const { code, stdout, stderr } = await run({ 's.csv': head + good }, `nps s.csv -p 2024-07 ${flags}`);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: --[a-z-]+ .+: .+ \[usage\/value\]$/m);
  });

  test.each(['--max-rejects many', '--encoding klingon', '--skip-lines two'])('validate %s', async (flags) => {
    expect((await run({ 's.csv': head + good }, `validate s.csv ${flags}`)).code).toBe(2);
  });
});
