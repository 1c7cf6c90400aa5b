import { count, flag, moment, rowSchema, text } from './fields.ts';
import { isBefore } from './moment.ts';
import type { Reading } from './reading.ts';
import type { Origin, Ticket } from './row.ts';

const STATUS = new Map(
  Object.entries({
    new: 'new',
    open: 'open',
    pending: 'pending',
    waiting: 'pending',
    'on hold': 'on_hold',
    hold: 'on_hold',
    snoozed: 'pending',
    'in progress': 'open',
    solved: 'solved',
    resolved: 'solved',
    done: 'solved',
    closed: 'closed',
    spam: 'spam',
    deleted: 'deleted',
  }),
);

const columns = (reading: Reading) => ({
  ticket_id: text.required('The ticket'),
  created_at: moment(reading, 'created_at').required('When it was opened'),
  customer_id: text.optional('The customer it is about'),
  status: text.optional('new, open, pending, on_hold, solved, closed, spam or deleted'),
  first_solved_at: moment(reading, 'first_solved_at').optional('When it was first solved'),
  solved_at: moment(reading, 'solved_at').optional('When it was last solved'),
  first_response_at: moment(reading, 'first_response_at').optional('The first public reply of an agent'),
  reopened_at: moment(reading, 'reopened_at').optional('When it was first reopened'),
  closed_at: moment(reading, 'closed_at').optional('When it was closed for good'),
  rep: text.optional('Who it is assigned to'),
  topic: text.optional('What it is about, to tell repeated contacts'),
  priority: text.optional('How urgent it is: urgent, high, normal, low, ...'),
  tags: text.optional('Its tags, parted by spaces, commas or semicolons'),
  agent_replies: count.optional('Public replies of agents'),
  agent_replies_before_solve: count.optional('Those of them before the first solve'),
  customer_replies: count.optional('Replies of the customer'),
  reopens: count.optional('How often it was reopened'),
  first_contact_resolved: flag.optional('Solved on first contact, as stated; wins over what replies say'),
  is_spam: flag.optional('Spam is not counted'),
  is_deleted: flag.optional('Deleted tickets are not counted'),
  merged_into: text.optional('The ticket it was merged into; merged tickets are not counted'),
  submitter_role: text.optional('Who opened it; tickets opened by an agent are not counted'),
});

/** What a customer said of it: looked at where ratings are asked for, and left alone otherwise. */
const ratingColumns = {
  csat_score: text.optional('How the customer rated it: a number, or good and bad'),
  csat_outcome: text.optional('good, neutral or bad; offered and not offered are no answers'),
  csat_scale: text.optional('The scale of the rating, such as 1-5'),
  csat_comment: text.optional('What they wrote'),
};
const unrated = { csat_score: null, csat_outcome: null, csat_scale: null, csat_comment: null };

/** One row of a tickets export. */
export const ticketSchema = (reading: Reading) => {
  const own = columns(reading);
  return reading.ratings ? schemaOf({ ...own, ...ratingColumns }, reading) : schemaOf(own, reading);
};

type Columns = ReturnType<typeof columns>;

const schemaOf = (own: Columns | (Columns & typeof ratingColumns), reading: Reading) =>
  rowSchema(own, reading, (row, refuse): Omit<Ticket, keyof Origin | 'account'> => {
    const status = row.status === null ? null : statusOf(row.status);
    if (status === undefined) {
      reading.notice('field/unknown-value', 'status', `status "${row.status}" is not known: read as open`);
    }
    for (const name of LATER) {
      const end = row[name];
      if (end !== null && isBefore(end, row.created_at)) {
        refuse(name, 'row/negative-duration', '{field} is before created_at');
      }
    }
    const isRealTicket = row.is_spam !== true && row.is_deleted !== true && row.merged_into === null;
    const isOutbound = row.submitter_role !== null && /^(agent|admin|staff)/i.test(row.submitter_role);
    const isCounted = isRealTicket && status !== 'spam' && status !== 'deleted';
    // Written out, not spread: with a row per ticket this is where the time goes.
    return {
      ticket_id: row.ticket_id,
      created_at: row.created_at,
      customer_id: row.customer_id,
      status: status === undefined ? 'open' : status,
      first_solved_at: row.first_solved_at,
      solved_at: row.solved_at,
      first_response_at: row.first_response_at,
      reopened_at: row.reopened_at,
      closed_at: row.closed_at,
      rep: row.rep,
      topic: row.topic,
      priority: row.priority,
      tags: row.tags,
      agent_replies: row.agent_replies,
      agent_replies_before_solve: row.agent_replies_before_solve,
      customer_replies: row.customer_replies,
      reopens: row.reopens,
      first_contact_resolved: row.first_contact_resolved,
      rating: reading.ratings && isCounted ? reading.ratings({ ...unrated, ...row }, reading, refuse) : null,
      counted: isCounted && !isOutbound,
    };
  });

const LATER = ['first_solved_at', 'solved_at', 'first_response_at', 'reopened_at', 'closed_at'] as const;

/** The canonical status; undefined for a word nobody knows. */
const statusOf = (word: string): string | undefined =>
  STATUS.get(word) ?? STATUS.get(word.toLowerCase().replaceAll(/[\s_-]+/g, ' '));
