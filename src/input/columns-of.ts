import type { Kind } from '../records/dataset.ts';
import { mapColumns, mapPreset, type Mapping, type Wish } from './columns.ts';
import { detect } from './detect.ts';
import { plainDialect } from './dialect.ts';
import type { Input } from './open.ts';
import type { Preset } from './presets/preset.ts';

/** A file, and what it was told to be. */
export interface Seen {
  readonly input: Input;
  readonly kind: Kind;
  readonly preset: Preset | null;
  readonly columns: readonly string[];
}

/** Headers of fields, by kind. */
type Columns = Partial<Record<Kind, Record<string, string[]>>>;

/**
 * The columns of files as a config would say them: those that were told by a synonym. What a preset or a field's own
 * name tells needs no saying. Said for all files of a kind, a header may be taken for more than it was in one of them:
 * such a field is left out, so that the files read as they did before.
 */
export async function columnsOf(seen: readonly Seen[]): Promise<Columns> {
  const columns: Columns = {};
  for (const each of seen) {
    if (each.preset !== null) continue;
    for (const [field, { index, found }] of mapped(each, []).fields) {
      const header = each.columns[index];
      if (found !== 'synonym' || header === undefined) continue;
      const headers = ((columns[each.kind] ??= {})[field] ??= []);
      if (!headers.includes(header)) headers.push(header);
    }
  }
  for (;;) {
    const wrong = await changed(seen, columns);
    if (wrong.length === 0) break;
    for (const { kind, field } of wrong) {
      const own = columns[kind];
      if (own === undefined) continue;
      if (field === null) delete columns[kind];
      else delete own[field];
      if (Object.keys(own).length === 0) delete columns[kind];
    }
  }
  return columns;
}

const mapped = ({ columns, kind, preset }: Omit<Seen, 'input'>, wishes: readonly Wish[]): Mapping =>
  preset === null ? mapColumns(columns, kind, wishes) : mapPreset(columns, preset, wishes);

/** Fields that would be read otherwise if the columns were said; field null: the file would be another. */
async function changed(seen: readonly Seen[], said: Columns): Promise<{ kind: Kind; field: string | null }[]> {
  const wishes = Object.entries(said).flatMap(([kind, fields]) =>
    Object.entries(fields).map(([field, headers]): Wish => ({ kind: kind as Kind, field, headers, found: 'config' })),
  );
  const wrong: { kind: Kind; field: string | null }[] = [];
  for (const each of seen) {
    const { kind } = each;
    if (said[kind] === undefined) continue;
    const again = await detect(each.input, plainDialect, wishes, kind);
    if (again.kind !== kind || again.preset !== each.preset) {
      wrong.push({ kind, field: null });
      continue;
    }
    const [before, after] = [mapped(each, []), mapped(each, wishes)];
    for (const field of Object.keys(said[kind])) {
      if (!isSame(before.fields.get(field), after.fields.get(field))) wrong.push({ kind, field });
    }
    // A column that one field takes is not there for another.
    const lost = [...before.fields.keys()].some((field) => !isSame(before.fields.get(field), after.fields.get(field)));
    if (lost && wrong.every((found) => found.kind !== kind)) wrong.push({ kind, field: null });
  }
  return wrong;
}

type Column = Mapping['fields'] extends ReadonlyMap<string, infer Value> ? Value : never;

const isSame = (a: Column | undefined, b: Column | undefined): boolean =>
  a?.index === b?.index && a?.minor === b?.minor && a?.zone?.name === b?.zone?.name && a?.rule === b?.rule;
