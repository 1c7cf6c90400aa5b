import { linesOf, nameOf, NOT_AVAILABLE, tell, topicsOf } from '../lines.ts';
import type { Report } from '../report.ts';
import type { Card } from './document.ts';
import { joined } from './tabulate.ts';

/** The numbers at the head, of the whole: one for each of the headline metrics of which anything is known, now or before. */
export function cardsOf(report: Report): Card[] {
  const ids = report.page?.headlines ?? [];
  const lines = topicsOf(report).flatMap((topic) => linesOf(report, topic));
  const whole = lines.filter(({ result }) => result.segment === null);
  const told = whole.filter(({ about }) => ids.includes(about.id)).map((line) => ({ line, said: tell(report, line) }));
  const isKnown = ({ said }: (typeof told)[number]): boolean =>
    [said.value, said.previous].some((text) => text !== '' && text !== NOT_AVAILABLE);
  const shown = told.some(isKnown) ? told.filter(isKnown) : told;
  return ids.flatMap((id) =>
    shown
      .filter(({ line }) => line.about.id === id)
      .map(({ line, said }) => {
        const { value, previous, change, percent, interval, n, verdict, sample, reason } = said;
        const by = percent === '' ? change : `${change} (${percent})`;
        return {
          name: nameOf(line),
          value,
          change: by,
          from: change === '' ? '' : `from ${previous} in ${report.compare?.label}`,
          verdict,
          detail: joined(
            [
              reason,
              interval === '' ? '' : `95 % interval ${interval}`,
              line.result.value === null || n === '' ? '' : joined([`n ${n}`, sample], ' '),
            ],
            ' · ',
          ),
        };
      }),
  );
}
