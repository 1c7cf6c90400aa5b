import type { Ask } from '../calculator/metric.ts';
import type { Kind } from '../records/dataset.ts';
import type { Settings } from '../records/settings.ts';
import { exportsOf, sparedBy, type Topic } from './topics.ts';

/** What a run is about, as far as it matters to the exports it opens. */
interface About {
  /** The exports it cannot do without. */
  readonly needs: readonly Kind[];
  readonly topics: readonly Topic[];
  readonly asks: readonly Ask<Settings>[];
  /** Those that metrics have rows from where they are there, and rates where amounts are converted. */
  readonly beside: readonly Kind[];
  /** Who looked after a customer matters where customers are counted by rep. */
  readonly isByOwner: boolean;
  /** What customers say of a ticket may be an answer. */
  readonly mayBeRated: boolean;
  /** Customers are split by a column, or stand on a page. */
  readonly isSplit: boolean;
  readonly isOfHealth: boolean;
  readonly isOfComments: boolean;
  readonly isWatched: boolean;
  /** What tells of growth beside a history. */
  readonly ofGrowth: readonly Kind[];
}

/** The exports a run has a use for, and of those the ones it opens though it can do without them. */
export function kindsFor(about: About): { readonly uses: Kind[]; readonly also: Kind[] } {
  const { needs, topics, asks, beside, ofGrowth } = about;
  const owners: Kind[] = about.isByOwner ? ['assignments'] : [];
  const rated: Kind[] = about.mayBeRated ? ['tickets'] : [];
  const ofHealth: Kind[] = about.isOfHealth ? ['assignments', 'history'] : [];
  const ofComments: Kind[] = about.isOfComments ? ['customers', 'subscriptions'] : [];
  const watched: Kind[] = about.isWatched ? ['assignments', 'customers'] : [];
  const common = [...owners, ...rated, ...ofHealth, ...ofComments, ...watched, ...beside, ...ofGrowth];
  const split: Kind[] = about.isSplit ? ['customers'] : [];
  const spared = sparedBy(asks.filter(({ metric }) => topics.some(({ name }) => name === metric.topic)));
  return {
    uses: [...new Set([...needs, ...exportsOf(asks), 'customers' as const, ...common])],
    also: [...split, ...(about.isOfHealth ? exportsOf(asks) : []), ...common, ...spared],
  };
}
