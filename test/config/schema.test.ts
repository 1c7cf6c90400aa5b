import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registry, TOPICS } from '../../src/commands/topics.ts';
import { TEMPLATES } from '../../src/commands/templates.ts';
import { REQUIRED } from '../../src/input/synonyms.ts';
import { KINDS } from '../../src/records/dataset.ts';
import { csm } from '../support/csm.ts';
import { acme, folderWith, root, wordsOf } from '../support/folder.ts';
import { wrongs } from '../support/json-schema.ts';

type Schema = Readonly<Record<string, unknown>> & { readonly properties: Readonly<Record<string, Schema>> };

async function schema(words: string): Promise<Schema> {
  const { code, stdout, stderr } = await csm(wordsOf(`schema ${words}`));
  expect(code, stderr).toBe(0);
  const found = JSON.parse(stdout) as Schema;
  expect(found['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  return found;
}

describe('csm schema config', () => {
  test('is what the package holds', async () => {
    const { stdout } = await csm(['schema', 'config']);
    expect(readFileSync(join(root, 'schema', 'config.json'), 'utf8'), 'npm run build').toBe(stdout);
  });

  test('knows every kind and every metric', async () => {
    const { properties } = await schema('config');
    for (const key of ['data', 'columns']) expect(Object.keys(properties[key]?.properties ?? {})).toEqual([...KINDS]);
    expect(Object.keys(properties['thresholds']?.properties ?? {})).toEqual(registry.map(({ id }) => id));
  });

  // What csm takes, the schema takes; what csm refuses for its form, the schema refuses.
  test.each([
    [true, {}],
    [true, { $schema: 'x', data: { tickets: ['a.csv'] }, timezone: 'UTC', currency: 'USD', fiscalYearStart: 12 }],
    [true, { columns: { surveys: { score: ['Rating'] } }, dates: 'dmy', missing: ['', 'N/A'], scoreLabels: true }],
    [true, { dates: { responded_at: 'dmy' }, skipLines: 2, delimiter: ';', decimal: 'comma' }],
    [true, { thresholds: { nps: ['error', { min: 30 }], mrr: 'off' }, health: { weights: { a: 0.5 } } }],
    [true, { support: { hours: { mon: '09:00-17:00', sat: ['09:00-12:00', '13:00-24:00'] }, timezone: 'UTC' } }],
    [true, { support: { hours: {}, holidays: ['2024-12-25'] } }],
    [false, { support: { hours: { mon: 9 } } }],
    [false, { support: { hours: { monday: '09:00-17:00' } } }],
    [false, { support: { holidays: 'none' } }],
    [false, { support: { open: true } }],
    [false, { treshold: 1 }],
    [false, { data: { ticket: ['a.csv'] } }],
    [false, { data: { tickets: 'a.csv' } }],
    [false, { data: { tickets: [''] } }],
    [false, { columns: { surveys: { scroe: ['x'] } } }],
    [false, { timezone: 1 }],
    [false, { currency: 'usd' }],
    [false, { fiscalYearStart: 0 }],
    [false, { fiscalYearStart: 1.5 }],
    [false, { dates: 1 }],
    [false, { skipLines: -1 }],
    [false, { thresholds: { nps: 'fatal' } }],
    [false, { thresholds: { nps: ['error'] } }],
    [false, { thresholds: { nps: ['error', { min: '3' }] } }],
    [false, { thresholds: { nps: ['error', { least: 3 }] } }],
    [false, { health: { weights: { a: 'b' } } }],
    [false, { health: { weights: { usage: -1 } } }],
    [false, { health: { wieghts: {} } }],
    [false, { health: { bands: [50] } }],
    [false, { health: { missing: 'zero' } }],
    [true, { health: { bandsBy: { segment: { smb: [40, 65], enterprise: [50, 75] } } } }],
    [false, { health: { bandsBy: { segment: { smb: [40] } } } }],
    [false, { health: { bandsBy: { segment: [40, 65] } } }],
    [false, { health: { targets: { activeDays: 29 } } }],
    [false, { health: { minCoverage: 2 } }],
    [false, { health: { overrides: ['late'] } }],
    [false, { health: { profiles: { new: { weights: {} } } } }],
    [true, { health: { profiles: { new: { youngerThan: 30, weights: { nps: 1 } } } } }],
    [
      true,
      {
        health: {
          version: '2',
          weights: { usage: 1 },
          bands: [40, 70],
          missing: 'worst',
          minCoverage: 0.6,
          overrides: [],
        },
      },
    ],
    [false, []],
  ])('%s: %j', async (isRight, config) => {
    expect(wrongs(await schema('config'), config).length === 0).toBe(isRight);
    const cwd = folderWith({ 'csm.config.json': JSON.stringify(config), 's.csv': TEMPLATES.surveys });
    expect((await csm(['nps', 's.csv', '-p', '2024-07'], { cwd })).code === 2).toBe(!isRight);
  });

  test('takes what csm init writes', async () => {
    const cwd = folderWith({ 's.csv': 'kind,Rating,Submitted At\nnps,9,2024-07-02\n' });
    await csm(['init'], { cwd });
    const written: unknown = JSON.parse(readFileSync(join(cwd, 'csm.config.json'), 'utf8'));
    expect(wrongs(await schema('config'), written)).toEqual([]);
  });
});

describe('csm schema input', () => {
  test.each(KINDS)(
    '%s: takes the rows of its template and of the invented company, and refuses others',
    async (kind) => {
      const own = await schema(`input ${kind}`);
      expect(own['required']).toEqual(REQUIRED[kind]);
      const rows = (text: string): Record<string, string | null>[] => {
        const [header = '', ...lines] = text.trim().split('\n');
        return lines
          .filter((line) => !line.includes('"'))
          .map((line) => Object.fromEntries(line.split(',').map((cell, i) => [header.split(',')[i], cell || null])));
      };
      // The invented company has most of them.
      const invented = existsSync(join(acme, `${kind}.csv`)) ? readFileSync(join(acme, `${kind}.csv`), 'utf8') : '';
      const all = [...rows(TEMPLATES[kind]), ...rows(invented).slice(0, 200)];
      expect(all.flatMap((row) => wrongs(own, row))).toEqual([]);
      const [first] = REQUIRED[kind];
      const { [first ?? '']: _, ...without } = all[0] ?? {};
      expect(wrongs(own, without)).toEqual([`: has no ${first}`]);
      expect(
        wrongs(own, { ...all[0], created_at: 5, started_at: 5, responded_at: 5, at: 5, from: 5, date: 5, as_of: 5 })
          .length,
      ).toBeGreaterThan(0);
    },
  );

  test('without a kind it has them all', async () => {
    const all = await schema('input');
    expect(Object.keys(all['$defs'] as object)).toEqual([...KINDS]);
    expect(wrongs(all, { customer_id: 'c1' })).toEqual([]);
    expect(wrongs(all, { dish: 'soup' })).not.toEqual([]);
  });

  test('every column has words of its own, and dates have a format', async () => {
    for (const kind of KINDS) {
      const { properties } = await schema(`input ${kind}`);
      for (const [name, column] of Object.entries(properties)) {
        expect(column['description'], `${kind} ${name}`).toMatch(/\w/);
        expect(JSON.stringify(column).includes('"format":"date"'), `${kind} ${name}`).toBe(
          /^(at|as_of|date|from|to|month)$|(?<!cancel_at_period)_(at|date|start|end|from|to)$/.test(name),
        );
      }
    }
  });
});

describe('csm schema output cohorts, and survival', () => {
  test.each([
    ['cohorts', 'cohorts -p 2024'],
    ['cohorts', 'cohorts -p 2024 --every quarter --measure mrr --by segment'],
    ['cohorts', 'cohorts --every year --as-of 2024-07-10'],
    ['survival', 'cohorts --survival'],
    ['survival', 'cohorts --survival -p 2024-Q2 --by plan'],
  ])('%s: %s is of it', async (name, line) => {
    const { stdout } = await csm([...wordsOf(line), '--json'], { cwd: acme });
    const document = JSON.parse(stdout) as Record<string, unknown> & { rows: object[] };
    const own = await schema(`output ${name}`);
    expect(wrongs(own, document)).toEqual([]);
    expect(document.rows.length).toBeGreaterThan(1);
    expect(Object.keys(document), 'in this order').toEqual(Object.keys(own.properties));
    const { items } = own.properties['rows'] as unknown as { items: Schema };
    for (const row of document.rows) expect(Object.keys(row)).toEqual(Object.keys(items.properties));
    expect(wrongs(own, { ...document, rows: [{ ...document.rows[0], value: '5' }] })).toHaveLength(1);
  });
});

describe('csm schema output backtest, and fit', () => {
  test.each([
    ['backtest', 'health backtest'],
    ['backtest', 'health backtest -p 2030'],
    ['fit', 'health fit'],
    ['fit', 'health fit -p 2030'],
  ])('%s: %s is of it', async (name, line) => {
    const { stdout } = await csm([...wordsOf(line), '--json'], { cwd: acme });
    const document = JSON.parse(stdout) as Record<string, Record<string, unknown>>;
    const own = await schema(`output ${name}`);
    expect(wrongs(own, document)).toEqual([]);
    expect(Object.keys(document), 'in this order').toEqual(Object.keys(own.properties));
    const { properties } = own.properties[name] as unknown as { properties: Schema };
    expect(Object.keys(document[name]!)).toEqual(Object.keys(properties));
    expect(wrongs(own, { ...document, [name]: { ...document[name], churners: '5' } })).toHaveLength(1);
  });
});

describe('csm schema output trend', () => {
  test.each(['health trend', 'health trend --every quarter --last 2', 'health trend -p 2030'])(
    '%s is of it',
    async (line) => {
      const { stdout } = await csm([...wordsOf(line), '--json'], { cwd: acme });
      const document = JSON.parse(stdout) as Record<string, unknown> & { rows: object[] };
      const own = await schema('output trend');
      expect(wrongs(own, document)).toEqual([]);
      expect(Object.keys(document), 'in this order').toEqual(Object.keys(own.properties));
      expect(wrongs(own, { ...document, rows: [{ metric: 'nps' }] })).not.toEqual([]);
    },
  );
});

describe('csm schema output anomalies', () => {
  test.each(['anomalies -p 2024-05', 'anomalies', 'anomalies -p 2024 --level theme', 'anomalies -p 2030'])(
    '%s is of it',
    async (line) => {
      const { stdout } = await csm([...wordsOf(line), '--json'], { cwd: acme });
      const document = JSON.parse(stdout) as Record<string, readonly object[]>;
      const own = await schema('output anomalies');
      expect(wrongs(own, document)).toEqual([]);
      expect(Object.keys(document), 'in this order').toEqual(Object.keys(own.properties));
      const { items } = own.properties['anomalies'] as unknown as { items: Schema };
      for (const each of document['anomalies'] ?? []) expect(Object.keys(each)).toEqual(Object.keys(items.properties));
      expect(wrongs(own, { ...document, levels: [{ ...document['levels']?.[0], tests: '5' }] })).toHaveLength(1);
    },
  );
});

describe('csm schema output report', () => {
  test.each([
    ...TOPICS.filter(({ name }) => name !== 'growth').map(({ name }) => `${name} -p 2024-07`),
    'growth ../july/history.csv ../july/subscriptions.csv -p 2024-07',
    'report -p 2024-Q2 --compare yoy',
    'report -p 2024-07 --by segment',
    'churn -p 2019-01 --compare none',
    'churn -p 2024-07 --by rep',
    'churn -p 2024-07 --methods all',
    'csat -p 2024-07 --methods all',
    'mrr -p 2024-07 --by segment --methods all',
    'retention -p 2024-07 --by rep',
    'report -p 2024-Q2 --by rep',
    'mrr -p this-month --as-of 2024-07-10 --timezone Asia/Tokyo',
  ])('%s is of it', async (line) => {
    const { stdout } = await csm([...wordsOf(line), '--json'], { cwd: acme });
    const document = JSON.parse(stdout) as Record<string, unknown> & { rows: object[] };
    const own = await schema('output report');
    expect(wrongs(own, document)).toEqual([]);
    expect(document.rows.length).toBeGreaterThan(0);
    const always = own['required'] as readonly string[];
    const keys = Object.keys(own.properties).filter((key) => always.includes(key) || key in document);
    expect(Object.keys(document), 'in this order').toEqual(keys);
    const { items } = own.properties['rows'] as unknown as { items: Schema };
    for (const row of document.rows) expect(Object.keys(row)).toEqual(Object.keys(items.properties));
    expect(wrongs(own, { ...document, more: 1 })).toEqual(['more: is not allowed']);
    expect(wrongs(own, { ...document, rows: [{ ...document.rows[0], value: '5' }] })).toHaveLength(1);
  });
});
