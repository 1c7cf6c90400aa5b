import { appendFileSync, chmodSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openInput } from '../src/input/open.ts';
import { run } from '../src/main.ts';
import { csm, type RunOptions } from './support/csm.ts';
import { acme, folderWith, root, wordsOf } from './support/folder.ts';

// Everything csm can complain of, once: the files, the command, and the line that says it. A code in src that no row
// here covers fails the last test.

const surveys = (...rows: string[]) => ['response_id,respondent_id,kind,score,responded_at', ...rows, ''].join('\n');
const tickets = (...rows: string[]) =>
  ['ticket_id,created_at,solved_at,agent_replies,status,rep', ...rows, ''].join('\n');
const subscriptions = (...rows: string[]) =>
  ['subscription_id,customer_id,plan,amount,currency,started_at,ended_at', ...rows, ''].join('\n');
const contracts = (...rows: string[]) =>
  ['subscription_id,customer_id,amount,interval,started_at,ended_at,term_end,renewed', ...rows, ''].join('\n');
const one = 'r1,p1,nps,9,2024-07-02';
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const topical = (...rows: string[]) =>
  ['ticket_id,created_at,solved_at,agent_replies,customer_id,topic', ...rows, ''].join('\n');

/** The answer `score` in a file of one row. */
const scored = (score: string) => ({ 's.csv': surveys(`r1,p1,nps,${score},2024-07-02`) });
const dated = (date: string) => ({ 's.csv': surveys(`r1,p1,nps,9,${date}`) });
const priced = (amount: string, currency = 'USD') => ({
  'u.csv': subscriptions(`u1,c1,pro,${amount},${currency},2024-01-01,`),
});
const LABELS = 'feedback c.csv -p 2024-07 --labels l.csv';
const labels = (...lines: string[]) => ({
  'c.csv': 'kind,score,responded_at,comment\nnps,2,2024-07-02,slow\n',
  'l.csv': `${lines.join('\n')}\n`,
});
const inUSD = { 'csm.config.json': '{ "currency": "USD" }' };
const fxRates = (...rows: string[]) => ['date,currency,rate', ...rows, ''].join('\n');
const rated = (scale: string, kind: string) => ({
  's.csv': `response_id,kind,score,responded_at,scale\nr1,${kind},6,2024-07-02,${scale}\n`,
});

interface Told {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly command: string;
  /** Of stderr, or of stdout for `validate`: the whole line, with its place, less the code. */
  readonly says: RegExp;
  readonly exit: number;
  readonly options?: RunOptions;
}
const NPS = 'nps s.csv -p 2024-07 -v';
const CLV = 'clv p.csv -p 2024-07 -v --method';
const paid = {
  'p.csv': `customer_id,at,amount,status\n${['c1,2024-07-01,9,paid', 'c1,2024-07-02,-4,paid', 'c1,2024-07-03,9,open', ''].join('\n')}`,
};
const MRR = 'mrr u.csv -p 2024-07 -v';
const FCR = 'fcr t.csv -p 2024-07 -v --as-of 2024-08-31';

const GROWTH = 'growth h.csv u.csv -p 2024-07 -v';
const grown = (...rows: string[]) => ({ 'h.csv': ['customer_id,as_of,field,value', ...rows, ''].join('\n') });

const usage = (command: string, says: RegExp, more: Partial<Told> = {}): Told => ({ command, says, exit: 2, ...more });
const bad = (files: Told['files'], says: RegExp, command = NPS): Told => ({
  command,
  says,
  exit: 3,
  files: files ?? {},
});
const fine = (files: Told['files'], says: RegExp, command = NPS): Told => ({
  command,
  says,
  exit: 0,
  files: files ?? {},
});

