import { expect, test } from 'vitest';
import { casesOf, DAYS, folderOf, inTurn, MONTH, openOracle, rowsOf, WEEK, YEAR } from './company.ts';
import { compare } from './compare.ts';
import { FAMILIES, type Hours } from './duckdb.ts';
import { atAnyHour } from './generate-instants.ts';
import { dataset } from './generate.ts';

// csm in other zones than UTC, and in hours that support is open, against SQL on invented companies.

const AS_OF = '2025-03-01';

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

const oracle = openOracle();

const cases = casesOf(12, (seed) => ({ zone: inTurn(ZONES, seed), ...inTurn([MONTH, DAYS, YEAR, WEEK], seed) }));

test.each(cases)('seed $seed, $period in $zone: csm and SQL agree', { timeout: 240_000 }, async (one) => {
  const { seed, period, zone, ...days } = one;
  const exports = atAnyHour(dataset(seed), seed);
  await oracle().load(exports);
  const span = { ...days, asOf: AS_OF };
  const hours = inTurn(HOURS, seed);
  const folder = folderOf(exports, { support: hours });
  const ask = (command: string) =>
    rowsOf(folder, `${command} -p ${period} --timezone ${zone} --as-of ${AS_OF} --compare none --by segment`);
  const expected = await oracle().figures([...FAMILIES, 'support'], span, { zone });
  const differences = compare(
    expected.filter(({ topic }) => topic === null),
    (await ask('report')).filter(({ metric }) => metric !== 'response_rate'),
  );
  const open = await oracle().figures(['support-hours'], span, { zone, hours });
  differences.push(...compare(open, await ask('support --hours business')));
  expect(differences).toEqual([]);
});
