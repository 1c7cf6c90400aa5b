/** An option that chooses among definitions: which commands have it, and what it may say. */
interface Choice {
  readonly flags: string;
  readonly text: string;
  /** `report` has those of every topic, but for what is about one topic alone. */
  readonly topics: readonly string[];
  readonly isAlone?: true;
  /** Words it may be; left out: a number, a day or a name that is checked by itself. */
  readonly words?: readonly string[];
}

/** The topics that are about subscriptions. */
const BOOK = ['churn', 'retention', 'mrr', 'clv'];

export const METHOD = '--method <name>';

/** In the order help shows them. */
const CHOICES: readonly Choice[] = [
  {
    flags: METHOD,
    text: 'how the headline is defined, or all for every way side by side',
    topics: ['nps', 'csat', 'ces', 'fcr', 'churn', 'retention', 'mrr', 'clv'],
  },
  {
    flags: '--methods <name>',
    text: 'the same as --method',
    topics: ['nps', 'csat', 'ces', 'fcr', 'churn', 'retention', 'mrr', 'clv'],
  },
  {
    flags: '--responses <which>',
    text: 'whose answer counts, of several by one respondent (default: latest)',
    topics: ['nps', 'csat', 'ces', 'enps'],
    words: ['latest', 'first', 'all'],
  },
  {
    flags: '--movements <how>',
    text: 'MRR movements by the day, in one step over the period, or of each subscription (default: daily)',
    topics: ['mrr'],
    words: ['daily', 'period', 'subscription'],
  },
  {
    flags: '--basis <what>',
    text: 'MRR churn of the customers at the start, or of all movements (default: cohort)',
    topics: ['churn'],
    words: ['cohort', 'movements'],
  },
  {
    flags: '--fx <how>',
    text: 'rates of one day, constant@2024-06-30, or movements at those of the close, period-end (default: of the opening)',
    topics: ['churn', 'retention', 'mrr', 'clv'],
  },
  { flags: '--reasons', text: 'what expansion MRR came from', topics: ['mrr'] },
  { flags: '--cmrr', text: 'committed MRR: with signed starts and scheduled ends', topics: ['mrr'] },
  {
    flags: '--unit <who>',
    text: 'what NPS is averaged over: answers, or each customer first (default: respondent)',
    topics: ['nps'],
    words: ['respondent', 'account'],
  },
  {
    flags: '--weight <what>',
    text: 'NPS by what customers pay: each weighs its MRR at the end of the period (default: all alike)',
    topics: ['nps'],
    words: ['mrr'],
    isAlone: true,
  },
  {
    flags: '--window <days>',
    text: 'the so many days that end with the period, in place of the period',
    topics: ['nps', 'csat', 'ces', 'enps'],
    isAlone: true,
  },
  {
    flags: '--scale <min-max>',
    text: 'what answers are on where the export does not say: 1-5, 0-10',
    topics: ['nps', 'csat', 'ces', 'enps'],
    isAlone: true,
  },
  {
    flags: '--satisfied-min <n>',
    text: 'the lowest answer that is a satisfied one (default: by the scale, 4 of 1-5)',
    topics: ['csat'],
  },
  {
    flags: '--acsi-weights <list>',
    text: 'what the three questions weigh with --method acsi: overall=0.4,expected=0.3,ideal=0.3 (default: alike)',
    topics: ['csat'],
  },
  {
    flags: '--direction <what>',
    text: 'what was asked for where the export does not say; of effort, low is good (default: ease)',
    topics: ['ces', 'health'],
    words: ['ease', 'effort'],
  },
  {
    flags: '--cohort <which>',
    text: 'the tickets of a period: by creation, first solve or closing (default: as the method has it)',
    topics: ['fcr'],
    words: ['created', 'resolved', 'closed'],
  },
  {
    flags: '--window <days>',
    text: 'reopened or asked again within so many days is not resolved (default: 7)',
    topics: ['fcr'],
    isAlone: true,
  },
  {
    flags: '--exclude-tag <tags>',
    text: 'tags of tickets that nobody could solve at once, parted by commas: net FCR, without them',
    topics: ['fcr'],
    isAlone: true,
  },
  {
    flags: '--ignore-thankyou',
    text: 'a ticket that is reopened and closed without another reply of an agent was not reopened',
    topics: ['fcr'],
    isAlone: true,
  },
  {
    flags: '--hours <which>',
    text: 'of times: all hours, or those of support.hours in csm.config.json (default: calendar)',
    topics: ['support'],
    words: ['calendar', 'business'],
  },
  {
    flags: '--snapshot',
    text: 'a list of customers with a flag of who left, and no dates: it is the period',
    topics: ['churn'],
    isAlone: true,
  },
  { flags: '--as <vendor>', text: 'as chartmogul, stripe, baremetrics, ... define it', topics: BOOK },
  {
    flags: '--churn-at <which>',
    text: 'when a cancelled subscription leaves (default: end)',
    topics: BOOK,
    words: ['end', 'cancel-effective', 'cancel-request'],
  },
  {
    flags: '--end-date <which>',
    text: 'whether an end is the first day without service, or the last with it (default: exclusive)',
    topics: BOOK,
    words: ['exclusive', 'inclusive'],
  },
  {
    flags: '--paused <as>',
    text: 'what a pause is (default: churn)',
    topics: BOOK,
    words: ['churn', 'active'],
  },
  {
    flags: '--past-due <how>',
    text: 'whether what is past due still counts (default: keep)',
    topics: BOOK,
    words: ['keep', 'exclude'],
  },
  { flags: '--delinquent-days <n>', text: 'past due for more days than that is churn (default: never)', topics: BOOK },
  { flags: '--gap-days <n>', text: 'so many days between two subscriptions are no churn (default: 0)', topics: BOOK },
  {
    flags: '--free-as <what>',
    text: 'what a change to a free plan is (default: churn)',
    topics: BOOK,
    words: ['churn', 'contraction'],
  },
  {
    flags: '--discounts <how>',
    text: 'which discounts come off: all, those without an end, none (default: subtract)',
    topics: BOOK,
    words: ['subtract', 'forever', 'ignore'],
  },
  {
    flags: '--metered <how>',
    text: 'whether the amount of what is billed by use counts (default: exclude)',
    topics: BOOK,
    words: ['exclude', 'committed'],
  },
  {
    flags: '--per <time>',
    text: 'churn and retention rates as those of a month or a year',
    topics: ['churn', 'retention'],
    words: ['month', 'year'],
  },
  {
    flags: '--attribute <when>',
    text: 'with --by rep: whose a customer is that changed reps (default: opening)',
    topics: ['churn', 'retention', 'mrr'],
    words: ['opening', 'churn-time'],
  },
  {
    flags: '--active-days <n>',
    text: 'for --method activity: active is an event of use in so many days (default: 30)',
    topics: ['churn'],
  },
  { flags: '--margin <share>', text: 'the gross margin: 0.8 or 80% (default: all is counted)', topics: ['clv'] },
  {
    flags: '--discount <rate>',
    text: 'what money loses in value from one renewal to the next: 0.01 or 1% (default: 1% a month)',
    topics: ['clv'],
  },
  { flags: '--churn-months <n>', text: 'so many months make the mean churn (default: 6)', topics: ['clv'] },
  {
    flags: '--lifespan <months>',
    text: 'so many months are counted by simple and bgnbd-gg (default: 12)',
    topics: ['clv'],
  },
  {
    flags: '--renewal <period>',
    text: 'how often customers renew, for sbg and --discount (default: month)',
    topics: ['clv'],
    words: ['month', 'quarter', 'year'],
  },
  {
    flags: '--trailing <months>',
    text: 'NRR and GRR over so many months up to the end of the period',
    topics: ['retention'],
  },
  {
    flags: '--kind <kind>',
    text: 'comments of these answers, and what answers are that do not say (default: all but enps)',
    topics: ['feedback'],
    words: ['nps', 'csat', 'ces', 'enps', 'interview', 'other'],
    isAlone: true,
  },
  { flags: '--quotes <n>', text: 'quotes of each theme, 0 to 20 (default: 3)', topics: ['feedback'], isAlone: true },
  {
    flags: '--labels <file>',
    text: 'a sample of themes that somebody has judged: csm feedback label -o sample.csv writes one',
    topics: ['feedback'],
    isAlone: true,
  },
  {
    flags: '--grace <days>',
    text: 'a contract renewed at most so late is renewed (default: 30)',
    topics: ['renewals'],
  },
  {
    flags: '--missing-component <as>',
    text: 'what a component nobody knows is: left out, 50, or 0 (default: drop)',
    topics: ['health'],
    words: ['drop', 'neutral', 'worst'],
    isAlone: true,
  },
  {
    flags: '--band <band>',
    text: 'only customers of this band in the list',
    topics: ['health'],
    words: ['red', 'yellow', 'green', 'unknown'],
    isAlone: true,
  },
  {
    flags: '--limit <n>',
    text: 'so many customers in the list, or all (default: 20; all in JSON)',
    topics: ['health'],
    isAlone: true,
  },
  {
    flags: '--silent-days <n>',
    text: 'only customers without a ticket, an answer or use for so many days in the list',
    topics: ['health'],
    isAlone: true,
  },
  {
    flags: '--expansion-candidates',
    text: 'green customers who use most of their seats',
    topics: ['health'],
    isAlone: true,
  },
];

/** The options of a topic; null: of a report. */
export const choicesOf = (topic: string | null): readonly Choice[] =>
  CHOICES.filter(({ topics, isAlone }) => (topic === null ? !isAlone : topics.includes(topic)));
