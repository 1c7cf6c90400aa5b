// The JSON Schema of the envelope that json.ts writes; a test holds the two together.

export type Schema = Readonly<Record<string, unknown>>;

/** An object with these keys, all of them always there; others are there only where the command has more to say. */
export const record = <Properties extends Readonly<Record<string, Schema>>>(
  properties: Properties,
  description?: string,
  more: Readonly<Record<string, Schema>> = {},
) => ({
  type: 'object',
  ...(description !== undefined && { description }),
  properties: { ...properties, ...more },
  required: Object.keys(properties),
  additionalProperties: false,
});
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const text = (description?: string): Schema => ({
  type: 'string',
  ...(description !== undefined && { description }),
});
export const orNull = (type: string, description: string): Schema => ({ type: [type, 'null'], description });
export const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description });
const day = (description: string): Schema => ({ type: 'string', format: 'date', description });

export const range = { label: text('As the period is called'), start: day('Its first day'), end: day('Its last day') };

/** A row: one number with all that belongs to it. */
const row = record({
  metric: text('Its id: csm help names them by topic'),
  method: orNull('string', 'Which way it was measured, where there are several'),
  period: text('The period measured'),
  start: day('Its first day'),
  end: day('Its last day'),
  by: orNull('string', 'The column that --by names; null for the total'),
  group: orNull('string', 'The value of that column; null for the total'),
  value: orNull(
    'number',
    'The number: ratios from 0 to 1, money in major units; null where there is none, for a reason',
  ),
  unit: { enum: ['ratio', 'points', 'score', 'hours', 'money', 'count'] },
  currency: orNull('string', 'Of money: its ISO 4217 code, where it is known'),
  numerator: orNull('number', 'What was divided'),
  denominator: orNull('number', 'What it was divided by'),
  n: { type: 'number', minimum: 0, description: 'How many cases the number rests on' },
  low: orNull('number', 'The lower end of the 95 % interval'),
  high: orNull('number', 'Its upper end; null beside a low end where nothing bounds it from above'),
  previous: orNull('number', 'The value in the period it is compared with'),
  delta: orNull('number', 'The value less the previous one'),
  delta_pct: orNull('number', 'The change as a share of the previous value; null for ratios and points'),
  verdict: { enum: ['better', 'worse', 'same', null], description: 'same: inside the noise' },
  reason: orNull('string', 'Why there is no value'),
});

const share = (description: string): Schema => orNull('number', description);

const rep = record({
  rep: text('Who; (none) for customers of nobody, (unknown) for those of whom nothing is known'),
  n: count('Customers they had at the start'),
  lost: count('Those who were gone at the end'),
  rate: share('lost / n: the cohort churn'),
  low: share('The lower end of its 95 % interval'),
  high: share('Its upper end'),
  shrunken: share('(lost + m pooled) / (n + m): the rate drawn towards that of all'),
  m: orNull('number', 'By the method of moments; null: the reps differ by chance only, and shrunken is pooled'),
  pooled: share('The rate of all'),
  limit_low: share('pooled - 3 sqrt(pooled (1 - pooled) / n), 0 at least'),
  limit_high: share('pooled + 3 sqrt(pooled (1 - pooled) / n), 1 at most'),
  flag: { enum: ['above', 'below', 'inside', null], description: 'Where the rate lies; null with fewer than 5' },
  rank: orNull(
    'integer',
    'From the lowest shrunken rate up; null with fewer than 5, or where there is nothing to rank',
  ),
  low_n: { type: 'boolean', description: 'Whether they are fewer than 30' },
});

/** Beside the rows of a run by rep over customers. */
const reps: Readonly<Record<string, Schema>> = {
  attribution: {
    enum: ['opening', 'churn-time', 'current-owner'],
    description: 'By rep: whose a customer is; current-owner where no export says who was before',
  },
  reps: { ...list(rep), description: 'By rep: churn of each beside the others; empty where churn is not asked' },
  reassigned: list(
    record({
      customer_id: text('A customer who went to another rep in the period'),
      from: text('The rep before'),
      to: text('The rep after'),
      date: day('The first day with the new one'),
    }),
  ),
};

/** Beside the rows of a run by all methods. */
const differences: Schema = {
  ...list(
    record({
      metric: text('A metric measured from rows by several methods'),
      currency: orNull('string', 'Of money: its ISO 4217 code, where it is known'),
      member: { enum: ['customer', 'ticket', 'answer'] },
      id: text('Its id; of an answer without one its respondent, else its file and line'),
      counts: {
        type: 'object',
        description: 'By method (default: the one without a name); null where the method has no value',
        additionalProperties: {
          ...record({
            numerator: { type: 'number', description: 'What it adds above the line, or to a sum' },
            denominator: orNull('number', 'What it adds below the line; null in a sum'),
          }),
          type: ['object', 'null'],
        },
      },
    }),
  ),
  description: 'By all methods: whom they count differently, by metric, currency and id',
};

