import { surveyName } from '../text.ts';
import { count, flag, moment, oneOf, rowSchema, score, text } from './fields.ts';
import { isBefore } from './moment.ts';
import type { Reading } from './reading.ts';
import type { Origin, Scale, Survey, SurveyKind } from './row.ts';

const KIND = {
  nps: 'nps',
  csat: 'csat',
  ces: 'ces',
  enps: 'enps',
  interview: 'interview',
  other: 'other',
  'net promoter score': 'nps',
  'customer satisfaction': 'csat',
  'customer effort': 'ces',
} as const;

const DIRECTION = { ease: 'ease', effort: 'effort' } as const;

/** What a kind is asked on when nothing says it. */
const DEFAULT_SCALE: Readonly<Record<SurveyKind, Scale | null>> = {
  nps: { min: 0, max: 10 },
  enps: { min: 0, max: 10 },
  csat: { min: 1, max: 5 },
  ces: { min: 1, max: 7 },
  interview: null,
  other: null,
};

const columns = (reading: Reading) => ({
  response_id: text.optional('The response'),
  kind: oneOf(KIND).optional('nps, csat, ces, enps, interview or other'),
  score: score(reading).optional('The answer; empty: unanswered'),
  responded_at: moment(reading, 'responded_at').optional('When it was answered'),
  sent_at: moment(reading, 'sent_at').optional('When it was sent'),
  respondent_id: text.optional('Who answered'),
  customer_id: text.optional('The customer they belong to'),
  ticket_id: text.optional('The ticket that was rated'),
  scale: text.optional('The scale, such as 1-5'),
  scale_min: count.optional('The lowest answer possible'),
  scale_max: count.optional('The highest answer possible'),
  direction: oneOf(DIRECTION).optional('Of CES: ease (high is good) or effort (low is good)'),
  question: text.optional('The question, where one response has several'),
  comment: text.optional('What they wrote'),
  is_test: flag.optional('Test answers are not counted'),
});

/** One row of a surveys export: an answer, or a survey that was sent and not answered. */
export const surveySchema = (reading: Reading) =>
  rowSchema(columns(reading), reading, (row, refuse): Omit<Survey, keyof Origin | 'account'> => {
    const kind = row.kind ?? (reading.surveyKind as SurveyKind | null) ?? 'other';
    // A scale on the line is of the kind that is asked about; a file may hold others beside it.
    const asked = reading.surveyKind === null || reading.surveyKind === kind ? reading.scale : null;
    const scale = scaleOf(row) ?? asked ?? reading.scales?.get(kind) ?? DEFAULT_SCALE[kind];
    const { responded_at: answered, sent_at: sent } = row;
    const isPromoterScore = kind === 'nps' || kind === 'enps';
    if (isPromoterScore && scale !== null && (scale.max !== 10 || scale.min > 1)) {
      const field = reading.fields.has('scale') ? 'scale' : 'scale_max';
      refuse(field, 'survey/scale', `NPS is asked on 0-10; {field} says ${scale.min}-${scale.max}`);
    } else if (isPromoterScore && scale?.min === 1) {
      reading.notice('survey/scale', 'score', 'NPS on 1-10 is not standard: there is no 0');
    }
    if (row.score !== null) {
      if (answered === null) refuse('responded_at', 'field/missing', '{field} is missing: the row has an answer');
      if (scale !== null && (row.score < scale.min || row.score > scale.max)) {
        const { min, max } = scale;
        const what = `{field} is {value}; ${surveyName(kind)} scores run ${min}–${max}`;
        refuse('score', 'field/out-of-range', what);
      }
    }
    if (answered !== null && sent !== null && isBefore(answered, sent)) {
      refuse('responded_at', 'row/negative-duration', '{field} is before sent_at');
    }
    return {
      response_id: row.response_id,
      kind,
      score: row.score,
      responded_at: answered,
      sent_at: sent,
      respondent_id: row.respondent_id,
      customer_id: row.customer_id,
      ticket_id: row.ticket_id,
      scale,
      direction: row.direction,
      question: row.question,
      comment: row.comment,
      counted: row.is_test !== true,
    };
  });

function scaleOf(row: {
  readonly scale: string | null;
  readonly scale_min: number | null;
  readonly scale_max: number | null;
}): Scale | null {
  if (row.scale_min !== null && row.scale_max !== null) return { min: row.scale_min, max: row.scale_max };
  const match = /^(\d+)\s*(?:-|–|to|\.\.)\s*(\d+)$/.exec(row.scale ?? '');
  return match ? { min: Number(match[1]), max: Number(match[2]) } : null;
}
