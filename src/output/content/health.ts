import type { Band } from '../../records/health.ts';
import { format, formatChange, round } from '../../calculator/unit.ts';
import { linesOf, tell } from '../lines.ts';
import type { HealthAnswer, HealthEntry, Report } from '../report.ts';
import type { Figure, Section, Tone } from './document.ts';
import { joined, tabulate } from './tabulate.ts';

/** From good to bad. */
const BANDS: readonly Band[] = ['green', 'yellow', 'red', 'unknown'];
const TONES: Readonly<Record<Band, Tone>> = { green: 'good', yellow: 'warning', red: 'bad', unknown: 'middle' };
/** So many customers are listed, where nothing else is said. */
const LISTED = 20;
const REASONS = 3;
const WHY =
  'A reason is a component, its own score from 0 to 100, what was seen, and the points it adds to the score or takes from it.';
const MISSING: Readonly<Record<string, string>> = {
  drop: 'is left out',
  neutral: 'counts as 50',
  worst: 'counts as 0',
};

/** How customers are, and whom to look after first. */
export function healthSection(report: Report): Section | null {
  const { health } = report;
  if (health === undefined || (health.customers.length === 0 && report.results.length === 0)) return null;
  const { version, hash, bands, missing } = health.health;
  const [red = 50, yellow = 75] = bands;
  return {
    id: 'health',
    group: 'Business and revenue',
    title: 'Customer health',
    lead: `A score from 0 to 100: red up to ${red}, yellow up to ${yellow}, green above, unknown where too little is known.`,
    figures: [bandsOf(report), listOf(report, health), candidatesOf(report, health)].filter((each) => each !== null),
    notes: [`Health config ${version}, ${hash}; a component that is missing ${MISSING[missing] ?? missing}.`],
  };
}

/** Customers of each band and what they pay, as the rows of the report have them. */
function bandsOf(report: Report): Figure | null {
  const lines = linesOf(report, 'health').filter(({ result }) => result.segment === null);
  const find = (id: string) =>
    lines.filter(({ about }) => about.id === id).map((line) => ({ line, said: tell(report, line) }));
  const rows = BANDS.map((band) => ({ band, count: find(`health_${band}`)[0], mrr: find(`health_mrr_${band}`) }));
  const known = rows.flatMap(({ band, count, mrr }) =>
    count === undefined || count.line.result.value === null
      ? []
      : [{ band, value: count.line.result.value, said: count.said, mrr }],
  );
  if (known.every(({ value }) => value === 0)) return null;
  const change = ({ change: by, percent }: (typeof known)[number]['said']): string =>
    by === '' || percent === '' ? by : `${by} (${percent})`;
  const money = (each: (typeof known)[number]['mrr'][number]): string =>
    each.said.value + (each.line.result.currency === null ? '' : ` ${each.line.result.currency}`);
  return {
    id: 'health-bands',
    title: 'Customers by health',
    text: `${known.map(({ band, said }) => `${band} ${said.value}`).join(', ')}.`,
    chart: {
      kind: 'bars',
      bars: known.map(({ band, value, said }) => ({ label: band, value, text: said.value, tone: TONES[band] })),
    },
    table: tabulate(known, [
      { head: 'Band', text: ({ band }) => band },
      { head: 'Customers', isNumber: true, text: ({ said }) => said.value },
      { head: 'Change', isNumber: true, text: ({ said }) => change(said), isShown: report.compare !== null },
      {
        head: 'MRR',
        isNumber: true,
        text: ({ mrr }) => mrr.map(money).join(' + '),
        isShown: known.some(({ mrr }) => mrr.length > 0),
      },
      {
        head: 'Change of MRR',
        isNumber: true,
        text: ({ mrr }) =>
          joined(
            mrr.map(({ said }) => change(said)),
            '; ',
          ),
        isShown: report.compare !== null && known.some(({ mrr }) => mrr.length > 0),
      },
    ]),
  };
}

/** Those at risk, the most urgent one first; of one band, where that was asked. */
function listOf(report: Report, health: HealthAnswer): Figure | null {
  const { band = null, limit = LISTED } = health.shown ?? {};
  const all = health.customers.filter((each) => each.band === band || (band === null && /red|yellow/.test(each.band)));
  if (all.length === 0) return null;
  const listed = all.slice(0, limit);
  const more = all.length - listed.length;
  return {
    id: 'health-at-risk',
    title: band === null ? 'Customers at risk' : `Customers ${band}`,
    text: joined(
      [more > 0 ? `The first ${listed.length} of ${all.length}, by band and MRR: csm health tells all.` : '', WHY],
      ' ',
    ),
    chart: null,
    table: tabulate(listed, [
      { head: 'Customer', text: ({ customer_id, name }) => (name === null ? customer_id : `${name} (${customer_id})`) },
      { head: 'Owner', text: ({ rep }) => rep ?? '' },
      { head: 'MRR', isNumber: true, text: (each) => moneyOf(each, report) },
      { head: 'Score', isNumber: true, text: ({ score }) => (score === null ? 'n/a' : round(score, 1).toFixed(1)) },
      { head: 'Change', isNumber: true, text: changeOf, isShown: report.compare !== null },
      { head: 'Band', text: (each) => each.band },
      { head: 'Why', isLong: true, text: whyOf },
    ]),
  };
}

/** What speaks against a customer; where nothing does, what speaks least for it. */
function whyOf({ band, reasons }: HealthEntry): string {
  const against = band === 'green' ? reasons : reasons.filter((reason) => !/\((\+\d+\.\d|0\.0)\)$/.test(reason));
  return (against.length === 0 ? reasons.slice(0, 1) : against.slice(0, REASONS)).join('; ');
}

function changeOf({ score, previous }: HealthEntry): string {
  return score === null || previous === null ? '' : formatChange('points', round(score - previous, 1), 1);
}

function moneyOf({ mrr }: Pick<HealthEntry, 'mrr'>, report: Report): string {
  return mrr === null ? '' : `${format.money(mrr.cents, report.decimalsOf(mrr.currency))} ${mrr.currency ?? ''}`.trim();
}

/** Who may want more, where that was asked. */
function candidatesOf(report: Report, { candidates, seatUse = 1 }: HealthAnswer): Figure | null {
  if (candidates === undefined) return null;
  return {
    id: 'health-candidates',
    title: candidates.length === 0 ? 'Expansion candidates: none' : 'Expansion candidates',
    text: `Green, with ${round(seatUse * 100, 0)} % of the seats or more in use.`,
    chart: null,
    table: tabulate(candidates, [
      { head: 'Customer', text: ({ customer_id, name }) => (name === null ? customer_id : `${name} (${customer_id})`) },
      { head: 'Owner', text: ({ rep }) => rep ?? '' },
      { head: 'MRR', isNumber: true, text: (each) => moneyOf(each, report) },
      { head: 'Score', isNumber: true, text: ({ score }) => (score === null ? 'n/a' : round(score, 1).toFixed(1)) },
      { head: 'Seats in use', isNumber: true, text: (each) => `${each.active_seats} of ${each.seats}` },
    ]),
  };
}
