import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { csm, type Ran } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

interface Document {
  readonly timezone: string;
  readonly as_of: string | null;
  readonly period: { readonly label: string; readonly start: string; readonly end: string };
  readonly rows: readonly {
    readonly metric: string;
    readonly value: number | null;
    readonly n: number;
    readonly currency: string | null;
  }[];
  readonly inputs: readonly { readonly file: string; readonly kind: string; readonly sha256: string }[];
  readonly warnings: readonly { readonly code: string; readonly level: string; readonly file: string }[];
}

type Files = Readonly<Record<string, string>>;
interface Given {
  readonly config?: object | string;
  readonly files?: Files;
  readonly env?: Readonly<Record<string, string>>;
  /** The folder it is run in, below the one of the config. */
  readonly below?: string;
}

/** Runs a command beside these files and this config. */
function run(line: string, { config, files = {}, env = {}, below = '' }: Given): Promise<Ran> {
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  const cwd = folderWith({ ...files, ...(config !== undefined && { 'csm.config.json': text }) });
  if (below !== '') {
    mkdirSync(join(cwd, '.git'));
    mkdirSync(join(cwd, below), { recursive: true });
  }
  return csm(wordsOf(line), { cwd: join(cwd, below), env });
}

async function answer(line: string, given: Given): Promise<Document> {
  const { code, stdout, stderr } = await run(`${line} --json`, given);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Document;
}
const valueOf = ({ rows }: Document, metric: string): number | null | undefined =>
  rows.find((row) => row.metric === metric)?.value;

const answers = (score: string, ...rows: string[]): string =>
  [`response_id,kind,${score},responded_at`, ...rows, ''].join('\n');
const plain = { 's.csv': answers('score', 'r1,nps,9,2024-07-02', 'r2,nps,9,2024-07-03', 'r3,nps,3,2024-07-04') };

