import type { CohortCell, CohortMeasure } from '../../calculator/cohort.ts';
import { format } from '../../calculator/unit.ts';
import { percent } from '../lines.ts';
import type { Report } from '../report.ts';
import type { Figure, Section } from './document.ts';
import { joined, tabulate } from './tabulate.ts';

const TITLES: Readonly<Record<CohortMeasure, string>> = {
  customers: 'Customers still there, in % of those who began together',
  mrr: 'MRR still there, in % of the first MRR of those who began together',
};

/** Who is still there of those who began together, and what they pay. */
export function cohortsSection({ page }: Report): Section | null {
  if (page === undefined) return null;
  const { customers, mrr } = page.cohorts;
  const currencies = [...new Set(mrr.map(({ currency }) => currency))];
  const figures = [
    figureOf(customers, 'customers', 'cohort-table'),
    ...currencies.map((currency, i) =>
      figureOf(
        mrr.filter((cell) => cell.currency === currency),
        'mrr',
        `cohort-mrr-${i + 1}`,
      ),
    ),
  ].filter((each) => each !== null);
  return figures.length === 0
    ? null
    : {
        id: 'cohorts',
        group: 'Business and revenue',
        title: 'Cohorts',
        lead: 'A row is all customers whose first paid day is in that period. Column 0 is the close of that same period, column 1 that of the next one, and so on.',
        figures,
      };
}

function figureOf(all: readonly CohortCell[], measure: CohortMeasure, id: string): Figure | null {
  const cells = all.filter(({ group, value }) => group === null && value !== null);
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
  const currency = cells[0]?.currency ?? null;
  return {
    id,
    title: joined([TITLES[measure], currency ?? ''], ', '),
    text: joined(
      [
        `${names.length} cohorts, ${size} customers.`,
        measure === 'mrr' ? 'Over 100: they pay more than at first.' : '',
        isOpen ? '* is a period that is not over, and not in the average.' : '',
      ],
      ' ',
    ),
    chart: {
      kind: 'heat',
      axis: 'Periods since the first paid day',
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
  };
}
