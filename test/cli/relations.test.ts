import { Buffer } from 'node:buffer';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataset } from '../oracle/generate.ts';
import { csm } from '../support/csm.ts';
import { folderWith } from '../support/folder.ts';
import { run } from '../support/program.ts';

// What must hold between two runs, whatever the right numbers are: over every metric, every method and every segment,
// on invented companies with rows of all kinds (RELIABILITY.md 6.2).

const SEEDS = Array.from({ length: Number(process.env['CSM_RELATION_RUNS'] ?? 2) }, (_, i) => ({ seed: 101 + i }));
const AS_OF = '2025-03-01';
const PERIOD = '2024-Q2';
/** All that is measured of a company. */
const LINES = [
  `report --method all --reasons --by segment -p ${PERIOD}`,
  `mrr --movements period --cmrr --by segment -p ${PERIOD}`,
  `churn --by rep -p ${PERIOD} --compare yoy`,
  `renewals -p ${PERIOD}`,
].map((line) => line.split(' '));

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;
type Files = Readonly<Record<string, string | Uint8Array>>;

/** What csm says of a company, but for what it says of its files. */
async function figures(files: Files, asOf = AS_OF, lines: readonly (readonly string[])[] = LINES): Promise<Row[]> {
  const cwd = folderWith(files);
  const answers: Row[] = [];
  for (const line of lines) {
    const { code, stdout, stderr } = await csm([...line, '--data', '.', '--as-of', asOf, '--json'], { cwd });
    expect(code, `csm ${line.join(' ')}: ${stderr}`).toBe(0);
    answers.push(...(JSON.parse(stdout) as { readonly rows: Row[] }).rows);
  }
  return answers;
}

const company = (seed: number): Record<string, string> =>
  Object.fromEntries(Object.entries(dataset(seed)).map(([kind, text]) => [`${kind}.csv`, text]));

/** The cells of a file; the invented companies have no quotes in theirs. */
const cellsOf = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
const textOf = (cells: readonly (readonly string[])[], end = '\n'): string =>
  cells.map((row) => row.join(',') + end).join('');
type Table = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Every file, changed in the same way. */
const each = (files: Record<string, string>, change: (table: Table, name: string) => Files): Files =>
  Object.assign(
    {},
    ...Object.entries(files).map(([name, text]) => {
      const [header = [], ...rows] = cellsOf(text);
      return change({ header, rows }, name);
    }),
  ) as Files;

/** A turn of rows that is neither the order of the file nor its reverse. */
const shuffled = <Item>(items: readonly Item[]): Item[] =>
  items
    .map((item, i) => ({ item, key: (i * 7919 + 13) % 104_729 }))
    .toSorted((a, b) => (a.key % 17) - (b.key % 17) || b.key - a.key)
    .map(({ item }) => item);

const DAY = /\b(20\d\d)(?=-\d\d-\d\d)/g;
const later = (text: string, years: number): string => text.replaceAll(DAY, (year) => String(Number(year) + years));

/** Amounts by a whole number, in text: no rounding on the way. */
const times = (amount: string, factor: number): string => {
  if (!/^-?\d+(?:\.\d+)?$/.test(amount)) return amount;
  const cents = Math.round(Number(amount) * 100) * factor;
  return (cents / 100).toFixed(2);
};
const AMOUNTS: ReadonlySet<string> = new Set(['amount', 'unit_amount', 'mrr', 'discount_amount']);
const scaled = (files: Record<string, string>, factor: number): Record<string, string> =>
  each(files, ({ header, rows }, name) => ({
    [name]: textOf([
      header,
      ...rows.map((row) => row.map((cell, i) => (AMOUNTS.has(header[i] ?? '') ? times(cell, factor) : cell))),
    ]),
  })) as Record<string, string>;

/** A bijection of ids that keeps none of them. */
const IDS: ReadonlySet<string> = new Set([
  'customer_id',
  'respondent_id',
  'ticket_id',
  'subscription_id',
  'response_id',
  'payment_id',
]);

