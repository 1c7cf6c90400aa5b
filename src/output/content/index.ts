import { rangeOf } from '../lines.ts';
import type { Report } from '../report.ts';
import { anomaliesSection } from './anomalies.ts';
import { cardsOf } from './cards.ts';
import { changesSection, verdictOf } from './changes.ts';
import { cohortsSection } from './cohorts.ts';
import { dataSection } from './data.ts';
import { definitionsSection } from './definitions.ts';
import type { Document, Section } from './document.ts';
import { feedbackSection } from './feedback.ts';
import { healthSection } from './health.ts';
import { movementsSection } from './movements.ts';
import { numbersSection } from './numbers.ts';
import { scoresSection } from './scores.ts';
import { groupsSection, splitsSection } from './splits.ts';
import { trendsSection } from './trends.ts';

/** What a page of all topics is called. */
const WHOLE = 'Customer success report';

/** What stands above a section, but for what stands above an earlier one already. */
const saidOnce = (section: Section, i: number, all: readonly Section[]): Section =>
  all.slice(0, i).some(({ lead }) => lead === section.lead) ? { ...section, lead: '' } : section;

/** What a page says of a report, for whatever renders it. `titles`: of topics and commands. */
export function documentOf(whole: Report, titles: Readonly<Record<string, string>>): Document {
  // Rows that are split by something of their own, as themes are, stand in a section of their own.
  const report = { ...whole, results: whole.results.filter((result) => result.by === undefined) };
  const { command, by, period, compare, timezone, asOf, version } = report;
  const cards = cardsOf(report);
  const sections = [
    changesSection(report),
    anomaliesSection(report),
    groupsSection(report),
    trendsSection(report),
    movementsSection(report),
    numbersSection(report, titles, 'revenue'),
    healthSection(report),
    splitsSection(report),
    cohortsSection(report),
    numbersSection(report, titles, 'customers'),
    scoresSection(report),
    feedbackSection(report),
    numbersSection(report, titles, 'voice'),
    numbersSection(report, titles, 'support'),
    dataSection(report),
    definitionsSection(report),
  ];
  return {
    title: `${command === 'report' ? WHOLE : (titles[command] ?? command)}${by === null ? '' : ` by ${by}`}, ${period.label}`,
    facts: [
      rangeOf(period).replace('..', ' to '),
      compare === null ? 'not compared' : `compared with ${compare.label}`,
      `days in ${timezone}`,
      ...(asOf === null ? [] : [`as of ${asOf}`]),
    ],
    verdict: verdictOf(report, cards),
    cards,
    sections: sections.filter((section) => section !== null).map(saidOnce),
    version,
  };
}
