import { CsmError, EXIT, type Issue, notice } from '../errors.ts';
import { mapColumns, mapPreset, shellWord, suggestMap, type Wish } from '../input/columns.ts';
import type { ReadContext, Receive } from '../input/context.ts';
import type { Found } from '../input/discover.ts';
import { type FileReport, readFiles } from '../input/read.ts';
import { plural } from '../output/issues.ts';
import { answerOf, ratingOf } from '../records/rating.ts';
import type { Rating, Survey, Ticket } from '../records/row.ts';

/** The ratings of tickets, where they may stand for the answers of CSAT surveys. */
export class TicketRatings {
  #rated = 0;
  #tickets = 0;
  #isUsed = false;
  readonly #scales = new Set<string>();

  /** A rated ticket as an answer; null for one without a rating. */
  answer(ticket: Ticket): Survey | null {
    this.#tickets++;
    const { rating } = ticket;
    if (!rating) return null;
    this.#rated++;
    this.#scales.add(scaleText(rating));
    return answerOf(ticket, rating);
  }

  get isUsed(): boolean {
    return this.#isUsed;
  }

  /**
   * Reads the exports, the surveys before the tickets: where surveys have answers these count, and a file of tickets
   * that nothing else is asked of is not read at all. The reports come in the order of the files.
   */
  async read(found: readonly Found[], context: ReadContext, receive: Receive, run: RatedRun): Promise<FileReport[]> {
    const rated = found.filter((each) => each.kind === 'tickets' && hasRatings(each, context.map));
    const tickets = found.filter(({ kind }) => kind === 'tickets');
    const others = found.filter(({ kind }) => kind !== 'tickets');
    let reports: FileReport[];
    try {
      reports = await readFiles(others, context, receive);
      if (!run.needsTickets) refuseUnrated(found, rated, context);
    } catch (error) {
      await Promise.all(tickets.map(({ input }) => input.close()));
      throw error;
    }
    this.#isUsed = !run.hasAnswers() && rated.length > 0;
    for (const each of tickets) {
      const isWanted = this.#isUsed && rated.includes(each);
      if (isWanted || run.needsTickets) {
        const own = isWanted ? { ...context, ratings: ratingOf } : context;
        reports.push(...(await readFiles([each], own, receive)));
      } else await each.input.close();
    }
    if (!this.#isUsed) for (const issue of surveysWin(rated)) context.problems.add(issue);
    const order = new Map(found.map(({ input }, i) => [input.name, i]));
    return reports.toSorted((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0));
  }

  issues(): Issue[] {
    if (!this.#isUsed) return [];
    const text = `${this.#rated} of ${plural(this.#tickets, 'ticket')} rated: each is an answer of the day it was created`;
    const issues = [notice('csat/from-tickets', 'note', text)];
    if (this.#scales.size > 1) {
      const scales = [...this.#scales].toSorted().join(' and ');
      issues.push(notice('survey/mixed-scales', 'warning', `tickets are rated on ${scales}: the mean is of both`));
    }
    return issues;
  }
}

/** What the run wants beside the ratings. */
interface RatedRun {
  /** Whether tickets are asked about for themselves. */
  readonly needsTickets: boolean;
  /** Whether the surveys read by now have answers. */
  hasAnswers(): boolean;
}

const scaleText = ({ scale }: Rating): string => `${scale.min}-${scale.max}`;

/** Whether a file of tickets has a column of ratings. */
export function hasRatings(
  { preset, columns, kind }: Pick<Found, 'preset' | 'columns' | 'kind'>,
  map: readonly Wish[],
): boolean {
  if (kind !== 'tickets' || columns === null) return false;
  const { fields } = preset ? mapPreset(columns, preset, map) : mapColumns(columns, 'tickets', map);
  return fields.has('csat_score') || fields.has('csat_outcome');
}

/** Tickets alone, and none of them rated: there is nothing that CSAT could be had from. */
function refuseUnrated(found: readonly Found[], rated: readonly Found[], { command, map }: ReadContext): void {
  const first = found.find(({ kind }) => kind === 'tickets');
  const isAlone = found.every(({ kind }) => kind === 'tickets' || kind === 'customers' || kind === 'subscriptions');
  if (first === undefined || !isAlone || rated.length > 0) return;
  const { input, columns } = first;
  const line = suggestMap(columns ?? [], mapColumns(columns ?? [], 'tickets', map), ['csat_score']);
  throw new CsmError('header/missing', `${input.name} has no column of ratings; found: ${(columns ?? []).join(', ')}`, {
    hint: `csm ${command} --tickets ${shellWord(input.name)} ${line}`,
    exitCode: EXIT.data,
  });
}

const surveysWin = (rated: readonly Found[]): Issue[] =>
  rated.map(({ input }) => ({
    ...notice('csat/surveys-win', 'note', 'has ratings too: the answers of the surveys count'),
    file: input.name,
  }));
