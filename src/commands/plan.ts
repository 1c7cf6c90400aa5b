import { type Ask } from '../calculator/metric.ts';
import { lengthOf, type Period } from '../calculator/period.ts';
import type { Day } from '../calculator/calendar.ts';
import type { Zone } from '../calculator/zone.ts';
import { CsmError } from '../errors.ts';
import type { Wish } from '../input/columns.ts';
import { plain, SYNONYMS } from '../input/synonyms.ts';
import { openingBefore } from '../records/account.ts';
import type { Kind } from '../records/dataset.ts';
import type { Settings } from '../records/settings.ts';
import type { RepRun } from './by-rep.ts';
import { checkPeriods } from './checks.ts';
import { hasService, isRuled, methodsFrom, settingsFrom, shownFrom } from './chosen.ts';
import { dialectFrom } from './dialect.ts';
import type * as FeedbackWords from './feedback-run.ts';
import type * as Fx from './fx.ts';
import type { GrowthRun } from './growth.ts';
import type { HealthRun } from './health.ts';
import { kindsFor } from './kinds.ts';
import { asOfFrom, isPage, type MeasureOptions, mapFrom, periodFrom, zoneFrom } from './options.ts';
import { rejectLimit } from './rejected.ts';
import type { Request } from './request.ts';
import type { Ruled } from './rules.ts';
import type { Service } from './service.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';
import { alsoOf, asksOf, exportsOf, isLate, needsOf, type Topic, type Wanted } from './topics.ts';
import { Window } from './window.ts';
import type { World } from './world.ts';

/** What a run goes by: all that is decided before a file is opened. Wrong usage does not get past it. */
export interface Plan {
  readonly request: Request;
  readonly zone: Zone;
  readonly asOf: Day;
  readonly map: readonly Wish[];
  readonly dialect: Awaited<ReturnType<typeof dialectFrom>>;
  readonly methods: Wanted;
  readonly settings: Settings;
  readonly asks: readonly Ask<Settings>[];
  /** The metrics of some of the topics. */
  readonly asksAbout: (topics: readonly Topic[]) => Ask<Settings>[];
  readonly window: Window;
  /** The exports it cannot do without, those it has a use for, and those it opens though it can do without them. */
  readonly needs: readonly Kind[];
  readonly uses: readonly Kind[];
  readonly also: readonly Kind[];
  /** The exports whose rows say which period it is; undefined: all of them. */
  readonly dates: ReadonlySet<Kind> | undefined;
  /** Several topics on a page, of those whose exports are there. */
  readonly isReport: boolean;
  /** What customers say of a ticket is an answer too, where no survey has one. */
  readonly mayBeRated: boolean;
  /** The currency that amounts are told in; null where each is in its own. */
  readonly base: string | null;
  readonly parts: Parts;
}

/** Who has a part in a run beside the metrics; null for those that have none. */
interface Parts {
  readonly service: Service | null;
  readonly rules: Ruled | null;
  readonly snapshot: Snapshot | null;
  readonly words: typeof FeedbackWords | null;
  /** What keeps comments, loaded when it is first asked for: it is heavy. */
  readonly heard: () => Promise<FeedbackWords.FeedbackRun | null>;
  /** The same, where comments are all that is asked about. */
  readonly alone: FeedbackWords.FeedbackRun | null;
  readonly reps: RepRun | null;
  readonly health: HealthRun | null;
  readonly growth: GrowthRun | null;
  readonly fx: typeof Fx | null;
}

