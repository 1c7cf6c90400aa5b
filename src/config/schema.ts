import * as z from 'zod/mini';
import { COMPONENTS, MISSING, OVERRIDES } from '../health/config.ts';
import { SYNONYMS } from '../input/synonyms.ts';
import { holidayOf, hoursOf } from '../records/business-hours.ts';
import { type Kind, KINDS } from '../records/dataset.ts';

// What csm.config.json may hold. An `error` is what stands after "is 5, not ..."; a description is what editors show.

function about<Schema extends z.ZodMiniType>(schema: Schema, description: string): z.ZodMiniOptional<Schema> {
  z.globalRegistry.add(schema, { description });
  return z.optional(schema);
}

const text = (error = 'text in quotes') => z.string({ error });
const texts = (item = text()) => z.array(item, { error: 'a list of texts' });
const count = () => z.int({ error: 'a whole number of lines' }).check(z.minimum(0), z.maximum(999_999));
const amount = () => z.number({ error: 'a number' });

/** A relative path; only its last part may have a `*`, for any characters of a file's name. */
const path = () =>
  text('a path in quotes').check(
    z.minLength(1),
    z.refine((value) => !/^([/\\~]|[A-Za-z]:)/.test(value), { error: "a path from the config's own folder" }),
    z.refine((value) => !/\*.*[/\\]/s.test(value), { error: 'a path with * in the name of the file only' }),
  );

/** An object of kinds of export, each with what it holds. */
function byKind<Schema extends z.ZodMiniType>(error: string, schemaOf: (kind: Kind) => Schema) {
  const shape = Object.fromEntries(KINDS.map((kind) => [kind, z.optional(schemaOf(kind))]));
  return z.strictObject(shape as Record<Kind, z.ZodMiniOptional<Schema>>, { error });
}

const LEVELS = ['error', 'warn', 'off'] as const;
const level = () => z.enum(LEVELS, { error: `one of ${LEVELS.join(', ')}` });

/** What a metric is held to: `"warn"`, or `["error", { "max": 0.03, "maxIncrease": 0.005 }]`. */
const threshold = z.union(
  [
    level(),
    z.tuple([
      level(),
      z.strictObject(
        {
          min: about(amount(), 'The lowest value that is right'),
          max: about(amount(), 'The highest value that is right'),
          maxIncrease: about(amount(), 'How much it may rise against the period it is compared with'),
          maxDecrease: about(amount(), 'How much it may fall against the period it is compared with'),
        },
        { error: 'an object of limits' },
      ),
    ]),
  ],
  { error: 'a level, or a list such as ["error", { "min": 30 }]' },
);
z.globalRegistry.add(threshold, { id: 'threshold' });
const thresholds = (metrics: readonly string[]) =>
  z.strictObject(Object.fromEntries(metrics.map((metric) => [metric, z.optional(threshold)])), {
    error: 'an object of metrics',
  });

/** At least 0. */
const weight = () => z.number({ error: 'a number from 0 up' }).check(z.minimum(0));
const weights = () => z.record(z.string(), weight(), { error: 'an object of numbers' });
const whole = (least: number, most: number) =>
  z.int({ error: `a whole number from ${least} to ${most}` }).check(z.minimum(least), z.maximum(most));
const share = () => z.number({ error: 'a share from 0 to 1' }).check(z.minimum(0), z.maximum(1));

const bandPair = () =>
  z.array(z.number({ error: 'a number from 0 to 100' }).check(z.minimum(0), z.maximum(100)), { error: BANDS }).check(
    z.minLength(2, { error: BANDS }),
    z.maxLength(2, { error: BANDS }),
    z.refine(([red = 0, yellow = 0]) => red < yellow, { error: BANDS }),
  );

