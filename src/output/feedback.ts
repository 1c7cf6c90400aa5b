import type { Verdict } from '../calculator/compare.ts';

// What a run on comments has beside its numbers, in the keys of machine formats.

/** What customers pay in one currency, in major units. */
export interface Amount {
  readonly currency: string | null;
  readonly mrr: number;
}

/** Of a labelled sample: how many of the comments a theme was found in are about it. */
export interface Precision {
  readonly right: number;
  readonly judged: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

interface QuoteRow {
  readonly id: string | null;
  readonly date: string;
  readonly kind: string;
  readonly score: number | null;
  readonly customer: string | null;
  readonly name: string | null;
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** A theme (CLI.md 5.8). */
export interface ThemeRow {
  readonly theme: string;
  readonly target: 'product' | 'service' | 'company' | 'price';
  readonly tone: 'complaint' | 'praise' | 'either';
  readonly comments: number;
  /** Of the comments in a language it is in. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly respondents: number;
  /** Null where the exports name none. */
  readonly customers: number | null;
  /** What these pay at the close; null where nobody knows, and where it is in several currencies. */
  readonly mrr: number | null;
  readonly amounts: readonly Amount[];
  /** Of the customers, those who are red at the close: of a report that has scores. */
  readonly red?: number;
  readonly previous: number | null;
  readonly change: number | null;
  readonly verdict: Verdict | null;
  readonly buckets: Readonly<Record<'positive' | 'neutral' | 'negative' | 'unscored', number>>;
  readonly precision: Precision | null;
  readonly quotes: readonly QuoteRow[];
}

interface WordRow {
  readonly word: string;
  readonly side: 'negative' | 'positive';
  readonly z: number;
  readonly delta: number;
  readonly negative: number;
  readonly positive: number;
  readonly customers: number;
}

/** What comments say. */
export interface Feedback {
  readonly themes: readonly ThemeRow[];
  readonly words: readonly WordRow[];
  /** Respondents of each side. */
  readonly sides: { readonly negative: number; readonly positive: number };
  readonly suggestions: readonly { readonly text: string; readonly respondents: number; readonly weight: number }[];
  readonly languages: readonly {
    readonly language: string | null;
    readonly comments: number;
    readonly read: boolean;
  }[];
  readonly unmatched: {
    readonly comments: number;
    readonly of: number;
    readonly share: number | null;
    readonly low: number | null;
    readonly high: number | null;
  };
  readonly buckets: readonly { readonly bucket: string; readonly comments: number }[];
  /** comments = duplicates + wordless + unreadable + matched + unmatched. */
  readonly counts: Readonly<
    Record<'comments' | 'duplicates' | 'wordless' | 'unreadable' | 'matched' | 'unmatched' | 'undated', number>
  >;
  readonly commenters: readonly {
    readonly customer_id: string;
    readonly name: string | null;
    readonly mrr: number | null;
    readonly amounts: readonly Amount[];
    readonly comments: number;
    readonly themes: readonly string[];
  }[];
}
