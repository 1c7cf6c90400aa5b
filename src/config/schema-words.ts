import * as z from 'zod/mini';

// What the schema of csm.config.json is put together from. An `error` is what stands after "is 5, not ..."; a description is
// what editors show.

export function about<Schema extends z.ZodMiniType>(schema: Schema, description: string): z.ZodMiniOptional<Schema> {
  z.globalRegistry.add(schema, { description });
  return z.optional(schema);
}

export const text = (error = 'text in quotes') => z.string({ error });
export const texts = (item = text()) => z.array(item, { error: 'a list of texts' });
export const count = () => z.int({ error: 'a whole number of lines' }).check(z.minimum(0), z.maximum(999_999));
export const amount = () => z.number({ error: 'a number' });
