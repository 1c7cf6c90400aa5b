import { parsePeriod } from '../../src/calculator/parse-period.ts';
import { parseDay } from '../../src/calculator/calendar.ts';
import type { Result } from '../../src/calculator/calculate.ts';
import { registry } from '../../src/commands/topics.ts';
import type { Page } from '../../src/output/page.ts';
import type { Report } from '../../src/output/report.ts';

const nothing: Page = { headlines: [], trends: [], splits: [], cohorts: { customers: [], mrr: [] }, scores: [] };
export const HOSTILE =
  '<img src=x onerror=alert(1)>|`${1}`"\'&\n# @ops [a](http://x.example) ![i](http://x.example/i.png)';

/** A report of July 2024 without numbers, and what a page has beside them: the parts that other commands give. */
export function reportWith(page: Partial<Page>, more: Partial<Report> = {}): Report {
  const asOf = parseDay('2024-09-01') ?? 0;
  return {
    version: '0.0.0',
    command: 'report',
    asOf: null,
    timezone: 'UTC',
    by: null,
    period: parsePeriod('2024-07', { asOf }),
    compare: parsePeriod('2024-06', { asOf }),
    metrics: [],
    results: [],
    changes: [],
    inputs: [],
    issues: [],
    page: { ...nothing, ...page },
    decimalsOf: () => 2,
    ...more,
  };
}

const value = (metric: string, value: number, currency: string | null = null): Result => ({
  metric,
  method: null,
  period: '2024-07',
  segment: null,
  currency,
  value,
  numerator: value,
  denominator: null,
  n: 19,
  interval: null,
  reason: null,
});
const customer = {
  previous: 40,
  coverage: 0.9,
  low: 20,
  high: 60,
  contributions: {},
  changes: null,
  components: [],
  known: 3,
  profile: null,
  daysSinceContact: null,
  overrides: [],
};

/** Invented customers, and what somebody who means harm would call them. */
export const health: Pick<Report, 'health' | 'metrics' | 'results'> = {
  metrics: registry
    .filter(({ id }) => /^health_(mrr_)?(green|yellow|red|unknown)$/.test(id))
    .map((metric) => ({ metric, method: null })),
  results: [
    value('health_green', 12),
    value('health_yellow', 5),
    value('health_red', 2),
    value('health_mrr_green', 1_200_000, 'USD'),
    value('health_mrr_red', 99_900, 'USD'),
    value('health_mrr_red', 100, 'EUR'),
  ],
  health: {
    health: { version: '1', hash: 'abc', missing: 'drop', bands: [50, 75] },
    shown: { band: null, limit: 2 },
    customers: [
      {
        ...customer,
        customer_id: 'c7',
        name: HOSTILE,
        rep: HOSTILE,
        band: 'red',
        score: 31.25,
        mrr: { currency: 'USD', cents: 99_900 },
        reasons: ['no use for 30 days', HOSTILE, 'third', 'fourth'],
      },
      { ...customer, customer_id: 'c8', name: null, rep: null, band: 'red', score: null, mrr: null, reasons: [] },
      { ...customer, customer_id: 'c9', name: null, rep: null, band: 'yellow', score: 60, mrr: null, reasons: [] },
      { ...customer, customer_id: 'c1', name: null, rep: null, band: 'green', score: 90, mrr: null, reasons: [] },
    ],
  },
};

const theme = {
  target: 'price',
  low: 0.1,
  high: 0.4,
  respondents: 10,
  customers: 7,
  mrr: 999,
  amounts: [{ currency: 'USD', mrr: 999 }],
  verdict: null,
  buckets: { positive: 0, neutral: 0, negative: 10, unscored: 0 },
  precision: null,
} as const;

/** Invented comments, and what somebody who means harm would write and call a theme. */
export const feedback: Pick<Report, 'feedback'> = {
  feedback: {
    themes: [
      {
        ...theme,
        theme: 'price',
        tone: 'complaint',
        comments: 10,
        share: 0.25,
        previous: 0.15,
        change: 0.1,
        quotes: [
          {
            id: 'r1',
            date: '2024-07-03',
            kind: 'nps',
            score: 2,
            customer: 'c7',
            name: HOSTILE,
            text: HOSTILE,
            file: 's.csv',
            line: 3,
          },
        ],
      },
      { ...theme, theme: HOSTILE, tone: 'praise', comments: 4, share: 0.1, previous: null, change: null, quotes: [] },
    ],
    words: [{ word: HOSTILE, side: 'negative', z: 3, delta: 2, negative: 5, positive: 0, customers: 4 }],
    sides: { negative: 10, positive: 20 },
    suggestions: [{ text: HOSTILE, respondents: 3, weight: 4 }],
    languages: [{ language: 'en', comments: 40, read: true }],
    unmatched: { comments: 26, of: 40, share: 0.65, low: 0.5, high: 0.8 },
    buckets: [{ bucket: 'negative', comments: 40 }],
    counts: { comments: 40, duplicates: 0, wordless: 0, unreadable: 0, matched: 14, unmatched: 26, undated: 0 },
    commenters: [],
  },
};
