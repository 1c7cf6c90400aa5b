import * as z from 'zod';
import { count, flag, id, isBefore, moment, text } from './fields.ts';
import type { Reading } from './reading.ts';
import type { Origin, Ticket } from './row.ts';

const STATUS: Readonly<Record<string, string>> = {
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
};

/** One row of a tickets export. */
export const ticketSchema = (reading: Reading) =>
  z
    .object({
      ticket_id: id.describe('The ticket'),
      created_at: moment(reading, 'created_at').describe('When it was opened'),
      customer_id: id.nullable().describe('The customer it is about'),
      status: text.nullable().describe('new, open, pending, on_hold, solved, closed, spam or deleted'),
      first_solved_at: moment(reading, 'first_solved_at').nullable().describe('When it was first solved'),
      solved_at: moment(reading, 'solved_at').nullable().describe('When it was last solved'),
      first_response_at: moment(reading, 'first_response_at').nullable().describe('The first public reply of an agent'),
      reopened_at: moment(reading, 'reopened_at').nullable().describe('When it was first reopened'),
      agent_replies: count.nullable().describe('Public replies of agents'),
      agent_replies_before_solve: count.nullable().describe('Those of them before the first solve'),
      customer_replies: count.nullable().describe('Replies of the customer'),
      reopens: count.nullable().describe('How often it was reopened'),
      first_contact_resolved: flag
        .nullable()
        .describe('Solved on first contact, as stated; wins over what replies say'),
      is_spam: flag.nullable().describe('Spam is not counted'),
      is_deleted: flag.nullable().describe('Deleted tickets are not counted'),
      merged_into: id.nullable().describe('The ticket it was merged into; merged tickets are not counted'),
      submitter_role: text.nullable().describe('Who opened it; tickets opened by an agent are not counted'),
    })
    .transform((row, context): Omit<Ticket, keyof Origin | 'account'> => {
      const status = row.status === null ? null : STATUS[row.status.toLowerCase().replaceAll(/[\s_-]+/g, ' ')];
      if (status === undefined) {
        reading.notice('field/unknown-value', 'status', `status "${row.status}" is not known: read as open`);
      }
      for (const name of ['first_solved_at', 'solved_at', 'first_response_at', 'reopened_at'] as const) {
        const end = row[name];
        if (end === null || !isBefore(end, row.created_at)) continue;
        const message = `{field} is before created_at`;
        const params = { code: 'row/negative-duration', message };
        context.issues.push({ code: 'custom', message, input: row, path: [name], params });
      }
      const { is_spam, is_deleted, merged_into, submitter_role, ...rest } = row;
      return {
        ...rest,
        status: status === undefined ? 'open' : status,
        counted:
          is_spam !== true &&
          is_deleted !== true &&
          merged_into === null &&
          status !== 'spam' &&
          status !== 'deleted' &&
          !/^(agent|admin|staff)/i.test(submitter_role ?? ''),
      };
    });