describe('data', () => {
  const subscriptions = 'customer_id,started_at,amount\nc1,2024-01-01,10.00\n';
  const tickets = 'ticket_id,created_at\nt1,2024-07-01\n';

  test('names the files of a kind, with * for any characters of a name', async () => {
    const files = { 'x/a-1.csv': subscriptions, 'x/a-2.csv': subscriptions.replace('c1', 'c2'), 'x/b.csv': tickets };
    const config = { data: { subscriptions: ['x/a-*.csv'] } };
    const { inputs, rows } = await answer('churn -p 2024-07', { config, files });
    expect(inputs.map(({ file }) => file)).toEqual(['x/a-1.csv', 'x/a-2.csv']);
    expect(rows.find(({ metric }) => metric === 'customers_at_start')?.value).toBe(2);
  });

  test('the special characters of patterns are plain but for *', async () => {
    const files = { 'a(1)+[b].csv': subscriptions, 'ab.csv': subscriptions };
    const { inputs } = await answer('churn -p 2024-07', {
      config: { data: { subscriptions: ['a(1)+[*].csv'] } },
      files,
    });
    expect(inputs.map(({ file }) => file)).toEqual(['a(1)+[b].csv']);
  });

  test('two patterns for one file read it once', async () => {
    const config = { data: { subscriptions: ['*.csv', 'a.csv', 'a*'] } };
    const { inputs } = await answer('churn -p 2024-07', { config, files: { 'a.csv': subscriptions } });
    expect(inputs.map(({ file }) => file)).toEqual(['a.csv']);
  });

  test('is told of as the config names it, wherever csm is run', async () => {
    const given = { config: { data: { subscriptions: ['x/a.csv'] } }, files: { 'x/a.csv': subscriptions } };
    const here = await answer('churn -p 2024-07', given);
    const below = await answer('churn -p 2024-07', { ...given, below: 'y/z' });
    expect(below.inputs).toEqual(here.inputs);
    expect(below.inputs[0]?.file).toBe('x/a.csv');
    expect(below.warnings.find(({ code }) => code === 'config/used')?.file).toBe('../../csm.config.json');
    expect(JSON.stringify(below)).not.toContain('csm-test-');
  });

  test('a file on the line, a kind on the line and a folder on the line come first', async () => {
    const files = { 'a.csv': subscriptions, 'd/b.csv': subscriptions, 't.csv': tickets };
    const config = { data: { subscriptions: ['a.csv'], tickets: ['t.csv'] } };
    for (const line of ['churn d/b.csv', 'churn --subscriptions d/b.csv', 'churn --data d'])
      expect((await answer(`${line} -p 2024-07`, { config, files })).inputs.map(({ file }) => file)).toEqual([
        'd/b.csv',
      ]);
    expect((await answer('churn -p 2024-07', { config, files })).inputs.map(({ file }) => file)).toEqual(['a.csv']);
  });

  test('a command opens of it what it needs, and customers for --by', async () => {
    const files = { 'a.csv': subscriptions, 'c.csv': 'customer_id,name,segment\nc1,One,smb\n', 't.csv': 'not read' };
    const config = { data: { subscriptions: ['a.csv'], customers: ['c.csv'], tickets: ['t.csv'] } };
    const inputs = async (line: string) => (await answer(line, { config, files })).inputs.map(({ file }) => file);
    expect(await inputs('churn -p 2024-07')).toEqual(['a.csv']);
    expect(await inputs('churn -p 2024-07 --by segment')).toEqual(['c.csv', 'a.csv']);
  });

  test('without an export that is needed, csm looks where it always looks', async () => {
    const files = { ...plain, 't.csv': tickets };
    const { inputs } = await answer('nps -p 2024-07', { config: { data: { tickets: ['t.csv'] } }, files });
    expect(inputs.map(({ file }) => file)).toEqual(['s.csv']);
  });

  test.each([
    [['gone.csv'], 4, 'cannot open gone.csv: no such file [io/not-found]'],
    [['gone-*.csv'], 4, 'no file is called gone-*.csv (data.subscriptions of csm.config.json) [io/not-found]'],
    [['no/where/*.csv'], 4, 'no file is called no/where/*.csv (data.subscriptions of csm.config.json) [io/not-found]'],
    [['x'], 4, 'x is a folder (data.subscriptions of csm.config.json) [io/is-directory]'],
    [
      ['a.csv', './a.csv'],
      2,
      './a.csv is in csm.config.json twice: its rows would be counted twice [usage/duplicate-input]',
    ],
  ])('%j: exit %i', async (names, exit, said) => {
    const files = { 'a.csv': subscriptions, 'x/a.csv': subscriptions };
    const { code, stdout, stderr } = await run('churn', { config: { data: { subscriptions: names } }, files });
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toContain(`error: ${said}\n`);
  });

  test('an empty list is no file', async () => {
    expect((await run('churn', { config: { data: { subscriptions: [] } } })).stderr).toContain('[usage/no-input]');
  });
});

