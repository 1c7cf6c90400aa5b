import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kindOf, mapColumns, shellWord, suggestMap, type Wish } from '../../src/input/columns.ts';
import { plain, REQUIRED, STAND_INS, SYNONYMS } from '../../src/input/synonyms.ts';
import { KINDS, type Kind } from '../../src/records/dataset.ts';
import { csm } from '../support/csm.ts';
import { acme, folderWith, messy } from '../support/folder.ts';

const none: readonly Wish[] = [];
/** What `--map field=Header` says. */
const said = (...pairs: readonly (readonly [string, string])[]): Wish[] =>
  pairs.map(([field, header]) => ({ kind: null, field, headers: [header], found: 'map' }));
const fieldsOf = (headers: readonly string[], kind: Kind, map: readonly Wish[] = none) =>
  Object.fromEntries([...mapColumns(headers, kind, map).fields].map(([field, { index }]) => [field, headers[index]]));
const problemsOf = (headers: readonly string[], kind: Kind, map: readonly Wish[] = none) =>
  mapColumns(headers, kind, map).problems.map(({ level, code, index }) => `${index + 1} ${level} ${code}`);

const words = KINDS.flatMap((kind) =>
  Object.entries(SYNONYMS[kind]).flatMap(([field, synonyms]) =>
    [field, ...synonyms].map((word) => [kind, word, field] as const),
  ),
);

describe('the dictionary', () => {
  test.each(KINDS)('%s: every name and every synonym maps to its field', (kind) => {
    const wrong = words
      .filter(([of, word, field]) => of === kind && mapColumns([word], kind, none).fields.get(field)?.index !== 0)
      .map(([, word, field]) => `${word} is not ${field}`);
    expect(wrong).toEqual([]);
  });

  test('says of each how it was found', () => {
    for (const [kind, word, field] of words) {
      const found = mapColumns([word], kind, none).fields.get(field)?.found;
      expect(found, word).toBe(plain(word) === plain(field) ? 'name' : 'synonym');
    }
  });

  test('a word belongs to one field of a kind', () => {
    for (const kind of KINDS) {
      const seen = new Map<string, string>();
      for (const [of, word, field] of words) {
        if (of !== kind) continue;
        expect([field, undefined], `${kind}: ${word}`).toContain(seen.get(plain(word)));
        seen.set(plain(word), field);
      }
    }
  });

  test('spelling, case, blanks and invisible marks make no difference', () => {
    for (const header of ['createdAt', 'created_at', 'Created At', 'CREATED-AT', ' created at ', 'created\u00a0at']) {
      expect(Object.keys(fieldsOf([header, 'ticket_id'], 'tickets')), header).toContain('created_at');
    }
    expect(problemsOf(['\ufeffticket_id', 'created\u200b_at'], 'tickets')).toEqual([
      '1 warning header/normalised',
      '2 warning header/normalised',
    ]);
    expect(problemsOf(['Ticket ID', 'created_at'], 'tickets')).toEqual(['1 note header/normalised']);
  });

  test('letters of another width are the same letters', () => {
    expect(fieldsOf(['ｓｃｏｒｅ'], 'surveys')).toEqual({ score: 'ｓｃｏｒｅ' });
  });
});

