import { type Day, formatDay } from '../calculator/calendar.ts';
import { npsGroup } from '../records/scales.ts';
import { type Found, PLAIN } from './anomaly.ts';
import { type Answer, grouped, inTime, NAMES, placeOf, series } from './answers.ts';

/**
 * METRICS.md 7.5: 3 points of 0-10 and 2 of 1-5. Scales between are on the line through these two, rounded up (3 of 1-7),
 * longer ones have as many points of their length as 0-10 (30 of 0-100).
 */
function stepOf({ min, max }: { readonly min: number; readonly max: number }): number {
  const length = max - min;
  return Math.max(Math.ceil(2 + (length - 4) / 6), Math.ceil(0.3 * length));
}

/** Answers of a period that are far from the last one before of the same respondent to the same question. */
export function changesAmong(answers: readonly Answer[], isNow: (day: Day) => boolean): Found[] {
  return series(answers).flatMap((own) =>
    own.slice(1).flatMap((answer, i) => {
      const before = own[i]!;
      const { kind, scale, customer, direction } = answer;
      if (!isNow(answer.day) || scale === null || Math.abs(answer.score - before.score) < stepOf(scale)) return [];
      const step = stepOf(scale);
      const isWorse = answer.score < before.score !== (kind === 'ces' && direction === 'effort');
      const [from, to] = [before.score - step + 1, before.score + step - 1];
      const message = `${NAMES[kind] ?? kind} ${answer.score} after ${before.score} on ${formatDay(before.day)}: ${Math.abs(answer.score - before.score)} points ${isWorse ? 'worse' : 'better'}`;
      return [
        {
          ...PLAIN,
          kind: isWorse ? 'score_drop' : 'score_rise',
          metric: kind,
          unit: 'score' as const,
          customer,
          value: answer.score,
          baseline: before.score,
          low: Math.max(scale.min, from),
          high: Math.min(scale.max, to),
          n: 2,
          message,
          rows: [placeOf(answer, answer.id), placeOf(before, before.id)],
        },
      ];
    }),
  );
}

/** Customers with their first detractor in a period, who had answered before. */
export function firstDetractors(answers: readonly Answer[], isNow: (day: Day) => boolean): Found[] {
  const byCustomer = grouped(answers, ({ kind, customer }) => (kind === 'nps' ? customer : null));
  return Array.from(byCustomer, ([customer, own]): Found | null => {
    const sorted = own.toSorted(inTime);
    const at = sorted.findIndex(({ score }) => npsGroup(score) < 0);
    const first = sorted[at];
    if (first === undefined || !isNow(first.day)) return null;
    const before = sorted.filter(({ day }) => day < first.day);
    if (before.length === 0) return null;
    const message = `the first detractor, with ${first.score}, after ${before.length} ${before.length === 1 ? 'answer' : 'answers'} without one since ${formatDay(before[0]!.day)}`;
    const rows = [placeOf(first, first.id)];
    return {
      ...PLAIN,
      kind: 'first_detractor',
      metric: 'nps',
      customer,
      value: first.score,
      n: sorted.length,
      message,
      rows,
    };
  }).filter((each) => each !== null);
}

const FEWEST_DAYS = 3;

/**
 * Customers who answered surveys (none of a ticket) on three days or more at regular gaps (the longest no more than twice the shortest), and of
 * whom nothing came for more than twice the longest. `isThere`: whether it is still a customer: who left is silent for
 * another reason. Told once, in the period in which the time ran out.
 */
export function silentAmong(
  answers: readonly Answer[],
  { firstDay, closeDay }: { readonly firstDay: Day; readonly closeDay: Day },
  isThere: (customer: string) => boolean,
): Found[] {
  const groups = grouped(answers, ({ kind, customer, isOfTicket }) =>
    customer === null || isOfTicket ? null : `${customer}\n${kind}`,
  );
  return [...groups.values()].flatMap((own) => {
    const sorted = own.filter(({ day }) => day <= closeDay).toSorted(inTime);
    const days = [...new Set(sorted.map(({ day }) => day))];
    const last = sorted.at(-1);
    const gaps = days.slice(1).map((day, i) => day - days[i]!);
    const [longest, shortest] = [Math.max(...gaps), Math.min(...gaps)];
    const customer = last?.customer ?? null;
    if (last === undefined || customer === null || days.length < FEWEST_DAYS || longest > 2 * shortest) return [];
    const silent = closeDay - last.day;
    // The first day on which it was too long.
    const since = last.day + 2 * longest + 1;
    if (since < firstDay || since > closeDay || !isThere(customer)) return [];
    const message = `no ${NAMES[last.kind] ?? last.kind} answer for ${silent} days; ${days.length} days of answers before were ${shortest} to ${longest} days apart`;
    return [
      {
        ...PLAIN,
        kind: 'silent',
        metric: last.kind,
        unit: 'days' as const,
        customer,
        value: silent,
        baseline: longest,
        high: 2 * longest,
        n: days.length,
        message,
        rows: [placeOf(last, last.id)],
      },
    ];
  });
}
