import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { dialectFrom } from '../../src/commands/dialect.ts';
import type { Kind } from '../../src/records/dataset.ts';
import type { Customer, Moment, Payment, Subscription, Survey, Ticket, Usage } from '../../src/records/row.ts';
import { root } from '../support/folder.ts';
import { readExport } from '../support/export.ts';

// What vendors' exports look like: invented values under their true headers, and what each row means in csm's words.

type Value = string | number | boolean | null | readonly string[];
type Expected = Readonly<Record<string, Value>>;
interface Sample {
  readonly file: string;
  readonly preset: string;
  readonly kind: string;
  readonly options: {
    readonly tz?: string;
    readonly decimal?: string;
    readonly date_order?: string;
    readonly delimiter?: string;
    readonly encoding?: string;
    readonly survey_type?: string;
    readonly map?: Readonly<Record<string, string>>;
  };
  readonly expected: readonly Expected[];
}
const folder = join(root, 'test', 'samples');
const { samples } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { samples: readonly Sample[] };

const KIND: Readonly<Record<string, Kind>> = { events: 'usage', invoices: 'payments' };

const instant = (moment: Moment | null): string | null =>
  moment === null ? null : new Date(moment.instant).toISOString().replace('.000Z', 'Z');
const day = (value: number | null): string | null => (value === null ? null : formatDay(value));
/** The days of an expected date or time: what csm keeps of most dates. */
const dayOf = (value: Value): Value => (typeof value === 'string' ? value.slice(0, 10) : value);

interface Shown {
  readonly found: Value | undefined;
  readonly wanted: Value;
}
/** What csm holds of a manifest's field, and the manifest's value in the same words; left out: csm does not keep it. */
type Look<Row> = Readonly<Record<string, (row: Row, wanted: Value, all: Expected) => Shown>>;

const plain =
  <Row>(read: (row: Row) => Value | undefined) =>
  (row: Row, wanted: Value): Shown => ({ found: read(row), wanted });

const MONTHS: Readonly<Record<string, number>> = {
  day: 12 / 365,
  week: 12 / 52,
  month: 1,
  quarter: 3,
  half_year: 6,
  year: 12,
};
/** What is paid a month, in minor units, of a subscription that pays at all. */
function monthly(row: Subscription, all: Expected): Shown | null {
  const { amount, unit_amount: unit, quantity, interval, interval_count: count, mrr } = all;
  const total = amount ?? (unit === undefined || unit === null ? null : Number(unit) * Number(quantity ?? 1));
  const term = row.terms.at(-1);
  if (term === undefined || (total === null && (mrr === undefined || mrr === null))) return null;
  const decimals = row.currency === 'JPY' ? 1 : 100;
  const month =
    total === null ? Number(mrr) : Number(total) / (MONTHS[String(interval ?? 'month')] ?? 1) / Number(count ?? 1);
  return { found: term.cents, wanted: Math.round(month * decimals) };
}

const LOOKS = {
  tickets: {
    ticket_id: plain((row: Ticket) => row.ticket_id),
    created_at: plain((row: Ticket) => instant(row.created_at)),
    resolved_at: plain((row: Ticket) => instant(row.solved_at)),
    first_response_at: plain((row: Ticket) => instant(row.first_response_at)),
    status: plain((row: Ticket) => row.status),
    reopens: plain((row: Ticket) => row.reopens),
    agent_replies: plain((row: Ticket) => row.agent_replies),
    customer_id: plain((row: Ticket) => row.customer_id),
    first_contact_resolved: plain((row: Ticket) => row.first_contact_resolved),
    csat_score: plain((row: Ticket) => row.rating?.score ?? null),
    csat_outcome: (row: Ticket, wanted) => ({
      found: row.rating?.score ?? null,
      wanted: { good: 1, neutral: 0.5, bad: 0 }[String(wanted)] ?? null,
    }),
  } satisfies Look<Ticket>,
  surveys: {
    response_id: plain((row: Survey) => row.response_id),
    survey_type: plain((row: Survey) => row.kind),
    score: plain((row: Survey) => row.score),
    scale_min: (row: Survey, wanted) => ({ found: row.scale?.min ?? wanted, wanted }),
    scale_max: (row: Survey, wanted) => ({ found: row.scale?.max ?? wanted, wanted }),
    responded_at: plain((row: Survey) => instant(row.responded_at)),
    ticket_id: plain((row: Survey) => row.ticket_id),
    comment: plain((row: Survey) => row.comment),
    customer_id: plain((row: Survey) => row.customer_id),
    is_test: (row: Survey, wanted) => ({ found: !row.counted, wanted }),
  } satisfies Look<Survey>,
  subscriptions: {
    subscription_id: plain((row: Subscription) => row.subscription_id),
    customer_id: plain((row: Subscription) => row.customer_id),
    status: plain((row: Subscription) => row.status),
    started_at: (row: Subscription, wanted) => ({ found: day(row.started), wanted: dayOf(wanted) }),
    ended_at: (row: Subscription, wanted) => ({ found: day(row.ended), wanted: dayOf(wanted) }),
    currency: plain((row: Subscription) => row.currency),
    plan: plain((row: Subscription) => row.plan),
    amount: (row: Subscription, wanted, all) => monthly(row, all) ?? { found: wanted, wanted },
    unit_amount: (row: Subscription, wanted, all) => monthly(row, all) ?? { found: wanted, wanted },
    mrr: (row: Subscription, wanted, all) => monthly(row, all) ?? { found: wanted, wanted },
  } satisfies Look<Subscription>,
  customers: {
    customer_id: plain((row: Customer) => row.customer_id),
    name: plain((row: Customer) => row.name),
    created_at: (row: Customer, wanted) => ({ found: day(row.created_at), wanted: dayOf(wanted) }),
    plan: plain((row: Customer) => row.plan),
    owner: plain((row: Customer) => row.rep),
    country: plain((row: Customer) => row.country),
    employees: plain((row: Customer) => row.employees),
    industry: plain((row: Customer) => row.industry),
  } satisfies Look<Customer>,
  payments: {
    invoice_id: plain((row: Payment) => row.payment_id ?? row.document),
    customer_id: plain((row: Payment) => row.customer_id),
    customer_name: plain((row: Payment) => row.customer_id),
    issued_at: (row: Payment, wanted) => ({ found: day(row.at), wanted: dayOf(wanted) }),
    net_amount: (row: Payment, wanted) => ({ found: row.cents, wanted: Math.round(Number(wanted) * 100) }),
    currency: plain((row: Payment) => row.currency),
  } satisfies Look<Payment>,
  usage: {
    customer_id: plain((row: Usage) => row.customer_id),
    user_id: plain((row: Usage) => row.user_id),
    event: plain((row: Usage) => row.feature),
    occurred_at: plain((row: Usage) => instant(row.at)),
    quantity: plain((row: Usage) => row.count),
  } satisfies Look<Usage>,
};

