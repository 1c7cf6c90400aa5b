import { distance } from 'fastest-levenshtein';
import { type Zone, zoneOf } from '../calculator/zone.ts';
import type { Issue } from '../errors.ts';
import { isBeside, KINDS, type Kind } from '../records/dataset.ts';
import type { Preset, Rule } from './presets/preset.ts';
import { asSheet, lacking } from './sheet-by-month.ts';
import { GENERIC, plain, REQUIRED, STAND_INS, SYNONYMS } from './synonyms.ts';

/** Which column gives which field, and how that was told. */
export interface Mapping {
  readonly kind: Kind;
  readonly fields: ReadonlyMap<string, Column>;
  /** Columns without a name. */
  readonly unnamed: readonly number[];
  /** Of a sheet with a column for each month: those columns. */
  readonly months?: readonly number[];
  readonly problems: readonly ColumnProblem[];
}

export interface Column {
  readonly index: number;
  /** Amounts in minor units, as the header says. */
  readonly minor: boolean;
  readonly zone: Zone | null;
  readonly found: Wish['found'] | 'preset' | 'question' | 'month' | 'name' | 'synonym';
  /** How a vendor's cells are turned into csm's words; left out: the cell is taken as it is. */
  readonly rule?: Rule;
}

/** The column of a field as it is said: by `--map` for every kind, by the config for one. It wins over what is told. */
export interface Wish {
  readonly kind: Kind | null;
  readonly field: string;
  /** The first of them that a file has is meant. */
  readonly headers: readonly string[];
  readonly found: 'map' | 'config';
}

const isSaid = (column: Column | undefined): boolean => column?.found === 'map' || column?.found === 'config';

/** Something about the header line, at a column of it. */
export interface ColumnProblem extends Pick<Issue, 'code' | 'level' | 'message' | 'hint' | 'field'> {
  readonly index: number;
}

const MONEY = new Set(['amount', 'unit_amount', 'mrr', 'arr', 'discount_amount']);

/** Every header a kind understands, as it is compared. */
const DICTIONARY: Readonly<Record<Kind, ReadonlyMap<string, string>>> = Object.fromEntries(
  KINDS.map((kind) => {
    const words = new Map<string, string>();
    for (const [field, synonyms] of Object.entries(SYNONYMS[kind]))
      for (const each of synonyms) words.set(plain(each), field);
    for (const field of Object.keys(SYNONYMS[kind])) words.set(plain(field), field);
    return [kind, words];
  }),
) as unknown as Readonly<Record<Kind, ReadonlyMap<string, string>>>;

interface Candidate extends Column {
  readonly field: string;
}

/** What one header says in the words of a kind; null when it is none of them. */
function recognise(header: string, index: number, kind: Kind): Candidate | null {
  const words = DICTIONARY[kind];
  const [, base = header, zoneName] = /^(.*?)\s*\((UTC|[A-Za-z_]+\/[A-Za-z_/+-]+)\)\s*$/.exec(header) ?? [];
  const zone = zoneName === undefined ? null : safeZone(zoneName);
  for (const name of [header, base]) {
    const field = words.get(plain(name));
    if (field === undefined) continue;
    return { field, index, minor: false, zone, found: plain(field) === plain(name) ? 'name' : 'synonym' };
  }
  const cents = /^(.+?)(?:in)?cents$/.exec(plain(header));
  const field = cents?.[1] === undefined ? undefined : words.get(cents[1]);
  if (field === undefined || !MONEY.has(field)) return null;
  return { field, index, minor: true, zone: null, found: plain(field) === cents?.[1] ? 'name' : 'synonym' };
}

/** A header without the zone it names: `Updated at (America/New_York)` is `Updated at`. `(UTC)` is part of the name. */
export const nameOf = (header: string): string => header.replace(/\s*\([A-Za-z_]+\/[A-Za-z_/+-]+\)\s*$/, '');

