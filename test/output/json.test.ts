import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { acme, folderWith } from '../support/folder.ts';

type Row = Readonly<Record<string, string | number | null>>;
interface Document {
  readonly rows: readonly Row[];
  readonly warnings: readonly Row[];
  readonly inputs: readonly Row[];
}

async function document(args: readonly string[], cwd = acme): Promise<Document> {
  const { code, stdout, stderr } = await csm([...args, '--json'], { cwd });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Document;
}

const topics = ['nps', 'fcr', 'clv', 'report'];

const ENVELOPE = 'schema version command as_of timezone period compare rows models inputs warnings'.split(' ');
const ROW =
  'metric method period start end by group value unit currency numerator denominator n low high previous delta delta_pct verdict reason'.split(
    ' ',
  );
const INPUT = 'file kind sha256 bytes read used outside blank rejected duplicates'.split(' ');

describe('the envelope', () => {
  test('of one answer, whole', async () => {
    const cwd = folderWith({
      's.csv': 'response_id,respondent_id,kind,score,responded_at\nr1,p1,nps,9,2024-07-02\nr2,p2,nps,3,2024-06-02\n\n',
    });
    const { stdout } = await csm(['nps', 's.csv', '-p', '2024-07', '--json'], { cwd });
    const { version } = JSON.parse(stdout) as { version: string };
    expect(stdout.replace(`"${version}"`, '"0.0.0"')).toMatchInlineSnapshot(`
      "{
        "schema": "csm.report/1",
        "version": "0.0.0",
        "command": "nps",
        "as_of": null,
        "timezone": "UTC",
        "period": {"label":"2024-07","start":"2024-07-01","end":"2024-07-31","complete":true},
        "compare": {"label":"2024-06","start":"2024-06-01","end":"2024-06-30"},
        "rows": [
          {"metric":"nps","method":null,"period":"2024-07","start":"2024-07-01","end":"2024-07-31","by":null,"group":null,"value":100,"unit":"points","currency":null,"numerator":1,"denominator":1,"n":1,"low":-48.49864942025202,"high":98.49864942025202,"previous":-100,"delta":200,"delta_pct":null,"verdict":"better","reason":null},
          {"metric":"nps_promoters","method":null,"period":"2024-07","start":"2024-07-01","end":"2024-07-31","by":null,"group":null,"value":1,"unit":"ratio","currency":null,"numerator":1,"denominator":1,"n":1,"low":0.20654931437723742,"high":1,"previous":0,"delta":1,"delta_pct":null,"verdict":"same","reason":null},
          {"metric":"nps_passives","method":null,"period":"2024-07","start":"2024-07-01","end":"2024-07-31","by":null,"group":null,"value":0,"unit":"ratio","currency":null,"numerator":0,"denominator":1,"n":1,"low":0,"high":0.7934506856227626,"previous":0,"delta":0,"delta_pct":null,"verdict":null,"reason":null},
          {"metric":"nps_detractors","method":null,"period":"2024-07","start":"2024-07-01","end":"2024-07-31","by":null,"group":null,"value":0,"unit":"ratio","currency":null,"numerator":0,"denominator":1,"n":1,"low":0,"high":0.7934506856227626,"previous":1,"delta":-1,"delta_pct":null,"verdict":"same","reason":null},
          {"metric":"response_rate","method":"nps","period":"2024-07","start":"2024-07-01","end":"2024-07-31","by":null,"group":null,"value":null,"unit":"ratio","currency":null,"numerator":null,"denominator":null,"n":0,"low":null,"high":null,"previous":null,"delta":null,"delta_pct":null,"verdict":null,"reason":"no_sent_at"},
          {"metric":"survey_coverage","method":"nps","period":"2024-07","start":"2024-07-01","end":"2024-07-31","by":null,"group":null,"value":null,"unit":"ratio","currency":null,"numerator":null,"denominator":null,"n":0,"low":null,"high":null,"previous":null,"delta":null,"delta_pct":null,"verdict":null,"reason":"no_customer_ids"}
        ],
        "models": [],
        "inputs": [
          {"file":"s.csv","kind":"surveys","sha256":"87b1c232ca15ee9145c82107d079eda5e7da3687ad86f0c0081f42d466801134","bytes":97,"read":3,"used":2,"outside":0,"blank":1,"rejected":0,"duplicates":0}
        ],
        "warnings": [
          {"code":"csv/blank-line","level":"note","file":"s.csv","line":4,"column":1,"field":null,"message":"blank line: ignored","hint":null},
          {"code":"data/ends-early","level":"warning","file":null,"line":null,"column":null,"field":null,"message":"the last row is of 2024-07-02, the period ends 2024-07-31: is the export complete?","hint":null},
          {"code":"data/small-sample","level":"note","file":null,"line":null,"column":null,"field":null,"message":"nps (n=1), nps_promoters (n=1), nps_passives (n=1), nps_detractors (n=1): very few to build on","hint":null}
        ]
      }
      "
    `);
  });

  test.each(topics)('%s: the same keys in the same order, and rows of the same keys', async (topic) => {
    for (const more of [[], ['--by', 'region'], ['--compare', 'none']]) {
      const report = await document([topic, '-p', '2024-07', ...more]);
      expect(Object.keys(report)).toEqual(ENVELOPE);
      expect(report.rows.length).toBeGreaterThan(0);
      for (const row of report.rows) {
        expect(Object.keys(row)).toEqual(ROW);
      }
      for (const input of report.inputs) {
        expect(Object.keys(input)).toEqual(INPUT);
      }
    }
  });

  test('warnings and notes are in it, told apart by level', async () => {
    const cwd = folderWith({ 's.csv': 'score,responded_at\n9,2024-07-02\n' });
    const { warnings } = await document(['nps', 's.csv', '-p', '2024-07'], cwd);
    expect(new Set(warnings.map(({ level, code }) => `${level} ${code}`))).toEqual(
      new Set(['warning data/ends-early', 'note data/small-sample', 'note header/assumed']),
    );
    for (const each of warnings)
      expect(Object.keys(each)).toEqual(['code', 'level', 'file', 'line', 'column', 'field', 'message', 'hint']);
  });

  test('many of one kind are one, with a count', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${i},nps,9,2024-07-02\n`).join('');
    const cwd = folderWith({ 's.csv': `response_id,kind,score,responded_at\n${rows}${rows}` });
    const { warnings } = await document(['nps', 's.csv', '-p', '2024-07'], cwd);
    const duplicates = warnings.filter(({ code }) => code === 'row/duplicate');
    expect(duplicates).toHaveLength(1);
    expect(duplicates[0]?.['message']).toContain('49 more');
  });
});

describe('rows', () => {
  test('are flat, finite and of plain types', async () => {
    for (const topic of ['report']) {
      for (const { value, reason, unit, n, low, high, ...rest } of (
        await document([topic, '-p', '2024-07', '--by', 'segment'])
      ).rows) {
        const about = JSON.stringify(rest);
        for (const each of Object.values(rest)) expect(['string', 'number', 'object']).toContain(typeof each);
        expect(value === null, about).toBe(reason !== null);
        expect(['ratio', 'points', 'score', 'hours', 'money', 'count']).toContain(unit);
        expect(Number.isInteger(n) && Number(n) >= 0, about).toBe(true);
        expect(low === null, about).toBe(high === null);
        if (typeof low === 'number') expect(low, about).toBeLessThanOrEqual(Number(high));
        if (typeof low === 'number' && unit === 'ratio' && !/mrr|nrr/.test(String(rest['metric']))) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(Number(value)).toBeGreaterThanOrEqual(low);
        }
      }
    }
  });

  test('numerator over denominator is the value', async () => {
    for (const { metric, value, unit, numerator, denominator } of (await document(['report', '-p', '2024-Q2'])).rows) {
      if (typeof numerator !== 'number' || typeof denominator !== 'number' || value === null) continue;
      const times = unit === 'points' || metric === 'tickets_per_100_customers' ? 100 : 1;
      expect(value, String(metric)).toBeCloseTo((times * numerator) / denominator, 6);
    }
  });

  test('delta is value less previous', async () => {
    for (const { metric, value, previous, delta } of (await document(['report', '-p', '2024-Q2'])).rows) {
      if (typeof value !== 'number' || typeof previous !== 'number') expect(delta, String(metric)).toBeNull();
      else expect(Number(delta), String(metric)).toBeCloseTo(value - previous, 6);
    }
  });

  test('the whole comes first, then groups by code point', async () => {
    const cwd = folderWith({
      's.csv': [
        'kind,score,responded_at,rep',
        ...['b', 'ä', 'Z', 'a', '', '李'].map((rep) => `nps,9,2024-07-02,${rep}`),
        '',
      ].join('\n'),
    });
    const { rows } = await document(['nps', 's.csv', '-p', '2024-07', '--by', 'rep'], cwd);
    expect(rows.filter(({ metric }) => metric === 'nps').map(({ group }) => group)).toEqual([
      null,
      '(none)',
      'Z',
      'a',
      'b',
      'ä',
      '李',
    ]);
    expect(rows.filter(({ metric }) => metric === 'nps').map(({ by }) => by)).toEqual([
      null,
      'rep',
      'rep',
      'rep',
      'rep',
      'rep',
      'rep',
    ]);
  });

  test('of groups that add up, the groups add up to the whole', async () => {
    const { rows } = await document(['mrr', '-p', '2024-07', '--by', 'segment']);
    for (const metric of ['mrr', 'mrr_new', 'mrr_churn', 'mrr_expansion', 'mrr_contraction']) {
      const of = rows.filter((row) => row['metric'] === metric);
      const sum = of.filter(({ group }) => group !== null).reduce((total, { value }) => total + Number(value), 0);
      expect(sum, metric).toBeCloseTo(Number(of.find(({ group }) => group === null)?.['value']), 6);
    }
  });

  test('money is in major units of its currency', async () => {
    const rows = ['c1,2024-01-01,,1.25,USD', 'c2,2024-01-01,,500,JPY', 'c3,2024-01-01,,1.234,KWD'];
    const cwd = folderWith({ 'u.csv': `customer_id,started_at,ended_at,amount,currency\n${rows.join('\n')}\n` });
    const report = await document(['mrr', 'u.csv', '-p', '2024-07'], cwd);
    const mrr = report.rows.filter(({ metric }) => metric === 'mrr').map(({ currency, value }) => [currency, value]);
    expect(mrr).toEqual([
      ['JPY', 500],
      ['KWD', 1.234],
      ['USD', 1.25],
    ]);
  });

  test('names that mean something to JavaScript are groups as any other', async () => {
    const cwd = folderWith({
      's.csv': 'kind,score,responded_at,rep\nnps,9,2024-07-02,__proto__\nnps,9,2024-07-02,constructor\n',
    });
    const { rows } = await document(['nps', 's.csv', '-p', '2024-07', '--by', 'rep'], cwd);
    expect(rows.filter(({ metric }) => metric === 'nps').map(({ group, n }) => [group, n])).toEqual([
      [null, 2],
      ['__proto__', 1],
      ['constructor', 1],
    ]);
  });
});

describe('the same input gives the same bytes', () => {
  const rows = [
    'r1,nps,9,2024-07-02,Ana',
    'r2,nps,3,2024-07-02,Ben',
    'r3,nps,7,2024-07-05,Ana',
    'r4,nps,10,2024-07-04,Cy',
  ];
  const file = (order: readonly string[]) => ['response_id,kind,score,responded_at,rep', ...order, ''].join('\n');
  const run = async (files: Readonly<Record<string, string>>, ...names: string[]) => {
    const { stdout } = await csm(['nps', ...names, '-p', '2024-07', '--by', 'rep', '--json'], {
      cwd: folderWith(files),
    });
    return stdout;
  };

  test('twice', async () => {
    expect(await run({ 's.csv': file(rows) }, 's.csv')).toBe(await run({ 's.csv': file(rows) }, 's.csv'));
  });

  test('in another order, in two files, or in a file with a row twice: the same rows', async () => {
    const rowsOf = (text: string) => (JSON.parse(text) as Document).rows;
    const one = rowsOf(await run({ 's.csv': file(rows) }, 's.csv'));
    expect(rowsOf(await run({ 's.csv': file(rows.toReversed()) }, 's.csv'))).toEqual(one);
    const parts = { 'a.csv': file(rows.slice(0, 2)), 'b.csv': file(rows.slice(2)) };
    expect(rowsOf(await run(parts, 'a.csv', 'b.csv'))).toEqual(one);
    expect(rowsOf(await run(parts, 'b.csv', 'a.csv'))).toEqual(one);
    expect(rowsOf(await run({ 's.csv': file([...rows, rows[0] ?? '']) }, 's.csv'))).toEqual(one);
  });

  test('no path, clock or machine is in it', async () => {
    const cwd = folderWith({ 's.csv': file(rows) });
    const { stdout } = await csm(['nps', `${cwd}/../${cwd.split('/').at(-1)}/s.csv`, '-p', '2024-07', '--json'], {
      cwd,
    });
    expect(stdout).not.toMatch(/\d\d:\d\d:\d\d/);
    expect((await csm(['nps', '-p', '2024-07', '--json'], { cwd })).stdout).not.toContain(cwd);
  });
});

test('validate: every problem whole, and how each column was found', async () => {
  const cwd = folderWith({ 's.csv': 'Id,kind,Rating,responded_at\nr1,nps,11,2024-07-02\nr2,nps,12,2024-07-02\n' });
  const { code, stdout } = await csm(['validate', 's.csv', '--json'], { cwd });
  expect(code).toBe(3);
  const report = JSON.parse(stdout) as { problems: Row[]; files: { fields: Row[] }[]; errors: number };
  expect(Object.keys(report)).toEqual(['schema', 'version', 'command', 'errors', 'warnings', 'problems', 'files']);
  expect([report.errors, report.problems.map(({ line, column }) => `${line}:${column}`)]).toEqual([
    2,
    expect.arrayContaining(['2:8', '3:8']),
  ]);
  expect(report.files[0]?.fields).toContainEqual({ field: 'score', column: 'Rating', found: 'synonym' });
});
