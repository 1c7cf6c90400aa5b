import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compare, rowsOf } from './compare.ts';
import { FAMILIES, Oracle, type Hours } from './duckdb.ts';
import { atAnyHour } from './generate-instants.ts';
import { dataset } from './generate.ts';

// csm in other zones than UTC, and in hours that support is open, against SQL on invented companies.
// CSM_ORACLE_RUNS and CSM_ORACLE_SEED as in oracle.test.ts.

const RUNS = Number(process.env['CSM_ORACLE_RUNS'] ?? 12);
const FIRST_SEED = Number(process.env['CSM_ORACLE_SEED'] ?? 1);
const AS_OF = '2025-03-01';

const PERIODS = [
  { period: '2024-07', firstDay: '2024-07-01', lastDay: '2024-07-31' },
  { period: '2024-02-10..2024-05-03', firstDay: '2024-02-10', lastDay: '2024-05-03' },
  { period: '2024', firstDay: '2024-01-01', lastDay: '2024-12-31' },
  { period: '2024-W09', firstDay: '2024-02-26', lastDay: '2024-03-03' },
] as const;

/** Two with a summer time of their own, one on half an hour, one far ahead, one that loses an hour at midnight. */
const ZONES = ['America/New_York', 'Asia/Tokyo', 'Europe/Berlin', 'Asia/Kolkata', 'America/Santiago'] as const;

const week = ['mon', 'tue', 'wed', 'thu', 'fri'];
const HOURS: readonly Hours[] = [
  {
    hours: Object.fromEntries(week.map((day) => [day, ['09:00-17:00']])),
    holidays: ['2024-07-04', '2024-04-01', '2024-12-25'],
    timezone: 'America/New_York',
  },
  {
    hours: { mon: ['08:00-12:00', '13:30-18:00'], wed: ['22:00-24:00'], thu: ['00:00-06:00'], sat: ['10:00-14:00'] },
    holidays: [],
    timezone: 'Europe/Berlin',
  },
  {
    // Around the clock on Sundays, when the clocks change.
    hours: { sun: ['00:00-24:00'], fri: ['00:00-24:00'], tue: ['07:15-07:45'] },
    holidays: ['2024-03-29', '2024-07-12'],
    timezone: 'Europe/Berlin',
  },
];

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.open();
});
afterAll(() => oracle.close());

const cases = Array.from({ length: RUNS }, (_, i) => {
  const seed = FIRST_SEED + i;
  const zone = ZONES[seed % ZONES.length] ?? ZONES[0];
  return { seed, zone, ...(PERIODS[seed % PERIODS.length] ?? PERIODS[0]) };
});

test.each(cases)('seed $seed, $period in $zone: csm and SQL agree', { timeout: 240_000 }, async (one) => {
  const { seed, period, zone, ...days } = one;
  const exports = atAnyHour(dataset(seed), seed);
  await oracle.load(exports);
  const span = { ...days, asOf: AS_OF };
  const hours = HOURS[seed % HOURS.length] as Hours;
  const folder = await mkdtemp(join(tmpdir(), `csm-zones-${seed}-`));
  try {
    for (const [name, text] of Object.entries(exports)) await writeFile(join(folder, `${name}.csv`), text);
    await writeFile(join(folder, 'csm.config.json'), JSON.stringify({ support: hours }));
    const ask = (...command: string[]) => {
      const asked = ['--data', '.', '-p', period, '--timezone', zone, '--as-of', AS_OF, '--compare', 'none'];
      return rowsOf(folder, [...command, ...asked, '--by', 'segment', '--json']);
    };
    const expected = await oracle.figures([...FAMILIES, 'support'], span, { zone });
    const differences = compare(
      expected.filter(({ topic }) => topic === null),
      (await ask('report')).filter(({ metric }) => metric !== 'response_rate'),
    );
    const open = await oracle.figures(['support-hours'], span, { zone, hours });
    differences.push(...compare(open, await ask('support', '--hours', 'business')));
    expect(differences).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