/** How customers are scored. */
const health = () =>
  z.strictObject(
    {
      version: about(text(), 'What this config is called; raise it when a score means something else'),
      weights: about(
        weights(),
        `What each component weighs: ${COMPONENTS.join(', ')}, or a column of the customers export that gives its score`,
      ),
      targets: about(
        z.strictObject(
          {
            activeDays: about(whole(1, 28), 'Days with use, of 28, that are all that can be wished for'),
            keyFeatures: about(texts(), 'Features that a customer should use'),
            highPriority: about(texts(), 'Priorities of tickets that are high'),
            pastDueDays: about(whole(1, 365), 'So many days past due are as bad as it gets'),
            seatUse: about(share(), 'The share of seats in use that makes a customer one who may want more'),
          },
          { error: 'an object' },
        ),
        'What customers are measured against',
      ),
      bands: about(bandPair(), 'Red up to the first, yellow up to the second, green above: [50, 75]'),
      bandsBy: about(
        z
          .record(z.string(), z.record(z.string(), bandPair(), { error: BANDS_BY }), { error: BANDS_BY })
          .check(z.refine((columns) => Object.keys(columns).length === 1, { error: BANDS_BY })),
        'Bands by the values of one column of the customers export: { "segment": { "smb": [40, 65] } }; others go by bands',
      ),
      minCoverage: about(share(), 'The share of the weights that must be known for a band'),
      missing: about(
        z.enum(MISSING, { error: `one of ${MISSING.join(', ')}` }),
        'What a component nobody knows is: left out (drop), 50 (neutral) or 0 (worst)',
      ),
      overrides: about(
        z.array(z.enum(OVERRIDES, { error: `one of ${OVERRIDES.join(', ')}` }), { error: 'a list of texts' }),
        'What makes a customer red whatever its score: scheduled_cancel',
      ),
      profiles: about(
        z.record(
          z.string(),
          z.strictObject(
            {
              youngerThan: z.int({ error: 'a whole number of days' }).check(z.minimum(1)),
              weights: weights(),
              trends: about(z.boolean({ error: 'true or false' }), 'Whether trends have a part'),
            },
            { error: 'an object' },
          ),
          { error: 'an object of profiles' },
        ),
        'Other weights for customers younger than so many days, by name',
      ),
    },
    { error: 'an object' },
  );
const BANDS_BY = 'an object of one column, with bands for its values: { "segment": { "smb": [40, 65] } }';
const BANDS = 'two numbers from 0 to 100, the lower one first: [50, 75]';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const span = () =>
  text('hours in quotes').check(
    z.refine((value) => hoursOf(value) !== null, { error: 'hours like "09:00-17:00", the end after the start' }),
  );
const openingHours = () => z.union([span(), z.array(span())], { error: 'hours like "09:00-17:00", or a list of such' });

/** What of csm a config can name: metrics by id, methods by topic, and the words of options by their name. */
export interface Known {
  readonly metrics: readonly string[];
  readonly methods: Readonly<Record<string, readonly string[]>>;
  readonly words: Readonly<Record<string, readonly string[]>>;
}

const oneOf = (words: readonly string[] = []) => z.enum(words, { error: `one of ${words.join(', ')}` });
const days = () => z.int({ error: 'a number of days' }).check(z.minimum(0), z.maximum(9999));

const rules = ({ words }: Known) =>
  z
    .strictObject(
      {
        as: about(oneOf(words['as']), 'A product whose definitions count where nothing else is said'),
        churnAt: about(oneOf(words['churnAt']), 'When a cancelled subscription leaves'),
        endDate: about(oneOf(words['endDate']), 'Whether an end is the first day without service, or the last with it'),
        paused: about(oneOf(words['paused']), 'What a pause is'),
        pastDue: about(oneOf(words['pastDue']), 'Whether what is past due still counts'),
        delinquentDays: about(days(), 'Past due for more days than that is churn'),
        gapDays: about(days(), 'So many days between two subscriptions are no churn'),
        freeAs: about(oneOf(words['freeAs']), 'What a change to a free plan is'),
        discounts: about(oneOf(words['discounts']), 'Which discounts come off'),
        metered: about(oneOf(words['metered']), 'Whether the amount of what is billed by use counts'),
      },
      { error: 'an object of rules' },
    )
    .check(
      z.refine(({ pastDue, delinquentDays }) => pastDue !== 'exclude' || delinquentDays === undefined, {
        error: 'one of pastDue exclude and delinquentDays, which say two things of the same rows',
      }),
    );

