import { distinct } from './analyse.ts';
import type { Theme } from './dictionary.ts';
import { redact } from './personal.ts';
import type { Comment } from './read.ts';

/** A comment a theme was found in, for somebody to judge. */
export interface Sampled<Own extends Comment = Comment> {
  readonly theme: string;
  readonly comment: Own;
  readonly text: string;
}

/**
 * So many comments of each theme, chosen as if by lot and always the same: by a hash of theme, id and text. The whole
 * text is there, for a part of it may mislead.
 */
export function sampleOf<Own extends Comment>(
  comments: readonly Own[],
  themes: readonly Theme[],
  { size, showPersonal }: { readonly size: number; readonly showPersonal: boolean },
): Sampled<Own>[] {
  const { counted: all } = distinct(comments, themes);
  return themes.flatMap((theme) =>
    all
      .filter(({ hits }) => hits.has(theme))
      .map((each) => ({ each, lot: hash([theme.name, each.comment.id, each.comment.date, each.original].join('\n')) }))
      .toSorted((a, b) => a.lot - b.lot || (a.each.original < b.each.original ? -1 : 1))
      .slice(0, size)
      .map(({ each: { comment, original } }) => ({
        theme: theme.name,
        comment,
        text: showPersonal ? original : redact(original),
      })),
  );
}

/** FNV-1a, 32 bits, of the UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