/** By code; several where a code has messages of different kinds. */
const TOLD: Readonly<Record<string, readonly Told[]>> = {
  // The command line
  'usage/unknown-command': [
    usage('chrun', /^error: unknown command chrun$/),
    usage('help chrun', /^error: no help on chrun$/),
  ],
  'usage/unknown-flag': [usage('churn --perod 2024', /^error: unknown option --perod$/)],
  'usage/missing-value': [usage('churn --period', /^error: option -p, --period <period> argument missing$/)],
  'usage/thankyou': [
    usage(
      'fcr t.csv -p 2024-07 --ignore-thankyou',
      /^error: --ignore-thankyou: the tickets do not say agent_replies_before_solve$/,
      { files: { 't.csv': tickets('t1,2024-07-02,2024-07-02,1,closed,') } },
    ),
  ],
  'fcr/unknown-thankyou': [
    fine(
      {
        't.csv':
          'ticket_id,created_at,first_solved_at,agent_replies,agent_replies_before_solve,reopens\n1,2024-07-02,2024-07-02,1,,1\n',
      },
      /^warning: 1 reopened ticket without the replies of agents before its first solve, or in all: a thank-you cannot be told, it counts as reopened$/,
      `${FCR} --ignore-thankyou`,
    ),
  ],
  'usage/value': [
    usage(
      'churn --color sometimes',
      /^error: option --color <when> argument sometimes is invalid\. Allowed choices are auto, always, never\.$/,
    ),
    usage('churn --gap-days few', /^error: --gap-days few: it is a number of days, such as 30$/),
    usage('churn --delinquent-days -1', /^error: --delinquent-days -1: it is a number of days, such as 30$/),
    usage(
      'churn --paused never',
      /^error: option --paused <as> argument never is invalid\. Allowed choices are churn, active\.$/,
    ),
    usage('retention --trailing 0', /^error: --trailing 0: it is a whole number from 1 to 120$/),
    usage('renewals --grace soon', /^error: --grace soon: it is a whole number from 0 to 366$/),
  ],
  'usage/excess': [usage('demo a b', /^error: too many arguments for demo\. Expected 1 argument but got 2\.$/)],
  'usage/period': [
    usage('churn -p 2024-13', /^error: --period 2024-13: month must be 01 to 12$/),
    usage('churn --compare soon', /^error: --compare soon: is not a period$/),
  ],
  'usage/append': [
    usage('nps s.csv -f md --append', /^error: --append: there is no file to add to$/),
    usage('nps s.csv -f html --append -o r.html', /^error: --append: html is written whole$/),
  ],
  'usage/terminal': [
    usage('nps s.csv -f xlsx', /^error: a workbook is nothing a terminal can show$/, {
      options: { terminal: ['stdout'] },
    }),
  ],
  'usage/conflict': [
    usage('cohorts --survival --measure mrr', /^error: --survival and --measure: survival is of customers, by days$/),
    usage('churn -p 2024 --from 2024-01-01', /^error: --period and --from\/--to say the same thing twice$/),
    usage('nps --weight mrr --unit account', /^error: --weight mrr and --unit account: NPS goes by one$/),
    usage('nps --weight mrr --method account', /^error: --weight mrr and --method account: NPS goes by one$/),
    usage('fcr --exclude-tag rma --method survey', /^error: --exclude-tag makes FCR net, --method says survey$/),
    usage(
      'churn --past-due exclude --delinquent-days 30',
      /^error: --past-due exclude and --delinquent-days say two things of the same rows$/,
    ),
    usage(
      'mrr --movements period --method without-reactivation',
      /^error: --movements period and --method without-reactivation: quick_ratio goes by one$/,
    ),
    usage('mrr --reasons --movements period', /^error: --reasons and --movements period: reasons are told day by day$/),
  ],
  'usage/against': [
    bad(
      { ...priced('9'), 'k.json': '{}' },
      /^error: --against k\.json: it is no answer of csm \(csm\.report\/1\)$/,
      `${MRR} --against k.json`,
    ),
  ],
  'usage/fx': [
    usage('mrr --fx today', /^error: --fx today: not understood$/),
    usage('mrr --fx constant@2024-13-01', /^error: --fx constant@2024-13-01: not understood$/),
    usage('mrr --fx period-end', /^error: --fx period-end: no currency is named to convert to$/),
    usage('mrr u.csv --fx period-end', /^error: --fx period-end: there are no rates$/, {
      files: { ...priced('9'), ...inUSD },
    }),
  ],
  'fx/no-rate': [
    bad(
      { ...priced('9', 'EUR'), ...inUSD, 'fx.csv': fxRates('2024-05-29,EUR,1.07', '2024-07-31,EUR,1.07') },
      /^error: there is no rate of EUR for 2024-06-30, nor one of the 31 days before$/,
      `${MRR} --fx-rates fx.csv --compare none`,
    ),
  ],
  'fx/older-rate': [
    fine(
      { ...priced('9', 'EUR'), ...inUSD, 'fx.csv': fxRates('2024-05-30,EUR,1.07', '2024-05-31,EUR,1.07') },
      /^note: days without a rate go by the one before: EUR of 2024-05-31 for 2024-06-01$/,
      `mrr u.csv -p 2024-06-02 -v --fx-rates fx.csv --compare none --fx constant@2024-06-01`,
    ),
  ],
  'fx/unused': [
    fine(
      { ...priced('9', 'EUR'), 'fx.csv': fxRates('2024-06-30,EUR,1.07') },
      /^warning: --fx-rates is not read: no currency is named to convert to$/,
      `${MRR} --fx-rates fx.csv`,
    ),
    fine(
      { 'l.csv': 'customer_id,churned,mrr\nc1,no,9\n', ...inUSD, 'fx.csv': fxRates('2024-06-30,EUR,1.07') },
      /^warning: --fx-rates is not read: a list without dates has no day to convert at$/,
      'churn l.csv --snapshot --fx-rates fx.csv',
    ),
    fine(
      { ...priced('9', 'EUR'), ...inUSD, 'fx.csv': fxRates('2024-06-30,EUR,1.07') },
      /^warning: --fx-rates is not read: nothing asked for is an amount$/,
      'cohorts u.csv -p 2024-07 --fx-rates fx.csv',
    ),
  ],
  'mrr/hindsight': [
    fine(
      { 'u.csv': subscriptions('u1,c1,pro,9,USD,2024-08-01,') },
      /^note: 1 customer began or ended something after the close and by the as-of day: CMRR counts it as known at the close$/,
      `${MRR} --cmrr`,
    ),
  ],
  'usage/hours': [usage('support --hours business', /^error: --hours business: nothing says which hours these are$/)],
  'usage/as-of': [
    usage('churn --as-of yesterday', /^error: --as-of yesterday is not a day like 2024-07-31$/),
    usage('churn', /^error: CSM_AS_OF yesterday is not a day like 2024-07-31$/, {
      options: { env: { CSM_AS_OF: 'yesterday' } },
    }),
    usage('churn', /^error: SOURCE_DATE_EPOCH today: it is a number of seconds since 1970$/, {
      options: { env: { SOURCE_DATE_EPOCH: 'today' } },
    }),
  ],
  'usage/attribute': [
    usage('churn --attribute opening', /^error: --attribute is about reps, and the run is not by rep$/),
    usage('mrr --by plan --attribute opening', /^error: --attribute is about reps, and the run is not by rep$/),
  ],
  'usage/customer': [
    usage('customer c11 c.csv -p 2024-07', /^error: no export has a customer c11$/, {
      files: { 'c.csv': 'customer_id,name\nc1,Acme\n' },
    }),
  ],
  'health/unknown-component': [
    usage(
      'health --customers c.csv -p 2024-07',
      /^error: health\.weights\.usgae: no such component, and no column of the customers$/,
      {
        files: {
          'c.csv': 'customer_id,name\nc1,Acme\n',
          'csm.config.json': '{ "health": { "weights": { "usgae": 1 } } }',
        },
      },
    ),
  ],
  'health/unknown-column': [
    usage(
      'health --customers c.csv -p 2024-07',
      /^error: health\.bandsBy\.segement: the customers export has no such column$/,
      {
        files: {
          'c.csv': 'customer_id,segment,mood\nc1,smb,7\n',
          'csm.config.json': '{ "health": { "bandsBy": { "segement": { "smb": [40, 65] } } } }',
        },
      },
    ),
  ],
  'health/given': [
    bad(
      { 'c.csv': 'customer_id,mood\nc1,101\n', 'csm.config.json': '{ "health": { "weights": { "mood": 1 } } }' },
      /^c\.csv:2: error: mood is 101, not a number from 0 to 100$/,
      'health --customers c.csv -p 2024-07',
    ),
  ],
  'health/static': [
    fine(
      { 'c.csv': 'customer_id,mood\nc1,90\n', 'csm.config.json': '{ "health": { "weights": { "mood": 1 } } }' },
      /^note: 1 of 1 scores rest on what an export says without a day: as it is now, not as it was$/,
      'health --customers c.csv -p 2024-07 -v',
    ),
  ],
  'header/needed': [
    fine(
      { 'u.csv': 'subscription_id,customer_id,started_at\ns1,c1,2024-07-01\n' },
      /^warning: no column amount in u\.csv: it would say an amount, mrr or arr$/,
      'mrr u.csv -p 2024-07',
    ),
    fine(
      { 'u.csv': 'subscription_id,customer_id,started_at,amount\ns1,c1,2024-07-01,9\n' },
      /^warning: no column term_end in u\.csv: it would say the day that a contract is up for renewal$/,
      'renewals u.csv -p 2024-07',
    ),
  ],
  'health/no-scores': [
    fine(
      { 'c.csv': 'customer_id,mood\nc1,90\nc2,80\n' },
      /^warning: no customer of 2 has a score: the exports say nothing of what they use, ask, answer or pay$/,
      'health --customers c.csv -p 2024-07',
    ),
  ],
  'usage/days': [
    usage('churn --active-days 0', /^error: --active-days 0 is not a number of days$/),
    usage('churn --active-days 1.5', /^error: --active-days 1\.5 is not a number of days$/),
  ],
  'usage/schema': [
    usage('schema', /^error: a schema of what\?$/),
    usage('schema inputs', /^error: there is no schema of inputs$/),
    usage('schema input ticket', /^error: there is no schema of input ticket$/),
  ],

  // The config
  'config/unknown-key': [
    usage('churn', /^csm\.config\.json:2:3: error: unknown key treshold$/, {
      files: { 'csm.config.json': '{\n  "treshold": 1\n}\n' },
    }),
  ],
  'config/value': [
    usage('churn', /^csm\.config\.json:1:22: error: fiscalYearStart is 13, not a month from 1 to 12$/, {
      files: { 'csm.config.json': '{ "fiscalYearStart": 13 }' },
    }),
    usage('churn', /^csm\.config\.json:1:14: error: decimal dot: not understood$/, {
      files: { 'csm.config.json': '{ "decimal": "dot" }' },
    }),
  ],
  'config/syntax': [
    usage('churn', /^csm\.config\.json:1:18: error: not JSON: it has no comments$/, {
      files: { 'csm.config.json': '{ "decimal": "." /* point */ }' },
    }),
    usage('churn', /^csm\.config\.json:1:1: error: not UTF-8$/, {
      files: { 'csm.config.json': Buffer.from([0xff, 0xfe]) },
    }),
  ],
  'config/duplicate-key': [
    usage('churn', /^csm\.config\.json:1:18: error: key decimal stands here again$/, {
      files: { 'csm.config.json': '{"decimal": ".", "decimal": ","}' },
    }),
  ],
  'config/too-large': [
    usage('churn', /^error: csm\.config\.json is larger than 1 MiB: it is no config$/, {
      files: { 'csm.config.json': ' '.repeat(1024 * 1024 + 1) },
    }),
  ],
  'config/not-data': [
    usage(
      'churn --config csm.config.js',
      /^error: csm\.config\.js is a program: csm reads a config of JSON, and never runs code$/,
    ),
  ],
  'config/used': [
    fine({ ...scored('9'), 'csm.config.json': '{}' }, /^csm\.config\.json: note: settings are read from here$/),
  ],
  'config/columns': [
    fine(
      {
        's.csv': 'kind,Stars,responded_at\nnps,9,2024-07-02\n',
        'csm.config.json': '{ "columns": { "surveys": { "score": ["Stars"] } } }',
      },
      /^s\.csv: note: by the config: score is Stars$/,
    ),
  ],
  'usage/timezone': [
    usage('churn --timezone Mars/Olympus', /^error: --timezone Mars\/Olympus: no such time zone$/),
    usage('churn', /^error: CSM_TIMEZONE Mars: no such time zone$/, { options: { env: { CSM_TIMEZONE: 'Mars' } } }),
  ],
  'usage/map': [
    usage('nps --map score', /^error: --map score: write it as field=Header$/),
    usage('nps --map scroe=Rating', /^error: --map scroe=Rating: there is no field scroe$/),
  ],
  'usage/format': [
    usage('nps -f yml', /^error: --format yml: there is no such format$/),
    usage('nps', /^error: CSM_FORMAT bogus: there is no such format$/, { options: { env: { CSM_FORMAT: 'bogus' } } }),
  ],
  'usage/by': [
    usage('nps s.csv -p 2024-07 --by rap', /^error: --by rap: no export has this column$/, {
      files: { 's.csv': surveys(one) },
    }),
    usage(
      'support -p 2024-07 --by plan',
      /^error: --by plan: only u\.csv has this column, and nothing here is counted by it$/,
      {
        files: {
          't.csv': 'ticket_id,customer_id,created_at\nt1,c1,2024-07-01\n',
          'u.csv': 'customer_id,started_at,plan\nc1,2024-01-01,pro\n',
        },
      },
    ),
  ],
  'usage/vendor': [
    usage('churn --as chartmogl', /^error: --as chartmogl: csm does not know its definitions$/),
    usage('churn --as toString', /^error: --as toString: csm does not know its definitions$/),
  ],
  'usage/share': [
    usage('clv --margin 80', /^error: --margin 80: not a share above 0 and up to 1$/),
    usage('clv --margin 0', /^error: --margin 0: not a share above 0 and up to 1$/),
    usage('clv --discount 101%', /^error: --discount 101%: not a share from 0 to 1$/),
    usage('clv --discount a', /^error: --discount a: not a share from 0 to 1$/),
  ],
  'usage/months': [
    usage('clv --churn-months 0', /^error: --churn-months 0: not a number of months from 1 to 999$/),
    usage('clv --lifespan 1.5', /^error: --lifespan 1\.5: not a number of months from 1 to 999$/),
  ],
  'clv/margin': [
    fine(
      priced('9'),
      /^note: lifetime value is gross margin: 80 % of revenue$/,
      'clv u.csv -p 2024-07 --margin 80% -v',
    ),
  ],
  'clv/lifespan': [fine(paid, /^note: simple takes a customer to stay 24 months$/, `${CLV} simple --lifespan 24`)],
  'clv/unpaid': [fine(paid, /^note: 1 payment open, failed or refunded: not counted$/, `${CLV} historic`)],
  'clv/refunds': [fine(paid, /^note: bgnbd-gg is about purchases: 1 refund not taken off$/, `${CLV} bgnbd-gg`)],
  'clv/no-purchase': [
    fine(
      { 'p.csv': 'customer_id,at,amount\nc1,2024-07-01,9\nc1,2024-07-02,0\n' },
      /^note: 1 payment of nothing: bgnbd-gg counts no purchase$/,
      `${CLV} bgnbd-gg`,
    ),
  ],
  'clv/contractual': [
    fine(
      { 'p.csv': 'customer_id,at,amount,kind\nc1,2024-07-01,9,recurring\nc1,2024-07-02,9,recurring\n' },
      /^note: bgnbd-gg is about purchases without a contract: 2 payments of them recurring$/,
      `${CLV} bgnbd-gg`,
    ),
  ],
  'clv/model': [
    fine(
      {
        'u.csv': [
          'customer_id,amount,started_at,ended_at',
          ...[50, 30, 22, 18, 15, 13].flatMap((there, month, all) =>
            many(there - (all[month + 1] ?? 0), (i) => {
              const ended = month === 5 ? '' : `2024-0${month + 2}-01`;
              return `c${month}-${i},10,2024-01-01,${ended}`;
            }),
          ),
          '',
        ].join('\n'),
      },
      /^note: sbg: alpha [\d.]+, beta [\d.]+, log-likelihood -[\d.]+, by the month, 50 customers$/,
      'clv u.csv --method sbg -p 2024-06 -v',
    ),
  ],
  'usage/method': [usage('churn --method cohrt', /^error: --method cohrt: there is no such method$/)],
  'usage/no-input': [usage('churn', /^error: no subscriptions export here, in \.\/exports or in \.\/data$/)],
  'usage/duplicate-input': [
    usage('nps s.csv ./s.csv', /^error: \.\/s\.csv is given twice: its rows would be counted twice$/, {
      files: scored('9'),
    }),
  ],
  'usage/output-is-input': [
    usage('nps s.csv -o s.csv', /^error: -o s\.csv is an export: it would be overwritten$/, {
      files: scored('9'),
    }),
  ],
  'usage/stdin-tty': [usage('nps -', /^error: stdin is a terminal$/, { options: { terminal: ['stdin'] } })],

  // Files
  'io/not-found': [
    {
      command: 'nps survys.csv',
      files: { 'surveys.csv': surveys(one) },
      exit: 4,
      says: /^error: cannot open survys\.csv: no such file$/,
    },
    { command: 'nps --config gone.json', exit: 4, says: /^error: cannot open gone\.json: no such file$/ },
    {
      command: 'nps',
      files: { 'csm.config.json': '{ "data": { "surveys": ["s*.csv"] } }' },
      exit: 4,
      says: /^error: no file is called s\*\.csv \(data\.surveys of csm\.config\.json\)$/,
    },
    { command: 'nps --data nowhere', exit: 4, says: /^error: cannot read nowhere: no such folder$/ },
    {
      command: 'nps --data s.csv',
      files: scored('9'),
      exit: 4,
      says: /^error: cannot read s\.csv: it is a file, not a folder$/,
    },
    {
      command: 'nps s.csv -o no/such.json',
      files: scored('9'),
      exit: 4,
      says: /^error: cannot write no\/such\.json: folder no does not exist$/,
    },
  ],
  'io/is-directory': [
    { command: 'nps s.csv -o .', files: scored('9'), exit: 4, says: /^error: cannot write \.: it is a folder$/ },
    { command: 'nps --config .', exit: 4, says: /^error: \.: it is a folder$/ },
  ],
  'io/exists': [
    {
      command: 'demo d',
      files: { 'd/customers.csv': 'mine' },
      exit: 4,
      says: /^error: d\/customers\.csv is there already, with other content$/,
    },
    {
      command: 'init',
      files: { ...scored('9'), 'csm.config.json': '{}' },
      exit: 4,
      says: /^error: csm\.config\.json is there already: it is left as it is$/,
    },
    {
      command: 'init --template d',
      files: { 'd/customers.csv': 'mine' },
      exit: 4,
      says: /^error: d\/customers\.csv is there already: it is left as it is$/,
    },
  ],
  'io/failed': [{ command: 'demo d', files: { d: '' }, exit: 4, says: /^error: cannot make the folder d: / }],
  'file/binary': [
    bad(
      { 's.csv': Buffer.from('PK\u0003\u0004workbook') },
      /^s\.csv: error: s\.csv looks like a ZIP archive or an Excel workbook$/,
    ),
    bad({ 's.csv': Buffer.from([0x1f, 0x8b, 8, 0]) }, /^s\.csv: error: s\.csv looks like gzip$/),
    bad({ 's.csv': Buffer.from('%PDF-1.7') }, /^s\.csv: error: s\.csv looks like a PDF document$/),
    bad({ 's.csv': Buffer.from([0xd0, 0xcf, 0x11, 0xe0]) }, /^s\.csv: error: s\.csv looks like an old Excel workbook$/),
    bad({ 's.csv': Buffer.alloc(64) }, /^s\.csv: error: s\.csv is not text$/),
  ],
  'file/unknown': [
    fine(
      { ...scored('9'), 'recipes.csv': 'dish,minutes\nsoup,20\n' },
      /^recipes\.csv: warning: recipes\.csv is no export csm knows: left out$/,
      'nps -p 2024-07',
    ),
  ],
  'encoding/unknown': [
    bad(
      { 's.csv': Buffer.from(surveys(one), 'utf16le') },
      /^s\.csv: error: s\.csv looks like UTF-16LE without a mark of order$/,
    ),
  ],
  'encoding/invalid-utf8': [
    bad({ 's.csv': Buffer.from(surveys(`${one}é`), 'latin1') }, /^s\.csv:2:23: error: byte 0xE9 is not UTF-8$/),
  ],
  'encoding/invalid-utf16': [
    bad(
      { 's.csv': Buffer.concat([Buffer.from(`\ufeff${surveys(one)}`, 'utf16le'), Buffer.from([0x41])]) },
      /^s\.csv:3:1: error: s\.csv is not valid utf-16le from here$/,
    ),
  ],

  // CSV
  'csv/empty': [
    bad({ 's.csv': '' }, /^s\.csv:1:1: error: s\.csv is empty \(0 bytes\)$/),
    bad({ 's.csv': '\n\n' }, /^s\.csv:1:1: error: s\.csv holds no header and no rows$/),
  ],
  'csv/nul-byte': [bad({ 's.csv': surveys(`${one}\0`) }, /^s\.csv:2:23: error: a NUL byte: this is not text$/)],
  'csv/delimiter': [
    bad(
      { 's.csv': 'response_id;kind,score;responded_at,x\n' },
      /^s\.csv:1:1: error: cannot tell the delimiter \(comma 2, ; 2\)$/,
    ),
    fine({ 's.csv': surveys(one).replaceAll(',', ';') }, /^s\.csv:1:1: note: delimiter ; \(from the header line\)$/),
  ],
  'csv/unclosed-quote': [
    bad({ 's.csv': surveys('"r1,p1,nps,9,2024-07-02') }, /^s\.csv:2:1: error: quote opened here is never closed/),
  ],
  'csv/stray-quote': [
    bad(
      { 's.csv': surveys('r"1",p1,nps,9,2024-07-02') },
      /^s\.csv:2:2: error: a quote inside a cell that is not quoted$/,
    ),
    bad({ 's.csv': surveys('"r"1,p1,nps,9,2024-07-02') }, /^s\.csv:2:4: error: text after a closing quote$/),
  ],
  'csv/record-too-large': [
    bad(
      { 's.csv': surveys(`${'x'.repeat(1_100_000)},p1,nps,9,2024-07-02`) },
      /^s\.csv:2:1: error: record is longer than 1 MiB$/,
    ),
  ],
  'csv/blank-line': [fine({ 's.csv': surveys('', one) }, /^s\.csv:2:1: note: blank line: ignored$/)],

  // JSON
  'json/empty': [bad({ 's.json': ' \n' }, /^s\.json:1:1: error: s\.json is empty$/, 'nps s.json')],
  'json/syntax': [
    bad({ 's.json': '[{"score":9},]' }, /^s\.json:1:14: error: unexpected \] after a comma$/, 'nps s.json'),
    bad({ 's.json': '[{"score":9' }, /^s\.json:1:2: error: file ends inside an object$/, 'nps s.json'),
    bad({ 's.json': '[{"score":NaN}]' }, /^s\.json:1:11: error: not JSON: unexpected N$/, 'nps s.json'),
  ],
  'json/not-array': [
    bad(
      { 's.json': '{"data":[{"score":9}]}' },
      /^s\.json:1:1: error: found an object with keys data, not an array of rows$/,
      'nps s.json',
    ),
  ],
  'json/not-object': [
    bad(
      { 's.json': '[{"score":9,"responded_at":"2024-07-02"},5]' },
      /^s\.json:1:42: error: item 2 is not an object$/,
      'nps s.json',
    ),
  ],
  'json/duplicate-key': [
    bad(
      { 's.json': '[{"score":9,"score":1}]' },
      /^s\.json:1:13: error: key score stands twice in one row$/,
      'nps s.json',
    ),
  ],
  'json/unsafe-integer': [
    bad(
      { 's.json': '[{"response_id":9007199254740993}]' },
      /^s\.json:1:17: error: response_id is 9007199254740993, which cannot be held exactly$/,
      'nps s.json --show-values',
    ),
  ],
  'json/too-deep': [
    bad(
      { 's.json': `[${'{"a":'.repeat(20)}1${'}'.repeat(20)}]` },
      /^s\.json:1:\d+: error: objects more than 16 deep$/,
      'nps s.json',
    ),
  ],
  'json/record-too-large': [
    bad(
      { 's.json': `[{"a":"${'x'.repeat(1_200_000)}"}]` },
      /^s\.json:1:2: error: one object is longer than 1 MiB$/,
      'nps s.json',
    ),
  ],
  'json/lines': [
    fine(
      { 's.json': '{"score":9,"responded_at":"2024-07-02"}\n{"score":9,"responded_at":"2024-07-03"}\n' },
      /^s\.json:2:1: note: one JSON object after another: read as JSON Lines$/,
      'nps s.json -p 2024-07 -v',
    ),
  ],

  // The header line
  'header/missing': [
    bad(
      { 's.csv': 'response_id,kind,responded_at\nr1,nps,2024-07-02\n' },
      /^s\.csv:1:1: error: column score is missing; found: response_id, kind, responded_at$/,
    ),
    bad({ 's.csv': `${one}\n` }, /^s\.csv:1:1: error: line 1 looks like data, not a header$/),
    bad({ 's.csv': `Answers of July\n\n${surveys(one)}` }, /^s\.csv:1:1: error: line 3 looks like the header$/),
  ],
  'header/unknown': [
    bad({ 'r.csv': 'dish,minutes\nsoup,20\n' }, /^error: cannot tell what export r\.csv is$/, 'init r.csv'),
    bad(
      { 'x.csv': 'dish,minutes\nsoup,20\n' },
      /^x\.csv:1:1: error: cannot tell what export this is; found: dish, minutes$/,
      'validate x.csv',
    ),
  ],
  'header/wrong-kind': [
    bad(
      { 't.csv': tickets() },
      /^error: t\.csv looks like tickets \(\d of 6 columns\); nps needs surveys$/,
      'nps t.csv',
    ),
  ],
  'header/duplicate': [
    bad({ 's.csv': 'score,Score,responded_at\n9,1,2024-07-02\n' }, /^s\.csv:1:7: error: score is at columns 1 and 2$/),
  ],
  'header/ambiguous': [
    bad(
      { 's.csv': 'Rating,Answer,responded_at\n9,1,2024-07-02\n' },
      /^s\.csv:1:8: error: "Rating" and "Answer" can both be score$/,
    ),
    fine(
      { 's.csv': 'score,responded_at,Verbatim,Remark\n9,2024-07-02,,\n' },
      /^s\.csv:1:29: warning: "Verbatim" and "Remark" can both be comment: neither is used$/,
    ),
  ],
  'header/blank': [
    bad({ 's.csv': 'score,responded_at,\n9,2024-07-02,x\n' }, /^s\.csv:1:20: error: column 3 has data and no name$/),
    fine(
      { 's.csv': 'score,responded_at,\n9,2024-07-02,\n' },
      /^s\.csv:1:20: warning: column 3 has no name: ignored while it has no data$/,
    ),
  ],
  'header/too-many-columns': [
    bad(
      { 's.csv': `${many(1001, (i) => `c${i}`).join(',')}\n` },
      /^s\.csv:1:1: error: 1001 columns; the limit is 1000$/,
    ),
  ],
  'header/normalised': [
    fine(
      { 's.csv': surveys(one).replace('score', 'sc\u200bore') },
      /^s\.csv:1:32: warning: the header has invisible characters: ignored$/,
    ),
    fine({ 's.csv': surveys(one).replace('score', 'Score') }, /^s\.csv:1:32: note: read as score$/),
  ],
  'header/assumed': [
    fine({ 's.csv': 'score,responded_at\n9,2024-07-02\n' }, /^s\.csv: note: no kind column: read as nps answers$/),
    fine(
      { 'u.csv': 'customer_id,started_at,canceled_at,amount\nc1,2024-01-01,,9\n' },
      /^u\.csv: note: no interval column: amounts are taken as monthly$/,
      MRR,
    ),
    fine(
      { 'u.csv': 'customer_id,started_at,canceled_at,amount\nc1,2024-01-01,,9\n' },
      /^u\.csv: note: no ended_at column: canceled_at is the end$/,
      MRR,
    ),
  ],

  // Rows
  'row/too-few-cells': [bad({ 's.csv': surveys('r1,p1') }, /^s\.csv:2:6: error: row has 2 cells, header has 5$/)],
  'row/too-many-cells': [bad({ 's.csv': surveys(`${one},x`) }, /^s\.csv:2:24: error: row has 6 cells, header has 5$/)],
  'row/repeated-header': [
    bad({ 's.csv': surveys(one, surveys().trim()) }, /^s\.csv:3:1: error: the header line stands here again$/),
  ],
  'row/summary-line': [
    bad({ 's.csv': surveys(one, 'Total,,,9,') }, /^s\.csv:3:1: error: looks like a (line of totals|totals line)/),
  ],
  'row/duplicate': [fine({ 's.csv': surveys(one, one) }, /^s\.csv:3:1: warning: .*repeats line 2: counted once$/)],
  'row/conflicting-id': [
    bad(
      { 's.csv': surveys(one, 'r1,p1,nps,3,2024-07-02') },
      /^s\.csv:3:1: error: response_id r1 is also at line 2, with other content$/,
    ),
    bad(
      { 'a.csv': surveys(one), 'b.csv': surveys('r1,p1,nps,3,2024-07-02') },
      /^b\.csv:2:1: error: response_id r1 is also at a\.csv:2, with other content$/,
      'nps a.csv b.csv',
    ),
  ],
  'row/overlap': [
    bad(
      { 'a.csv': 'customer_id,rep,from,to\nc1,ana,2024-01-01,2024-04-02\nc1,ben,2024-04-01,\n' },
      /^a\.csv:3:8: error: the customer is with ana as well on 2024-04-01: line 2$/,
      'validate a.csv',
    ),
    bad(
      { 'r.csv': 'date,currency,rate\n2024-07-01,EUR,1.07\n2024-07-01,eur,1.07\n' },
      /^r\.csv:3:12: error: EUR has a rate of 2024-07-01 already: line 2$/,
      'validate r.csv',
    ),
  ],
  'row/negative-duration': [
    bad(
      { 'a.csv': 'customer_id,rep,from,to\nc1,ana,2024-01-02,2024-01-01\n' },
      /^a\.csv:2:19: error: to is before from$/,
      'validate a.csv',
    ),
    bad(
      { 't.csv': tickets('t1,2024-07-02,2024-07-01,1,solved,Ana') },
      /^t\.csv:2:15: error: solved_at is before created_at$/,
      FCR,
    ),
    bad(
      { 'u.csv': subscriptions('u1,c1,pro,9,USD,2024-02-01,2024-01-01') },
      /^u\.csv:2:28: error: ended_at is before started_at$/,
      MRR,
    ),
    bad(
      { 's.csv': 'score,responded_at,sent_at\n9,2024-07-02,2024-07-03\n' },
      /^s\.csv:2:3: error: responded_at is before sent_at$/,
    ),
  ],

  // Cells
  'field/missing': [
    bad({ 't.csv': tickets('t1,,,1,open,Ana') }, /^t\.csv:2:4: error: created_at is missing$/, FCR),
    bad({ 's.csv': surveys('r1,p1,nps,9,') }, /^s\.csv:2:13: error: responded_at is missing: the row has an answer$/),
    bad(priced(''), /^u\.csv:2:11: error: amount is missing$/, MRR),
    bad({ 'u.csv': subscriptions('u1,c1,pro,9,USD,,') }, /^u\.csv:2:17: error: started_at is missing$/, MRR),
    bad(
      { 'u.csv': 'customer_id,started_at,ended_at,status\nc1,2024-01-01,,canceled\n' },
      /^u\.csv:2:15: error: ended_at is missing: the status is canceled$/,
      MRR,
    ),
  ],
  'field/type': [bad(scored('ten'), /^s\.csv:2:11: error: score is "ten", not a whole number$/)],
  'field/not-integer': [
    bad(scored('9.5'), /^s\.csv:2:11: error: score is 9\.5; csm does not round answers or counts$/),
  ],
  'field/out-of-range': [
    bad(scored('11'), /^s\.csv:2:11: error: score is 11; NPS scores run 0–10$/),
    bad(
      { 't.csv': tickets('t1,2024-07-01,,-1,open,Ana') },
      /^t\.csv:2:16: error: agent_replies is -1; it cannot be below 0$/,
      FCR,
    ),
    bad(
      { 'r.csv': 'date,currency,rate\n2024-07-01,EUR,0\n' },
      /^r\.csv:2:16: error: rate is 0; a rate is above 0$/,
      'validate r.csv',
    ),
    bad(
      { 'u.csv': 'customer_id,started_at,amount,discount_percent\nc1,2024-01-01,9,101\n' },
      /^u\.csv:2:17: error: discount_percent is 101; it runs 0 to 100$/,
      MRR,
    ),
    bad(
      { 'u.csv': 'customer_id,started_at,amount,interval_count\nc1,2024-01-01,9,0\n' },
      /^u\.csv:2:17: error: interval_count is 0; it must be a whole number from 1$/,
      MRR,
    ),
  ],
  'field/enum': [
    bad(
      { 's.csv': surveys('r1,p1,npss,9,2024-07-02') },
      /^s\.csv:2:7: error: kind is "npss", which is none of nps, csat, ces, enps, interview, other$/,
    ),
    bad(
      { 't.csv': 'ticket_id,created_at,fcr\nt1,2024-07-01,maybe\n' },
      /^t\.csv:2:15: error: first_contact_resolved is "maybe", which is neither yes nor no$/,
      FCR,
    ),
  ],
  'field/unknown-value': [
    fine(
      { 'p.csv': 'customer_id,at,amount,status,kind\nc1,2024-07-01,9,parked,tip\n' },
      /^p\.csv:2:17: warning: status "parked" is not known: read as open$/,
      'validate p.csv',
    ),
    fine(
      { 'p.csv': 'customer_id,at,amount,status,kind\nc1,2024-07-01,9,parked,tip\n' },
      /^p\.csv:2:24: warning: kind "tip" is not known: read as none$/,
      'validate p.csv',
    ),
    fine(
      { 't.csv': tickets('t1,2024-07-01,,1,parked,Ana') },
      /^t\.csv:2:18: warning: status "parked" is not known: read as open$/,
      FCR,
    ),
  ],
  'field/coerced': [
    fine(
      { 's.json': '[{"score":"9","responded_at":"2024-07-02"}]' },
      /^s\.json:1:11: note: score is written as text: read as a number$/,
      'nps s.json -p 2024-07 -v',
    ),
  ],
  'date/ambiguous': [bad(dated('03/07/2024'), /^s\.csv:2:13: error: 03\/07\/2024 can be 3 July or 7 March$/)],
  'date/format': [
    bad(dated('13/07/2024'), /^s\.csv:2:13: error: responded_at is "13\/07\/2024", not a date like 2024-07-31$/),
    bad(
      dated('2024-07-02T24:00:00'),
      /^s\.csv:2:13: error: responded_at is "2024-07-02T24:00:00"; times run from 00:00:00 to 23:59:59$/,
    ),
  ],
  'date/excel-serial': [bad(dated('45481'), /^s\.csv:2:13: error: 45481 is Excel's number for 2024-07-08$/)],
  'date/two-digit-year': [bad(dated('02/07/24'), /^s\.csv:2:13: error: 02\/07\/24 has a year of two digits$/)],
  'date/not-in-calendar': [bad(dated('2024-02-30'), /^s\.csv:2:13: error: 2024-02-30 is not in the calendar$/)],
  'date/out-of-range': [bad(dated('9999-12-31'), /^s\.csv:2:13: error: 9999-12-31 is outside the years 1900 to 3000$/)],
  'date/future': [fine(dated('2999-01-01'), /^s\.csv:2:13: warning: responded_at 2999-01-01 lies after today$/)],
  'date/dst-gap': [
    fine(
      dated('2024-03-31T02:30:00'),
      /^s\.csv:2:13: warning: 2024-03-31T02:30:00 does not exist in Europe\/Berlin: read as an hour later$/,
      `${NPS} --timezone Europe/Berlin`,
    ),
  ],
  'money/decimal-comma': [bad(priced('"12,50"'), /^u\.csv:2:11: error: amount is 12,50, with a decimal comma$/, MRR)],
  'money/thousands': [
    bad(priced('"1,234.50"'), /^u\.csv:2:11: error: amount is 1,234\.50; thousands are not separated$/, MRR),
  ],
  'money/symbol': [
    bad(priced('€9'), /^u\.csv:2:11: error: amount is €9; the currency belongs in a column of its own$/, MRR),
  ],
  'money/parentheses': [
    bad(priced('(9.00)'), /^u\.csv:2:11: error: amount is \(9\.00\); parentheses are not read as a minus$/, MRR),
  ],
  'money/negative': [bad(priced('-9'), /^u\.csv:2:11: error: amount is -9; an amount cannot be below 0$/, MRR)],
  'money/format': [bad(priced('free'), /^u\.csv:2:11: error: amount is "free", not an amount like 49\.90$/, MRR)],
  'money/too-precise': [
    bad(priced('9.999'), /^u\.csv:2:11: error: amount is 9\.999, but USD has 2 decimals$/, MRR),
    bad(
      priced('149.98499999999999'),
      /^u\.csv:2:11: error: amount is 149\.98499999999999, with more than 12 decimals$/,
      `${MRR} --show-values`,
    ),
  ],
  'money/overflow': [
    bad(
      priced('90071992547409.93'),
      /^u\.csv:2:11: error: amount is 90\*\*\*(\.93)?, more than can be held exactly$/,
      MRR,
    ),
    bad(
      priced('9'.repeat(19)),
      /^u\.csv:2:11: error: amount is 9{19}, more than can be held exactly$/,
      `${MRR} --show-values`,
    ),
  ],
  'money/currency': [
    bad(priced('9', 'dollars'), /^u\.csv:2:13: error: currency is "dollars", not a code like USD$/, MRR),
  ],
  'money/mixed-currency': [
    fine(
      { 'u.csv': subscriptions('u1,c1,pro,9,USD,2024-01-01,', 'u2,c2,pro,9,EUR,2024-01-01,') },
      /^warning: currencies are never added: one result for each, EUR \(1 row\) and USD \(1 row\)$/,
      MRR,
    ),
  ],

  // The whole of it
  'survey/scale': [
    bad(rated('1-5', 'nps'), /^s\.csv:2:\d+: error: NPS is asked on 0-10; scale says 1-5$/),
    fine(rated('1-10', 'nps'), /^s\.csv:2:8: warning: NPS on 1-10 is not standard: there is no 0$/),
  ],
  'survey/off-scale': [
    fine(
      rated('1-7', 'csat'),
      /^warning: 1 answer on a scale that --satisfied-min is not on: in the mean, not in the share$/,
      'csat s.csv -p 2024-07 --satisfied-min 9',
    ),
  ],
  'survey/no-customer': [
    fine(
      { 's.csv': 'kind,score,responded_at,customer_id\nnps,9,2024-07-02,\n' },
      /^warning: 1 answer without a customer: not in NPS by account$/,
      'nps s.csv -p 2024-07 --unit account',
    ),
  ],
  'survey/no-mrr': [
    fine(
      {
        's.csv': 'kind,score,responded_at,customer_id\nnps,9,2024-07-02,a\nnps,9,2024-07-02,b\n',
        'u.csv': 'customer_id,started_at,ended_at,amount\na,2024-01-01,,9\nb,2024-01-01,2024-07-31,9\n',
      },
      /^warning: 1 answer of nobody who pays at the close: not in NPS weighted by MRR$/,
      'nps s.csv u.csv -p 2024-07 --weight mrr',
    ),
  ],
  'survey/effort': [
    fine(
      { 's.csv': 'kind,score,responded_at,direction\nces,2,2024-07-02,effort\n' },
      /^note: 1 answer asked as effort, where low is good$/,
      'ces s.csv -p 2024-07 -v',
    ),
  ],
  'survey/no-cut': [
    fine(rated('1-9', 'csat'), /^warning: 1 answer on a scale without an agreed cut/, 'csat s.csv -p 2024-07'),
  ],
  'feedback/undated': [
    fine(
      { 'c.csv': 'kind,score,responded_at,comment\nnps,,,slow\nnps,9,2024-07-02,fast\n' },
      /^warning: 1 comment without a day in responded_at: in no period/,
      'feedback c.csv -p 2024-07',
    ),
  ],
  'feedback/no-sides': [
    fine(
      { 'c.csv': 'score,responded_at,comment\n9,2024-07-02,fast\n' },
      /^warning: 1 comment with a score whose question or scale has no agreed sides: counted as unscored/,
      'feedback c.csv -p 2024-07',
    ),
  ],
  'feedback/no-comments': [
    fine(
      {
        'a.csv': 'kind,score,responded_at\nnps,9,2024-07-02\n',
        'c.csv': 'kind,score,responded_at,comment\nnps,9,2024-07-02,fast\n',
      },
      /^a\.csv: note: no comment column: its answers count as answers without one/,
      'feedback a.csv c.csv -p 2024-07 -v',
    ),
  ],
  'feedback/labels': [
    bad(
      labels('theme,comment', 'speed,slow'),
      /^l\.csv:1:1: error: a labelled sample has the columns theme and right$/,
      LABELS,
    ),
    bad(labels('theme,right', 'speed,maybe'), /^l\.csv:2:1: error: right is maybe, not yes or no$/, LABELS),
    bad(labels('theme,right', 'spede,yes'), /^l\.csv:2:1: error: no theme is called spede$/, LABELS),
    bad(labels('theme,right', 'speed'), /^l\.csv:2:1: error: .*cell/, LABELS),
  ],
  'feedback/cut': [
    fine(
      { 'c.csv': `kind,score,responded_at,comment\nnps,9,2024-07-02,${'slow '.repeat(3000)}\n` },
      /^note: 1 comment longer than 10000 characters: the rest was not read/,
      'feedback c.csv -p 2024-07 -v',
    ),
  ],
  'survey/seed-cut': [
    fine(
      rated('1-10', 'csat'),
      /^warning: 1 answer on 1-10: 6 and more count as satisfied; other sources say 9$/,
      'csat s.csv -p 2024-07',
    ),
  ],
  'ref/orphan': [
    fine(
      { 's.csv': 'score,responded_at,customer_id\n9,2024-07-02,c9\n', 'c.csv': 'customer_id,name\nc1,Acme\n' },
      /^s\.csv:2:14: warning: customer c9 is not in the customers export$/,
      'nps s.csv --customers c.csv -p 2024-07',
    ),
  ],
  'rep/no-history': [
    fine(
      { ...priced('9'), 'c.csv': 'customer_id,rep\nc1,ana\n' },
      /^note: reps by the current owner \(no history\): who looked after a customer before is not known$/,
      `${MRR} --customers c.csv --by rep`,
    ),
    fine(
      { ...priced('9'), 'c.csv': 'customer_id,rep\nc1,ana\n' },
      /^warning: reps by the current owner \(no history\): who looked after a customer before is not known$/,
      'mrr u.csv -p 2024-07 --customers c.csv --by rep --attribute churn-time',
    ),
  ],
  'rep/unassigned': [
    fine(
      {
        ...priced('9'),
        'c.csv': 'customer_id,rep\nc1,ana\n',
        'a.csv': 'customer_id,rep,from\nc1,ben,2024-08-01\n',
      },
      /^note: 1 customer of \(none\) by the assignments, with a rep in the customers export: c1$/,
      `${MRR} --customers c.csv --assignments a.csv --by rep`,
    ),
  ],
  'rep/reassigned': [
    fine(
      { ...priced('9'), 'a.csv': 'customer_id,rep,from\nc1,ana,2024-01-01\nc1,ben@x.example,2024-07-02\n' },
      /^note: 1 customer who changed reps in the period, counted for the rep of the opening close: c1 \(ana to b\*\*\*@x\*\*\*, 2024-07-02\)$/,
      `${MRR} --assignments a.csv --by rep`,
    ),
  ],
  'rep/last-assignee': [
    fine(
      { 't.csv': tickets('t1,2024-07-02,2024-07-03,1,solved,ana') },
      /^note: a ticket counts for the rep it is with now, who may not have solved it first$/,
      `${FCR} --by rep`,
    ),
    fine(
      { 't.csv': 'ticket_id,created_at,csat_score,rep\nt1,2024-07-02,5,ana\n' },
      /^warning: a rating counts for the rep its ticket is with now, who may not be the one rated$/,
      'csat t.csv -p 2024-07 --by rep',
    ),
  ],
  'usage/incomplete': [
    fine(
      { ...priced('9'), 'l.csv': 'customer_id,event,timestamp\nc1,x,2024-07-02\n' },
      /^warning: the events of use are of 2024-07-02\.\.2024-07-02, and 2024-06-01\.\.2024-07-31 is asked: is the export complete\?$/,
      'churn u.csv -p 2024-07 --usage l.csv --method activity',
    ),
  ],
  'data/no-rows': [
    fine({ 's.csv': surveys() }, /^warning: the exports have a header and no rows$/),
    fine(scored('9'), /^warning: no rows in 2019; the data cover 2024-07-02\.\.2024-07-02$/, 'nps s.csv -p 2019'),
  ],
  'data/ends-early': [
    fine(scored('9'), /^warning: the last row is of 2024-07-02, the period ends 2024-07-31: is the export complete\?$/),
  ],
  'data/too-many-rejects': [
    bad(
      { 's.csv': surveys(one, 'r2,p2,nps,11,2024-07-02') },
      /^error: 1 of 2 rows of s\.csv are bad, more than --max-rejects 5%$/,
      `${NPS} --skip-invalid`,
    ),
  ],
  'data/left-out': [
    fine(
      { 's.csv': surveys(one, 'r2,p2,nps,11,2024-07-02') },
      /^s\.csv: warning: 1 of 2 rows left out: the answer is without them$/,
      `${NPS} --skip-invalid --max-rejects 1`,
    ),
  ],
  'data/small-sample': [fine(scored('9'), /^note: nps \(n=1\), .*: very few to build on$/)],
  'data/cut-off': [
    fine(
      { 'u.csv': subscriptions(...many(20, (i) => `u${i},c${i},pro,9,USD,2024-01-01,2024-07-15`)) },
      /^warning: 20 of 20 subscriptions end on 2024-07-15, the last end there is: possible export cut-off, not churn$/,
      MRR,
    ),
  ],
  'sub/end-of-month': [
    fine(
      { 'u.csv': subscriptions(...many(20, (i) => `u${i},c${i},pro,9,USD,2024-01-01,2024-07-31`)) },
      /^warning: most end dates are the last day of a month: csm reads an end date as the first day without service$/,
      MRR,
    ),
  ],
  'sub/overlap': [
    fine(
      // What is in another currency is not added up.
      {
        'u.csv': subscriptions(
          'u1,c1,pro,9,USD,2024-01-01,',
          'u2,c1,pro,9,USD,2024-02-01,',
          'u3,c1,pro,9,EUR,2024-02-01,',
        ),
      },
      /^warning: a customer has the same plan twice at once \(c1, plan pro\): both are added up$/,
      MRR,
    ),
  ],
  'sub/ended-unknown': [
    fine(
      { 'u.csv': 'customer_id,started_at,ended_at,canceled_at,amount,status\nc1,2024-01-01,,2024-07-02,9,canceled\n' },
      /^u\.csv:2:\d+: warning: ended_at is empty and the status canceled: canceled_at is the end$/,
      MRR,
    ),
  ],
  'sub/metered': [
    fine(
      { 'u.csv': 'customer_id,started_at,amount,usage_type\nc1,2024-01-01,9,metered\n' },
      /^u\.csv:2:17: warning: billed by use: not MRR, unless --metered committed says so$/,
      MRR,
    ),
  ],
  'rule/used': [
    fine(
      priced('9'),
      /^note: by the rules --gap-days 5, --free-as contraction$/,
      `${MRR} --gap-days 5 --free-as contraction`,
    ),
  ],
  'rule/vendor': [
    fine(priced('9'), /^note: as chargebee: --discounts forever \[PW-cb\]$/, `${MRR} --as chargebee`),
    fine(
      priced('9'),
      /^note: as chargebee: nothing that is measured here$/,
      `${MRR} --as chargebee --discounts ignore`,
    ),
  ],
  'rule/no-column': [
    fine(
      priced('9'),
      /^u\.csv: warning: no canceled_at column: --churn-at cancel-request changes nothing$/,
      `${MRR} --churn-at cancel-request`,
    ),
    fine(
      priced('9'),
      /^u\.csv: note: no status and no past_due_at column: --delinquent-days 30 changes nothing$/,
      `${MRR} --as baremetrics`,
    ),
  ],
  'sub/zero-length': [
    fine(
      { 'u.csv': subscriptions('u1,c1,pro,9,USD,2024-07-01,2024-07-01') },
      /^note: 1 subscription ends on the day of the start: never active$/,
      MRR,
    ),
  ],
  // Other shapes of the same facts
  'date/not-a-month': [
    bad(
      { 'u.csv': 'month,customer_id,mrr\n2024-07-15,c1,9\n' },
      /^u\.csv:2:1: error: 2024-07-15 is neither the first nor the last day of a month$/,
      MRR,
    ),
    bad(
      { 'u.csv': 'customer_id,2024-06-01,2024-07-01,2024-07-15\nc1,9,9,9\n' },
      /^u\.csv:1:35: error: 2024-07-15 is neither the first nor the last day of a month$/,
      MRR,
    ),
  ],
  'sheet/twice': [
    fine(
      {
        'm.csv': 'customer_id,month,mrr\nc1,2024-06,9\nc1,2024-07,9\n',
        'u.csv': 'customer_id,started_at,amount\nc1,2024-01-01,9\n',
      },
      /^warning: 1 customer in m\.csv by month and in u\.csv by date \(c1 at m\.csv:2 and u\.csv:2\): both are added up/,
      'mrr m.csv u.csv -p 2024-07',
    ),
    bad(
      {
        'm.csv': 'customer_id,month,mrr\nc1,2024-06,9\nc1,2024-07,9\n',
        'u.csv': 'customer_id,started_at,amount\nc1,2024-01-01,9\n',
      },
      /^error: 1 customer in m\.csv by month and in u\.csv by date \(c1 at m\.csv:2 and u\.csv:2\): their MRR would be counted twice/,
      'mrr -p 2024-07',
    ),
  ],
  'sheet/begin': [
    fine(
      { 'u.csv': 'month,customer_id,mrr\n2024-07,c1,9\n' },
      /^warning: the sheet begins with 2024-07: whoever pays in it counts as new$/,
      MRR,
    ),
  ],
  'sheet/end': [
    fine(
      { 'u.csv': 'month,customer_id,mrr\n2024-06,c1,9\n' },
      /^warning: the sheet ends with 2024-06: who went on after it is not known, so 2024-07 has no figures but those of its start$/,
      MRR,
    ),
  ],
  'sheet/gap': [
    fine(
      { 'u.csv': 'month,customer_id,mrr\n2024-05,c1,9\n2024-07,c1,9\n' },
      /^warning: nobody pays in 2024-06, and in 2024-07 somebody does: is the month missing\?$/,
      MRR,
    ),
  ],
  'sheet/repeated': [
    fine(
      { 'u.csv': 'month,customer_id,mrr\n2024-07,c1,9\n2024-07,c1,9\n' },
      /^warning: a customer has a month more than once \(2024-07 at u\.csv:3\): the amounts are added up$/,
      MRR,
    ),
  ],
  'sub/revision-gap': [
    fine(
      { 'u.csv': subscriptions('u1,c1,pro,9,USD,2024-01-01,2024-06-30', 'u1,c1,pro,12,USD,2024-07-01,') },
      /^warning: a revision ends the day before the next one begins \(u\.csv:2\): csm reads an end as the first day without service$/,
      MRR,
    ),
  ],
  'data/snapshot': [
    fine(
      { 'c.csv': 'customer_id,churn\nc1,yes\n' },
      /^note: the rows are the customers at the start; who came and who pays another price cannot be seen in them$/,
      'churn c.csv --snapshot -v',
    ),
  ],
  'csat/from-tickets': [
    fine(
      { 't.csv': 'ticket_id,created_at,csat_score\nt1,2024-07-02,5\nt2,2024-07-02,\n' },
      /^note: 1 of 2 tickets rated: each is an answer of the day it was created$/,
      'csat t.csv -p 2024-07 -v',
    ),
  ],
  'csat/surveys-win': [
    fine(
      { 's.csv': surveys('r1,p1,csat,4,2024-07-02'), 't.csv': 'ticket_id,created_at,csat_score\nt1,2024-07-02,5\n' },
      /^t\.csv: note: has ratings too: the answers of the surveys count$/,
      'csat s.csv t.csv -p 2024-07 -v',
    ),
  ],
  'survey/mixed-scales': [
    fine(
      { 't.csv': 'ticket_id,created_at,csat_score\nt1,2024-07-02,5\nt2,2024-07-02,good\n' },
      /^warning: tickets are rated on 0-1 and 1-5: the mean is of both$/,
      'csat t.csv -p 2024-07',
    ),
  ],
  'group/near-duplicate': [
    fine(
      { 't.csv': tickets('t1,2024-07-01,,1,open,Ana', 't2,2024-07-01,,1,open,ana') },
      /^warning: "Ana" and "ana" are two groups: are they one\?$/,
      `${FCR} --by rep`,
    ),
  ],
  'group/no-column': [
    fine(
      { 'a.csv': tickets('t1,2024-07-01,,1,open,Ana'), 'b.csv': 'ticket_id,created_at\nt2,2024-07-01\n' },
      /^b\.csv: note: no column rep: its rows are in one group$/,
      'fcr a.csv b.csv -p 2024-07 --by rep -v',
    ),
  ],
  'retention/trailing': [
    fine(
      { 'u.csv': subscriptions('u1,c1,pro,10,USD,2023-01-01,') },
      /^note: trailing: NRR and GRR are over the 3 months up to the end of the period$/,
      'retention u.csv -p 2024-07 --trailing 3 -v',
    ),
  ],
  'renewal/pending': [
    fine(
      { 'u.csv': contracts('u1,c1,120,year,2023-07-15,2024-07-15,2024-07-15,') },
      /^warning: 1 contract due and not decided as of today: in neither number$/,
      'renewals u.csv -p 2024-07 --as-of 2024-08-14',
    ),
  ],
  'renewal/month-to-month': [
    fine(
      { 'u.csv': contracts('u1,c1,10,month,2024-06-15,,2024-07-15,') },
      /^note: 1 contract due whose term is a month at most: not counted$/,
      'renewals u.csv -p 2024-07 -v',
    ),
  ],
  'renewal/ran-on': [
    fine(
      { 'u.csv': contracts('u1,c1,120,year,2023-07-15,2024-10-15,2024-07-15,') },
      /^note: 1 contract that went on past the day due, was not renewed and ended: lost$/,
      'renewals u.csv -p 2024-07 --as-of 2025-01-15 -v',
    ),
  ],
  'renewal/no-amount': [
    fine(
      { 'u.csv': contracts('u1,c1,120,year,2023-07-15,2024-07-15,2024-07-15,yes') },
      /^warning: 1 contract renewed for an amount that is not in the export, or in another currency: not in the MRR rates$/,
      'renewals u.csv -p 2024-07',
    ),
  ],
  // Growth of customers' business
  'growth/no-subscriptions': [
    fine(
      grown('c1,2024-01-01,employees,5'),
      /^warning: no subscriptions export: who is a customer is not known, so everybody counts$/,
      'growth h.csv -p 2024-07',
    ),
  ],
  'growth/unused-field': [
    fine(
      { ...grown('c1,2024-07-01,plan,pro', 'c1,2024-07-01,arr,9'), ...priced('9') },
      /^note: 2 rows of fields that are not used: arr, plan$/,
      GROWTH,
    ),
  ],
  'growth/static': [
    fine(
      { 'h.csv': 'customer_id,employees,employees_at_start\nc1,6,5\n', ...priced('9') },
      /^warning: 1 customer with values of no date: they hold for the as-of day, not for the close of the period$/,
      GROWTH,
    ),
  ],
  'growth/stale': [
    fine(
      { ...grown('c1,2023-12-01,employees,5', 'c1,2024-01-02,employees,6'), ...priced('9') },
      /^note: 1 customer whose newest values are more than 12 months old: without an index$/,
      'growth h.csv u.csv -p 2025-07 -v',
    ),
  ],
  'growth/zero-baseline': [
    fine(
      { ...grown('c1,2023-12-01,employees,0', 'c1,2024-07-02,employees,6'), ...priced('9') },
      /^note: 1 customer who had 0 of what is measured when they bought: without an index$/,
      GROWTH,
    ),
  ],
  'fcr/open': [
    fine(
      { 't.csv': tickets('t1,2024-07-01,,1,open,Ana') },
      /^note: 1 ticket of the period not solved yet: FCR can still rise$/,
      FCR,
    ),
  ],
  'fcr/stated': [
    fine(
      { 't.csv': 'ticket_id,created_at,first_contact_resolved\nt1,2024-07-01,yes\n' },
      /^note: 1 ticket by what first_contact_resolved says, which goes before replies and reopenings$/,
      FCR,
    ),
  ],
  'fcr/immature': [
    fine(
      { 't.csv': tickets('t1,2024-07-30,2024-07-30,1,solved,Ana') },
      /^warning: 1 ticket solved in the 7 days up to the as-of day \(immature\): a reopening may still come$/,
      'fcr t.csv -p 2024-07 --as-of 2024-08-01',
    ),
  ],
  'fcr/repeatable': [
    fine(
      { 't.csv': topical('t1,2024-07-30,2024-07-30,1,c1,login') },
      /^warning: 1 ticket created in the 7 days up to the as-of day \(immature\): another may still come$/,
      'fcr t.csv -p 2024-07 --as-of 2024-08-01 --method no-repeat',
    ),
  ],
  'fcr/no-topic': [
    fine(
      { 't.csv': topical('t1,2024-07-10,2024-07-10,1,c1,') },
      /^warning: 1 ticket without a customer or a topic: nobody can tell whether it was repeated$/,
      'fcr t.csv -p 2024-07 --as-of 2024-09-01 --method no-repeat',
    ),
  ],
  'support/no-solve-date': [
    fine(
      { 't.csv': 'ticket_id,created_at,solved_at,status\nt1,2024-07-01,,solved\n' },
      /^warning: 1 ticket solved by the status, and no day of it: neither solved nor in the backlog$/,
      'support t.csv -p 2024-07 --as-of 2024-09-01',
    ),
  ],
  'support/date-only': [
    fine(
      { 't.csv': 'ticket_id,created_at,solved_at\nt1,2024-07-01,2024-07-02\n' },
      /^warning: 1 ticket with dates and no times of day: not in the hours$/,
      'support t.csv -p 2024-07 --as-of 2024-09-01',
    ),
  ],
  'support/open-again': [
    fine(
      { 't.csv': 'ticket_id,created_at,solved_at,status\nt1,2024-07-01T08:00:00Z,2024-07-02T08:00:00Z,open\n' },
      /^note: 1 ticket solved and open again: not in the resolution time$/,
      'support t.csv -p 2024-07 --as-of 2024-09-01 -v',
    ),
  ],
  'fcr/unknown-replies': [
    fine(
      { 't.csv': 'ticket_id,created_at,solved_at,agent_replies\nt1,2024-07-01,2024-07-02,\n' },
      /^warning: 1 solved ticket without a number of replies: not counted as first contact$/,
      FCR,
    ),
  ],
};

describe.each(Object.entries(TOLD))('%s', (code, rows) => {
  test.each(rows.map((row) => [row.command, row] as const))('csm %s', { timeout: 5000 }, async (command, told) => {
    const cwd = folderWith(told.files);
    const ran = await csm(wordsOf(command), { cwd, ...told.options });
    const lines = (command.startsWith('validate') ? ran.stdout : ran.stderr).split('\n');
    const said = lines.filter((line) => line.endsWith(` [${code}]`)).map((line) => line.replace(` [${code}]`, ''));
    expect(said, lines.join('\n')).toContainEqual(expect.stringMatching(told.says));
    expect(ran.code).toBe(told.exit);
    if (told.exit !== 0 && !command.startsWith('validate')) expect(ran.stdout).toBe('');
  });
});

/** What takes a process of its own to bring about, and where it is. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'io/no-space': 'cli/process.test.ts',
  'io/too-large': 'cli/process.test.ts',
};

test.each(Object.entries(ELSEWHERE))('%s is in %s', (code, file) => {
  expect(readFileSync(join(root, 'test', file), 'utf8')).toContain(`[${code}]`);
});

test('io/permission', async () => {
  const cwd = folderWith({ 's.csv': surveys(one) });
  chmodSync(cwd, 0o755);
  chmodSync(join(cwd, 's.csv'), 0o000);
  // Root reads everything: what nobody may do is shown as somebody else.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    expect(await csm(['nps', 's.csv'], { cwd })).toEqual({
      code: 4,
      stdout: '',
      stderr: 'error: cannot read s.csv: permission denied [io/permission]\nhint: chmod u+r s.csv\n',
    });
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

test('io/symlink-loop', async () => {
  const cwd = folderWith();
  symlinkSync('b.csv', join(cwd, 'a.csv'));
  symlinkSync('a.csv', join(cwd, 'b.csv'));
  const { code, stderr } = await csm(['nps', 'a.csv'], { cwd });
  expect([code, stderr]).toEqual([4, 'error: a.csv: too many levels of symbolic links [io/symlink-loop]\n']);
});

test('io/changed', async () => {
  const cwd = folderWith({ 's.csv': surveys(one) });
  const input = await openInput('s.csv', cwd, null);
  appendFileSync(join(cwd, 's.csv'), 'r2');
  const read = async (): Promise<void> => {
    for await (const chunk of input?.chunks() ?? []) expect(chunk.length).toBeGreaterThan(0);
  };
  await expect(read()).rejects.toMatchObject({
    code: 'io/changed',
    exitCode: 4,
    message: 's.csv changed while it was read',
  });
});

test('internal: a bug says so, with a stack only when it is asked for', async () => {
  let stderr = '';
  const world = {
    cwd: root,
    env: {},
    now: () => 0,
    stdin: { stream: (async function* () {})(), isTTY: false },
    stdout: { isTTY: false, columns: undefined, write: () => Promise.reject(new Error('the sky fell')) },
    stderr: { isTTY: false, write: (text: string) => void (stderr += text) },
    home: root,
  };
  expect(await run(['help'], world)).toBe(70);
  expect(stderr).toMatch(
    /^csm hit a bug: the sky fell \[internal\]\ncsm [\d.]+, node v[\d.]+, help\nrun with --debug for the stack\n$/,
  );
  stderr = '';
  expect(await run(['churn', '--data', acme, '--debug'], world)).toBe(70);
  expect(stderr).toContain('    at ');
});

/** Codes with a test of their own above. */
const ALONE = ['io/permission', 'io/symlink-loop', 'io/changed', 'internal'];

/** Codes without one: what nothing is known to bring about, and what takes a file of 256 MiB. */
const UNTRIED = ['usage/command', 'json/too-large'];

/** Every text in src that is a code. */
function codesInSource(): string[] {
  const NO_CODES = new Set(['n/a', 'country/region']);
  const folder = join(root, 'src');
  const codes = new Set<string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const text = readFileSync(join(folder, name), 'utf8');
    for (const [, code = ''] of text.matchAll(/(?<!from |import\()['"`]([a-z]+\/[a-z0-9-]+)['"`]/g)) codes.add(code);
    for (const [, code = ''] of text.matchAll(/ \[([a-z]+)\]\\n/g)) codes.add(code);
    // A helper that puts its area before the word.
    const area = /`([a-z]+)\/\$\{\w+\}`/.exec(text)?.[1];
    if (area !== undefined)
      for (const [, word = ''] of text.matchAll(/refuse\(\s*'([a-z-]+)'/g)) codes.add(`${area}/${word}`);
  }
  return [...codes].filter((code) => !NO_CODES.has(code)).toSorted();
}

test('every code in src is here', () => {
  const here = new Set([...Object.keys(TOLD), ...Object.keys(ELSEWHERE), ...ALONE, ...UNTRIED]);
  const codes = codesInSource();
  expect(codes.length).toBeGreaterThan(80);
  expect(
    codes.filter((code) => !here.has(code)),
    'codes without a test here',
  ).toEqual([]);
  expect(
    [...here].filter((code) => !codes.includes(code)),
    'tested here, and not in src',
  ).toEqual([]);
});