describe.each(SEEDS)('company $seed', ({ seed }) => {
  const files = company(seed);
  let known: Promise<Row[]> | undefined;
  const whole = () => (known ??= figures(files));

  test('there is something to be right or wrong about', async () => {
    const rows = await whole();
    const ids = new Set(rows.map(({ metric }) => metric));
    expect(ids.size).toBeGreaterThan(50);
    expect(rows.filter(({ value }) => value !== null).length).toBeGreaterThan(100);
  });

  test('the order of the rows changes nothing', async () => {
    const turned = each(files, ({ header, rows }, name) => ({ [name]: textOf([header, ...shuffled(rows)]) }));
    expect(await figures(turned)).toEqual(await whole());
  });

  test('a file in three parts is the file, whatever the order of the parts', async () => {
    const parted = each(files, ({ header, rows }, name) =>
      Object.fromEntries(
        ['z', 'm', 'a'].map((part, i) => [
          name.replace('.', `-${part}.`),
          textOf([header, ...rows.filter((_, row) => row % 3 === i)]),
        ]),
      ),
    );
    expect(await figures(parted)).toEqual(await whole());
  });

  test('a file that is there twice counts once', async () => {
    const twice = each(files, ({ header, rows }, name) => {
      const text = textOf([header, ...rows]);
      const has = header.some((column) => /^(subscription|ticket|response|payment)_id$/.test(column));
      return { [name]: text, ...(has && !name.startsWith('surveys') && { [name.replace('.', '-again.')]: text }) };
    });
    expect(Object.keys(twice).length).toBeGreaterThan(Object.keys(files).length);
    expect(await figures(twice)).toEqual(await whole());
  });

  test('other names for all ids change nothing', async () => {
    const renamed = each(files, ({ header, rows }, name) => ({
      [name]: textOf([
        header,
        ...rows.map((row) => row.map((cell, i) => (IDS.has(header[i] ?? '') && cell !== '' ? `id-${cell}-é` : cell))),
      ]),
    }));
    expect(await figures(renamed)).toEqual(await whole());
  });

  test('28 years later, when days fall on the same weekdays, all is as it was', async () => {
    const shifted = each(files, ({ header, rows }, name) => ({ [name]: later(textOf([header, ...rows]), 28) }));
    const lines = LINES.map((line) => line.map((word) => word.replace(/^2024/, '2052')));
    const rows = await figures(shifted, later(AS_OF, 28), lines);
    const back: unknown = JSON.parse(JSON.stringify(rows).replaceAll('"2052', '"2024'));
    expect(back).toEqual(await whole());
  });

  test('three times the money is three times every amount, and the same rates', async () => {
    // A multiple of what amounts are divided by on their way to a month: nothing is left to round.
    const large = scaled(files, 27_720);
    const before = await figures(large);
    const after = await figures(scaled(large, 3));
    expect(after).toHaveLength(before.length);
    const near = (cell: Cell | undefined, factor: number): unknown =>
      typeof cell === 'number'
        ? expect.closeTo(cell * factor, 6 - Math.ceil(Math.log10(Math.abs(cell * factor) + 1)))
        : cell;
    for (const [i, row] of before.entries()) {
      const isMoney = row['unit'] === 'money';
      const factor = isMoney ? 3 : 1;
      const parts = isMoney || /mrr|nrr|grr|quick|gross|net|clv|arpa/.test(`${row['metric']} ${row['method']}`);
      const expected = Object.fromEntries(
        Object.entries(row).flatMap(([key, cell]) =>
          ['numerator', 'denominator'].includes(key) && parts
            ? []
            : [[key, near(cell, ['value', 'low', 'high', 'previous', 'delta'].includes(key) ? factor : 1)]],
        ),
      );
      expect(after[i]).toMatchObject(expected);
    }
  });

  test.each([
    {
      how: 'CRLF',
      make: (table: Table, name: string): Files => ({ [name]: textOf([table.header, ...table.rows], '\r\n') }),
    },
    {
      how: 'UTF-16 with a byte order mark',
      make: (table: Table, name: string): Files => ({
        [name]: Buffer.from(`\ufeff${textOf([table.header, ...table.rows])}`, 'utf16le'),
      }),
    },
    {
      how: 'JSON',
      make: (table: Table, name: string): Files => ({
        [name.replace('.csv', '.json')]: JSON.stringify(objectsOf(table)),
      }),
    },
    {
      how: 'JSON Lines',
      make: (table: Table, name: string): Files => ({
        [name.replace('.csv', '.jsonl')]: objectsOf(table)
          .map((row) => `${JSON.stringify(row)}\n`)
          .join(''),
      }),
    },
    {
      how: 'columns in another order, and one more',
      make: ({ header, rows }: Table, name: string): Files => ({
        [name]: textOf([
          ['nothing of note', ...header.toReversed()],
          ...rows.map((row, i) => [`note ${i}`, ...row.toReversed()]),
        ]),
      }),
    },
  ])('written as $how it says the same', async ({ make }) => {
    expect(await figures(each(files, make))).toEqual(await whole());
  });

  test('tickets and answers of other years have no part in it', async () => {
    const more = each(files, ({ header, rows }, name) => {
      const isDated = name === 'tickets.csv' || name === 'surveys.csv';
      const others = rows.map((row) =>
        row.map((cell, i) =>
          /^(ticket|response)_id$/.test(header[i] ?? '') && cell !== ''
            ? `old ${cell}`
            : cell.replaceAll(DAY, (year) => String(Number(year) - 20)),
        ),
      );
      const solved = header.findIndex((column) => column === 'solved_at' || column === 'first_solved_at');
      const closed = others.filter((row) => name !== 'tickets.csv' || (row[solved] ?? '') !== '');
      return { [name]: textOf([header, ...rows, ...(isDated ? closed : [])]) };
    });
    expect(await figures(more)).toEqual(await whole());
  });

  test('a quarter is its months, where things are counted or summed', async () => {
    const SUMS = [
      'tickets_created',
      'tickets_solved',
      'customers_new',
      'customers_reactivated',
      'churn_events',
      'mrr_new',
      'mrr_reactivation',
      'mrr_expansion',
      'mrr_contraction',
      'mrr_churn',
    ];
    const keyOf = ({ metric, group, currency }: Row) => JSON.stringify([metric, group, currency]);
    const ask = (period: string) => figures(files, AS_OF, [['report', '--by', 'segment', '-p', period]]);
    const sums = new Map<string, number>();
    for (const month of ['2024-04', '2024-05', '2024-06']) {
      for (const row of await ask(month)) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + Number(row['value'] ?? 0));
    }
    const quarter = (await ask(PERIOD)).filter(({ metric }) => SUMS.includes(String(metric)));
    expect(new Set(quarter.map(({ metric }) => metric)).size).toBe(SUMS.length);
    for (const row of quarter) {
      expect([keyOf(row), Number(row['value'] ?? 0)]).toEqual([
        keyOf(row),
        expect.closeTo(sums.get(keyOf(row)) ?? 0, 6),
      ]);
    }
  });
});