describe('columns', () => {
  const files = { 's.csv': answers('Stars given', 'r1,nps,9,2024-07-02') };
  const config = { data: { surveys: ['s.csv'] }, columns: { surveys: { score: ['Gone', 'Stars given', 'kind'] } } };

  test('the first header that a file has is the field', async () => {
    expect(valueOf(await answer('nps -p 2024-07', { config, files }), 'nps')).toBe(100);
  });

  test('are said to come from the config: in JSON of validate, and with -v', async () => {
    const { stdout } = await run('validate --json', { config, files });
    const { files: read } = JSON.parse(stdout) as { files: { fields: { field: string; found: string }[] }[] };
    expect(read[0]?.fields).toContainEqual({ field: 'score', column: 'Stars given', found: 'config' });
    const { stderr } = await run('nps -p 2024-07 -v', { config, files });
    expect(stderr).toContain('csm.config.json: note: settings are read from here [config/used]\n');
    expect(stderr).toContain('s.csv: note: by the config: score is Stars given [config/columns]\n');
    expect((await run('validate -v', { config, files })).stdout).toContain('[config/columns]');
  });

  test('--map wins; a kind is asked for itself only', async () => {
    const two = { 's.csv': 'kind,First,Second,responded_at\nnps,9,3,2024-07-02\n' };
    const first = { columns: { surveys: { score: ['First'] }, tickets: { comment: ['Second'] } } };
    expect(valueOf(await answer('nps s.csv -p 2024-07', { config: first, files: two }), 'nps')).toBe(100);
    const line = 'nps s.csv -p 2024-07 --map score=Second';
    expect(valueOf(await answer(line, { config: first, files: two }), 'nps')).toBe(-100);
  });

  test('make a file known that would not be', async () => {
    const odd = { 'x.csv': 'Was,Sterne,Am\nnps,9,2024-07-02\n' };
    const columns = { surveys: { kind: ['Was'], score: ['Sterne'], responded_at: ['Am'] } };
    expect(valueOf(await answer('nps -p 2024-07', { config: { columns }, files: odd }), 'nps')).toBe(100);
    expect((await run('nps -p 2024-07', { files: odd })).code).toBe(2);
  });

  test('stand beside a preset: the other fields are read as the vendor means them', async () => {
    const stripe = [
      'id,Customer ID,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),Start Date (UTC),Ended At (UTC),Other',
      'sub_1,cus_1,price_1,1,usd,month,10.00,active,2024-01-01 00:00,2024-01-01 00:00,,gold',
      '',
    ].join('\n');
    const of = async (config?: object) => {
      const { stdout } = await run('validate u.csv --json', { files: { 'u.csv': stripe }, ...(config && { config }) });
      const [file] = (JSON.parse(stdout) as { files: { preset: string | null; fields: object[] }[] }).files;
      return file;
    };
    const [before, after] = [await of(), await of({ columns: { subscriptions: { plan: ['Other'] } } })];
    expect(after?.preset).toBe(before?.preset);
    expect(after?.fields).toContainEqual({ field: 'plan', column: 'Other', found: 'config' });
  });
});

describe('precedence: flag > variable > config > default', () => {
  const files = { 's.csv': answers('score', 'r1,nps,9,2024-07-31T23:30:00Z') };
  const line = 'nps s.csv -p 2024-07';

  test.each([
    ['', {}, undefined, 'UTC'],
    ['', {}, 'Asia/Tokyo', 'Asia/Tokyo'],
    ['', { CSM_TIMEZONE: 'Europe/Berlin' }, 'Asia/Tokyo', 'Europe/Berlin'],
    ['--timezone America/Lima', { CSM_TIMEZONE: 'Europe/Berlin' }, 'Asia/Tokyo', 'America/Lima'],
    ['--timezone UTC', { CSM_TIMEZONE: 'Europe/Berlin' }, 'Asia/Tokyo', 'UTC'],
    ['', { CSM_TIMEZONE: '' }, 'Asia/Tokyo', 'Asia/Tokyo'],
    ['--timezone UTC', { CSM_TIMEZONE: 'No/Where' }, undefined, 'UTC'],
  ])('timezone: %s %j %s: %s', async (flag, env, timezone, expected) => {
    const given = { files, env, ...(timezone !== undefined && { config: { timezone } }) };
    expect((await answer(`${line} ${flag}`, given)).timezone).toBe(expected);
  });

  test.each([
    ['', undefined, 0],
    ['', 'dmy', 1],
    ['', { responded_at: 'dmy' }, 1],
    ['', { '': 'dmy' }, 3],
    ['--date-format mdy', { responded_at: 'dmy' }, 2],
    ['--date-format responded_at=mdy', { responded_at: 'dmy' }, 2],
    ['--date-format sent_at=mdy', { responded_at: 'dmy' }, 1],
  ] as const)('dates: %s over %j', async (flag, dates, outcome) => {
    const dated = { 's.csv': answers('score', 'r1,nps,9,05/07/2024') };
    const config = dates === undefined ? {} : { dates };
    const { code, stdout } = await run(`nps s.csv -p 2024-07 --json ${flag}`, { config, files: dated });
    const [wanted, n] = ([[3], [0, 1], [0, 0], [2]] as const)[outcome];
    expect(code).toBe(wanted);
    if (code === 0) expect((JSON.parse(stdout) as Document).rows[0]?.n).toBe(n);
  });

  test('a config is read for every command that reads exports, and for no other', async () => {
    const config = '{ "treshold": 1 }';
    for (const command of ['nps s.csv', 'churn s.csv', 'report s.csv', 'validate s.csv'])
      expect((await run(command, { config, files })).stderr, command).toContain('[config/unknown-key]');
    for (const command of ['help', 'demo', 'schema config', '--version'])
      expect((await run(command, { config, files })).code, command).toBe(0);
  });

  test('CSM_CONFIG names one, or none; --config wins over it', async () => {
    const all = { ...files, 'a.json': '{ "timezone": "Asia/Tokyo" }', 'b.json': '{ "timezone": "Europe/Berlin" }' };
    const zone = async (flag: string, CSM_CONFIG: string) =>
      (await answer(`${line} ${flag}`, { files: all, config: { timezone: 'America/Lima' }, env: { CSM_CONFIG } }))
        .timezone;
    expect(await zone('', 'a.json')).toBe('Asia/Tokyo');
    expect(await zone('', 'none')).toBe('UTC');
    expect(await zone('', '')).toBe('America/Lima');
    expect(await zone('--config b.json', 'a.json')).toBe('Europe/Berlin');
    expect(await zone('--config none', 'a.json')).toBe('UTC');
  });

  test('paths start from the folder of the config that is named', async () => {
    const all = { 'conf/c.json': '{ "data": { "surveys": ["in/s.csv"] } }', 'conf/in/s.csv': plain['s.csv'] };
    const { inputs } = await answer('nps -p 2024-07 --config conf/c.json', { files: all });
    expect(inputs.map(({ file }) => file)).toEqual(['in/s.csv']);
  });
});