describe('one field, several columns', () => {
  test('its own name wins over a synonym, wherever it stands', () => {
    expect(fieldsOf(['Rating', 'score', 'NPS'], 'surveys')).toEqual({ score: 'score' });
    expect(problemsOf(['Rating', 'score', 'NPS'], 'surveys')).toEqual([]);
  });

  test('two that say the same are a duplicate', () => {
    expect(problemsOf(['score', 'Score', 'responded_at'], 'surveys')).toContain('2 error header/duplicate');
    expect(problemsOf(['Rating', 'rating'], 'surveys')).toEqual(['2 error header/duplicate']);
  });

  test('two synonyms are ambiguous: an error where the field is needed, else neither is used', () => {
    expect(problemsOf(['Rating', 'Answer'], 'surveys')).toEqual(['2 error header/ambiguous']);
    expect(problemsOf(['Verbatim', 'Remark'], 'surveys')).toEqual(['2 warning header/ambiguous']);
    expect(fieldsOf(['Verbatim', 'Remark'], 'surveys')).toEqual({});
    expect(mapColumns(['Rating', 'Answer'], 'surveys', none).problems[0]).toMatchObject({
      message: '"Rating" and "Answer" can both be score',
      hint: '--map score=Rating',
    });
  });

  test('--map settles it', () => {
    const map = said(['score', 'Answer']);
    expect(fieldsOf(['Rating', 'Answer'], 'surveys', map)).toEqual({ score: 'Answer' });
    expect(problemsOf(['Rating', 'Answer'], 'surveys', map)).toEqual([]);
  });
});

describe('when a bill was paid', () => {
  const fieldsOf = (headers: string, ...wanted: Parameters<typeof mapColumns>[2]) => {
    const names = headers.split(',');
    const { fields, problems } = mapColumns(names, 'payments', wanted);
    const told = Object.fromEntries([...fields].map(([field, { index }]) => [field, names[index]]));
    return [told['at'], told['settled_at'], problems.map(({ code }) => code)];
  };

  test.each([
    ['at,due_at,paid_at', ['at', 'paid_at', []]],
    ['issued_at,due_date,paid_date', ['issued_at', 'paid_date', []]],
    ['at,due_at,Paid at (UTC)', ['at', 'Paid at (UTC)', []]],
    ['payment date,due_at,invoice_date', ['invoice_date', 'payment date', []]],
    // Without a day it is due, or one it was written, it is the day of the payment.
    ['paid_at,amount', ['paid_at', undefined, []]],
    ['paid_at,due_at', ['paid_at', undefined, []]],
    ['paid_at,at', ['at', undefined, []]],
    ['at,due_at,paid_at,settled_at', ['at', 'settled_at', []]],
    ['created_at,paid_at', [undefined, undefined, ['header/ambiguous']]],
  ])('%s', (headers, expected) => {
    expect(fieldsOf(headers)).toEqual(expected);
  });

  test('as --map says', () => {
    const wish = (field: string, header: string) => ({ kind: null, field, headers: [header], found: 'map' }) as const;
    expect(fieldsOf('invoice_date,due_at,paid_at', wish('at', 'invoice_date'))).toEqual([
      'invoice_date',
      'paid_at',
      [],
    ]);
    expect(fieldsOf('invoice_date,due_at,paid_at', wish('at', 'paid_at'))).toEqual(['paid_at', undefined, []]);
    expect(fieldsOf('invoice_date,paid_at', wish('at', 'invoice_date'))).toEqual(['invoice_date', undefined, []]);
  });
});

describe('--map', () => {
  const map = said(['score', 'How likely?']);

  test('finds a header exactly, else as headers are compared', () => {
    expect(fieldsOf(['how likely?', 'How likely?'], 'surveys', map)).toEqual({ score: 'How likely?' });
    expect(fieldsOf(['HOW LIKELY?'], 'surveys', map)).toEqual({ score: 'HOW LIKELY?' });
  });

  test('takes a column away from what it would have been', () => {
    expect(fieldsOf(['comment', 'responded_at'], 'surveys', said(['score', 'comment']))).toEqual({
      score: 'comment',
      responded_at: 'responded_at',
    });
  });

  test('one for another kind of export, or for no column, changes nothing', () => {
    expect(fieldsOf(['score'], 'surveys', said(['ticket_id', 'score']))).toEqual({ ticket_id: 'score' });
    expect(fieldsOf(['score'], 'surveys', said(['plan', 'score']))).toEqual({ score: 'score' });
    expect(fieldsOf(['score'], 'surveys', said(['score', 'gone']))).toEqual({ score: 'score' });
  });
});

