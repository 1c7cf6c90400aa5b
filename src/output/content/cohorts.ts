import { format } from '../../calculator/unit.ts';
import { percent } from '../lines.ts';
import type { Report } from '../report.ts';
import type { Section } from './document.ts';
import { tabulate } from './tabulate.ts';

/** Who is still there of those who began together. */
export function cohortsSection({ page }: Report): Section | null {
  const cells = (page?.cohorts ?? []).filter(({ group, value }) => group === null && value !== null);
  const names = [...new Set(cells.flatMap(({ cohort }) => cohort?.label ?? []))];
  const ages = Math.max(0, ...cells.filter(({ cohort }) => cohort !== null).map(({ age }) => age)) + 1;
  if (names.length < 2) return null;
  const rows = [...names, null].map((name) => {
    const own = cells.filter(({ cohort }) => (cohort?.label ?? null) === name);
    return {
      name,
      size: own[0]?.size ?? 0,
      cells: Array.from({ length: ages }, (_, age) => {
        const cell = own.find((each) => each.age === age);
        if (cell?.value === undefined || cell.value === null) return null;
        const open = cell.complete ? '' : '*';
        return { value: cell.value, text: percent(cell.value) + open, short: format.count(100 * cell.value, 0) + open };
      }),
    };
  });
  const size = rows.reduce((sum, each) => sum + (each.name === null ? 0 : each.size), 0);
  const columns = Array.from({ length: ages }, (_, age) => String(age));
  const isOpen = cells.some(({ complete }) => !complete);
  return {
    id: 'cohorts',
    group: 'Business and revenue',
    title: 'Cohorts',
    lead: '',
    figures: [
      {
        id: 'cohort-table',
        title: 'Customers still there, in % of those who began together',
        text: `${names.length} cohorts, ${size} customers. A row is the period of the first paid day; a column says how many periods later the close is that they are counted at.${
          isOpen ? ' * is a period that is not over, and not in the average.' : ''
        }`,
        chart: {
          kind: 'heat',
          columns,
          rows: rows.flatMap((each) => (each.name === null ? [] : [{ label: each.name, cells: each.cells }])),
        },
        table: tabulate(rows, [
          { head: 'Cohort', text: ({ name }) => name ?? 'All, weighted' },
          { head: 'Customers', isNumber: true, text: (each) => format.count(each.name === null ? size : each.size, 0) },
          ...columns.map((head, age) => ({
            head,
            isNumber: true,
            text: (each: (typeof rows)[number]) => each.cells[age]?.text ?? '',
          })),
        ]),
      },
    ],
  };
}
