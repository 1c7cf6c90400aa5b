import type { Kind } from '../records/dataset.ts';

/** The words of a list with commas. */
const words = (list: string): string[] => list.split(',').map((word) => word.trim());

/**
 * Canonical columns, and the headers vendors and people give them. Matched exactly after `plain()`; a canonical name
 * always matches itself. A word that means different things to different vendors is left out: it takes a preset, or
 * a `--map` line. Columns that are not listed are kept all the same, for `--by`.
 */
export const SYNONYMS: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  tickets: {
    ticket_id: words(`
      id, conversation id, conversation number, number, issue key, case number, case id,
      ticket number, ticket #, reference
    `),
    created_at: words(`
      created time, conversation started at, conversation created at, create date, created,
      created date, date/time opened, created datetime, opened at, open date, date created,
      submitted at, creada
    `),
    updated_at: words(`
      last update time, last updated time, conversation updated at, updated, last modified date,
      user updated at
    `),
    first_response_at: words(`
      initial response time, conversation first replied at, first agent email response date, first reply at,
      first agent reply date, first admin reply at, first responded at, custom field ([chart] date of first response)
    `),
    first_solved_at: ['conversation first closed at', 'first close at', 'first resolved at'],
    solved_at: words(`
      resolved at, resolved time, conversation last closed at, last close at, close date,
      closed date, resolved, resolution date, date/time closed, closed datetime, completed at,
      last solved at
    `),
    closed_at: ['closed time'],
    reopened_at: [],
    status: words(`
      current conversation state, state, ticket status, hs_pipeline_stage, case status,
      status category
    `),
    priority: ['conversation priority', 'hs_ticket_priority', 'urgency', 'severity'],
    channel: words(`via, via.channel, source, case origin, origin, type`),
    requester_id: ['contact id', 'user id', 'reporter', 'primarycustomer.id'],
    requester_email: words(`email, user email, contact email, customer email, primarycustomer.email, email address`),
    customer_id: words(`organization id, company id, account id, associated company ids, client id`),
    customer_external_id: ['requester external id', 'external id'],
    customer_name: words(`
      organization, company name, account name, associated company, custom field (organizations),
      company, account, customer, client
    `),
    rep: words(`
      assignee, agent, teammate currently assigned, ticket owner, case owner, assignee name, owner,
      assigned to
    `),
    group: ['team currently assigned', 'team', 'queue'],
    subject: ['ticket name', 'summary', 'title'],
    topic: ['category', 'contact reason', 'issue type', 'problem type'],
    tags: ['labels', 'conversation tag', 'ticket tags'],
    reopens: ['count reopens', 'reopen count', 'times reopened'],
    agent_replies: words(`
      replies, agent interactions, replies to close a conversation, agent messages count,
      number of replies
    `),
    agent_replies_before_solve: [],
    customer_replies: ['customer interactions', 'customer messages count'],
    first_contact_resolved: ['resolved on first contact', 'fcr', 'first contact resolution', 'one touch'],
    is_spam: ['spam'],
    is_deleted: ['deleted'],
    merged_into: [],
    submitter_role: [],
    csat_outcome: ['satisfaction_rating.score', 'survey results', 'survey result'],
    csat_score: words(`
      last teammate rating, conversation_rating.rating, satisfaction rating, satisfaction score,
      csat, csat score
    `),
    csat_scale: [],
    csat_comment: ['last teammate rating remark', 'survey comment', 'satisfaction comment'],
    comment: [],
  },
  surveys: {
    response_id: words(`survey id, #, id, conversation id, token, submission id`),
    kind: ['survey type', 'question type', 'type', 'survey kind'],
    score: words(`rating, conversation rating, answer, nps, nps score, csat, ces, value`),
    responded_at: words(`
      end date, submit date (utc), recorded date, timestamp, created at, updated at, responded,
      date submitted, created, submitted at, completed at, response date, interview date, churn date
    `),
    started_at: ['start date', 'start date (utc)'],
    sent_at: ['sent', 'survey sent at', 'survey scheduled at', 'last survey sent'],
    respondent_email: ['email address', 'username', 'recipient email', 'email'],
    respondent_id: words(`person, requester id, user id, person id, contact id, user`),
    customer_id: words(`
      custom data 1, external reference, external data reference, person_properties.customer_id,
      account id, company id
    `),
    customer_name: ['company name', 'company', 'account'],
    ticket_id: ['ticket id'],
    scale: [],
    scale_min: [],
    scale_max: [],
    direction: [],
    question: [],
    comment: words(`
      conversation rating remark, feedback, verbatim, remark, reason, feedback text, comments
    `),
    is_test: [],
    is_complete: words(`finished, response type, response status, completed, complete`),
    language: ['user language'],
    channel: ['distribution channel', 'method', 'collector id', 'delivery method'],
    rep: ['assignee', 'agent', 'owner'],
  },
  subscriptions: {
    subscription_id: words(`
      id, subscriptions.id, uuid, subscription uuid, customer subscription id, subscription oid,
      external id
    `),
    customer_id: words(`
      customer, customers.id, account code, customer oid, external customer id, account id,
      customer external id, company id
    `),
    customer_name: [],
    customer_email: ['customers.email', 'email'],
    plan: words(`subscriptions.plan_id, plan code, plan name, plan tier, product, tier, item price id`),
    status: ['state', 'subscriptions.status', 'subscription status'],
    started_at: words(`
      start date (utc), start date, subscriptions.started_at, activated at, subscription started at,
      subscription start
    `),
    month: words(`mrr month, year month, date month, month start, month end, period`),
    valid_from: words(`
      dbt valid from, effective from, version started at, revision started at
    `),
    valid_to: words(`
      dbt valid to, valid until, effective to, effective until, version ended at, revision ended at
    `),
    revision: ['version', 'version uuid', 'version number', 'revision number'],
    churned: words(`
      churn, is churned, has churned, churn flag, churn label, churn value, exited, attrition, attrited
    `),
    ended_at: words(`ended at (utc), terminated at, subscription canceled at, end date, churned at, churn date`),
    canceled_at: ['canceled at (utc)', 'cancelled at', 'cancel requested at'],
    cancel_at_period_end: [],
    paused_at: [],
    past_due_at: words(`past due since, delinquent at, delinquent since`),
    trial_start: ['trial start (utc)', 'trial started at', 'subscriptions.trial_start'],
    trial_end: ['trial end (utc)', 'trial ends at', 'subscriptions.trial_end'],
    quantity: ['subscriptions.plan_quantity', 'subscription quantity', 'seats', 'licenses'],
    unit_amount: ['subscriptions.plan_unit_price', 'unit price'],
    amount: ['total recurring amount', 'recurring amount', 'price', 'total'],
    mrr: ['monthly recurring revenue', 'monthly charges', 'monthly charge', 'mrr amount'],
    arr: ['annual recurring revenue', 'arr amount'],
    currency: ['currency code', 'plan currency', 'plan amount currency'],
    interval: words(`
      billing period unit, interval unit, plan interval, billing_cycle.interval, billing period,
      billing cycle, billing frequency, frequency
    `),
    interval_count: ['plan interval count', 'billing_cycle.frequency', 'version plan interval length'],
    discount_amount: [],
    discount_percent: [],
    discount_end: [],
    is_recurring: [],
    usage_type: ['price usage type', 'plan usage type'],
    cancel_reason: ['cancellation reason', 'expiration reason', 'churn reason'],
    term_start: words(`term start date, current term start, contract term start`),
    term_end: words(`
      renewal date, next renewal date, contract end date, contract end, contract renewal date, term end date
    `),
    renewed: ['is renewed', 'was renewed', 'contract renewed'],
    auto_renew: ['auto renewal', 'auto renews', 'automatic renewal', 'is auto renew', 'auto renew flag'],
  },
  customers: {
    customer_id: words(`
      record id, id, company id, external id, account external id, gsid, account code, kundennummer,
      account id
    `),
    name: words(`company name, company, account company name, account name, customer, customer name, firma`),
    first_name: [],
    last_name: [],
    email: ['account email'],
    domain: ['company domain name', 'website url', 'website'],
    created_at: words(`
      created (utc), create date, created date, start date, original contract date, subscriber since,
      customer since, signup date, kunde seit
    `),
    churned_at: ['end date', 'churn date'],
    status: ['lifecycle stage', 'type', 'is active', 'managed as'],
    plan: ['plan.name', 'company plan', 'plan tier'],
    segment: ['tier', 'cf_segment', 'revenue band'],
    region: [],
    rep: words(`owner, company owner, owner id, csm, csm name, owner user account, account manager`),
    mrr: ['monthly spend', 'asv'],
    arr: [],
    renewal_date: ['next renewal date', 'contract end date'],
    health_score: ['current score', 'overall score'],
    nps: ['nps®', 'latest nps score'],
    employees: ['number of employees', 'size', 'company size'],
    seats_purchased: ['seats', 'license count', 'user count'],
    revenue: ['annual revenue', 'company revenue', 'turnover'],
    customer_count: ['customers', 'number of customers', 'their customers'],
    baseline_employees: words(`
      employees at start, employees at purchase, initial employees, employees start, starting employees
    `),
    baseline_revenue: words(`
      revenue at start, revenue at purchase, initial revenue, revenue start, starting revenue
    `),
    baseline_customer_count: words(`
      customers at start, customers at purchase, customer count at start, customer count at purchase,
      initial customers, initial customer count, starting customers
    `),
    hiring: ['is hiring'],
    taking_on_business: ['taking on more business', 'is taking on business'],
    retention_improving: ['improving retention', 'is retention improving'],
    as_of: ['as of date', 'values as of', 'snapshot date'],
    industry: [],
    country: ['country/region', 'billing country', 'billing address country', 'land'],
    parent_id: ['parent account external id'],
  },
  payments: {
    payment_id: words(`
      id, invoice id, invoice number, charge id, transaction id, receipt number, payment number
    `),
    customer_id: words(`
      customer, account id, company id, client id, account code, external customer id,
      customer external id
    `),
    customer_name: ['client name', 'company name', 'account name'],
    at: words(`
      date, paid at, paid on, paid date, payment date, date paid, charged at, charge date, invoice date,
      issued at, ordered at, order date, issue date, issuing date, transaction date, created at, created, created date,
      created (utc), created date (utc)
    `),
    amount: ['net amount', 'amount paid', 'payment amount', 'invoice amount', 'total amount', 'total'],
    currency: ['currency code'],
    kind: ['payment kind', 'charge kind', 'charge type'],
    status: ['payment status', 'invoice status', 'charge status', 'state'],
    is_recurring: ['recurring'],
    is_void: ['voided'],
    order_id: ['order number', 'order no'],
    document: [],
    subscription_id: ['subscription'],
    due_at: ['due date', 'payment due date', 'invoice due date', 'due on'],
    settled_at: ['settled on', 'settlement date', 'cleared at'],
  },
  usage: {
    customer_id: ['account id', 'company id', 'group id', 'customer', 'organization id', 'workspace id'],
    user_id: ['distinct id', 'user', 'contact id', 'member id'],
    at: words(`timestamp, time, event time, event date, event timestamp, occurred at, created at, date`),
    feature: ['event', 'event name', 'event type', 'action'],
    count: ['quantity', 'event count'],
  },
  assignments: {
    customer_id: ['account id', 'company id', 'client id', 'customer'],
    rep: words(`owner, csm, csm name, account manager, account owner, company owner, assigned to, assignee`),
    from: words(`valid from, effective from, from date, assigned from, assigned at, assigned on, since`),
    to: words(`valid to, valid until, effective to, to date, until, assigned until, unassigned at`),
  },
  fx: {
    date: ['day', 'rate date', 'as of'],
    currency: ['currency code'],
    rate: ['exchange rate', 'fx rate'],
  },
  history: {
    customer_id: ['account id', 'company id', 'client id', 'organization id', 'customer', 'record id'],
    as_of: words(`
      as of date, date, day, at, timestamp, recorded at, recorded on, changed at, changed on, change date,
      edit date, snapshot date, valid from, effective from, effective date
    `),
    field: words(`field name, field / event, property, property name, attribute, attribute name`),
    value: words(`new value, field value, property value, attribute value`),
  },
};