describe('what a header says of its cells', () => {
  test('cents', () => {
    const minor = (header: string, field: string, map = none) =>
      mapColumns([header], 'subscriptions', map).fields.get(field)?.minor;
    expect(minor('amount_cents', 'amount')).toBe(true);
    expect(minor('Amount (in cents)', 'amount')).toBe(true);
    expect(minor('unitAmountInCents', 'unit_amount')).toBe(true);
    expect(minor('MRR cents', 'mrr')).toBe(true);
    expect(minor('price_cents', 'amount')).toBe(true);
    expect(minor('amount', 'amount')).toBe(false);
    expect(minor('Fee cents', 'amount', said(['amount', 'Fee cents']))).toBe(true);
    expect(minor('Fee', 'amount', said(['amount', 'Fee']))).toBe(false);
    expect(mapColumns(['quantity_cents', 'percents'], 'subscriptions', none).fields.size).toBe(0);
  });

  test('a time zone', () => {
    const zone = (header: string, map = none) =>
      mapColumns([header], 'tickets', map).fields.get('created_at')?.zone?.name ?? null;
    expect(zone('Created (America/New_York)')).toBe('America/New_York');
    expect(zone('Created at (UTC)')).toBe('UTC');
    expect(zone('Created at')).toBeNull();
    expect(zone('Conversation started at (Europe/Berlin)')).toBe('Europe/Berlin');
    expect(zone('Created (Mars/Olympus)'), 'no such zone').toBeNull();
    expect(zone('Created (Asia/Tokyo)', said(['created_at', 'Created (Asia/Tokyo)']))).toBe('Asia/Tokyo');
  });

  test('a time zone in a header decides the day', async () => {
    const cwd = folderWith({ 's.csv': 'kind,score,Updated at (Asia/Tokyo)\nnps,9,2024-08-01 08:00:00\n' });
    const { stdout } = await csm(['nps', 's.csv', '-p', '2024-07', '--json'], { cwd });
    expect((JSON.parse(stdout) as { rows: { n: number }[] }).rows[0]).toMatchObject({ n: 1 });
  });

  test('cents in a header are read as cents', async () => {
    const cwd = folderWith({ 'u.csv': 'customer_id,started_at,ended_at,mrr_cents\nc1,2024-01-01,,1999\n' });
    const { stdout } = await csm(['mrr', 'u.csv', '-p', '2024-07', '--json'], { cwd });
    expect((JSON.parse(stdout) as { rows: { value: number }[] }).rows[0]).toMatchObject({ value: 19.99 });
  });

  test('no name', () => {
    expect(mapColumns(['score', '', ' ', '\u200b'], 'surveys', none).unnamed).toEqual([1, 2, 3]);
  });
});

const headerOf = (folder: string, name: string): string[] =>
  (readFileSync(join(folder, name), 'utf8').split('\n')[0] ?? '').split(',');

