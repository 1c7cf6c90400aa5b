import type { Verdict } from '../../calculator/compare.ts';
import type { Unit } from '../../calculator/metric.ts';
import type { Level } from '../../errors.ts';

// What a page says, before it is HTML or Markdown: text as it is, nothing escaped yet, every number written out.

/** A report as a page. */
export interface Document {
  readonly title: string;
  /** The period in words, what it is compared with, and what else decides its days. */
  readonly facts: readonly string[];
  /** What it comes to, a sentence each. */
  readonly verdict: readonly string[];
  readonly cards: readonly Card[];
  readonly sections: readonly Section[];
  readonly version: string;
}

/** A number that stands at the head. */
export interface Card {
  readonly name: string;
  readonly value: string;
  /** Empty where nothing is compared. */
  readonly change: string;
  /** What it is a change from. */
  readonly from: string;
  readonly verdict: Verdict | null;
  /** Its interval and sample, or why there is no value. */
  readonly detail: string;
}

/** A part of the page; there is one only where it has something to say. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  /** What it is about, with others next to it. */
  readonly group: Group;
  readonly figures: readonly Figure[];
  readonly terms?: readonly Term[];
  readonly remarks?: readonly Remark[];
  /** What is to be known of all of it. */
  readonly notes?: readonly string[];
}

/** The parts of a page, in the order they are read. */
export const GROUPS = ['At a glance', 'Business and revenue', 'Support and engagement', 'About this report'] as const;
type Group = (typeof GROUPS)[number];

/** A table, and where it can be seen at a glance a chart of it. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly text: string;
  readonly chart: Chart | null;
  readonly table: Table;
  readonly quotes?: readonly Quote[];
}

export interface Table {
  readonly columns: readonly {
    readonly head: string;
    readonly isNumber: boolean;
    /** Holds sentences, which want room. */
    readonly isLong?: boolean;
  }[];
  readonly rows: readonly (readonly string[])[];
}

/** What somebody wrote. */
export interface Quote {
  readonly text: string;
  readonly source: string;
}

/** A word, and what it means. */
interface Term {
  readonly term: string;
  readonly texts: readonly string[];
}

/** What is to be known of the data. */
interface Remark {
  readonly level: Level;
  readonly text: string;
}

/** How values of a chart are written: `decimals` of money, whose values are in minor units. */
export interface Scale {
  readonly unit: Unit;
  readonly decimals: number;
}

export type Chart = TrendChart | WaterfallChart | HeatChart | ScoresChart | IntervalsChart | BarsChart;

export interface TrendChart {
  readonly kind: 'trend';
  readonly scale: Scale;
  readonly points: readonly {
    readonly label: string;
    readonly value: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly isComplete: boolean;
  }[];
}

export interface WaterfallChart {
  readonly kind: 'waterfall';
  readonly scale: Scale;
  readonly steps: readonly {
    readonly label: string;
    readonly kind: 'total' | 'up' | 'down';
    readonly from: number;
    readonly to: number;
    readonly text: string;
  }[];
  /** Where the axis begins. */
  readonly least: number;
}

export interface HeatChart {
  readonly kind: 'heat';
  /** What columns are. */
  readonly axis: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    /** From 0 to 1; null where there is nothing to show. */
    readonly cells: readonly ({ readonly value: number; readonly short: string } | null)[];
  }[];
}

export interface ScoresChart {
  readonly kind: 'scores';
  readonly bars: readonly {
    readonly label: string;
    readonly value: number;
    readonly tone: Tone;
    /** What it stands for together with the bars beside it. */
    readonly group: string;
  }[];
}

export interface IntervalsChart {
  readonly kind: 'intervals';
  readonly scale: Scale;
  readonly rows: readonly {
    readonly label: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly text: string;
  }[];
  /** Of all together; null where there is none. */
  readonly whole: number | null;
}

export interface BarsChart {
  readonly kind: 'bars';
  readonly bars: readonly {
    readonly label: string;
    readonly value: number;
    readonly text: string;
    readonly tone: Tone;
  }[];
}

/** What a colour stands for; never told by the colour alone. */
export type Tone = 'good' | 'middle' | 'warning' | 'bad' | 'plain';