/** With `--against`: figures that are not what they were. */
const restated: Schema = {
  ...list(
    record({
      metric: row.properties.metric,
      method: row.properties.method,
      period: row.properties.period,
      start: row.properties.start,
      end: row.properties.end,
      by: row.properties.by,
      group: row.properties.group,
      unit: row.properties.unit,
      currency: row.properties.currency,
      old: orNull('number', 'The value in the answer that was kept; null where it had none'),
      new: orNull('number', 'The value now'),
      difference: orNull('number', 'The new value less the old one'),
    }),
  ),
  description: 'With --against: the figures that are not what they were in the answer that was kept',
};

const amount = orNull(
  'number',
  'MRR at the close in major units; null where it is not known, or in several currencies',
);
const points = { type: 'object', additionalProperties: { type: 'number' } };
const owner = {
  customer_id: text('The customer'),
  name: orNull('string', 'What it is called'),
  rep: orNull('string', 'Who looks after it at the close'),
  mrr: amount,
};
export const code = orNull('string', 'Of MRR: its ISO 4217 code, where it is known');

/** Which config scores are of. */
export const healthConfig = record(
  {
    version: text('What the config calls itself'),
    hash: text('Of the config in effect: scores of two hashes are not compared'),
    missing: { enum: ['drop', 'neutral', 'worst'] },
    bands: list({ type: 'number' }),
  },
  'Of csm health: which config the scores are of',
  {
    bands_by: record({
      column: text('A column of the customers export'),
      values: { type: 'object', additionalProperties: list({ type: 'number' }), description: 'Bands by its value' },
    }),
  },
);

/** A customer and how it does. */
export const healthEntry = record({
  ...owner,
  score: orNull('number', 'From 0 to 100; null where nothing is known'),
  band: { enum: ['green', 'yellow', 'red', 'unknown'] },
  coverage: { type: 'number', minimum: 0, maximum: 1, description: 'The share of the weights that is known' },
  low: { type: 'number', description: 'The score if all that is missing were 0' },
  high: { type: 'number', description: 'The score if all that is missing were 100' },
  previous: orNull('number', 'The score at the close it is compared with'),
  contributions: { ...points, description: 'By component: they add up to the score less 50' },
  reasons: list(text('Why, in words')),
  currency: code,
  delta: orNull('number', 'The score less the previous one'),
  changes: {
    type: ['object', 'null'],
    additionalProperties: { type: 'number' },
    description: 'By component: delta',
  },
  profile: orNull('string', 'Whose weights count, where they are those of some customers'),
  overrides: list(text('What decides the band whatever the score is')),
  components: list(
    record({
      component: text('Its name'),
      weight: { type: 'number', minimum: 0 },
      score: orNull('number', 'From 0 to 100; null where it is missing, for a reason'),
      reason: orNull('string', 'Why it is missing'),
      why: text('What it rests on, in words'),
    }),
  ),
  days_since_contact: orNull('integer', 'Since its last ticket, answer or use; null where the exports do not tell'),
});

/** Beside the rows of a run on health. */
const health: Readonly<Record<string, Schema>> = {
  health: healthConfig,
  customers: list(healthEntry),
  expansion_candidates: list(
    record({
      ...owner,
      currency: code,
      score: orNull('number', 'From 0 to 100'),
      active_seats: count('People who used it in 28 days'),
      seats: { type: 'number', description: 'Seats that were bought' },
    }),
  ),
  expansion_rule: record({ band: { const: 'green' }, seat_use: { type: 'number', minimum: 0, maximum: 1 } }),
};

const amounts = list(
  record({ currency: orNull('string', 'Its ISO 4217 code, where it is known'), mrr: { type: 'number' } }),
);
const paid = orNull('number', 'What they pay at the close; null where nobody knows, or in several currencies');

