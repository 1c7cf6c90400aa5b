import { count, day, list, orNull, record, type Schema, share, text } from './schema-words.ts';

const amounts = list(
  record({ currency: orNull('string', 'Its ISO 4217 code, where it is known'), mrr: { type: 'number' } }),
);
const paid = orNull('number', 'What they pay at the close; null where nobody knows, or in several currencies');

/** Beside the rows of a run on comments. */
export const feedback: Readonly<Record<string, Schema>> = {
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
      comments: count('Comments of the period; those said before and those without a word are not among them'),
      themes: list(text()),
    }),
  ),
};