/** Columns a file must have to be an export of a kind. */
export const REQUIRED: Readonly<Record<Kind, readonly string[]>> = {
  tickets: ['ticket_id', 'created_at'],
  surveys: ['score', 'responded_at'],
  subscriptions: ['customer_id', 'started_at'],
  customers: ['customer_id'],
  payments: ['customer_id', 'at', 'amount'],
  usage: ['customer_id', 'at'],
  assignments: ['customer_id', 'rep', 'from'],
  fx: ['date', 'currency', 'rate'],
  history: ['customer_id', 'as_of', 'field', 'value'],
};

/**
 * A column that tells a kind where the one that is needed has no name csm knows: what is read then is of that kind,
 * and the message that it is missing says which column may be meant.
 */
export const STAND_INS: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>> = {
  usage: { customer_id: 'user_id' },
  payments: { customer_id: 'customer_name' },
};

/** The column that names a row: rows that share it are duplicates, or contradict each other. Null: none does. */
export const OWN_ID: Readonly<Record<Kind, string | null>> = {
  tickets: 'ticket_id',
  surveys: 'response_id',
  subscriptions: 'subscription_id',
  customers: 'customer_id',
  payments: 'payment_id',
  usage: null,
  assignments: null,
  fx: null,
  history: null,
};

/** Columns of customers about their own business, beside `employees`, which is told anyway. */
export const OF_GROWTH: ReadonlySet<string> = new Set(
  words(`
    revenue, customer_count, baseline_employees, baseline_revenue, baseline_customer_count, hiring,
    taking_on_business, retention_improving, as_of
  `),
);

