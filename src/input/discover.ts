import type { Hash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CsmError, EXIT } from '../errors.ts';
import { type Kind, KINDS } from '../records/dataset.ts';
import { likenesses, mapColumns, mapPreset, type Wish } from './columns.ts';
import { detect, type Detected } from './detect.ts';
import type { Dialect } from './dialect.ts';
import { flagOf } from './header.ts';
import { type Input, openInput, openStdin } from './open.ts';
import type { Problems } from './problems.ts';

/** Where a command's data are said to be. */
export interface Sources {
  /** Named on the line; `-` is standard input. */
  readonly files: readonly string[];
  readonly named: Readonly<Partial<Record<Kind, readonly string[]>>>;
  readonly folder: string | null;
  /** What a config names; null without. */
  readonly configured: Configured | null;
  readonly cwd: string;
  /** What fingerprints an input; null when nobody asks for that. */
  readonly hash: (() => Hash) | null;
  stdin(): { readonly stream: AsyncIterable<Buffer>; readonly isTTY: boolean };
}

/** The files a config names by kind, from its folder. */
export interface Configured {
  readonly files: Readonly<Partial<Record<Kind, readonly string[] | undefined>>>;
  readonly folder: string;
  /** The config, as it is told of. */
  readonly config: string;
}

export interface Wanted {
  readonly command: string;
  /** The exports the command is about: at least one of them must be there. */
  readonly needs: readonly Kind[];
  /** Those it looks for beside them. */
  readonly also: readonly Kind[];
  /** All it can make use of when they are named. */
  readonly uses: readonly Kind[];
  readonly map: readonly Wish[];
  readonly dialect: Dialect;
  /** Whether a file can stand in for those needed, where there is none of them. */
  readonly standsIn?: ((found: Detected, isNamed: boolean) => boolean) | undefined;
}

/** An open file and what it is; kind null: its header has to tell. */
export interface Found extends Detected {
  readonly input: Input;
  /** Nobody named it: it was in a folder. */
  readonly isPicked?: true;
}

/** The names of those that nobody named. */
export const pickedOf = (found: readonly Found[]): ReadonlySet<string> =>
  new Set(found.flatMap(({ input, isPicked }) => (isPicked ? [input.name] : [])));

const EXPORT = /\.(csv|tsv|json|jsonl|ndjson)$/i;
/** Files of a project that are JSON and no exports. */
export const NO_EXPORT = /^(csm\.config|package|package-lock|tsconfig)\.json$/;

/** A search under way. What it opens is closed again, unless it is what was looked for. */
export interface Search extends Omit<Sources, 'stdin'> {
  readonly wanted: Wanted;
  readonly problems: Problems;
  /** Opens what is named, as seen from a folder (the current one); a folder gives null. */
  readonly open: (name: string, from?: string) => Promise<Input | null>;
}

/** Opens the exports a command is to read: named files, else those of a folder. Dimensions come first. */
export async function findInputs(sources: Sources, wanted: Wanted, problems: Problems): Promise<Found[]> {
  const opened = new Set<Input>();
  const open = async (name: string, from?: string): Promise<Input | null> => {
    const input =
      from === undefined ? await openOne(name, sources) : await openInput(name, from, sources.hash?.() ?? null);
    if (input !== null) opened.add(input);
    return input;
  };
  try {
    const found = await find({ ...sources, wanted, problems, open });
    for (const { input } of found) opened.delete(input);
    return inOrder(found);
  } finally {
    await Promise.all(Array.from(opened, (input) => input.close()));
  }
}

async function find(search: Search): Promise<Found[]> {
  const { files, folder: named, configured, wanted } = search;
  const explicit = await openNamed(search);
  const isThere = ({ kind }: Found): boolean => kind === null || wanted.needs.includes(kind);
  const isNamed = explicit.some((each) => isThere(each) || wanted.standsIn?.(each, true));
  if (files.length > 0 || isNamed) return explicit;
  const given = new Set(explicit.map(({ kind }) => kind));
  if (named === null && configured !== null) {
    const { openConfigured } = await import('./configured.ts');
    const kinds = new Set([...wanted.needs, ...wanted.also]);
    const open = KINDS.filter((kind) => kinds.has(kind) && !given.has(kind));
    const found = await openConfigured(configured, open, search);
    if (found.some(isThere)) return [...explicit, ...found];
  }
  for (const folder of named === null ? ['.', 'exports', 'data'] : [named]) {
    const found = (await openFolder(folder, search)).filter(({ kind }) => !given.has(kind));
    if (found.some(isThere)) return [...explicit, ...found];
    if (found.some((each) => wanted.standsIn?.(each, false))) return [...explicit, ...found];
  }
  const what = wanted.needs.join(' or ');
  const where = named === null ? 'here, in ./exports or in ./data' : `in ${named}`;
  throw new CsmError('usage/no-input', `no ${what} export ${where}`, {
    details: [`usage: csm ${wanted.command} [files...] [--data DIR] [options]`],
    hint: 'name a file, or try it with invented data: csm demo',
  });
}

/** By kind; orders before the payments that name them. */
const inOrder = (found: readonly Found[]): Found[] =>
  found.toSorted((a, b) => rank(a.kind) - rank(b.kind) || hasAmount(a) - hasAmount(b));
