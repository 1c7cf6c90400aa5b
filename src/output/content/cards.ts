import { linesOf, nameOf, tell, topicsOf } from '../lines.ts';
import type { Report } from '../report.ts';
import type { Card } from './document.ts';
import { joined } from './tabulate.ts';

/** The numbers at the head, of the whole: one for each of the headline metrics that the exports allow. */
export function cardsOf(report: Report): Card[] {
  const ids = report.page?.headlines ?? [];
  const lines = topicsOf(report).flatMap((topic) => linesOf(report, topic));
  const whole = lines.filter(({ result }) => result.segment === null);
  return ids.flatMap((id) =>
    whole
      .filter(({ about }) => about.id === id)
      .map((line) => {
        const { value, previous, change, percent, interval, n, verdict, sample, reason } = tell(report, line);
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
