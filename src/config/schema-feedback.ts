import * as z from 'zod/mini';
import { about, text } from './schema-words.ts';

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
export const feedback = z.strictObject(
  {
    themes: about(z.array(theme, { error: 'a list of themes' }), 'Themes of your own'),
    extend: about(
      z.boolean({ error: 'true or false' }),
      'Whether they come beside the themes csm begins with (the default), or in their place',
    ),
  },
  { error: 'an object of themes and extend' },
);
