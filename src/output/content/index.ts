import { rangeOf } from '../lines.ts';
import type { Report } from '../report.ts';
import { cardsOf } from './cards.ts';
import { cohortsSection } from './cohorts.ts';
import { dataSection } from './data.ts';
import { definitionsSection } from './definitions.ts';
import type { Document } from './document.ts';
import { feedbackSection } from './feedback.ts';
import { healthSection } from './health.ts';
import { movementsSection } from './movements.ts';
import { numbersSection } from './numbers.ts';
import { scoresSection } from './scores.ts';
import { groupsSection, splitsSection } from './splits.ts';
import { trendsSection } from './trends.ts';

/** What a page says of a report, for whatever renders it. `titles`: of topics and commands. */
export function documentOf(report: Report, titles: Readonly<Record<string, string>>): Document {
  const { command, by, period, compare, timezone, asOf, version } = report;
  const sections = [
    groupsSection(report),
    trendsSection(report),
    movementsSection(report),
    splitsSection(report),
    cohortsSection(report),
    scoresSection(report),
    healthSection(report),
    feedbackSection(report),
    numbersSection(report, titles),
    dataSection(report),
    definitionsSection(report),
  ];
  return {
    title: `${titles[command] ?? command}${by === null ? '' : ` by ${by}`}, ${period.label}`,
    facts: [
      rangeOf(period).replace('..', ' to '),
      compare === null ? 'not compared' : `compared with ${compare.label}`,
      `days in ${timezone}`,
      ...(asOf === null ? [] : [`as of ${asOf}`]),
    ],
    cards: cardsOf(report),
    sections: sections.filter((section) => section !== null),
    version,
  };
}