describe('the kind of a file', () => {
  test('events of customers are no customers', () => {
    expect(kindOf(['churn_event_id', 'account_id', 'churn_date', 'reason_code'], [])).toBeNull();
    expect(kindOf(['account_id', 'churn_date', 'company'], [])).toBe('customers');
  });

  test.each([
    ['id,customer', null],
    ['id,customer,status,email', null],
    ['id,customer,what', null],
    ['id,customer,segment', 'customers'],
    ['id,customer,owner', 'customers'],
    ['customer_id,customer', 'customers'],
    ['id,name', 'customers'],
  ])('an id of its own beside a customer is no list of customers: %s is %s', (headers, kind) => {
    expect(kindOf(headers.split(','), [])).toBe(kind);
  });

  test.each(readdirSync(acme))('fixtures/acme/%s', (name) => {
    expect(`${kindOf(headerOf(acme, name), none)}.csv`).toBe(name);
  });

  test.each([
    ['score-out-of-range.csv', 'surveys'],
    ['created-missing.csv', 'tickets'],
    ['thousands.csv', 'subscriptions'],
    ['header-missing.csv', null],
  ])('fixtures/messy/%s: %s', (name, kind) => {
    expect(kindOf(headerOf(messy, name), none)).toBe(kind);
  });

  // The headers of well-known exports, less the columns that csm makes nothing of.
  test.each([
    [
      'tickets',
      'Id,Requester,Requester id,Assignee,Group,Subject,Tags,Status,Priority,Via,Created at,Updated at,Solved at,Satisfaction Score,Reopens,Replies',
    ],
    [
      'tickets',
      'Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Resolved time,Closed time,Agent interactions,Customer interactions,Tags,Survey results,Email,Company Name',
    ],
    [
      'tickets',
      'Conversation ID,Conversation started at (America/New_York),Channel,Current conversation state,Conversation last closed at (America/New_York),Replies to close a conversation,Resolved on first contact,User email,Company ID',
    ],
    [
      'tickets',
      'Summary,Issue key,Issue id,Status,Priority,Assignee,Reporter,Created,Updated,Resolved,Labels,Satisfaction rating,Comment',
    ],
    [
      'tickets',
      'Case Number,Account Name,Subject,Status,Priority,Case Origin,Date/Time Opened,Date/Time Closed,Case Owner',
    ],
    [
      'tickets',
      'Ticket ID,Ticket name,Pipeline,Ticket status,Create date,Close date,Priority,Source,Ticket owner,Associated Company',
    ],
    [
      'surveys',
      'Conversation ID,Updated at (America/New_York),Conversation rating remark,Conversation rating,User name,Company name,Last survey sent',
    ],
    ['surveys', 'response_id,customer_id,score,comment,submitted_at'],
    [
      'subscriptions',
      'id,Customer ID,Customer Email,Plan,Product,Quantity,Interval,Amount,Status,Created (UTC),Start (UTC),Start Date (UTC),Trial End (UTC),Canceled At (UTC),Ended At (UTC),Cancellation Reason,Currency',
    ],
    [
      'subscriptions',
      'subscriptions.id,subscriptions.plan_id,subscriptions.plan_quantity,subscriptions.plan_unit_price,subscriptions.status,subscriptions.started_at,customers.id,customers.email',
    ],
    [
      'subscriptions',
      'uuid,account_code,email,plan_code,state,currency,quantity,unit_amount,total_recurring_amount,trial_ends_at,activated_at,canceled_at,expires_at,plan_name',
    ],
    [
      'subscriptions',
      'plan_oid,plan_name,plan_currency,plan_interval,customer_oid,customer_name,subscription_oid,subscription_started_at,subscription_canceled_at,subscription_quantity',
    ],
    ['customers', 'id,Description,Email,Name,Created (UTC),Plan,Status,Total Spend'],
    [
      'customers',
      'Record ID,Company name,Company owner,Create Date,Country/Region,Industry,Company Domain Name,Lifecycle Stage,Number of Employees',
    ],
    [
      'customers',
      'accountExternalId,name,nextRenewalDate,isActive,billingAddressCountry,startDate,endDate,LicenseCount,OwnerUserAccount,cf_Segment',
    ],
    [
      'customers',
      'GSID,Name,Industry,ARR,MRR,Lifecycle Stage,CSM Name,Employees,Original Contract Date,Renewal Date,Current Score,NPS®',
    ],
    ['customers', 'externalId,name,industry,mrr,healthScore,nextRenewalDate'],
    ['customers', 'Kundennummer;Firma;Kunde seit;MRR (€);Land'],
    ['usage', 'customer_id,user_id,event,timestamp,count'],
    ['usage', 'user_id,event,timestamp'],
    ['usage', 'customer,action,time'],
    ['usage', 'customer_id,at'],
    ['usage', 'id,user_id,account_id,event_type,created_at'],
    ['payments', 'customer_id,at,amount'],
    ['payments', 'Invoice Number,Customer,Invoice Date,Total,Currency,Status'],
    ['payments', 'charge_id,customer_id,charged_at,amount_cents,currency'],
    ['payments', 'Customer Name,Date,Amount'],
    ['payments', 'id,customer,amount,currency,created,status'],
    ['assignments', 'customer_id,rep,from,to'],
    ['history', 'customer_id,as_of,field,value'],
    ['history', 'Account ID,Edit Date,Field / Event,Old Value,New Value'],
    ['assignments', 'Account ID,Owner,Assigned from,Assigned until'],
    ['fx', 'date,currency,rate'],
    ['fx', 'Day,Currency code,Exchange rate'],
    // What a file of the four looks like stays one, however much it has in common with these.
    ['customers', 'customer_id,name,created_at'],
    ['customers', 'customer_id,rep,start_date,end_date'],
    ['customers', 'customer_id,created_at,segment,count'],
    ['tickets', 'id,created_at,customer_id,status'],
    ['surveys', 'customer_id,timestamp,event,score'],
    ['subscriptions', 'subscription_id,customer_id,amount,currency,status,created_at,started_at'],
    [null, 'customer_id,timestamp'],
    [null, 'customer_id,amount'],
    [null, 'date,rate'],
    [null, 'dish,minutes'],
    [null, 'Respondent ID,Collector ID,Start Date,End Date,How likely is it that you would recommend us?'],
  ] as const)('%s: %s', (kind, header) => {
    const headers = header.split(header.includes(';') ? ';' : ',');
    expect(kindOf(headers, none)).toBe(kind);
  });

  test('answers whose time is ambiguous are not tickets', () => {
    const headers = ['id', 'person', 'survey_type', 'score', 'comment', 'created_at', 'updated_at'];
    expect(kindOf(headers, none)).not.toBe('tickets');
    expect(kindOf(headers, said(['responded_at', 'updated_at']))).toBe('surveys');
  });

  test('--map can make it known', () => {
    expect(kindOf(['id', 'Stars', 'When', 'Remark'], none)).toBeNull();
    const map = said(['score', 'Stars'], ['responded_at', 'When']);
    expect(kindOf(['id', 'Stars', 'When', 'Remark'], map)).toBe('surveys');
  });

  test('needs the columns no export can do without', () => {
    for (const kind of KINDS) {
      const all = Object.keys(SYNONYMS[kind]);
      expect(kindOf(all, none), kind).toBe(kind);
      for (const field of REQUIRED[kind]) {
        // A month, or the beginning of a revision, says when a subscription is paid for just as well.
        const gone = field === 'started_at' ? [field, 'month', 'valid_from'] : [field, STAND_INS[kind]?.[field] ?? ''];
        // Payments may leave their customer and day to an order.
        if (kind === 'payments') gone.push('order_id');
        const without = all.filter((each) => !gone.includes(each));
        expect(kindOf(without, none), `${kind} without ${field}`).not.toBe(kind);
      }
    }
  });
});

describe('words for a shell', () => {
  test.each([
    ['score', 'score'],
    ['a.b/c-d@e=f,g:h', 'a.b/c-d@e=f,g:h'],
    ['How likely?', "'How likely?'"],
    ["it's", String.raw`'it'\''s'`],
    ['$HOME `id`', "'$HOME `id`'"],
    ['', "''"],
  ])('%s', (text, word) => expect(shellWord(text)).toBe(word));
});

test('suggested pairs name each free column once, the likest first', () => {
  const headers = ['id', 'verdict_points', 'date', 'score_comment'];
  const mapping = mapColumns(headers, 'surveys', none);
  expect(suggestMap(headers, mapping, ['score'])).toBe('--map score=score_comment');
  expect(
    suggestMap(
      ['id', 'verdict_score', 'answered_at'],
      mapColumns(['id', 'verdict_score', 'answered_at'], 'surveys', none),
      ['score', 'responded_at'],
    ),
  ).toBe('--map score=verdict_score --map responded_at=answered_at');
  expect(suggestMap(['response_id'], mapColumns(['response_id'], 'surveys', none), ['score'])).toBe(
    '--map score=COLUMN',
  );
});