const scale = (isRight: (min: number, max: number) => boolean, error: string) =>
  text(error).check(
    z.refine(
      (value) => {
        const [, min, max] = /^(\d{1,3})-(\d{1,3})$/.exec(value) ?? [];
        return min !== undefined && max !== undefined && isRight(Number(min), Number(max));
      },
      { error },
    ),
  );
const promoters = () => scale((min, max) => min <= 1 && max === 10, '"0-10", or "1-10"');
const answers = () => scale((min, max) => min < max, 'the lowest and the highest answer, such as "1-5"');

const surveys = ({ words }: Known) =>
  z.strictObject(
    {
      scale: about(
        z.strictObject(
          {
            nps: z.optional(promoters()),
            enps: z.optional(promoters()),
            csat: z.optional(answers()),
            ces: z.optional(answers()),
          },
          { error: 'an object of kinds of survey' },
        ),
        'What answers are on where the export does not say, by kind: "1-5"',
      ),
      satisfiedMin: about(
        z.int({ error: 'a whole number' }).check(z.minimum(0), z.maximum(1000)),
        'The lowest satisfied answer of CSAT',
      ),
      direction: about(oneOf(words['direction']), 'What CES asks for where the export does not say'),
      responses: about(oneOf(words['responses']), 'Whose answer counts, of several by one respondent'),
    },
    { error: 'an object' },
  );

const pattern = () =>
  text('words in quotes').check(
    z.refine((value) => /[\p{L}\p{N}]/u.test(value), { error: 'a pattern with a word in it' }),
  );
const patternList = (error = 'a list of patterns') => z.array(pattern(), { error });

/** A theme of the user's own: METRICS.md 7.2.5. */
const theme = z.strictObject(
  {
    name: text('a name in quotes').check(z.refine((value) => value.trim() !== '', { error: 'a name' })),
    target: z.enum(['product', 'service', 'company', 'price'], { error: 'one of product, service, company, price' }),
    tone: about(
      z.enum(['complaint', 'praise', 'either'], { error: 'one of complaint, praise, either' }),
      'Whether its patterns are of dislikes or likes; either (the default): the scores say',
    ),
    any: patternList('a list of patterns, one at least').check(
      z.minLength(1, { error: 'a list of patterns, one at least' }),
    ),
    all: about(patternList(), 'All of these have to be there too'),
    none: about(patternList(), 'Where one of these is, in the same part of a sentence, nothing is found'),
    languages: about(
      z.array(text('a code like "de"').check(z.regex(/^[a-z]{2}$/)), { error: 'a list of codes like "de"' }),
      'The languages its patterns are in, by ISO 639-1 code (default: en)',
    ),
  },
  { error: 'an object of name, target and any' },
);
z.globalRegistry.add(theme, { id: 'theme' });
const feedback = z.strictObject(
  {
    themes: about(z.array(theme, { error: 'a list of themes' }), 'Themes of your own'),
    extend: about(
      z.boolean({ error: 'true or false' }),
      'Whether they come beside the themes csm begins with (the default), or in their place',
    ),
  },
  { error: 'an object of themes and extend' },
);

