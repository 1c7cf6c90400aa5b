import { resolve } from 'node:path';
import type { Day } from '../calculator/calendar.ts';
import { parseDay } from '../calculator/calendar.ts';
import { type Zone, zoneOf } from '../calculator/zone.ts';
import { CsmError } from '../errors.ts';
import type { Loaded } from '../config/read.ts';
import type { Wish } from '../input/columns.ts';
import type { Sources } from '../input/discover.ts';
import { SYNONYMS } from '../input/synonyms.ts';
import { type Kind, KINDS } from '../records/dataset.ts';
import type { ChoiceOptions, Configured } from './chosen.ts';
import type { DialectOptions } from './dialect.ts';
import type { World } from './world.ts';
import { nearest } from '../nearest.ts';

/** The options every command that reads data has, as commander gives them. */
export interface DataOptions extends DialectOptions {
  readonly config?: string;
  /** What csm.config.json says, where there is one. Not a flag: `settle` puts it here. */
  readonly project?: Loaded;
  readonly configured?: Configured;
  readonly data?: string;
  readonly tickets?: readonly string[];
  readonly surveys?: readonly string[];
  readonly subscriptions?: readonly string[];
  readonly customers?: readonly string[];
  readonly payments?: readonly string[];
  readonly usage?: readonly string[];
  readonly assignments?: readonly string[];
  readonly fxRates?: readonly string[];
  readonly history?: readonly string[];
  readonly map?: readonly string[];
  readonly asOf?: string;
  readonly timezone: string;
  readonly output?: string;
  readonly format?: string;
  readonly json?: boolean;
  /** Of Markdown: at the end of what is in the file already. */
  readonly append?: boolean;
  readonly color: 'auto' | 'always' | 'never';
  readonly skipInvalid?: boolean;
  readonly maxRejects?: string;
  readonly rejects?: string;
  readonly strict?: boolean;
  readonly showValues?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly debug?: boolean;
}

/** The options of commands that measure a period. */
export interface MeasureOptions extends DataOptions, ChoiceOptions {
  readonly period?: string;
  readonly from?: string;
  readonly to?: string;
  readonly compare: string;
  /** An earlier answer of `--json`, whose figures may have changed. */
  readonly against?: string;
  readonly by?: string;
}

/** The time zone of a run. */
export function zoneFrom({ timezone }: Pick<DataOptions, 'timezone'>): Zone {
  try {
    return zoneOf(timezone);
  } catch (error) {
    throw new CsmError('usage/timezone', `--timezone ${timezone}: no such time zone`, {
      hint: error instanceof Error ? error.message : undefined,
    });
  }
}

/** "Today" in the report's zone: as given, else by the clock. */
export function asOfFrom({ asOf }: Pick<DataOptions, 'asOf'>, zone: Zone, world: World): Day {
  if (asOf === undefined) return zone.dayOf(world.now());
  const day = parseDay(asOf);
  if (day === null) throw new CsmError('usage/as-of', `--as-of ${asOf} is not a day like 2024-07-31`);
  return day;
}

/** `--period`, or `--from` and `--to` as one; null when the data are to say it. */
export function periodFrom({ period, from, to }: MeasureOptions): string | null {
  if (from === undefined && to === undefined) return period ?? null;
  if (period !== undefined) {
    throw new CsmError('usage/conflict', '--period and --from/--to say the same thing twice', {
      hint: 'use one of them',
    });
  }
  return `${from ?? ''}..${to ?? ''}`;
}

/** The columns that are said: by `--map field=Header`, then by the config. */
export function mapFrom({ map = [], project }: Pick<DataOptions, 'map' | 'project'>): Wish[] {
  return [
    ...Array.from(pairsOf(map), ([field, header]): Wish => ({ kind: null, field, headers: [header], found: 'map' })),
    ...Object.entries(project?.config.columns ?? {}).flatMap(([kind, fields]) =>
      Object.entries(fields ?? {}).map(([field, headers]): Wish => ({
        kind: kind as Kind,
        field,
        headers: headers ?? [],
        found: 'config',
      })),
    ),
  ];
}

