import { plain } from './synonyms.ts';

/** A scored question that stands in a column of its own. */
export interface Question {
  readonly index: number;
  readonly kind: 'nps' | 'csat' | 'ces';
  readonly direction: 'effort' | null;
  /** As it was asked. */
  readonly text: string;
  /** The column of the comment that goes with it, or -1. */
  readonly comment: number;
}

const KINDS: readonly (readonly [Question['kind'], RegExp])[] = [
  ['nps', /likely\b.*\brecommend|recommend\b.*\b(friend|colleague)|net promoter/i],
  ['csat', /how satisfied|satisfied (are|were) you|satisfaction with/i],
  ['ces', /how easy|easy (was|is) it|made it easy|how much effort/i],
];
const REASON = /\bwhy\b|\breason\b|explain|tell us more|could we (do|improve)/i;
const REMARK = /anything else|comment|feedback|remark|suggestion/i;
/** Qualtrics derives a group from each NPS question: it tells which one that is, and is no answer itself. */
const GROUP = /_nps_group$/i;

/**
 * The scored questions of a survey whose answers stand side by side. `labels` is the header's second line, where a
 * vendor gives the question there. A reason belongs to the question before it, a general remark to the first one.
 */
export function questionsIn(
  names: readonly string[],
  labels: readonly string[],
  used: ReadonlySet<number>,
): Question[] {
  const texts = names.map((name, index) => {
    const label = labels[index]?.trim() ?? '';
    return /^(response|open-ended response|)$/i.test(label) ? name : label;
  });
  const grouped = new Set(names.filter((name) => GROUP.test(name)).map((name) => plain(name.replace(GROUP, ''))));
  const found: (Omit<Question, 'comment'> & { comment: number })[] = [];
  let remark = -1;
  for (const [index, text] of texts.entries()) {
    if (used.has(index) || GROUP.test(names[index] ?? '')) continue;
    const kind = grouped.has(plain(names[index] ?? '')) ? 'nps' : KINDS.find(([, pattern]) => pattern.test(text))?.[0];
    const last = found.at(-1);
    if (kind !== undefined) {
      found.push({ index, kind, direction: /how much effort/i.test(text) ? 'effort' : null, text, comment: -1 });
    } else if (last && REASON.test(text) && last.comment < 0) last.comment = index;
    else if (remark < 0 && REMARK.test(text)) remark = index;
  }
  const [first] = found;
  if (first && first.comment < 0) first.comment = remark;
  return found;
}

/** Answers in words, on five points. */
const WORDS: Readonly<Record<string, string>> = {
  'very dissatisfied': '1',
  'extremely dissatisfied': '1',
  dissatisfied: '2',
  'somewhat dissatisfied': '2',
  neutral: '3',
  'neither satisfied nor dissatisfied': '3',
  satisfied: '4',
  'somewhat satisfied': '4',
  'very satisfied': '5',
  'extremely satisfied': '5',
};

/** An answer's text as a score: of `10 - Extremely likely` the number, of words their place among five. */
export function scoreText(cell: string | null, { kind }: Question): string | null {
  if (cell === null) return null;
  const word = kind === 'csat' ? WORDS[cell.toLowerCase()] : undefined;
  return word ?? cell.replace(/^(\d+)\s*[-–:.)]\s*\D.*$/s, '$1');
}