const hasAmount = ({ kind, preset, columns }: Found): number => {
  if (kind !== 'payments' || columns === null) return 0;
  const { fields } = preset ? mapPreset(columns, preset, []) : mapColumns(columns, kind, []);
  return Number(fields.has('amount'));
};
const rank = (kind: Kind | null): number => (kind === null ? KINDS.length : KINDS.indexOf(kind));

async function openNamed(search: Search): Promise<Found[]> {
  const { files, named, wanted } = search;
  const found: Found[] = [];
  const seen = new Map<string, string>();
  const take = (each: Found): void => {
    const { input } = each;
    const twin = input.identity === null ? undefined : seen.get(input.identity);
    if (twin !== undefined) {
      throw new CsmError('usage/duplicate-input', `${input.name} is given twice: its rows would be counted twice`, {
        hint: twin === input.name ? 'name it once' : `it is the same file as ${twin}`,
      });
    }
    if (input.identity !== null) seen.set(input.identity, input.name);
    found.push(each);
  };
  for (const [kind, names] of Object.entries(named) as [Kind, readonly string[]][]) {
    // What a command has no use for is not opened at all: a log of all usage may be large, or not there.
    for (const name of wanted.uses.includes(kind) ? names : []) {
      const input = await search.open(name);
      if (input !== null) take({ input, ...(await detect(input, wanted.dialect, wanted.map, kind)) });
      else for (const each of await openFolder(name, search)) if (each.kind === kind) take(each);
    }
  }
  for (const name of files) {
    const input = await search.open(name);
    if (input !== null) take({ input, ...(await detect(input, wanted.dialect, wanted.map)) });
    else for (const each of await openFolder(name, search)) take(each);
  }
  return withoutSurplus(found, search);
}

/** A file of another kind does no harm beside the right one; where none is right it is a mistake. */
function withoutSurplus(found: readonly Found[], { files, wanted }: Search): Found[] {
  const [first] = found;
  const isUsable = (each: Found): boolean =>
    each.kind === null || wanted.needs.includes(each.kind) || wanted.standsIn?.(each, true) === true;
  if (files.length > 0 && first && !found.some(isUsable)) {
    throw wrongKind(first, wanted);
  }
  return found.filter(({ kind }) => kind === null || wanted.uses.includes(kind));
}

function wrongKind({ input, kind, columns: found }: Found, wanted: Wanted): CsmError {
  const columns = found ?? [];
  const { matched = 0 } = likenesses(columns, wanted.map).find((each) => each.kind === kind) ?? {};
  const what = `${kind} (${matched} of ${columns.length} columns)`;
  const message = `${input.name} looks like ${what}; ${wanted.command} needs ${wanted.needs.join(' or ')}`;
  const { fields } = mapColumns(columns, 'subscriptions', wanted.map);
  const isList = fields.has('churned') && fields.has('customer_id') && wanted.needs.includes('subscriptions');
  const [needed = 'customers'] = wanted.needs;
  const hint = isList
    ? `a list of customers with a flag of who left: csm churn ${input.name} --snapshot`
    : `if it is not: csm ${wanted.command} ${flagOf(needed)} ${input.name}`;
  return new CsmError('header/wrong-kind', message, { hint, exitCode: EXIT.data });
}

async function openOne(name: string, sources: Sources): Promise<Input | null> {
  const hash = sources.hash?.() ?? null;
  if (name !== '-') return openInput(name, sources.cwd, hash);
  const stdin = sources.stdin();
  if (stdin.isTTY) {
    throw new CsmError('usage/stdin-tty', 'stdin is a terminal', { hint: 'pipe a file in, or name one' });
  }
  return openStdin(stdin.stream, hash);
}

/** The exports of a folder that the command can use. What is no export is named, and no error. */
async function openFolder(folder: string, { cwd, wanted, problems, open }: Search): Promise<Found[]> {
  const path = resolve(cwd, folder);
  const names = namesIn(path, folder);
  const found: Found[] = [];
  const seen = new Set<string>();
  for (const name of names.filter((each) => EXPORT.test(each) && !NO_EXPORT.test(each)).toSorted()) {
    const input = await open(folder === '.' ? name : join(folder, name));
    if (input === null) continue;
    const detected = await detect(input, wanted.dialect, wanted.map);
    const { kind } = detected;
    const again = input.identity !== null && seen.has(input.identity);
    if (input.identity !== null) seen.add(input.identity);
    const isWanted = kind !== null && [...wanted.needs, ...wanted.also].includes(kind);
    if (!again && (isWanted || wanted.standsIn?.(detected, false))) {
      found.push({ input, ...detected, isPicked: true });
      continue;
    }
    await input.close();
    if (kind !== null) continue;
    const message = `${input.name} is no export csm knows: left out`;
    const about = { line: null, column: null, field: null, hint: null, excerpt: null };
    problems.add({ code: 'file/unknown', level: 'warning', file: input.name, message, ...about });
  }
  return found;
}

function namesIn(path: string, folder: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (folder === 'exports' || folder === 'data') return [];
    const known = statSync(path, { throwIfNoEntry: false });
    const why =
      known === undefined ? 'no such folder' : known.isDirectory() ? String(error) : 'it is a file, not a folder';
    throw new CsmError('io/not-found', `cannot read ${folder}: ${why}`, { exitCode: EXIT.io });
  }
}
