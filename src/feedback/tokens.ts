import { stemmer } from 'stemmer';

/** A word of a comment. */
export interface Token {
  /** In small letters. */
  readonly word: string;
  /** Its stem in English; in other languages the word. */
  readonly stem: string;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
  /** Which part of a sentence it is in. */
  readonly clause: number;
  /** Of one that says no: how far that reaches. */
  readonly denies: boolean;
  /** The token that denies it; -1 where none does. */
  readonly deniedBy: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;
/** What ends a part of a sentence. */
const BREAK = /[.,;:!?()"“”\n]/;
/** Words that begin another part. */
const TURN = new Set(`but however although though except because since while whereas still yet`.split(' '));
/** Words that say no of what follows (METRICS.md 7.2: they are no stop words). */
const DENIERS = new Set(`not no never without nor neither none nothing hardly rarely zero`.split(' '));
/** Of those, the ones that reach over an "and": no errors and crashes. */
const LISTING = new Set(`no without zero nor neither`.split(' '));
/** What stands before these is no denial: not only, no doubt. */
const AFFIRMING = new Set(`only just merely doubt wonder matter mention brainer`.split(' '));
/** Words that say how much, and nothing by themselves: a pattern looks past them, and a denial reaches past them. */
export const LIGHT = new Set(
  `a an the this that these those very really so too quite just also always often sometimes still rather pretty
  extremely incredibly super more much even all at any particularly especially overly
  is are was were be been being am has have had it its our my their your his her`.split(/\s+/),
);
/** METRICS.md 7.2. */
const SCOPE = 3;

const CONTRACTED = /^(\p{L}+?)n'?t$/u;
/** Words that end in nt where the apostrophe was left out. */
const BARE = new Set(
  `cant dont doesnt didnt isnt arent wasnt werent wont couldnt wouldnt shouldnt hasnt havent`.split(' '),
);
const WHOLE: Readonly<Record<string, string>> = { ca: 'can', wo: 'will', sha: 'shall' };

/** A word in small letters; a contraction with "not" in its two words. */
function wordsOf(text: string): string[] {
  const word = text.toLowerCase().replaceAll('’', "'");
  if (word === 'cannot') return ['can', 'not'];
  const [, stem] = (word.includes("'") || BARE.has(word) ? CONTRACTED.exec(word) : null) ?? [];
  if (stem !== undefined) return [WHOLE[stem] ?? stem, 'not'];
  return [word.replace(/'(s|re|ve|ll|d|m)$/, '').replaceAll("'", '')];
}

/** A word's stem; Porter's is of English. */
export const stemOf = (word: string): string => stemmer(word);

/** The words of a text in order, with their stems where they are English, and with what denies them. */
export function tokensOf(text: string, isEnglish = true): Token[] {
  const tokens: Token[] = [];
  let clause = 0;
  let end = 0;
  for (const { 0: match, index } of text.matchAll(WORD)) {
    if (BREAK.test(text.slice(end, index))) clause++;
    for (const word of wordsOf(match)) {
      if (TURN.has(word)) clause++;
      const at = { word, stem: isEnglish ? stemOf(word) : word, start: index, end: index + match.length, clause };
      tokens.push({ ...at, denies: false, deniedBy: -1 });
    }
    end = index + match.length;
  }
  return isEnglish ? tokens.map((token, i) => denied(token, i, tokens)) : tokens;
}

const saysNo = (tokens: readonly Token[], i: number): boolean =>
  DENIERS.has(tokens[i]?.word ?? '') && !AFFIRMING.has(tokens[i + 1]?.word ?? '');

/** A token with the word that denies it: at most three words before, those that only say how much not counted. */
function denied(token: Token, at: number, tokens: readonly Token[]): Token {
  const denies = saysNo(tokens, at);
  let distance = 0;
  let isListed = false;
  for (let i = at - 1; i >= 0; i--) {
    const before = tokens[i];
    if (before === undefined || before.clause !== token.clause) break;
    isListed ||= before.word === 'and';
    if (saysNo(tokens, i)) {
      if (isListed && !LISTING.has(before.word)) break;
      return { ...token, denies, deniedBy: i };
    }
    if (!LIGHT.has(before.word)) distance++;
    if (distance >= SCOPE) break;
  }
  return { ...token, denies };
}

/** Words without a meaning of their own. Those that say no are not among them. */
const STOP = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by
  can could did do does doing done down during each few for from further get gets getting got had has have having he
  her here hers him his how i if in into is it its itself just let me more most much my myself of off on once one only
  or other our ours out over own please same she should so some such than that the their theirs them then there these
  they this those through to too under until up us very was we were what when where which while who whom why will with
  would you your yours still really quite even every may might must shall since though although however yet ever lot
  lots bit many thing things way make makes made go goes going went use used using say says said im ive id youre thats
  s t re ve ll d m etc e g ie per via within like take takes took taking second seconds minute minutes hour hours day
  days week weeks month months year years today yesterday`.split(/\s+/),
);
export const isStop = (word: string): boolean => STOP.has(word) || /^\d+$/.test(word) || word.length < 2;
