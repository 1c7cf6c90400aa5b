import { parseDecimal } from './money.ts';
import type { Reading, Refusal } from './reading.ts';
import type { Rating, Scale, Survey, Ticket } from './row.ts';

/** What a ticket's cells say of a rating. */
interface RatingCells {
  readonly csat_score: string | null;
  readonly csat_outcome: string | null;
  readonly csat_scale: string | null;
  readonly csat_comment: string | null;
}

/** Reads the rating of a ticket. The rest of csm knows it by this type: it is loaded where ratings are asked for. */
export type Ratings = typeof ratingOf;

const THUMBS: Scale = { min: 0, max: 1 };
const STARS: Scale = { min: 1, max: 5 };

/** Good and bad as Zendesk's own ratings are read; an offer is no answer. */
const WORDS: ReadonlyMap<string, number | null> = new Map([
  ['good', 1],
  ['bad', 0],
  ['neutral', 0.5],
  ['offered', null],
  ['not offered', null],
  ['unoffered', null],
  ['not_offered', null],
]);

/** The rating of a ticket; null when there is none. A number is meant on 1-5, unless the row names a scale. */
export function ratingOf(
  cells: RatingCells,
  { marks, scale: said, notice }: Pick<Reading, 'marks' | 'scale' | 'notice'>,
  refuse: (name: string, code: string, message: string) => void,
): Rating | null {
  const { csat_score: number, csat_outcome: word, csat_comment: comment } = cells;
  const [name, text] = number === null ? ['csat_outcome', word] : ['csat_score', number];
  if (text === null) return null;
  const known = WORDS.get(text.toLowerCase());
  if (known !== undefined) return known === null ? null : { score: known, scale: THUMBS, comment };
  const digits = /^(\d{1,4})(?:[.,]0+)?$/.exec(text)?.[1];
  if (digits === undefined) {
    const isNumber = !isRefused(parseDecimal(text.replace(/^-/, ''), marks));
    if (isNumber) refuse(name, 'field/not-integer', '{field} is {value}; csm does not round answers');
    else notice('field/unknown-value', name, `rating "${text}" is not known: read as no answer`);
    return null;
  }
  const scale = scaleOf(cells.csat_scale) ?? said ?? STARS;
  const score = Number(digits);
  if (score >= scale.min && score <= scale.max) return { score, scale, comment };
  refuse(name, 'field/out-of-range', `{field} is {value}; ratings run ${scale.min}–${scale.max}`);
  return null;
}

const isRefused = (value: object): value is Refusal => 'code' in value;

function scaleOf(text: string | null): Scale | null {
  const match = /^(\d{1,3})\s*(?:-|–|to|\.\.)\s*(\d{1,3})$/.exec(text ?? '');
  return match === null ? null : { min: Number(match[1]), max: Number(match[2]) };
}

/** A rated ticket as an answer to a CSAT survey, of the day the ticket was created: it says no other of the rating. */
export function answerOf(ticket: Ticket, { score, scale, comment }: Rating): Survey {
  const { file, line, labels, ticket_id, customer_id, account, created_at } = ticket;
  return {
    response_id: null,
    kind: 'csat',
    score,
    responded_at: created_at,
    sent_at: null,
    respondent_id: null,
    customer_id,
    ticket_id,
    scale,
    direction: null,
    question: null,
    comment,
    counted: true,
    account,
    file,
    line,
    labels,
  };
}
