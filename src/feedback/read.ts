import type { Bucket } from '../records/remark.ts';
import { clean } from './clean.ts';
import { type Hit, hitsOf, soughtIn, type Theme } from './dictionary.ts';
import { ENGLISH, languageOf } from './language.ts';
import { personalIn } from './personal.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A comment with what is known of it. */
export interface Comment {
  readonly id: string | null;
  /** As YYYY-MM-DD. */
  readonly date: string;
  /** What it answers. */
  readonly kind: string;
  readonly score: number | null;
  readonly bucket: Bucket;
  /** Who wrote it; null where nobody knows. */
  readonly respondent: string | null;
  readonly customer: string | null;
  /** The customer's name, where the exports say it. */
  readonly name: string | null;
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** A comment as it was read. */
export interface ReadComment<Own extends Comment = Comment> {
  readonly comment: Own;
  readonly original: string;
  readonly clean: string;
  readonly tokens: readonly Token[];
  /** Null: it cannot be told. */
  readonly language: string | null;
  /** By theme, where each was found; only the themes that are. */
  readonly hits: ReadonlyMap<Theme, readonly Hit[]>;
  /** Who it counts for: the respondent, else the customer, else itself. */
  readonly author: string;
}

/** Whether words, stems and stop words of English can be looked for: short texts are taken as English. */
export const isEnglish = ({ language }: Pick<ReadComment, 'language'>): boolean =>
  language === null || language === ENGLISH;

/** Whether a theme's patterns are in the language of a comment. */
export const canRead = ({ languages }: Theme, { language }: Pick<ReadComment, 'language'>): boolean =>
  language === null || languages.has(language);

/** Reads a comment: its own words, their language, and the themes of the dictionary it is about. */
export function read<Own extends Comment>(comment: Own, themes: readonly Theme[], index: number): ReadComment<Own> {
  const { original, clean: words } = clean(comment.text);
  let bare = words;
  for (const { start, end } of personalIn(words)) {
    bare = bare.slice(0, start) + ' '.repeat(end - start) + bare.slice(end);
  }
  const language = languageOf(bare);
  const tokens = tokensOf(bare, isEnglish({ language }));
  const sought = soughtIn(tokens);
  const found = themes
    .filter((theme) => canRead(theme, { language }))
    .map((theme) => [theme, hitsOf(theme, sought)] as const)
    .filter(([, hits]) => hits.length > 0);
  const { respondent, customer } = comment;
  const author = respondent ?? (customer === null ? `#${index}` : `customer ${customer}`);
  return { comment, original, clean: words, tokens, language, hits: new Map(found), author };
}
