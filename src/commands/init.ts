import { lstat, mkdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { CONFIG } from '../config/find.ts';
import { CsmError, EXIT } from '../errors.ts';
import { columnsOf, type Seen } from '../input/columns-of.ts';
import { plainDialect } from '../input/dialect.ts';
import { findInputs, type Found } from '../input/discover.ts';
import { Problems } from '../input/problems.ts';
import { issueText } from '../output/issues.ts';
import { writeNew } from '../output/sink.ts';
import { type Kind, KINDS } from '../records/dataset.ts';
import { visible } from '../text.ts';
import { zoneFrom } from './options.ts';
import { TEMPLATES } from './templates.ts';
import type { World } from './world.ts';

export interface InitOptions {
  readonly data?: string;
  readonly timezone: string;
  /** The folder for templates; true: the usual one. */
  readonly template?: string | true;
}

/** Writes csm.config.json for the exports that are named, or found. What is there is never overwritten. */
export async function runInit(files: readonly string[], options: InitOptions, world: World): Promise<void> {
  const { template } = options;
  if (template !== undefined) return writeTemplates(template === true ? 'csm-templates' : template, world);
  const { cwd } = world;
  zoneFrom(options);
  if ((await lstat(join(cwd, CONFIG)).catch(() => null)) !== null) throw thereAlready();
  if (files.includes('-')) {
    throw new CsmError('usage/value', 'init -: a config names files, and standard input has no name', {
      hint: 'name a file',
    });
  }
  const problems = new Problems();
  const sources = {
    files,
    named: {},
    folder: options.data ?? null,
    configured: null,
    cwd,
    hash: null,
    stdin: () => world.stdin,
  };
  const wanted = { command: 'init', needs: KINDS, also: KINDS, uses: KINDS, map: [], dialect: plainDialect };
  const found = await findInputs(sources, wanted, problems);
  try {
    const seen = found.map(seenOf);
    const data = byKind(seen, ({ input }) => pathOf(input.name, cwd));
    const columns = await columnsOf(seen);
    const config = {
      $schema: './node_modules/csm-cli/schema/config.json',
      data,
      timezone: options.timezone,
      ...(Object.keys(columns).length > 0 && { columns }),
    };
    await writeNew(CONFIG, cwd, `${written(config)}\n`).catch((error: unknown) => {
      throw error instanceof CsmError && error.code === 'io/exists' ? thereAlready() : error;
    });
    world.stderr.write(issueText(problems.groups('warning')));
    await world.stdout.write(`${CONFIG} says where the exports are, and how they are read:\n\n${told(seen, columns)}
Edit it as you like: csm help config says what it can hold.
`);
  } finally {
    await Promise.all(found.map(({ input }) => input.close()));
  }
}

const thereAlready = (): CsmError =>
  new CsmError('io/exists', `${CONFIG} is there already: it is left as it is`, {
    hint: `edit it, or move it away and run csm init again`,
    exitCode: EXIT.io,
  });

/** A file whose kind and columns are known. */
function seenOf({ input, kind, preset, columns }: Found): Seen {
  if (kind !== null && columns !== null) return { input, kind, preset, columns };
  throw new CsmError('header/unknown', `cannot tell what export ${input.name} is`, {
    hint: `csm validate ${input.name} says what it has`,
    exitCode: EXIT.data,
  });
}

function byKind(seen: readonly Seen[], nameOf: (each: Seen) => string): Partial<Record<Kind, string[]>> {
  const lists = KINDS.map((kind) => [kind, seen.filter((each) => each.kind === kind).map(nameOf)] as const);
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
}

/** A path as the config has it: from its folder, with slashes, and never taken for a home folder. */
function pathOf(name: string, cwd: string): string {
  const path = relative(cwd, resolve(cwd, name)).split(sep).join('/');
  return path.startsWith('~') ? `./${path}` : path;
}

/** JSON as people write it: a key a line, and lists on one. */
function written(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return `[${value.map((each) => JSON.stringify(each)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, each]) => `${indent}  ${JSON.stringify(key)}: ${written(each, `${indent}  `)}`,
  );
  return `{\n${entries.join(',\n')}\n${indent}}`;
}

/** One line a file: what it is, and how that was told. */
function told(seen: readonly Seen[], columns: Awaited<ReturnType<typeof columnsOf>>): string {
  const width = Math.max(...KINDS.map(({ length }) => length));
  return seen
    .map(({ input, kind, preset }) => {
      const own = Object.keys(columns[kind] ?? {});
      const how =
        preset?.id ?? (own.length === 0 ? 'columns by their own names' : `by their headers: ${own.join(', ')}`);
      return `  ${kind.padEnd(width)}  ${visible(input.name)} (${how})\n`;
    })
    .join('');
}

/** Writes a file for each kind of export to fill in. One that is there with other content stops it. */
async function writeTemplates(folder: string, { cwd, stdout }: World): Promise<void> {
  await mkdir(resolve(cwd, folder), { recursive: true }).catch((error: unknown) => {
    throw new CsmError('io/failed', `cannot make the folder ${folder}: ${String(error)}`, { exitCode: EXIT.io });
  });
  const names: string[] = [];
  for (const kind of KINDS) {
    const name = join(folder, `${kind}.csv`);
    const there = await readFile(resolve(cwd, name), 'utf8').catch(() => null);
    if (there !== TEMPLATES[kind]) await writeNew(name, cwd, TEMPLATES[kind]);
    names.push(`${kind}.csv`);
  }
  await stdout.write(`${folder} holds a file for each kind of export, with invented rows: ${names.join(', ')}

Put your rows in their place; columns you have nothing for can go. Then:
  csm validate --data ${folder}
`);
}
