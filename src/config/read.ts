import { dirname, resolve } from 'node:path';
import { CsmError, EXIT } from '../errors.ts';
import { openInput } from '../input/open.ts';
import { nearest } from '../nearest.ts';
import { show } from '../text.ts';
import { type Located, parseJson, type Path } from './json.ts';
import type { Known } from './schema-definitions.ts';
import { type Config, configSchema, keysAt } from './schema.ts';

/** A config that was read and is right. */
export interface Loaded extends Pick<Located, 'at'> {
  /** As it was named, or as seen from the current folder. */
  readonly name: string;
  /** The folder its paths start from. */
  readonly folder: string;
  readonly config: Config;
}

/** A config is some lines; what is larger is another file. */
const LARGEST = 1024 * 1024;

/** Reads and checks a config. Throws a CsmError: for a program, what is no JSON, and every key or value that is wrong. */
export async function readConfig(name: string, cwd: string, known: Known): Promise<Loaded> {
  if (/\.[cm]?[jt]sx?$/i.test(name)) {
    throw new CsmError('config/not-data', `${name} is a program: csm reads a config of JSON, and never runs code`, {
      hint: 'write it as csm.config.json, or pass it over: --config none',
    });
  }
  const text = await textOf(name, cwd);
  const located = parseJson(name, text);
  const schema = configSchema(known);
  const { data: config, error } = schema.safeParse(located.value);
  if (error !== undefined) {
    const all = error.issues.flatMap((issue) => complaints(issue, located, schema));
    const [first, ...others] = all.toSorted((a, b) => lineOf(a) - lineOf(b));
    if (first === undefined) throw error;
    throw new CsmError(first.code, first.message, { hint: first.hint, at: first.at, others });
  }
  return { name, folder: dirname(resolve(cwd, name)), config, at: (path, part) => located.at(path, part) };
}

async function textOf(name: string, cwd: string): Promise<string> {
  const input = await openInput(name, cwd, null);
  if (input === null) throw new CsmError('io/is-directory', `${name}: it is a folder`, { exitCode: EXIT.io });
  const chunks: Buffer[] = [];
  for await (const chunk of input.chunks()) {
    chunks.push(chunk);
    if (input.bytes > LARGEST) throw new CsmError('config/too-large', `${name} is larger than 1 MiB: it is no config`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new CsmError('config/syntax', 'not UTF-8', { at: `${name}:1:1`, hint: 'save it as UTF-8' });
  }
}

const lineOf = ({ at }: CsmError): number => Number(at?.split(':').at(-2));

/** What is read of one of Zod's issues. */
interface ZodIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly errors?: readonly (readonly ZodIssue[])[];
}

/** One of Zod's issues in our words: one error for each unknown key, one for a wrong value. */
function complaints(issue: ZodIssue, located: Located, schema: unknown): CsmError[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return (issue.keys ?? []).map((key) => {
      const hint =
        nearest(key, known) ?? `${path.length === 0 ? 'keys' : `keys of ${dotted(path)}`}: ${known.join(', ')}`;
      return new CsmError('config/unknown-key', `unknown key ${dotted([...path, key])}`, {
        hint,
        at: located.at([...path, key], 'key'),
      });
    });
  }
  const inner = deepest(issue);
  if (inner !== null) {
    return inner.flatMap((each) => complaints({ ...each, path: [...path, ...each.path] }, located, schema));
  }
  const what = path.length === 0 ? 'the config' : dotted(path);
  const found = show(JSON.stringify(valueAt(located.value, path)) ?? 'missing', true);
  const words = (issue.values ?? []).filter((value) => typeof value === 'string');
  const hint = nearest(String(valueAt(located.value, path)), words);
  return [new CsmError('config/value', `${what} is ${found}, not ${issue.message}`, { hint, at: located.at(path) })];
}

/** Of the ways a value could have been right, the one it came farthest in; null when it is like none of them. */
function deepest({ errors = [] }: ZodIssue): readonly ZodIssue[] | null {
  const depth = (issues: readonly ZodIssue[]): number =>
    Math.max(...issues.map(({ path, code }) => path.length + Number(code === 'unrecognized_keys')));
  const [farthest] = errors.toSorted((a, b) => depth(b) - depth(a));
  return farthest === undefined || depth(farthest) === 0 ? null : farthest;
}

const valueAt = (value: unknown, [first, ...rest]: Path): unknown =>
  first === undefined ? value : valueAt((value as Readonly<Record<string, unknown>> | undefined)?.[first], rest);

/** `thresholds.nps[1].min` */
const dotted = (path: Path): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