describe('every key does what it says', () => {
  const nps = async (config: object, content: string, name = 's.csv') => {
    const document = await answer(`nps ${name} -p 2024-07`, { config, files: { [name]: content } });
    return [document.rows[0]?.value, document.rows[0]?.n];
  };
  const row = (score: string) => answers('score', `r1,nps,9,2024-07-02`, `r2,nps,${score},2024-07-03`);

  test.each([
    ['missing', { missing: ['', 'N/A'] }, row('N/A'), [100, 1]],
    ['delimiter', { delimiter: 'pipe' }, row('3').replaceAll(',', '|'), [0, 2]],
    ['encoding', { encoding: 'utf-16le' }, row('3'), null],
    ['scoreLabels', { scoreLabels: true }, row('3 - Bad'), [0, 2]],
    ['skipLines', { skipLines: 1 }, `My export\n${row('3')}`, [0, 2]],
    ['skipLast', { skipLast: 1 }, row('3'), [100, 1]],
    ['comment', { comment: '#' }, `${row('3')}# the end\n`, [0, 2]],
    ['escape', { escape: 'backslash' }, row('3').replace('r2', '"r\\"2"'), [0, 2]],
    ['maxRecord', { maxRecord: '2K' }, row('3').replace('r2', `r${'2'.repeat(3000)}`), null],
  ] as const)('%s', async (_, config, content, expected) => {
    if (expected !== null) expect(await nps(config, content)).toEqual(expected);
    else expect((await run('nps s.csv', { config, files: { 's.csv': content } })).code).toBe(3);
  });

  test('jsonPath', async () => {
    const rows = '[{"kind":"nps","score":9,"responded_at":"2024-07-02"}]';
    const content = `{"a":[{"x":1}],"b":{"c":${rows}}}`;
    expect(await nps({ jsonPath: 'b.c' }, content, 's.json')).toEqual([100, 1]);
  });

  test('decimal, thousands and currency', async () => {
    const files = {
      'u.csv': 'customer_id;started_at;amount;currency\nc1;2024-01-01;1.234,50;\nc2;2024-01-01;1,00;USD\n',
    };
    const config = { decimal: 'comma', thousands: 'point', currency: 'EUR' };
    const { rows } = await answer('mrr u.csv -p 2024-07', { config, files });
    const mrr = rows.filter(({ metric }) => metric === 'mrr').map(({ currency, value }) => [currency, value]);
    expect(mrr).toEqual([
      ['EUR', 1234.5],
      ['USD', 1],
    ]);
    const none = { 'u.csv': 'customer_id,started_at,amount\nc1,2024-01-01,5\n' };
    expect((await answer('mrr u.csv -p 2024-07', { config: { currency: 'JPY' }, files: none })).rows[0]).toMatchObject({
      currency: 'JPY',
      value: 5,
    });
  });

  test.each([
    [4, 'FY2024', '2023-04-01', '2024-03-31'],
    [4, 'FY2024Q1', '2023-04-01', '2023-06-30'],
    [1, 'FY2024', '2024-01-01', '2024-12-31'],
    [12, 'FY2024Q4', '2024-09-01', '2024-11-30'],
  ])('fiscalYearStart %i: %s is %s to %s', async (fiscalYearStart, period, start, end) => {
    const document = await answer(`nps s.csv -p ${period}`, { config: { fiscalYearStart }, files: plain });
    expect(document.period).toMatchObject({ start, end });
  });

  test('the form of thresholds and health is checked, and nothing more', async () => {
    const config = {
      $schema: 'x',
      thresholds: {
        nps: ['error', { min: 30 }],
        customer_churn_rate: ['warn', { max: 0.03, maxIncrease: 0.005 }],
        mrr: 'off',
      },
      health: { weights: { usage: 0.3, support: 0.7 }, bands: [50, 75] },
    };
    const without = await answer('nps s.csv -p 2024-07', { files: plain });
    expect((await answer('nps s.csv -p 2024-07', { config, files: plain })).rows).toEqual(without.rows);
  });

  test('csm help config tells of every key', async () => {
    const { stdout } = await run('help config', {});
    for (const key of Object.keys(configSchema({ metrics: [], methods: {}, words: {} }).def.shape))
      expect(stdout).toContain(key);
  });
});