/** The zone a header names. */
function zoneIn(header: string): Zone | null {
  const name = /\((UTC|[A-Za-z_]+\/[A-Za-z_/+-]+)\)\s*$/.exec(header)?.[1];
  return name === undefined ? null : safeZone(name);
}

/** A vendor's columns as its preset says; fields it says nothing of are looked for in the columns it does not read. */
export function mapPreset(headers: readonly string[], preset: Preset, wanted: readonly Wish[]): Mapping {
  const plains = headers.map((header) => plain(nameOf(header)));
  const generic = mapColumns(headers, preset.kind, wanted);
  const used = new Set<number>();
  const fields = new Map<string, Column>();
  for (const [field, rule] of Object.entries(preset.fields)) {
    const own = generic.fields.get(field);
    const indexes = rule.headers.map((header) => plains.indexOf(plain(header)));
    const index = indexes.find((each) => each >= 0) ?? -1;
    for (const each of indexes) used.add(each);
    if (own !== undefined && isSaid(own)) fields.set(field, own);
    else if (index >= 0 || rule.headers.length === 0) {
      const zone = rule.isUtc ? zoneOf('UTC') : zoneIn(headers[index] ?? '');
      fields.set(field, { index, minor: rule.isMinor ?? false, zone, found: 'preset', rule });
    }
  }
  for (const [field, column] of generic.fields) {
    if (field === 'month' && !isSaid(column)) continue;
    if (!fields.has(field) && (isSaid(column) || !used.has(column.index))) fields.set(field, column);
  }
  return { kind: preset.kind, fields, unnamed: [], problems: [] };
}

function safeZone(name: string): Zone | null {
  try {
    return zoneOf(name);
  } catch {
    return null;
  }
}

/** Maps the headers of a file onto the fields of a kind. `wanted` are the columns that are said; they win. */
export function mapColumns(headers: readonly string[], kind: Kind, wanted: readonly Wish[]): Mapping {
  const problems: ColumnProblem[] = [];
  const claims = new Map<string, Candidate[]>();
  const taken = new Set<number>();
  for (const { kind: only, field, headers: names, found } of wanted) {
    if ((only !== null && only !== kind) || !(field in SYNONYMS[kind]) || claims.has(field)) continue;
    const header = names.find((name) => findHeader(headers, name) >= 0);
    if (header === undefined) continue;
    const index = findHeader(headers, header);
    taken.add(index);
    const minor = MONEY.has(field) && /cents\W*$/i.test(header);
    claims.set(field, [{ field, index, minor, zone: recognise(header, index, kind)?.zone ?? null, found }]);
  }
  const unnamed: number[] = [];
  const paid: Candidate[] = [];
  for (const [index, header] of headers.entries()) {
    if (plain(header) === '') unnamed.push(index);
    if (taken.has(index)) continue;
    const candidate = recognise(header, index, kind);
    if (
      kind === 'payments' &&
      candidate?.found === 'synonym' &&
      PAID.has(plain(header.replace(/\s*\([^)]*\)\s*$/, '')))
    ) {
      paid.push(candidate);
      continue;
    }
    if (candidate === null || isSaid(claims.get(candidate.field)?.[0])) continue;
    claims.set(candidate.field, [...(claims.get(candidate.field) ?? []), candidate]);
    if (/[\u200b-\u200d\u2060\ufeff\u00a0]/.test(header)) {
      problems.push(
        problem('header/normalised', 'warning', index, candidate.field, 'the header has invisible characters: ignored'),
      );
    } else if (candidate.found === 'name' && header !== candidate.field) {
      problems.push(problem('header/normalised', 'note', index, candidate.field, `read as ${candidate.field}`));
    }
  }
  if (paid.length > 0) placePaid(claims, paid);
  const fields = new Map<string, Column>();
  for (const [field, candidates] of claims) {
    const chosen = choose(field, candidates, headers, REQUIRED[kind].includes(field), problems);
    if (chosen) fields.set(field, chosen);
  }
  const mapping = { kind, fields, unnamed, problems };
  return kind === 'subscriptions' ? asSheet(mapping, headers) : mapping;
}

