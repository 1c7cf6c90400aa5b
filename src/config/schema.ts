import * as z from 'zod/mini';
import { SYNONYMS } from '../input/synonyms.ts';
import { holidayOf, hoursOf } from '../records/business-hours.ts';
import { type Kind, KINDS } from '../records/dataset.ts';
import { type Known, oneOf, rules, surveys } from './schema-definitions.ts';
import { feedback } from './schema-feedback.ts';
import { health } from './schema-health.ts';
import { about, amount, count, text, texts } from './schema-words.ts';

// What csm.config.json may hold.

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

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const span = () =>
  text('hours in quotes').check(
    z.refine((value) => hoursOf(value) !== null, { error: 'hours like "09:00-17:00", the end after the start' }),
  );
const openingHours = () => z.union([span(), z.array(span())], { error: 'hours like "09:00-17:00", or a list of such' });

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
