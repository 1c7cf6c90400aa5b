import { personalIn, redact } from './personal.ts';

/** METRICS.md 7.2: the longest quote, its ellipses included. */
const LONGEST_QUOTE = 240;

/** A comment that may be quoted. */
export interface Quotable {
  readonly original: string;
  /** As long as the original; spaces stand where nobody's words are. */
  readonly clean: string;
  readonly words: ReadonlySet<string>;
  /** Where what it is quoted for stands. */
  readonly start: number;
  readonly end: number;
  /** How much it says of what it is quoted for. */
  readonly weight: number;
}

const ELLIPSIS = '…';

/** Addresses of pages on the line of the words before, or after them. */
const ADDRESS_AFTER = /^(?:[ \t]*(?:https?:\/\/|www\.)[^\s<>"]+)+/i;
const ADDRESS_BEFORE = /(?:\b(?:https?:\/\/|www\.)[^\s<>"]+[ \t]*)+$/i;

/**
 * A quote of a comment, never rewritten: the whole of it, or the part with what it is quoted for, cut between words.
 * An ellipsis stands wherever something was left out. Personal data are named in place of being told, unless shown.
 */
export function quoteOf({ original, clean, start, end }: Omit<Quotable, 'words' | 'weight'>, shown: boolean): string {
  const first = clean.search(/\S/);
  if (first < 0) return '';
  const last = clean.trimEnd().length;
  // An address of a page is read by nobody, and yet a part of what was written.
  const from = first - (ADDRESS_BEFORE.exec(original.slice(0, first))?.[0].length ?? 0);
  const until = last + (ADDRESS_AFTER.exec(original.slice(last))?.[0].length ?? 0);
  const kept = original.slice(from, until);
  const text = shown ? kept : redact(kept);
  const place = (at: number): number => (shown ? at - from : redactedPlace(kept, at - from));
  const before = original.slice(0, from).trim() !== '';
  const after = original.slice(until).trim() !== '';
  return cut(text, { start: place(start), end: place(end) }, { before, after });
}

/** Where a place of a text is when its personal data are named. */
function redactedPlace(text: string, at: number): number {
  let place = at;
  for (const { start, end, what } of personalIn(text)) {
    if (end <= at) place += what.length + 2 - (end - start);
    else if (start < at) place += start - at;
  }
  return Math.max(0, place);
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function cut(text: string, hit: Place, { before, after }: { before: boolean; after: boolean }): string {
  const room = LONGEST_QUOTE - 4;
  let from = 0;
  if (text.length > room && hit.end > room - 20) {
    const sentence = Math.max(
      ...['. ', '! ', '? ', '\n'].map((mark) => text.lastIndexOf(mark, hit.start - 1) + mark.length),
    );
    const near = hit.start - 60;
    // The sentence it stands in, where that is not too long; else some words before it.
    from = sentence > near - 60 && sentence <= hit.start ? sentence : Math.max(0, wordAfter(text, near));
  }
  const until = text.length - from <= room ? text.length : wordBefore(text, from + room);
  const lead = before || from > 0 ? `${ELLIPSIS} ` : '';
  const tail = after || until < text.length ? ` ${ELLIPSIS}` : '';
  return `${lead}${text.slice(from, until).trim()}${tail}`;
}

/** The beginning of the next word. */
function wordAfter(text: string, at: number): number {
  const space = text.slice(at).search(/\s/);
  return space < 0 || space > 40 ? whole(text, at) : at + space + 1;
}

/** The end of the word before a place; in text without spaces the place itself. */
function wordBefore(text: string, at: number): number {
  const space = text.slice(0, at + 1).search(/\s\S*$/);
  return space > at - 60 ? space : whole(text, at);
}

/** A place that is not between the halves of a character. */
const whole = (text: string, at: number): number => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at);

/** How much weight counts against likeness to what is quoted already. */
const WEIGHT = 0.7;

/** A quote of so many of the same words says nothing more. */
const SAME = 0.9;

/** The best few: by weight, each as unlike those before it as may be (maximal marginal relevance). In order of choice. */
export function chooseQuotes<Each extends Quotable>(candidates: readonly Each[], most: number): Each[] {
  const heaviest = Math.max(...candidates.map(({ weight }) => weight));
  let rest: { readonly each: Each; near: number }[] = candidates.map((each) => ({ each, near: 0 }));
  const chosen: Each[] = [];
  const value = ({ each, near }: (typeof rest)[number]): number =>
    (WEIGHT * each.weight) / heaviest - (1 - WEIGHT) * near;
  while (chosen.length < most && rest.length > 0) {
    // Of values that differ by no more than a rounding error, the first.
    const { each: best } = rest.reduce((a, b) => (value(b) > value(a) + 1e-12 ? b : a));
    chosen.push(best);
    for (const other of rest) other.near = Math.max(other.near, likeness(other.each.words, best.words));
    rest = rest.filter(({ near }) => near < SAME);
  }
  return chosen;
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