export async function planOf(request: Request, world: World): Promise<Plan> {
  const { topics, options } = request;
  const zone = zoneFrom(options);
  const asOf = asOfFrom(options, zone, world);
  const service = hasService(options) ? (await import('./service.ts')).serviceFrom(options, topics) : null;
  const rules = isRuled(options) ? (await import('./rules.ts')).ruled(options, topics) : null;
  const methods = methodsFrom(options, topics, rules?.methods);
  const settings: Settings = { ...settingsFrom(options, asOf), ...service?.settings };
  const isReport = topics.length > 1;
  const isAbout = (name: string): boolean => topics.some((topic) => topic.name === name);
  const words = isAbout('feedback') ? await import('./feedback-run.ts') : null;
  const heard = async (): Promise<FeedbackWords.FeedbackRun | null> =>
    words && new words.FeedbackRun(await import('../feedback/feedback.part.ts'), options, settings, !isReport);
  const alone = isReport ? null : await heard();
  await alone?.judge(options.labels, world);
  const asksAbout = await askerFrom(request, methods, settings);
  const asks = asksAbout(topics);
  const wanted = {
    trailing: service?.trailing,
    isLate: service?.trailing !== undefined || isLate(asks, settings),
    period: periodFrom(options),
    compare: options.compare,
    asOf,
    fiscalYearStart: options.project?.config.fiscalYearStart ?? 1,
    hasTrend: isPage(options),
    before: request.watch?.before,
  };
  const snapshot = options.snapshot ? snapshotOf(options, wanted) : null;
  const window = snapshot?.window ?? new Window(wanted);
  checkPeriods(window, wanted);

  // What is apart has a part in a page by what is there beside the rest: it needs nothing, and moves no period.
  const own = isReport ? topics.filter(({ isApart }) => !isApart) : topics;
  const needs = request.needs ?? needsOf(own, methods);
  const ownAsks = own.length === topics.length ? null : asksAbout(own);
  const isOfCustomers = needs.includes('subscriptions');
  const reps = snapshot === null ? await repRunFrom(options, isOfCustomers) : null;
  const health = isAbout('health') ? new (await import('./health.ts')).HealthRun(options, reps !== null) : null;
  const isAboutRates = [options.currency, options.fx, options.fxRates].some((each) => each !== undefined);
  const fx = isAboutRates ? await import('./fx.ts') : null;
  const base = fx?.baseOf(asks, options, request.isOfMoney) ?? null;
  const map = mapFrom(options);
  const growth = isAbout('growth') ? new (await import('./growth.ts')).GrowthRun(map, topics.length === 1) : null;
  const dialect = await dialectFrom(options);
  rejectLimit(options);
  const mayBeRated = words !== null || topics.some(({ survey }) => survey === 'csat');
  const kinds = kindsFor({
    needs,
    topics,
    asks,
    beside: [...alsoOf(asks), ...(base === null ? [] : (['fx'] as const))],
    isByOwner: reps !== null && isOfCustomers,
    mayBeRated,
    isSplit: options.by !== undefined || isPage(options),
    isOfHealth: health !== null,
    isOfComments: words !== null,
    isWatched: request.watch !== undefined,
    ofGrowth: growth?.also ?? [],
  });
  return {
    request,
    zone,
    asOf,
    map,
    dialect,
    methods,
    settings,
    asks,
    asksAbout,
    window,
    needs,
    ...kinds,
    dates: ownAsks === null ? undefined : new Set([...needs, ...exportsOf(ownAsks), ...alsoOf(ownAsks)]),
    isReport,
    mayBeRated,
    base,
    parts: { service, rules, snapshot, words, heard, alone, reps, health, growth, fx },
  };
}

/** What is asked of topics: by the methods that are wanted, and for a month or a year where the run is told per one. */
async function askerFrom({ options, watch }: Request, methods: Wanted, settings: Settings): Promise<Plan['asksAbout']> {
  const { per } = options;
  const { rescaled } = per === undefined ? {} : await import('../calculator/rescale.ts');
  const shown = shownFrom(options);
  const daysOf = ({ method }: Ask<Settings>, period: Period): number =>
    method === 'trailing' ? period.closeDay - openingBefore(period, settings.trailingMonths) : lengthOf(period);
  return (topics) => {
    const all = asksOf(topics, methods, shown);
    const asks = watch === undefined || watch.isBeside ? all : all.filter(({ metric }) => watch.trended.has(metric.id));
    return rescaled && per ? asks.map((ask) => rescaled(ask, per, daysOf)) : asks;
  };
}

/** What a run by rep goes by; null for any other. */
async function repRunFrom(options: MeasureOptions, isOfCustomers: boolean): Promise<RepRun | null> {
  const { by, attribute } = options;
  const words = ['rep', ...(SYNONYMS.assignments['rep'] ?? [])];
  const isByRep = by !== undefined && words.some((word) => plain(word) === plain(by));
  if (!isByRep && attribute !== undefined) {
    throw new CsmError('usage/attribute', '--attribute is about reps, and the run is not by rep', { hint: '--by rep' });
  }
  if (!isByRep) return null;
  const { RepRun } = await import('./by-rep.ts');
  return new RepRun(options, isOfCustomers);
}