/** Rows as objects; a blank cell is null. */
const objectsOf = ({ header, rows }: Table) =>
  rows.map((row) => Object.fromEntries(header.map((column, i) => [column, row[i] === '' ? null : row[i]])));

describe('the machine', () => {
  const folder = folderOfCompany();
  const [line = []] = LINES;
  const ask = (env: Readonly<Record<string, string>>) =>
    run([...line, '--data', '.', '--as-of', AS_OF, '--json'], { cwd: folder(), env });

  test.each([
    { TZ: 'America/New_York', LC_ALL: 'C' },
    { TZ: 'Asia/Tokyo', LC_ALL: 'de_DE.UTF-8' },
    { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' },
    { TZ: 'Europe/Berlin', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' },
  ])('$TZ, $LC_ALL: the same bytes as in UTC', (env) => {
    const here = ask(env);
    expect(here.code).toBe(0);
    expect(here).toEqual(ask({ TZ: 'UTC', LC_ALL: 'C' }));
  });
});

/** One company in a folder, made when it is first asked for. */
function folderOfCompany(): () => string {
  return () => {
    const cwd = folderWith();
    mkdirSync(join(cwd, 'd'), { recursive: true });
    for (const [name, text] of Object.entries(company(7))) writeFileSync(join(cwd, name), text);
    return cwd;
  };
}