/** Beside the rows of a run on comments. */
const feedback: Readonly<Record<string, Schema>> = {
  themes: list(
    record({
      theme: text('Its name in the dictionary'),
      target: { enum: ['product', 'service', 'company', 'price'] },
      tone: { enum: ['complaint', 'praise', 'either'], description: 'Whether it is a dislike or a like' },
      comments: count('Comments it was found in'),
      share: share('Of the comments in a language it is in'),
      low: share('The lower end of its 95 % interval'),
      high: share('Its upper end'),
      respondents: count('Who wrote them'),
      customers: orNull('integer', 'Customers who wrote them; null where the exports name none'),
      mrr: paid,
      amounts,
      previous: share('The share in the period it is compared with'),
      change: share('The share less the previous one'),
      verdict: { enum: ['better', 'worse', 'same', null], description: 'same: inside the noise' },
      buckets: record({
        positive: count('From promoters, satisfied, easy'),
        neutral: count('From between'),
        negative: count('From detractors, dissatisfied, hard'),
        unscored: count('Without a score, or one without agreed sides'),
      }),
      precision: {
        ...record(
          {
            right: count('Comments that are about the theme'),
            judged: count('Comments that were labelled'),
            value: share('right / judged'),
            low: share('The lower end of its 95 % interval'),
            high: share('Its upper end'),
          },
          'Of a labelled sample',
        ),
        type: ['object', 'null'],
      },
      quotes: list(
        record({
          id: orNull('string', 'The response, or the ticket'),
          date: day('When it was written'),
          kind: text('What it answers'),
          score: orNull('number', 'The score beside it'),
          customer: orNull('string', 'The customer'),
          name: orNull('string', "The customer's name"),
          text: text('As it was written, 240 characters at most, with an ellipsis where it was cut'),
          file: text('Where it stands'),
          line: count('From 1'),
        }),
      ),
    }),
  ),
  words: list(
    record({
      word: text('As it is mostly written'),
      side: { enum: ['negative', 'positive'], description: 'Who says it more' },
      z: { type: 'number', description: 'Weighted log-odds with a Dirichlet prior, in its own errors' },
      delta: { type: 'number', description: 'The log-odds themselves' },
      negative: count('Unhappy respondents who say it'),
      positive: count('Happy ones'),
      customers: count('Customers of its side who say it'),
    }),
  ),
  sides: record({ negative: count('Unhappy respondents'), positive: count('Happy ones') }),
  suggestions: list(
    record({
      text: text('Words that comments without a theme share'),
      respondents: count('Who say them'),
      weight: { type: 'number', description: 'Class-based tf-idf' },
    }),
  ),
  languages: list(
    record({
      language: orNull('string', 'ISO 639-1, as guessed; null: too short, or too strange, to tell'),
      comments: count('Comments in it'),
      read: { type: 'boolean', description: 'Whether a theme of the dictionary is in it' },
    }),
  ),
  unmatched: record({
    comments: count('Comments without a theme'),
    of: count('Comments that were read'),
    share: share('comments / of'),
    low: share('The lower end of its 95 % interval'),
    high: share('Its upper end'),
  }),
  buckets: list(
    record({ bucket: { enum: ['positive', 'neutral', 'negative', 'unscored'] }, comments: count('Comments') }),
  ),
  counts: record(
    {
      comments: count('All of the period'),
      duplicates: count('Said before'),
      wordless: count('Without a word'),
      unreadable: count('In languages the dictionary is not in'),
      matched: count('With a theme'),
      unmatched: count('Without one'),
      undated: count('Without a day: in no period, and not among the others'),
    },
    'comments = duplicates + wordless + unreadable + matched + unmatched',
  ),
  commenters: list(
    record({
      customer_id: text('The customer'),
      name: orNull('string', "The customer's name"),
      mrr: paid,
      amounts,
      comments: count('Comments of the period'),
      themes: list(text()),
    }),
  ),
};

export const input = record({
  file: text('As it was named'),
  kind: orNull('string', 'Which export it is'),
  sha256: text('Of its bytes'),
  bytes: count('How long it is'),
  read: count('Rows in it: used, outside, blank, rejected and duplicates are as many'),
  used: count('Rows that counted'),
  outside: count('Rows outside of what was asked'),
  blank: count('Lines without data'),
  rejected: count('Rows left out because they are bad'),
  duplicates: count('Rows that stand there twice'),
});

/** A model that a row rests on. */
const model = record({
  metric: text('The metric of the row'),
  method: orNull('string', 'Its method'),
  period: text('The period measured'),
  by: orNull('string', 'The column that --by names; null for the total'),
  group: orNull('string', 'The value of that column; null for the total'),
  currency: orNull('string', 'Of money: its ISO 4217 code, where it is known'),
  model: text('What it is called: sbg, bg-nbd, gamma-gamma'),
  unit: { enum: ['day', 'month', 'quarter', 'year'], description: 'The unit of its time' },
  n: count('How many customers it was fitted to'),
  parameters: list(record({ name: text(), value: { type: 'number' } })),
  log_likelihood: { type: 'number', description: 'Of the parameters, the highest there is' },
  figures: list(
    record({
      figure: text('What the model says'),
      at: orNull('number', 'When: the renewal, or so many units ahead'),
      value: { type: 'number' },
      observed: orNull('number', 'What was seen, where it can be'),
    }),
  ),
});

