import { format } from '../../calculator/unit.ts';
import type { HealthPart, Money } from '../page.ts';
import type { Report } from '../report.ts';
import type { Figure, Section, Tone } from './document.ts';
import { tabulate } from './tabulate.ts';

const TONES: Readonly<Record<string, Tone>> = { green: 'good', yellow: 'middle', red: 'bad' };

/** How customers are, and whom to look after first. */
export function healthSection(report: Report): Section | null {
  const health = report.page?.health;
  if (health === undefined || health.bands.every(({ customers }) => customers === 0)) return null;
  const money = (all: readonly Money[]): string =>
    all
      .map(({ currency, cents }) => `${format.money(cents, report.decimalsOf(currency))} ${currency ?? ''}`.trim())
      .join(', ');
  return {
    id: 'health',
    title: 'Customer health',
    lead: '',
    figures: [bandsOf(health, money), ...(health.atRisk.length === 0 ? [] : [atRiskOf(health, money)])],
  };
}

type Words = (money: readonly Money[]) => string;

const bandsOf = (health: HealthPart, money: Words): Figure => ({
  id: 'health-bands',
  title: 'Customers by health',
  text: health.bands.map(({ band, customers }) => `${band} ${customers}`).join(', '),
  chart: {
    kind: 'bars',
    bars: health.bands.map(({ band, customers }) => ({
      label: band,
      value: customers,
      text: format.count(customers, 0),
      tone: TONES[band] ?? 'plain',
    })),
  },
  table: tabulate(health.bands, [
    { head: 'Band', text: ({ band }) => band },
    { head: 'Customers', isNumber: true, text: ({ customers }) => format.count(customers, 0) },
    { head: 'MRR', isNumber: true, text: ({ mrr }) => money(mrr) },
  ]),
});

const atRiskOf = (health: HealthPart, money: Words): Figure => ({
  id: 'health-at-risk',
  title: 'Customers at risk',
  text: health.more > 0 ? `The first ${health.atRisk.length}; ${health.more} more are at risk.` : '',
  chart: null,
  table: tabulate(health.atRisk, [
    { head: 'Customer', text: ({ customer, name }) => (name === null ? customer : `${name} (${customer})`) },
    { head: 'Rep', text: ({ rep }) => rep ?? '' },
    { head: 'Band', text: ({ band }) => band },
    { head: 'Score', isNumber: true, text: ({ score }) => (score === null ? 'n/a' : format.count(score, 0)) },
    { head: 'MRR', isNumber: true, text: ({ mrr }) => money(mrr) },
    { head: 'Why', text: ({ reasons }) => reasons.join('; ') },
  ]),
});
