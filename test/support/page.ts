import { parsePeriod } from '../../src/calculator/parse-period.ts';
import { parseDay } from '../../src/calculator/calendar.ts';
import type { FeedbackPart, HealthPart, Page } from '../../src/output/page.ts';
import type { Report } from '../../src/output/report.ts';

const nothing: Page = { headlines: [], trends: [], splits: [], cohorts: [], scores: [] };
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

/** Invented customers, and what somebody who means harm would call them. */
export const health: HealthPart = {
  bands: [
    { band: 'green', customers: 12, mrr: [{ currency: 'USD', cents: 1_200_000 }] },
    { band: 'yellow', customers: 5, mrr: [{ currency: 'USD', cents: 250_050 }] },
    {
      band: 'red',
      customers: 2,
      mrr: [
        { currency: 'USD', cents: 99_900 },
        { currency: 'EUR', cents: 100 },
      ],
    },
  ],
  atRisk: [
    {
      customer: 'c7',
      name: HOSTILE,
      rep: 'Ana',
      band: 'red',
      score: 31,
      mrr: [{ currency: 'USD', cents: 99_900 }],
      reasons: ['no use for 30 days', HOSTILE],
    },
    { customer: 'c8', name: null, rep: null, band: 'red', score: null, mrr: [], reasons: [] },
  ],
  more: 3,
};

export const feedback: FeedbackPart = {
  comments: 40,
  themes: [
    {
      theme: 'price',
      comments: 10,
      share: 0.25,
      change: 0.1,
      quotes: [{ text: HOSTILE, date: '2024-07-03', score: 2 }],
    },
    { theme: HOSTILE, comments: 4, share: 0.1, change: null, quotes: [] },
  ],
};
