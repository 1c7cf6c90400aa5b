import { isStop, type Token } from './tokens.ts';

/** Words in a row as they are counted, and as they were written. */
export interface Gram {
  /** By stems; a word that is denied is marked `NOT_` (METRICS.md 7.2). */
  readonly key: string;
  readonly text: string;
}

const LONGEST = 3;

/** The runs of one to three words of a comment that begin and end with one that means something. */
export function gramsOf(tokens: readonly Token[], longest = LONGEST): Gram[] {
  const grams: Gram[] = [];
  for (const [from, first] of tokens.entries()) {
    if (!means(first)) continue;
    const run: Token[] = [];
    for (let to = from; to < tokens.length && run.length < longest; to++) {
      const token = tokens[to];
      if (token === undefined || token.clause !== first.clause) break;
      run.push(token);
      if (means(token)) grams.push(gramOf(run, tokens));
    }
  }
  return grams;
}

const means = ({ word, denies }: Token): boolean => !denies && !isStop(word);

function gramOf(run: readonly Token[], tokens: readonly Token[]): Gram {
  const key = run.map(({ stem, deniedBy }) => (deniedBy >= 0 ? `NOT_${stem}` : stem)).join(' ');
  const denier = tokens[run[0]?.deniedBy ?? -1];
  return { key, text: [...(denier ? [denier] : []), ...run].map(({ word }) => word).join(' ') };
}
