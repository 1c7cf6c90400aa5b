import { linesOf, qualifier, topicsOf } from '../lines.ts';
import type { Report } from '../report.ts';
import type { Section } from './document.ts';

/** What each metric that is shown means, by the method it was measured with. */
export function definitionsSection(report: Report): Section | null {
  const shown = topicsOf(report).flatMap((topic) => linesOf(report, topic));
  const seen = new Map(shown.map(({ about, result }) => [`${about.id}\n${result.method ?? ''}`, { about, result }]));
  const terms = Array.from(seen.values(), ({ about, result }) => ({
    term: about.title + qualifier({ about, result: { ...result, currency: null } }),
    texts: [
      about.question,
      about.formula,
      [`Named ${about.id}`, ...(result.method === null ? [] : [`method ${result.method}`])].join(', '),
    ],
  }));
  return terms.length === 0
    ? null
    : { id: 'definitions', group: 'About this report', title: 'Definitions', lead: '', figures: [], terms };
}