/** The schema of csm.config.json. */
export const configSchema = (known: Known) =>
  z.strictObject(
    {
      $schema: about(text(), 'Where editors find this schema'),
      data: about(
        byKind('an object of lists of files', () => texts(path())),
        "Where the exports are, by kind: paths from the config's folder; * in the name of a file stands for any characters",
      ),
      timezone: about(text('the name of a time zone in quotes'), 'The zone days are counted in, such as Europe/Berlin'),
      currency: about(
        text('a code like "USD"').check(z.regex(/^[A-Z]{3}$/)),
        'The currency of amounts that do not say theirs',
      ),
      fiscalYearStart: about(
        z.int({ error: 'a month from 1 to 12' }).check(z.minimum(1), z.maximum(12)),
        'The month a fiscal year (FY2024, FY2024Q1) starts in; it is named after the year it ends in',
      ),
      columns: about(
        byKind('an object of kinds', (kind) =>
          z.strictObject(Object.fromEntries(Object.keys(SYNONYMS[kind]).map((field) => [field, z.optional(texts())])), {
            error: 'an object of fields',
          }),
        ),
        'Which column holds a field, by kind: the first of the headers that a file has',
      ),
      dates: about(
        z.union([text(), z.record(z.string(), text('a date format in quotes'))], {
          error: 'a date format, or an object of fields with theirs',
        }),
        'How dates are written: dmy, mdy, ymd, excel or a pattern; for all dates, or by field',
      ),
      missing: about(texts(), 'Words that stand for an empty cell'),
      encoding: about(text(), 'Such as windows-1252'),
      delimiter: about(text(), 'comma, semicolon, tab, pipe or another character'),
      decimal: about(text(), 'point or comma'),
      thousands: about(text(), 'comma, point, space or apostrophe'),
      scoreLabels: about(z.boolean({ error: 'true or false' }), 'Answers have text after the number'),
      skipLines: about(count(), 'Lines before the header'),
      skipLast: about(count(), 'Rows at the end that are no data'),
      comment: about(text(), 'What a line that is a comment begins with'),
      escape: about(text(), 'backslash, where quotes in cells are escaped by one'),
      jsonPath: about(text(), 'Where the list of rows lies in a JSON document'),
      maxRecord: about(text(), 'The longest record, such as 8M'),
      methods: about(
        z.strictObject(
          Object.fromEntries(Object.entries(known.methods).map(([topic, names]) => [topic, z.optional(oneOf(names))])),
          { error: 'an object of topics' },
        ),
        'How metrics are defined, by topic: the names that --method takes',
      ),
      rules: about(rules(known), 'How subscriptions become what is paid: the flags of these names'),
      surveys: about(surveys(known), 'How answers are read and counted: the flags of these names'),
      thresholds: about(thresholds(known.metrics), 'What metrics are held to: a level, or [level, limits]'),
      feedback: about(feedback, 'How comments are read: the themes of csm feedback'),
      support: about(
        z.strictObject(
          {
            hours: about(
              z.strictObject(Object.fromEntries(DAYS.map((day) => [day, z.optional(openingHours())])), {
                error: 'an object of days, mon to sun',
              }),
              'When support is open, by day: "09:00-17:00", or a list of such; a day that is not there is closed',
            ),
            holidays: about(
              z.array(
                text('a day in quotes').check(
                  z.refine((value) => holidayOf(value) !== null, { error: 'a day like "2024-12-25"' }),
                ),
                { error: 'a list of days' },
              ),
              'Days on which support is closed, such as "2024-12-25"',
            ),
            timezone: about(text('the name of a time zone in quotes'), 'The zone of these hours, if another'),
          },
          { error: 'an object' },
        ),
        'The hours that csm support --hours business counts',
      ),
      health: about(health(), 'How customers are scored: what is left out is as csm has it'),
    },
    { error: 'an object' },
  );

/** What csm.config.json says. */
export type Config = z.output<ReturnType<typeof configSchema>>;

/** The keys that an object at a path of the config may have. */
export function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const { def } = (schema as { readonly _zod: { readonly def: Def } })._zod;
  if (def.innerType !== undefined) return keysAt(def.innerType, path);
  if (def.options !== undefined) return def.options.flatMap((option) => keysAt(option, path));
  const [first, ...rest] = path;
  if (first === undefined) return Object.keys(def.shape ?? {});
  const inner = def.shape?.[String(first)] ?? def.items?.[Number(first)];
  return inner === undefined ? [] : keysAt(inner, rest);
}

/** The parts of a Zod schema's definition that lead further in. */
interface Def {
  readonly innerType?: unknown;
  readonly options?: readonly unknown[];
  readonly items?: readonly unknown[];
  readonly shape?: Readonly<Record<string, unknown>>;
}

/** The JSON Schema (draft 2020-12) of csm.config.json. */
export const configJsonSchema = (known: Known): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'csm.config.json',
  ...z.toJSONSchema(configSchema(known), { io: 'input' }),
});
