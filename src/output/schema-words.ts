// What JSON Schemas of answers are put together from.

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
export const day = (description: string): Schema => ({ type: 'string', format: 'date', description });
export const share = (description: string): Schema => orNull('number', description);

export const range = { label: text('As the period is called'), start: day('Its first day'), end: day('Its last day') };

/** A file that was read. */
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

/** A warning or a note. */
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