/** What says when a bill was paid, where another column says when it was written. */
const PAID: ReadonlySet<string> = new Set(
  ['paid at', 'paid on', 'paid date', 'date paid', 'payment date'].map((name) => plain(name)),
);

/**
 * The day a payment was made stands for its day. In bills, which have a day they are due and one they were written, it is
 * when they were settled.
 */
function placePaid(claims: Map<string, Candidate[]>, paid: readonly Candidate[]): void {
  const written = claims.get('at') ?? [];
  if (written.length > 0 && claims.has('due_at') && !claims.has('settled_at')) {
    claims.set(
      'settled_at',
      paid.map((each) => ({ ...each, field: 'settled_at' })),
    );
  } else if (!isSaid(written[0])) {
    claims.set(
      'at',
      [...written, ...paid].toSorted((a, b) => a.index - b.index),
    );
  }
}

/** One column for a field: the one that bears its very name, else the only one. */
function choose(
  field: string,
  candidates: readonly Candidate[],
  headers: readonly string[],
  required: boolean,
  problems: ColumnProblem[],
): Column | null {
  const [only, other] = candidates;
  if (only === undefined || other === undefined) return only ?? null;
  const named = candidates.filter(({ found }) => found === 'name');
  if (named.length === 1) return named[0] ?? null;
  const columns = (named.length > 1 ? named : candidates).map(({ index }) => index);
  const where = columns.map((index) => index + 1).join(' and ');
  const last = columns.at(-1) ?? 0;
  if (new Set(columns.map((index) => plain(headers[index] ?? ''))).size === 1) {
    const hint = 'rename or remove one of them';
    problems.push(problem('header/duplicate', 'error', last, field, `${field} is at columns ${where}`, hint));
    return null;
  }
  const names = columns.map((index) => `"${headers[index]}"`).join(' and ');
  const hint = `--map ${field}=${shellWord(headers[columns[0] ?? 0] ?? '')}`;
  const level = required ? 'error' : 'warning';
  const outcome = required ? '' : ': neither is used';
  problems.push(problem('header/ambiguous', level, last, field, `${names} can both be ${field}${outcome}`, hint));
  return null;
}

const problem = (
  code: string,
  level: Issue['level'],
  index: number,
  field: string | null,
  message: string,
  hint: string | null = null,
): ColumnProblem => ({ code, level, index, field, message, hint });

/** The column a header name means: exactly, else as headers are compared; -1 when there is none. */
export function findHeader(headers: readonly string[], name: string): number {
  const exact = headers.findIndex((header) => header.trim() === name.trim());
  return exact >= 0 ? exact : headers.findIndex((header) => plain(header) === plain(name));
}

/** A word as a shell takes it. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What a header line looks like: which kinds it can be, the likeliest first. */
export interface Likeness {
  readonly kind: Kind;
  readonly score: number;
  readonly complete: boolean;
  readonly matched: number;
}

/** Compares a header with every kind. Words that many exports have count little. */
export function likenesses(headers: readonly string[], wanted: readonly Wish[]): Likeness[] {
  return KINDS.map((kind) => {
    const mapping = mapColumns(headers, kind, wanted);
    const { fields, problems, months = [] } = mapping;
    // A field that two columns claim is there: the answer is to name one, not to take the file for another kind.
    const claimed = problems.flatMap(({ level, field }) => (level === 'error' && field !== null ? [field] : []));
    let score = 3 * (claimed.length + months.length);
    for (const { index, found } of fields.values()) {
      score += found === 'map' || found === 'config' || !GENERIC.has(plain(headers[index] ?? '')) ? 3 : 1;
    }
    const isThere = (field: string): boolean => claimed.includes(field) || fields.has(STAND_INS[kind]?.[field] ?? '');
    const complete = lacking(mapping).every(isThere) && score > REQUIRED[kind].length && isTold(kind, fields, headers);
    return { kind, score, complete, matched: fields.size + claimed.length + months.length };
  }).toSorted(
    (a, b) =>
      Number(b.complete) - Number(a.complete) ||
      b.score - a.score ||
      Number(isBeside(a.kind)) - Number(isBeside(b.kind)),
  );
}

