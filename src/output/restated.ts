import { format, formatChange } from '../calculator/unit.ts';
import { shorten, visible } from '../text.ts';
import { grid, type GridColumn } from './grid.ts';
import type { Paint } from './issues.ts';
import type { Report, Restated } from './report.ts';

/** Which figures are not what they were in a saved answer, for people. */
export function restatedBlock({ name, rows }: Restated, report: Report, paint: Paint): string {
  if (rows.length === 0) return paint.dim(`Nothing is other than in ${visible(name)}`);
  const columns: GridColumn[] = [
    { head: paint.bold(`Restated since ${shorten(visible(name), 40)}`), align: 'left' },
    { head: 'Old', align: 'right' },
    { head: 'New', align: 'right' },
    { head: 'Difference', align: 'right' },
  ];
  const abouts = new Map(report.metrics.map(({ metric }) => [metric.id, metric]));
  const lines = rows.map(({ metric, method, group, unit, currency, old, new: now, difference }) => {
    const decimals = report.decimalsOf(currency);
    const minor = (value: number): number => (unit === 'money' ? Math.round(value * 10 ** decimals) : value);
    const shown = (value: number | null): string => (value === null ? 'n/a' : format[unit](minor(value), decimals));
    const about = abouts.get(metric);
    const own = method === about?.methods?.[0] ? null : method;
    const parts = [own, currency, group === null ? null : shorten(visible(group), 40)].filter((each) => each !== null);
    return [
      [about?.title ?? metric, ...parts].join(', '),
      shown(old),
      shown(now),
      difference === null ? '' : formatChange(unit, minor(difference), decimals),
    ];
  });
  // Nothing is cut, however narrow.
  return grid(columns, lines, Infinity) ?? '';
}