describe('what is wrong is told with its place', () => {
  test.each([
    ['{\n  "treshold": 1\n}\n', '2:3', 'unknown key treshold [config/unknown-key]', 'did you mean thresholds?'],
    ['{ "data": { "ticket": [] } }', '1:13', 'unknown key data.ticket [config/unknown-key]', 'did you mean tickets?'],
    [
      '{ "columns": { "surveys": { "scroe": ["x"] } } }',
      '1:29',
      'unknown key columns.surveys.scroe [config/unknown-key]',
      'did you mean score?',
    ],
    [
      '{ "thresholds": { "npss": "warn" } }',
      '1:19',
      'unknown key thresholds.npss [config/unknown-key]',
      'did you mean nps?',
    ],
    [
      '{ "thresholds": { "nps": ["warn", { "minimum": 3 }] } }',
      '1:37',
      'unknown key thresholds.nps[1].minimum [config/unknown-key]',
      'keys of thresholds.nps[1]: min, max, maxIncrease, maxDecrease',
    ],
    ['{ "zzzzzz": 1 }', '1:3', 'unknown key zzzzzz [config/unknown-key]', 'keys: $schema, data,'],
    ['[]', '1:1', 'the config is [], not an object [config/value]', null],
    ['{ "timezone": 5 }', '1:15', 'timezone is 5, not the name of a time zone in quotes [config/value]', null],
    [
      '{ "timezone": "Mars/Olympus" }',
      '1:15',
      'timezone Mars/Olympus: no such time zone [config/value]',
      'Mars/Olympus is not a time zone; write an IANA name',
    ],
    ['{ "currency": "euro" }', '1:15', 'currency is "euro", not a code like "USD" [config/value]', null],
    ['{ "fiscalYearStart": 13 }', '1:22', 'fiscalYearStart is 13, not a month from 1 to 12 [config/value]', null],
    ['{ "fiscalYearStart": 0 }', '1:22', 'fiscalYearStart is 0, not a month from 1 to 12 [config/value]', null],
    ['{ "fiscalYearStart": 1.5 }', '1:22', 'fiscalYearStart is 1.5, not a month from 1 to 12 [config/value]', null],
    ['{ "fiscalYearStart": null }', '1:22', 'fiscalYearStart is null, not a month from 1 to 12 [config/value]', null],
    ['{ "data": [] }', '1:11', 'data is [], not an object of lists of files [config/value]', null],
    ['{ "data": { "tickets": "t.csv" } }', '1:24', 'data.tickets is "t.csv", not a list of texts [config/value]', null],
    [
      '{ "data": { "tickets": ["a.csv", 5] } }',
      '1:34',
      'data.tickets[1] is 5, not a path in quotes [config/value]',
      null,
    ],
    [
      '{ "data": { "tickets": ["/etc/t.csv"] } }',
      '1:25',
      `data.tickets[0] is "/etc/t.csv", not a path from the config's own folder [config/value]`,
      null,
    ],
    [
      '{ "data": { "tickets": ["C:/t.csv"] } }',
      '1:25',
      `data.tickets[0] is "C:/t.csv", not a path from the config's own folder [config/value]`,
      null,
    ],
    [
      '{ "data": { "tickets": ["*/t.csv"] } }',
      '1:25',
      'data.tickets[0] is "*/t.csv", not a path with * in the name of the file only [config/value]',
      null,
    ],
    [
      '{ "columns": { "surveys": { "score": "x" } } }',
      '1:38',
      'columns.surveys.score is "x", not a list of texts [config/value]',
      null,
    ],
    [
      '{ "dates": 5 }',
      '1:12',
      'dates is 5, not a date format, or an object of fields with theirs [config/value]',
      null,
    ],
    ['{ "dates": "dyy" }', '1:12', 'dates dyy: no such format [config/value]', 'did you mean'],
    ['{ "dates": { "responded_at": "dmyy" } }', '1:30', 'dates responded_at=dmyy: no such format [config/value]', null],
    ['{ "dates": { "colour": "dmy" } }', '1:24', 'dates colour=dmy: colour is no field of dates [config/value]', null],
    ['{ "decimal": "dot" }', '1:14', 'decimal dot: not understood [config/value]', 'one of . ,'],
    [
      '{ "decimal": "comma", "thousands": "comma" }',
      '1:36',
      'thousands ,: it is the decimal mark [config/value]',
      'decimal says that one',
    ],
    ['{ "encoding": "utf-9" }', '1:15', 'encoding utf-9: no such encoding [config/value]', null],
    ['{ "maxRecord": "1G" }', '1:16', 'maxRecord 1G: write it like 8M, from 1K to 256M [config/value]', null],
    ['{ "skipLines": -1 }', '1:16', 'skipLines is -1, not a whole number of lines [config/value]', null],
    ['{ "scoreLabels": "yes" }', '1:18', 'scoreLabels is "yes", not true or false [config/value]', null],
    ['{ "missing": "N/A" }', '1:14', 'missing is "N/A", not a list of texts [config/value]', null],
    [
      '{ "thresholds": { "nps": "fatal" } }',
      '1:26',
      'thresholds.nps is "fatal", not a level, or a list such as ["error", { "min": 30 }] [config/value]',
      null,
    ],
    [
      '{ "thresholds": { "nps": ["fatal", {}] } }',
      '1:27',
      'thresholds.nps[0] is "fatal", not one of error, warn, off [config/value]',
      null,
    ],
    [
      '{ "thresholds": { "nps": ["warn", { "min": "3" }] } }',
      '1:44',
      'thresholds.nps[1].min is "3", not a number [config/value]',
      null,
    ],
    [
      '{ "health": { "weights": { "usage": "3" } } }',
      '1:37',
      'health.weights.usage is "3", not a number from 0 up [config/value]',
      null,
    ],
    ['{ "timezone": "UTC", }', '1:22', 'not JSON: unexpected } [config/syntax]', 'is there a comma before it?'],
    [
      '{ "timezone": "UTC", "timezone": "UTC" }',
      '1:22',
      'key timezone stands here again [config/duplicate-key]',
      'keep one of them',
    ],
  ])('%s', async (config, place, said, hint) => {
    const { code, stdout, stderr } = await run('nps s.csv', { config, files: { 's.csv': 'never read' } });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`csm.config.json:${place}: error: ${said}\n`);
    if (hint !== null) expect(stderr).toContain(`   hint: ${hint}`);
    expect(stderr).not.toMatch(/undefined|Invalid|--/);
  });

  test('all of it, not the first only', async () => {
    const { stderr } = await run('nps', { config: '{\n"timezon": 1,\n"currency": 2,\n"datas": 3 }' });
    expect(stderr.match(/^csm\.config\.json:\d+:\d+: error: .*$/gm)).toEqual([
      'csm.config.json:2:1: error: unknown key timezon [config/unknown-key]',
      'csm.config.json:3:13: error: currency is 2, not a code like "USD" [config/value]',
      'csm.config.json:4:1: error: unknown key datas [config/unknown-key]',
    ]);
  });

  test.each(['js', 'mjs', 'cjs', 'ts'])('csm.config.%s is never run, named or found', async (ending) => {
    const files = { ...plain, [`csm.config.${ending}`]: 'throw new Error("ran")' };
    for (const line of [`nps s.csv --config csm.config.${ending}`, 'nps s.csv']) {
      const { code, stdout, stderr } = await run(line, { files });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('[config/not-data]');
      expect(stderr).not.toContain('ran');
    }
    expect((await run('nps s.csv --config none', { files })).code).toBe(0);
  });

  test('one that is named and not there is exit 4; a variable says its name', async () => {
    const files = { ...plain, 'conf.json': '{}' };
    const flag = await run('nps s.csv --config con.json', { files });
    expect(flag.code).toBe(4);
    expect(flag.stderr).toBe(
      'error: cannot open con.json: no such file [io/not-found]\nhint: did you mean conf.json?\n',
    );
    const variable = await run('nps s.csv', { files, env: { CSM_CONFIG: 'con.json' } });
    expect(variable.code).toBe(4);
    expect(variable.stderr).toMatch(/^error: CSM_CONFIG: cannot open con\.json: no such file \[io\/not-found\]\n/);
    expect((await run('nps s.csv --config .', { files })).stderr).toBe('error: .: it is a folder [io/is-directory]\n');
  });

  test('a mark of order is let pass, bytes that are no UTF-8 are not', async () => {
    const cwd = folderWith(plain);
    writeFileSync(join(cwd, 'csm.config.json'), '\ufeff{ "timezone": "Asia/Tokyo" }');
    expect((await csm(['nps', 's.csv', '--json'], { cwd })).stdout).toContain('Asia/Tokyo');
    writeFileSync(join(cwd, 'csm.config.json'), Buffer.from([0x7b, 0xff, 0x7d]));
    const { code, stderr } = await csm(['nps', 's.csv'], { cwd });
    expect([code, stderr]).toEqual([
      2,
      'csm.config.json:1:1: error: not UTF-8 [config/syntax]\n   hint: save it as UTF-8\n',
    ]);
    writeFileSync(join(cwd, 'csm.config.json'), ' '.repeat(1024 * 1024 + 1));
    expect((await csm(['nps', 's.csv'], { cwd })).stderr).toContain('[config/too-large]');
  });
});

describe('rows of the torture table', () => {
  test.each([
    ['T216', { config: '{\n  "treshold": 1\n}\n' }, /^csm\.config\.json:2:3: error: .* \[config\/unknown-key\]$/m],
    ['T217', { env: { CSM_FORMAT: 'bogus' } }, /^error: CSM_FORMAT bogus: .* \[usage\/format\]$/m],
    [
      'T218',
      { files: { 'csm.config.js': 'throw 1' } },
      /^error: csm\.config\.js .* never runs code \[config\/not-data\]$/m,
    ],
  ])('%s', async (_, given, said) => {
    const { code, stdout, stderr } = await run('nps', given);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(said);
  });
});
