import { ENGLISH } from './language.ts';
import { LIGHT, stemOf, type Token, tokensOf } from './tokens.ts';

/** What a theme is about. */
export type Target = 'product' | 'service' | 'company' | 'price';
/** Whether its patterns are of dislikes or of likes; either: the score of each answer says. */
export type Tone = 'complaint' | 'praise' | 'either';

/** A theme as it is written down. A pattern is words in a row: see `compile`. */
export interface ThemeEntry {
  readonly name: string;
  readonly target: Target;
  readonly tone?: Tone | undefined;
  /** One of these has to be there. */
  readonly any: readonly string[];
  /** All of these have to be there too. */
  readonly all?: readonly string[] | undefined;
  /** None of these may be there. */
  readonly none?: readonly string[] | undefined;
  /** The languages its patterns are in, by ISO 639-1 code; left out: English. */
  readonly languages?: readonly string[] | undefined;
}

/** One word of a pattern: what it may be. */
interface Slot {
  readonly words: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  readonly prefixes: readonly string[];
  /** Whether up to three words may stand before it. */
  readonly gap: boolean;
}

/** A pattern, ready to be looked for. */
export interface Pattern {
  readonly text: string;
  readonly slots: readonly Slot[];
}

/** A theme, ready to be looked for. */
export interface Theme {
  readonly name: string;
  readonly target: Target;
  readonly tone: Tone;
  readonly any: readonly Pattern[];
  readonly all: readonly Pattern[];
  readonly none: readonly Pattern[];
  readonly languages: ReadonlySet<string>;
}

/** A place where a pattern was found: token indexes, the last one included. */
export interface Hit {
  readonly pattern: Pattern;
  readonly from: number;
  readonly to: number;
}

const GAP = '..';
const GAP_WORDS = 3;

/**
 * A pattern from its text: words in a row, each found in any of its forms. `a|b` is one of two words, `crash*` any word
 * that begins so, `..` up to three words between. Null where there is no word in it.
 */
function compile(text: string): Pattern | null {
  const slots: Slot[] = [];
  let gap = false;
  for (const part of text.trim().split(/\s+/)) {
    if (part === GAP) {
      gap = true;
      continue;
    }
    const choices = part.split('|').filter((each) => each !== '');
    const rows = choices.map((each) => (each.endsWith('*') ? null : tokensOf(each)));
    // A word that is two, such as "can't", stands for both in a row; then it is no choice.
    const [first] = rows;
    if (choices.length === 1 && first) {
      for (const { word, stem } of first) {
        slots.push({ words: new Set([word]), stems: new Set([stem]), prefixes: [], gap });
        gap = false;
      }
      continue;
    }
    const prefixes = choices.flatMap((each) => (each.endsWith('*') ? [each.slice(0, -1).toLowerCase()] : []));
    const words = rows.flatMap((row) => row?.map(({ word }) => word) ?? []);
    if (words.length + prefixes.length === 0) continue;
    slots.push({ words: new Set(words), stems: new Set(words.map(stemOf)), prefixes, gap });
    gap = false;
  }
  return slots.length === 0 ? null : { text, slots };
}

const patterns = (texts: readonly string[] = []): Pattern[] => texts.flatMap((text) => compile(text) ?? []);

/** The themes of a dictionary, ready to be looked for. */
export const themesOf = (entries: readonly ThemeEntry[]): Theme[] =>
  entries.map(({ name, target, tone = 'either', any, all, none, languages = [ENGLISH] }) => ({
    name,
    target,
    tone,
    any: patterns(any),
    all: patterns(all),
    none: patterns(none),
    languages: new Set(languages),
  }));

const fits = ({ word, stem }: Token, { words, stems, prefixes }: Slot): boolean =>
  words.has(word) || stems.has(stem) || prefixes.some((each) => word.startsWith(each));

/** The words of a comment, and where each stands: a pattern is looked for only where it may begin. */
export interface Sought {
  readonly tokens: readonly Token[];
  readonly places: ReadonlyMap<string, readonly number[]>;
}

export function soughtIn(tokens: readonly Token[]): Sought {
  const places = new Map<string, number[]>();
  for (const [i, { word, stem }] of tokens.entries()) {
    for (const form of word === stem ? [word] : [word, stem]) {
      const known = places.get(form);
      if (known) known.push(i);
      else places.set(form, [i]);
    }
  }
  return { tokens, places };
}

/** Where a pattern may begin, in order. */
function beginnings({ slots: [first] }: Pattern, { tokens, places }: Sought): number[] {
  if (first === undefined) return [];
  const found = new Set<number>();
  for (const form of [...first.words, ...first.stems]) for (const i of places.get(form) ?? []) found.add(i);
  if (first.prefixes.length > 0) for (const [i, token] of tokens.entries()) if (fits(token, first)) found.add(i);
  return found.size > 1 ? [...found].toSorted((a, b) => a - b) : [...found];
}

/** Where a pattern is found. Where something outside of it denies it, it is not: "not slow" says nothing of slow. */
function places(pattern: Pattern, sought: Sought): Hit[] {
  const { tokens } = sought;
  return beginnings(pattern, sought).flatMap((from) => {
    const used = match(pattern.slots, tokens, from);
    const isDenied = used?.some((i) => {
      const { deniedBy = -1 } = tokens[i] ?? {};
      return deniedBy >= 0 && !used.includes(deniedBy);
    });
    return used === null || isDenied ? [] : [{ pattern, from, to: used.at(-1) ?? from }];
  });
}

/** The tokens that a pattern takes from a place on; null where it does not begin there. */
function match(slots: readonly Slot[], tokens: readonly Token[], from: number): number[] | null {
  const used: number[] = [];
  let at = from;
  for (const [index, slot] of slots.entries()) {
    let skipped = 0;
    for (;;) {
      const token = tokens[at];
      // Words in a row are of one part of a sentence.
      if (token === undefined || (index > 0 && token.clause !== tokens[from]?.clause)) return null;
      if (fits(token, slot)) break;
      if (index === 0) return null;
      if (!LIGHT.has(token.word)) skipped++;
      if (skipped > (slot.gap ? GAP_WORDS : 0) || token.denies) return null;
      at++;
    }
    used.push(at++);
  }
  return used;
}

/** Where a theme is found in a comment; empty where it is not. What is in a part of a sentence with `none` is passed over. */
export function hitsOf({ any, all, none }: Theme, sought: Sought): Hit[] {
  const { tokens } = sought;
  const hits = any.flatMap((pattern) => places(pattern, sought));
  if (hits.length === 0) return [];
  const spoilt = new Set(none.flatMap((pattern) => places(pattern, sought).map(({ from }) => tokens[from]?.clause)));
  const found = hits.filter(({ from }) => !spoilt.has(tokens[from]?.clause));
  const needed = all.map((pattern) => places(pattern, sought)[0]);
  return needed.every((hit) => hit !== undefined) && found.length > 0 ? [...found, ...needed] : [];
}
