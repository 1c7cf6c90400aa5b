import type { Day, Instant } from '../calculator/calendar.ts';
import type { Account } from './account.ts';
import type { Quantity, Signal } from './growth.ts';
import type { Decimal } from './money.ts';

/** A point in time as an export gives it: always a calendar day in the report's zone, and the instant it stands for. */
export interface Moment {
  readonly day: Day;
  /** The start of the day where only a date is given. */
  readonly instant: Instant;
  /** False for a date without a time. */
  readonly timed: boolean;
}

/** Lowest and highest answer of a question. */
export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** Where a row stands, and its values of the columns asked for with `--by`. */
export interface Origin {
  file: string;
  line: number;
  /** In the order of the columns asked for; undefined where the export has no such column. */
  labels: readonly (string | undefined)[];
}

/** One row of a customers export. */
export interface Customer extends Origin {
  customer_id: string;
  name: string | null;
  segment: string | null;
  plan: string | null;
  region: string | null;
  country: string | null;
  industry: string | null;
  rep: string | null;
  created_at: Day | null;
  employees: number | null;
  seats_purchased: number | null;
  /** Of their own business, as of the day `as_of`; `baseline_...`: when they bought. */
  revenue: number | null;
  customer_count: number | null;
  baseline_employees: number | null;
  baseline_revenue: number | null;
  baseline_customer_count: number | null;
  hiring: boolean | null;
  taking_on_business: boolean | null;
  retention_improving: boolean | null;
  as_of: Day | null;
}

export type SubscriptionStatus =
  | 'active'
  | 'trialing'
  | 'past_due'
  | 'unpaid'
  | 'non_renewing'
  | 'paused'
  | 'canceled'
  | 'expired'
  | 'future'
  | 'incomplete'
  | 'incomplete_expired'
  | 'draft';

/** A stretch of days at one monthly price, in whole minor units; the end is the first day without. */
export interface Term {
  readonly from: Day;
  readonly until: Day | null;
  /** Null when the export has no amounts: then customers are counted and money is not. */
  readonly cents: number | null;
}

/** What a row says of the end of its contract. */
export interface Commitment {
  /** The first day after the contract: that of its renewal. */
  readonly due: Day;
  /** As the export says; null where it does not. */
  readonly renewed: boolean | null;
  readonly autoRenew: boolean | null;
  /** Whether the export has a column `renewed`: then a blank one is a contract that nobody has decided on. */
  readonly isTold: boolean;
  /** Bound for a month or less: no contract that could be renewed. */
  readonly isMonthly: boolean;
}

/** One row of a subscriptions export. */
export interface Subscription extends Origin {
  subscription_id: string | null;
  customer_id: string;
  plan: string | null;
  currency: string | null;
  started: Day | null;
  /** The first day without service; null while it runs. */
  ended: Day | null;
  status: SubscriptionStatus;
  cancel_reason: string | null;
  /** When it pays, and how much a month. */
  terms: readonly Term[];
  /** How many units it is for, where the export says. */
  quantity?: number;
  /** Of a subscription that has not begun: when it will pay. */
  signed?: readonly Term[];
  /** Of a charge that does not recur and is no setup: its minor units. It is none of MRR. */
  oneOff?: number;
  /** Whether it is one of several revisions of its subscription: it holds until the next one begins. */
  isRevision?: boolean;
  /** Of a sheet by month: the last day that the amount is for. Nobody knows what comes after the last of them. */
  covers?: Day;
  /** Of a contract with a renewal date. */
  commitment?: Commitment;
  /** The day somebody cancelled it, where the export says so. */
  canceled?: Day;
  /** Since when a payment is due, where the export says so. */
  pastDue?: Day;
}

/** An interview is what was said in a talk: a comment, and no score as a rule. */
export type SurveyKind = 'nps' | 'csat' | 'ces' | 'enps' | 'interview' | 'other';

/** One row of a surveys export. */
export interface Survey extends Origin {
  response_id: string | null;
  kind: SurveyKind;
  /** Null: unanswered. */
  score: number | null;
  responded_at: Moment | null;
  sent_at: Moment | null;
  respondent_id: string | null;
  customer_id: string | null;
  ticket_id: string | null;
  scale: Scale | null;
  direction: 'ease' | 'effort' | null;
  /** Which question it answers, where one response has several. */
  question: string | null;
  /** False for tests and previews: no metric is about those. */
  counted: boolean;
  comment: string | null;
  account: Account | null;
}

/** A rating that stands on a ticket. Words count as 1 (good), 0 (bad) and a half (neutral) on 0-1. */
export interface Rating {
  readonly score: number;
  readonly scale: Scale;
  readonly comment: string | null;
}

/** One row of a tickets export. */
export interface Ticket extends Origin {
  ticket_id: string;
  created_at: Moment;
  customer_id: string | null;
  status: string | null;
  first_solved_at: Moment | null;
  solved_at: Moment | null;
  first_response_at: Moment | null;
  reopened_at: Moment | null;
  closed_at: Moment | null;
  rep: string | null;
  topic: string | null;
  /** How urgent it is, in the export's own words. */
  priority: string | null;
  tags: string | null;
  agent_replies: number | null;
  agent_replies_before_solve: number | null;
  customer_replies: number | null;
  reopens: number | null;
  first_contact_resolved: boolean | null;
  /** What the customer said of it, where that is asked for. */
  rating?: Rating | null;
  /** False for spam, deleted, merged and agent-initiated tickets: no metric is about those. */
  counted: boolean;
  account: Account | null;
}

export type PaymentKind = 'one_off' | 'recurring' | 'refund' | 'setup';
export type PaymentStatus = 'paid' | 'open' | 'failed' | 'refunded' | 'void' | 'draft';

/** One row of a payments export: money of a customer, or money given back. */
export interface Payment extends Origin {
  payment_id: string | null;
  customer_id: string;
  /** The day that decides its period. */
  at: Day;
  /** In whole minor units; below zero where money went back. */
  cents: number;
  currency: string | null;
  kind: PaymentKind | null;
  status: PaymentStatus | null;
  /** The order it is for. */
  order_id: string | null;
  /** The invoice or receipt it stands on, which other rows may stand on as well. */
  document: string | null;
  /** When it was to be paid, and when it was. */
  due_at: Day | null;
  settled_at: Day | null;
  subscription_id: string | null;
  /** False for drafts and what is void: no metric is about those. */
  counted: boolean;
  account: Account | null;
}

/** One row of an export of orders, which payments name instead of their customer and day. */
export interface Order extends Origin {
  /** What tells it from a payment, which it is read among. */
  kind: 'order';
  order_id: string;
  customer_id: string;
  at: Day;
}

/** One row of a usage export: something was used, once or so many times. */
export interface Usage extends Origin {
  customer_id: string;
  at: Moment;
  user_id: string | null;
  feature: string | null;
  count: number;
  account: Account | null;
}

/** One row of an assignments export: who looks after a customer from one day on. */
export interface Assignment extends Origin {
  customer_id: string;
  rep: string;
  from: Day;
  /** The first day without; null: until the next assignment of the customer begins. */
  to: Day | null;
}

/** One row of a history: what a field of a customer was from one day on. */
export interface History extends Origin {
  customer_id: string;
  as_of: Moment;
  /** The field as it is written. */
  field: string;
  /** What csm knows it as; null: it has no use for it. */
  known: Quantity | Signal | null;
  /** Null: not known. */
  value: number | boolean | null;
}

/** One row of an fx export: what one unit of a currency is worth in the report's currency on a day. */
export interface Rate extends Origin {
  date: Day;
  currency: string;
  rate: Decimal;
}