export const warning = record({
  code: text('What it is, for machines'),
  level: { enum: ['error', 'warning', 'note'] },
  file: orNull('string', 'Where it is'),
  line: orNull('integer', 'From 1'),
  column: orNull('integer', 'From 1'),
  field: orNull('string', 'The field it is about'),
  message: text(),
  hint: orNull('string', 'What to do'),
});

/** What every document begins with, and what it ends with. */
const around = {
  version: text('The version of csm'),
  as_of: { type: ['string', 'null'], format: 'date', description: 'What today was, where it has a part' },
  timezone: text('The zone days are counted in'),
  period: record({ ...range, complete: { type: 'boolean', description: 'Whether it is over' } }),
  by: orNull('string', 'The column that --by names'),
};
const place = {
  start: { type: ['string', 'null'], format: 'date', description: 'Its first day' },
  end: { type: ['string', 'null'], format: 'date', description: 'Its last day' },
  by: row.properties.by,
  group: row.properties.group,
};
const document = (schema: string, properties: Readonly<Record<string, Schema>>): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: schema,
  ...record({
    schema: { const: schema },
    version: around.version,
    command: { const: 'cohorts' },
    as_of: around.as_of,
    timezone: around.timezone,
    period: around.period,
    by: around.by,
    ...properties,
    inputs: list(input),
    warnings: list(warning),
  }),
});

/** The JSON Schema of what `csm cohorts --json` prints. */
export const cohortsSchema: Schema = document('csm.cohorts/1', {
  every: { enum: ['month', 'quarter', 'year'] },
  measure: { enum: ['customers', 'mrr'] },
  rows: list(
    record({
      metric: { enum: ['cohort_customer_retention', 'cohort_mrr_retention'] },
      method: orNull('string', 'There is one way'),
      period: orNull('string', 'The period at whose close it is counted; null for the average and beyond the last one'),
      ...place,
      cohort: orNull('string', 'The period its customers first paid in; null: the average of complete cells, weighted'),
      age: count('Whole periods since'),
      size: count('Customers of the cohort'),
      value: orNull(
        'number',
        'What is there, as a share of what was there first; null where there is none, for a reason',
      ),
      unit: { const: 'ratio' },
      currency: orNull('string', 'Of MRR: its ISO 4217 code, where it is known'),
      numerator: orNull('number', 'Customers at the close, or their MRR'),
      denominator: orNull('number', 'Customers of the cohort, or the MRR of their first days'),
      n: count('How many customers the number rests on'),
      low: orNull('number', 'The lower end of the 95 % interval'),
      high: orNull('number', 'Its upper end'),
      complete: { type: 'boolean', description: 'Whether the period is over' },
      reason: orNull('string', 'Why there is no value'),
    }),
  ),
});

/** The JSON Schema of what `csm cohorts --survival --json` prints. */
export const survivalSchema: Schema = document('csm.survival/1', {
  medians: list(
    record({
      by: row.properties.by,
      group: row.properties.group,
      days: orNull('integer', 'The first length by which half of the spells have ended'),
      n: count('Spells'),
      reason: orNull('string', 'Why there is none'),
    }),
  ),
  rows: list(
    record({
      metric: { const: 'survival' },
      method: { const: 'kaplan-meier' },
      period: text('The days watched'),
      ...place,
      time: count('Days since a spell began'),
      value: { type: 'number', minimum: 0, maximum: 1, description: 'The share of spells that last longer' },
      unit: { const: 'ratio' },
      at_risk: count('Spells watched just before'),
      events: count('Spells that ended at this length'),
      censored: count('Spells last seen at this length or later, before the next row'),
      se: orNull('number', "Greenwood's standard error; null when nobody is left"),
      n: count('Spells'),
      low: orNull('number', 'The lower end of the 95 % interval'),
      high: orNull('number', 'Its upper end'),
    }),
  ),
});

/** The JSON Schema (draft 2020-12) of what `--json` prints. */
export const reportSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'csm.report/1',
  ...record(
    {
      schema: { const: 'csm.report/1' },
      version: text('The version of csm'),
      command: text('What was asked'),
      as_of: { type: ['string', 'null'], format: 'date', description: 'What today was, where it has a part' },
      timezone: text('The zone days are counted in'),
      period: record({ ...range, complete: { type: 'boolean', description: 'Whether it is over' } }),
      compare: { ...record(range, 'The period it is compared with'), type: ['object', 'null'] },
      rows: list(row),
      models: list(model),
      inputs: list(input),
      warnings: list(warning),
    },
    undefined,
    { ...reps, differences, restated, ...health, ...feedback },
  ),
};