/** Presets that nobody has seen a true export for: they are not shipped, and the file is read by its column names. */
const UNSEEN = new Set(['salesforce-case-api-csv', 'hubspot-tickets-csv', 'gainsight-companies-csv']);

/** Samples that csm reads by a preset although the manifest knows of none. */
const KNOWN: Readonly<Record<string, string>> = { 'qualtrics_legacy.csv': 'qualtrics-legacy-csv' };

/** Samples that are refused as a whole: what is said. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  // Without a date nobody can say when anybody came or left.
  'chartmogul_subscriptions.csv': ['1:1 error header/missing'],
  // The id of the record and the number of the case both name a case: which, is for the user to say.
  'salesforce_case_dataexport.csv': ['1:18 error header/ambiguous'],
  // Its questions have no words that tell what they ask.
  'qualtrics_legacy.csv': ['2:1 error header/missing'],
};

/** Rows that are refused: strict reading stops at what the manifest would pass over. */
const REFUSED_ROWS: Readonly<Record<string, readonly string[]>> = {
  // 11 is no answer on 0-10, and "n/a" is no number unless --missing says that it is none.
  'generic_nps.csv': ['5:9 error field/out-of-range', '6:9 error field/type'],
};

/** Values that csm reads otherwise on purpose, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'hubspot_tickets.csv 3 status': 'read by names, not by a preset that knows the stages of its pipeline',
  'hubspot_tickets.csv 3 customer_id': 'read by names, not by a preset that knows that the first of several counts',
  'stripe_subscriptions_api.json 5 status': 'unpaid is a state of its own, which does not pay (METRICS.md 1.3)',
};

const idOf = (row: object): Value | undefined => {
  const all = row as Readonly<Record<string, Value>>;
  return all['ticket_id'] ?? all['response_id'] ?? all['subscription_id'];
};

test.each(samples.map((sample) => [sample.file, sample] as const))('%s', async (file, sample) => {
  const { tz, decimal, date_order: order, delimiter, encoding, map } = sample.options;
  const dialect = await dialectFrom({
    ...(decimal === ',' && { decimal: 'comma' }),
    ...(order !== undefined && { dateFormat: [order] }),
    ...(delimiter !== undefined && { delimiter }),
    ...(encoding !== undefined && { encoding }),
  });
  const kind = KIND[sample.kind] ?? (sample.kind as Kind);
  const isNamed = /^[a-z]/.test(sample.preset) && !sample.preset.startsWith('generic') && !UNSEEN.has(sample.preset);
  const { rows, report, problems } = await readExport(file, readFileSync(join(folder, file)), dialect, {
    ...(tz !== undefined && { zone: tz }),
    ...(!isNamed && { kind }),
    ...(map && { map }),
    surveyKind: sample.options.survey_type ?? null,
  });
  expect([report.kind, report.preset]).toEqual([kind, isNamed ? sample.preset : (KNOWN[file] ?? null)]);
  const errors = problems.filter((problem) => problem.includes(' error '));
  expect(errors).toEqual(REFUSED[file] ?? REFUSED_ROWS[file] ?? []);
  if (file in REFUSED) return;

  const looks = LOOKS[kind as keyof typeof LOOKS] as Look<unknown>;
  // A response with several scored questions is several records, of which the manifest tells those of one survey.
  const survey = sample.expected[0]?.['survey_type'];
  const isWide = rows.length > sample.expected.length;
  const told = isWide ? rows.filter((row) => (row as Survey).kind === survey) : rows;
  const unanswered = sample.expected.length - told.length;
  const wrong: string[] = [];
  let compared = 0;
  for (const [i, expected] of sample.expected.entries()) {
    const id = expected['ticket_id'] ?? expected['response_id'] ?? expected['subscription_id'];
    const row = told.find((each) => id !== undefined && idOf(each) === id) ?? told[i];
    for (const [field, wanted] of Object.entries(expected)) {
      const look = looks[field];
      if (look === undefined || row === undefined || `${file} ${i} ${field}` in OTHERWISE) continue;
      // Without an id of its own an answer has none.
      if (field === 'response_id' && !report.mapping?.fields.has(field)) continue;
      const shown = look(row, wanted, expected);
      compared++;
      if (shown.found !== shown.wanted) {
        wrong.push(`${i} ${field}: ${JSON.stringify(shown.found)}, not ${JSON.stringify(shown.wanted)}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(unanswered).toBeLessThanOrEqual(REFUSED_ROWS[file]?.length ?? 0);
  expect(compared).toBeGreaterThan(sample.expected.length * 2);
});
