import { format, formatChange } from '../../calculator/unit.ts';
import type { Feedback, ThemeRow } from '../feedback.ts';
import { accounts, amountsText, BUCKET_NAMES, LIMITS, sourceOf, suggestions, words } from '../feedback-words.ts';
import { plural } from '../issues.ts';
import type { Report } from '../report.ts';
import type { Figure, Quote, Section } from './document.ts';
import { joined, tabulate } from './tabulate.ts';

/** So many themes a chart has at most. */
const DRAWN = 15;
/** Of a whole report: quotes of so many themes of a side, so many of each. `csm feedback` has all. */
const QUOTED = { themes: 4, quotes: 2 };

const SIDES = [
  { tone: 'complaint', id: 'feedback-dislikes', title: 'Dislikes' },
  { tone: 'praise', id: 'feedback-likes', title: 'Likes' },
  { tone: 'either', id: 'feedback-others', title: 'Other themes' },
] as const;

/** What customers write about, in their words. */
export function feedbackSection(report: Report): Section | null {
  const { feedback } = report;
  if (feedback === undefined || feedback.counts.comments === 0) return null;
  const { counts, unmatched } = feedback;
  const there = feedback.themes.filter(({ comments, previous }) => comments > 0 || (previous ?? 0) > 0);
  const isReport = report.command !== 'feedback';
  const sides = SIDES.flatMap(({ tone, ...about }) => {
    const own = there.filter((each) => each.tone === tone);
    return own.length === 0 ? [] : [themesOf(own, about, report, isReport)];
  });
  return {
    id: 'feedback',
    group: 'Support and engagement',
    title: 'What customers write about',
    lead: `${plural(counts.comments, 'comment')}, sorted into themes by their words. Shares are of the ${plural(unmatched.of, 'comment')} that could be read; a comment can be about several themes.`,
    figures: [...(isReport ? [] : bucketsOf(feedback)), ...sides],
    notes: [...accounts(feedback), ...(isReport ? [] : [...words(feedback), ...suggestions(feedback)]), LIMITS],
  };
}

function themesOf(
  themes: readonly ThemeRow[],
  about: Pick<Figure, 'id' | 'title'>,
  report: Report,
  isReport: boolean,
): Figure {
  const before = report.compare?.label ?? null;
  const isPrecise = themes.some(({ precision }) => precision !== null);
  const quoted = isReport ? themes.slice(0, QUOTED.themes) : themes;
  return {
    ...about,
    text: '',
    chart: {
      kind: 'bars',
      bars: themes
        .slice(0, DRAWN)
        .flatMap(({ theme, share, comments }) =>
          share === null || comments === 0
            ? []
            : [{ label: theme, value: share, text: format.ratio(share, 0), tone: 'plain' as const }],
        ),
    },
    table: tabulate(themes, [
      { head: 'Theme', text: ({ theme }) => theme },
      { head: 'About', text: ({ target }) => target },
      { head: 'Comments', isNumber: true, text: (each) => format.count(each.comments, 0) },
      { head: 'Share', isNumber: true, text: ({ share }) => shareText(share) },
      { head: before ?? '', isNumber: true, text: ({ previous }) => shareText(previous), isShown: before !== null },
      {
        head: 'Change',
        isNumber: true,
        text: ({ change }) => (change === null ? '' : formatChange('ratio', change, 0)),
        isShown: before !== null,
      },
      { head: '95 % interval', isNumber: true, text: ({ low, high }) => intervalText(low, high) },
      {
        head: 'Customers',
        isNumber: true,
        text: ({ customers }) => (customers === null ? '' : format.count(customers, 0)),
        isShown: themes.some(({ customers }) => customers !== null),
      },
      {
        head: 'Their MRR',
        isNumber: true,
        text: ({ amounts }) => amountsText(amounts, report),
        isShown: themes.some(({ amounts }) => amounts.length > 0),
      },
      {
        head: 'Of them red',
        isNumber: true,
        text: ({ red }) => (red === undefined ? '' : format.count(red, 0)),
        isShown: themes.some(({ red }) => red !== undefined),
      },
      {
        head: 'Precision',
        isNumber: true,
        text: ({ precision }) =>
          precision === null || precision.value === null
            ? ''
            : `${format.ratio(precision.value, 0)} of ${precision.judged}`,
        isShown: isPrecise,
      },
      { head: 'Verdict', text: ({ verdict }) => verdict ?? '', isShown: before !== null },
    ]),
    quotes: quotesOf(quoted, isReport ? QUOTED.quotes : Infinity),
  };
}

const shareText = (share: number | null): string => (share === null ? 'n/a' : format.ratio(share, 0));

function intervalText(low: number | null, high: number | null): string {
  if (low === null || high === null) return '';
  return [low, high].map((end) => format.ratio(end, 0).replace(/ %$/, '')).join(' to ');
}

/** Each comment once, with all the themes it is quoted for. */
function quotesOf(themes: readonly ThemeRow[], most: number): Quote[] {
  const told = new Map<string, { text: string; themes: string[]; source: string }>();
  for (const { theme, quotes } of themes) {
    for (const quote of quotes.slice(0, most)) {
      const key = `${quote.file}\n${quote.line}`;
      const known = told.get(key) ?? { text: quote.text, themes: [], source: sourceOf(quote).join(' · ') };
      known.themes.push(theme);
      told.set(key, known);
    }
  }
  return Array.from(told.values(), (each) => ({
    text: each.text,
    source: joined([each.themes.join(', '), each.source], ' · '),
  }));
}

function bucketsOf({ buckets, counts }: Feedback): Figure[] {
  const rows = buckets.filter(({ comments }) => comments > 0);
  return [
    {
      id: 'feedback-scores',
      title: 'Comments by score',
      text: '',
      chart: null,
      table: tabulate(rows, [
        { head: 'Who', text: ({ bucket }) => BUCKET_NAMES[bucket] ?? bucket },
        { head: 'Comments', isNumber: true, text: ({ comments }) => format.count(comments, 0) },
        { head: 'Share', isNumber: true, text: ({ comments }) => format.ratio(comments / counts.comments, 0) },
      ]),
    },
  ];
}
