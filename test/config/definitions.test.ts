import { describe, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { folderWith, wordsOf } from '../support/folder.ts';

// What a config says of definitions is what the flags say, in every command that has them, and a flag wins.

interface Row {
  readonly metric: string;
  readonly method: string | null;
  readonly value: number | null;
}

const files = {
  'subs.csv':
    'subscription_id,customer_id,status,amount,started_at,ended_at,canceled_at,past_due_at\n' +
    's1,c1,active,10,2024-01-01,,,\ns2,c2,canceled,20,2024-01-01,2024-08-05,2024-07-10,\n' +
    's3,c3,paused,30,2024-01-01,,,\ns4,c4,past_due,40,2024-01-01,,,2024-06-20\n' +
    's5,c5,active,50,2024-01-01,2024-07-31,2024-07-01,\ns6,c6,active,60,2024-07-03,2024-07-20,2024-07-19,\n' +
    's7,c6,active,60,2024-07-25,,,\n',
  'surveys.csv':
    'response_id,respondent_id,kind,score,responded_at\na1,p1,csat,5,2024-07-02\na2,p1,csat,2,2024-07-03\n' +
    'a3,p2,csat,4,2024-07-04\nb1,p1,ces,5,2024-07-02\nb2,p2,ces,2,2024-07-02\nb3,p3,ces,6,2024-07-02\nn1,p1,nps,9,2024-07-02\nn2,p1,nps,3,2024-07-03\n',
  'tickets.csv':
    'ticket_id,created_at,first_solved_at,agent_replies,reopens\nt1,2024-07-02,2024-07-02,1,0\nt2,2024-07-03,2024-07-05,3,0\n',
};

async function answer(line: string, config?: object): Promise<readonly Row[]> {
  const cwd = folderWith({ ...files, ...(config && { 'csm.config.json': JSON.stringify(config) }) });
  const { code, stdout, stderr } = await csm(wordsOf(`${line} -p 2024-07 --json --as-of 2024-09-01`), { cwd });
  expect([line, code], stderr).toEqual([line, 0]);
  return (JSON.parse(stdout) as { rows: Row[] }).rows;
}

describe('a key of the config is its flag', () => {
  test.each<[string, string, object]>([
    ['churn', '--churn-at cancel-request', { rules: { churnAt: 'cancel-request' } }],
    ['churn', '--end-date inclusive', { rules: { endDate: 'inclusive' } }],
    ['mrr', '--paused active', { rules: { paused: 'active' } }],
    ['mrr', '--past-due exclude', { rules: { pastDue: 'exclude' } }],
    ['churn', '--delinquent-days 30', { rules: { delinquentDays: 30 } }],
    ['churn', '--gap-days 7', { rules: { gapDays: 7 } }],
    ['churn', '--as stripe', { rules: { as: 'stripe' } }],
    ['churn', '--as stripe --churn-at end', { rules: { as: 'stripe', churnAt: 'end' } }],
    ['churn', '--as stripe --method cohort', { rules: { as: 'stripe' }, methods: { churn: 'cohort' } }],
    ['churn', '--method cohort-event', { methods: { churn: 'cohort-event' } }],
    ['mrr', '--movements period', { methods: { mrr: 'period' } }],
    ['fcr', '--method one-touch', { methods: { fcr: 'one-touch' } }],
    ['csat', '--method mean', { methods: { csat: 'mean' } }],
    ['csat', '--responses first', { surveys: { responses: 'first' } }],
    ['nps', '--responses all', { surveys: { responses: 'all' } }],
    ['csat', '--satisfied-min 5', { surveys: { satisfiedMin: 5 } }],
    ['csat', '--scale 1-10', { surveys: { scale: { csat: '1-10' } } }],
    ['ces', '--direction effort', { surveys: { direction: 'effort' } }],
    [
      'report',
      '--end-date inclusive --responses first',
      { rules: { endDate: 'inclusive' }, surveys: { responses: 'first' } },
    ],
  ])('%s %s', async (command, flags, config) => {
    const [flagged, configured] = [await answer(`${command} ${flags}`), await answer(command, config)];
    expect(configured).toEqual(flagged);
    expect(configured).not.toEqual(await answer(command));
  });
});

describe('a flag wins', () => {
  test.each<[string, string, object]>([
    ['over its key', 'churn --end-date exclusive', { rules: { endDate: 'inclusive' } }],
    ['over the key it cannot stand beside', 'churn --past-due keep', { rules: { delinquentDays: 30 } }],
    ['and the other way round', 'churn --delinquent-days 9999', { rules: { pastDue: 'exclude' } }],
    ['a method over that of the config', 'churn --method start', { methods: { churn: 'cohort-event' } }],
    ['all over one', 'churn --method all', { methods: { churn: 'cohort-event' } }],
    [
      'a vendor over rules and methods',
      'churn --as stripe',
      { rules: { churnAt: 'end', discounts: 'ignore' }, methods: { churn: 'cohort' } },
    ],
    ['--movements over a method', 'mrr --movements daily', { methods: { mrr: 'period' } }],
    ['--basis over a method', 'churn --basis cohort', { methods: { churn: 'movements' } }],
    ['--unit over a method', 'nps --unit respondent', { methods: { nps: 'account' } }],
    ['--exclude-tag over a method', 'fcr --exclude-tag x', { methods: { fcr: 'one-touch' } }],
    ['a scale', 'csat --scale 1-10', { surveys: { scale: { csat: '1-5' } } }],
    ['an answer', 'nps --responses latest', { surveys: { responses: 'all' } }],
    ['no config', 'churn --config none', { methods: { churn: 'cohort-event' } }],
  ])('%s: %s', async (_, line, config) => {
    expect(await answer(line, config)).toEqual(await answer(line));
  });

  test('what a vendor on the line says nothing of, the config says', async () => {
    const rules = { as: 'stripe', paused: 'active' };
    expect(await answer('churn --as paddle', { rules })).toEqual(await answer('churn --as paddle --paused active'));
  });
});

describe('a method of one topic is of that topic alone', () => {
  test('in a report too, and the answer says it', async () => {
    const rows = await answer('report', { methods: { csat: 'mean', churn: 'cohort-event', fcr: 'one-touch' } });
    const alone = await answer('report');
    const methodOf = (some: readonly Row[], id: string) => some.find(({ metric }) => metric === id)?.method;
    expect(['csat', 'customer_churn_rate', 'fcr'].map((id) => methodOf(rows, id))).toEqual([
      'mean',
      'cohort-event',
      'one-touch',
    ]);
    for (const id of ['ces', 'nps', 'customer_retention_rate']) expect(methodOf(rows, id)).toBe(methodOf(alone, id));
  });

  test('scales by kind, in a report and in validate', async () => {
    const wide = { ...files, 'surveys.csv': files['surveys.csv'].replace('csat,5,', 'csat,9,') };
    const config = { 'csm.config.json': '{ "surveys": { "scale": { "csat": "1-10" } } }' };
    for (const line of ['report --data . -p 2024-07', 'validate', 'csat -p 2024-07']) {
      const without = await csm(wordsOf(line), { cwd: folderWith(wide) });
      const given = await csm(wordsOf(line), { cwd: folderWith({ ...wide, ...config }) });
      expect([line, without.code, given.code]).toEqual([line, 3, 0]);
    }
  });
});

describe('what cannot be is told with its place', () => {
  test.each([
    [
      '{ "methods": { "churn": "cohort-evnt" } }',
      '1:25',
      'methods.churn is "cohort-evnt", not one of',
      'did you mean cohort-event?',
    ],
    ['{ "methods": { "chrun": "cohort" } }', '1:16', 'unknown key methods.chrun', 'did you mean churn?'],
    ['{ "rules": { "churnsAt": "end" } }', '1:14', 'unknown key rules.churnsAt', 'did you mean churnAt?'],
    [
      '{ "rules": { "paused": "actve" } }',
      '1:24',
      'rules.paused is "actve", not one of churn, active',
      'did you mean active?',
    ],
    ['{ "rules": { "as": "stripes" } }', '1:20', 'rules.as is "stripes", not one of', 'did you mean stripe?'],
    ['{ "rules": { "gapDays": "7" } }', '1:25', 'rules.gapDays is "7", not a number of days', null],
    [
      '{ "rules": { "pastDue": "exclude", "delinquentDays": 3 } }',
      '1:12',
      'not one of pastDue exclude and delinquentDays',
      null,
    ],
    ['{ "surveys": { "scale": { "nps": "1-5" } } }', '1:34', 'surveys.scale.nps is "1-5", not "0-10", or "1-10"', null],
    [
      '{ "surveys": { "scale": { "csat": "5-1" } } }',
      '1:35',
      'surveys.scale.csat is "5-1", not the lowest and the highest answer',
      null,
    ],
    ['{ "surveys": { "scales": {} } }', '1:16', 'unknown key surveys.scales', 'did you mean scale?'],
    [
      '{ "surveys": { "responses": "last" } }',
      '1:29',
      'surveys.responses is "last", not one of latest, first, all',
      null,
    ],
  ])('%s', async (text, place, message, hint) => {
    const { code, stderr } = await csm(['churn', '-p', '2024-07'], {
      cwd: folderWith({ ...files, 'csm.config.json': text }),
    });
    expect(code).toBe(2);
    expect(stderr).toContain(`csm.config.json:${place}: error: `);
    expect(stderr).toContain(message);
    if (hint !== null) expect(stderr).toContain(hint);
  });
});