/** Whether a customers export tells what their business was at the purchase, so that growth can be told. */
export const tellsGrowth = (fields: { has(field: string): boolean }): boolean =>
  ['employees', 'revenue', 'customer_count'].some((field) => fields.has(`baseline_${field}`));

/** Headers that many kinds of export have: they say little about which one a file is. */
export const GENERIC: ReadonlySet<string> = new Set(
  words(`
      id, number, created, created at, updated, updated at, status, state, type, name, title,
      company, customer, customer id, account, account id, company id, client, email, owner, plan,
      price, amount, total, quantity, currency, value, source, channel, language, tags, labels,
      group, team, user, user id, reason, period, version, reference, resolved, completed, deleted, external id,
      first name, last name, country, industry, region, product, tier, comment, start date, end date, rep
    `).map(plain),
);

const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/g;

/** A header as it is compared: `createdAt`, `created_at` and `Created At` agree, whatever invisible marks they carry. */
export function plain(header: string): string {
  // Mostly it is plain already, or nearly: a start compares some hundred of them.
  if (/^[a-z\d]*$/.test(header)) return header;
  const text = /^[\x20-\x7e]*$/.test(header) ? header : header.normalize('NFKC').replaceAll(INVISIBLE, '');
  return text.toLowerCase().replaceAll(/[\s_.()/-]+/g, '');
}