/** The `--map` pairs; of two for one field the later counts. */
function pairsOf(map: readonly string[]): Map<string, string> {
  const known = new Set(Object.values(SYNONYMS).flatMap((fields) => Object.keys(fields)));
  return new Map(
    map.map((pair) => {
      const at = pair.indexOf('=');
      const field = pair.slice(0, at).trim();
      if (at <= 0 || pair.length === at + 1) {
        throw new CsmError('usage/map', `--map ${pair}: write it as field=Header`, { hint: '--map score=Rating' });
      }
      if (!known.has(field)) {
        throw new CsmError('usage/map', `--map ${pair}: there is no field ${field}`, {
          hint: nearest(field, [...known]),
        });
      }
      return [field, pair.slice(at + 1)] as const;
    }),
  );
}

/** Where the data of a run are. Inputs are fingerprinted where the format tells of it. */
export async function sourcesFrom(files: readonly string[], options: DataOptions, world: World): Promise<Sources> {
  const named: Partial<Record<Kind, readonly string[]>> = {};
  for (const kind of KINDS) {
    const given = options[kind === 'fx' ? 'fxRates' : kind];
    if (given !== undefined) named[kind] = given;
  }
  const { data, project } = options;
  const configured = project?.config.data
    ? { files: project.config.data, folder: project.folder, config: project.name }
    : null;
  const { createHash } = /^(json|xlsx)$/.test(formatFrom(options, FORMATS)) ? await import('node:crypto') : {};
  const hash = createHash ? () => createHash('sha256') : null;
  return { files, named, folder: data ?? null, configured, cwd: world.cwd, hash, stdin: () => world.stdin };
}

/** The formats there are. */
export const FORMATS = ['table', 'json', 'md', 'html', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];
/** Those of a command that says no other. */
const PLAIN: readonly Format[] = ['table', 'json'];

/** Whether it is read with what a page tells beside the numbers of the period: trends and the like. */
export const isPage = (options: DataOptions): boolean => /^(md|html)$/.test(formatFrom(options, FORMATS));

/** The format: `--json`, `--format`, else by the ending of `--output`, else a table. */
export function formatFrom(
  { json, format, output }: Pick<DataOptions, 'json' | 'format' | 'output'>,
  formats: readonly Format[] = PLAIN,
): Format {
  const ending = endingOf(output);
  const wanted = json ? 'json' : (format ?? (ending !== null && formats.includes(ending) ? ending : 'table'));
  const known = formats.find((each) => each === wanted);
  if (known) return known;
  throw new CsmError('usage/format', `--format ${wanted}: there is no such format`, {
    hint: `formats: ${formats.join(', ')}`,
  });
}

const ENDINGS: Readonly<Record<string, Format>> = { htm: 'html', markdown: 'md' };

/** The format that the ending of a file names; null where it names none. */
export function endingOf(output: string | undefined): Format | null {
  const ending = /\.(\w+)$/.exec(output ?? '')?.[1]?.toLowerCase() ?? '';
  return ENDINGS[ending] ?? FORMATS.find((each) => each === ending && each !== 'table') ?? null;
}

/** The file a run writes, in full; null for stdout. */
export function outputFrom({ output }: DataOptions, { cwd }: World): string | null {
  return output === undefined || output === '-' ? null : resolve(cwd, output);
}

/** So many as `--limit` says: a number or all. */
export function limitFrom(limit: string | undefined, otherwise: number): number {
  if (limit === undefined) return otherwise;
  if (limit === 'all') return Infinity;
  if (/^0*[1-9]\d{0,5}$/.test(limit)) return Number(limit);
  throw new CsmError('usage/value', `--limit ${limit}: it is a number from 1 up, or all`, { hint: '--limit 20' });
}