/**
 * Many files have a customer and a day: one of usage has an event too, or csm's own name for when it was; and a list of
 * events, such as of cancellations, is no list of customers.
 */
function isTold(kind: Kind, fields: Mapping['fields'], headers: readonly string[]): boolean {
  if (kind === 'customers') {
    return !headers.some((header) => plain(header).includes('eventid')) && !isOfCustomers(fields, headers);
  }
  return kind !== 'usage' || fields.has('feature') || fields.get('at')?.found === 'name';
}

/** Whether rows have an id of their own beside a customer, and nothing that only a customer has: charges, say, or visits. */
function isOfCustomers(fields: Mapping['fields'], headers: readonly string[]): boolean {
  const isNamed = (field: string, name: string): boolean => {
    const column = fields.get(field);
    return column !== undefined && /^(name|synonym)$/.test(column.found) && plain(headers[column.index] ?? '') === name;
  };
  return (
    isNamed('customer_id', 'id') && isNamed('name', 'customer') && [...fields.keys()].every((each) => ANYS.has(each))
  );
}
/** Fields of customers whose columns many other exports have under the same names. */
const ANYS: ReadonlySet<string> = new Set(
  'customer_id name first_name last_name email created_at churned_at status plan mrr arr'.split(' '),
);

/** The kind of a file by its header; null when it is none for sure. Customers are what has an id and nothing better. */
export function kindOf(headers: readonly string[], wanted: readonly Wish[]): Kind | null {
  const [first, second] = likenesses(headers, wanted);
  if (first === undefined || !first.complete || first.matched < 2) return null;
  const isTie = second?.complete === true && second.score === first.score;
  return isTie && isBeside(first.kind) === isBeside(second.kind) ? null : first.kind;
}

/** Ready-to-paste `--map` pairs for what a file lacks, by the nearest names that are left over. */
export function suggestMap(headers: readonly string[], mapping: Mapping, missing: readonly string[]): string {
  const used = new Set([...mapping.fields.values()].map(({ index }) => index));
  const free = headers.filter((header, index) => !used.has(index) && plain(header) !== '');
  const pairs = missing.map((field) => {
    const standIn = mapping.fields.get(STAND_INS[mapping.kind]?.[field] ?? '');
    if (standIn !== undefined) return `--map ${field}=${shellWord(headers[standIn.index] ?? '')}`;
    const [first] = free.toSorted((a, b) => unlike(field, a) - unlike(field, b));
    // Among a few columns the nearest is worth a try; among many, one that is unlike it would only mislead.
    const isLikely = first !== undefined && (free.length <= 5 || unlike(field, first) < 0.7);
    const asked = field === 'score' ? free.find((header) => ASKS.test(header)) : undefined;
    const nearest = isLikely ? first : asked;
    if (nearest !== undefined) free.splice(free.indexOf(nearest), 1);
    return `--map ${field}=${nearest === undefined ? 'COLUMN' : shellWord(nearest)}`;
  });
  return pairs.join(' ');
}

/** Words of a question that is answered on a scale. */
const ASKS = /\b(rate|scale|likely|satisfied|easy|effort|recommend)\b/i;

function unlike(field: string, header: string): number {
  const [a, b] = [plain(field), plain(header)];
  return b.includes(a) || a.includes(b) ? 0 : distance(a, b) / Math.max(a.length, b.length);
}
