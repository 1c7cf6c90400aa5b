import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// Who may import whom (DESIGN.md 3.5) is enforced by .oxlintrc.json: every import below is linted in a file of its own.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = [
  'calculator',
  'records',
  'metrics',
  'health',
  'feedback',
  'anomalies',
  'input',
  'output',
  'config',
  'commands',
] as const;
const SHELL = ['../cli.ts', '../flags.ts', '../main.ts', '../program.ts'];
const NODE = ['node:fs', 'node:fs/promises', 'node:process'];
const others = (...own: string[]) => ROOMS.filter((room) => !own.includes(room)).map((room) => `../${room}/any.ts`);

/** Of each room what it must not import, and what it may. */
const IMPORTS: Readonly<Record<string, { readonly never: readonly string[]; readonly may: readonly string[] }>> = {
  'src/calculator': {
    never: [
      ...others('calculator'),
      ...SHELL,
      ...NODE,
      '../errors.ts',
      '../text.ts',
      'zod',
      'zod/mini',
      'commander',
      'chalk',
      'cli-table3',
      'csv-parse',
    ],
    may: ['./fold.ts', 'date-fns/addMonths', '@date-fns/tz/tzOffset', '@date-fns/utc/date/mini'],
  },
  'src/records': {
    never: [...others('calculator', 'records'), ...SHELL, ...NODE, 'commander', 'chalk', 'cli-table3', 'csv-parse'],
    may: ['./fields.ts', '../calculator/fold.ts', 'zod', 'zod/mini'],
  },
  'src/metrics': {
    never: [
      ...others('calculator', 'records', 'metrics'),
      ...SHELL,
      ...NODE,
      'zod',
      'zod/mini',
      'commander',
      'chalk',
      'cli-table3',
      'csv-parse',
    ],
    may: ['./nps.ts', '../calculator/fold.ts', '../records/dataset.ts'],
  },
  'src/health': {
    never: [
      ...others('calculator', 'records', 'health'),
      ...SHELL,
      ...NODE,
      '../errors.ts',
      '../text.ts',
      'zod',
      'zod/mini',
      'commander',
      'chalk',
      'cli-table3',
      'csv-parse',
    ],
    may: ['./score.ts', './components/index.ts', '../calculator/calendar.ts', '../records/account.ts'],
  },
  'src/feedback': {
    never: [
      ...others('calculator', 'records', 'feedback'),
      ...SHELL,
      ...NODE,
      '../errors.ts',
      '../text.ts',
      'zod',
      'zod/mini',
      'commander',
      'chalk',
      'cli-table3',
      'csv-parse',
    ],
    may: ['./tokens.ts', '../calculator/interval.ts', '../records/remark.ts', 'eld/extrasmall', 'stemmer'],
  },
  'src/anomalies': {
    never: [
      ...others('calculator', 'records', 'anomalies'),
      ...SHELL,
      ...NODE,
      '../errors.ts',
      '../text.ts',
      'zod',
      'zod/mini',
      'commander',
      'chalk',
      'cli-table3',
      'csv-parse',
    ],
    may: ['./anomaly.ts', '../calculator/funnel.ts', '../records/scales.ts'],
  },
  'src/output': {
    never: [
      ...others('calculator', 'output'),
      ...SHELL,
      'zod',
      'zod/mini',
      'commander',
      'csv-parse',
      'csv-parse/stream',
    ],
    may: ['./grid.ts', '../calculator/unit.ts', '../errors.ts', '../text.ts', 'chalk', 'cli-table3'],
  },
  'src/input': {
    never: [...others('calculator', 'records', 'input'), ...SHELL, 'commander', 'chalk', 'cli-table3'],
    may: ['./csv.ts', '../records/ticket.ts', '../errors.ts', 'csv-parse', 'node:fs'],
  },
  'src/config': {
    never: [
      ...others('config', 'records', 'input', 'health'),
      ...SHELL,
      'commander',
      'chalk',
      'cli-table3',
      'csv-parse',
    ],
    may: [
      './schema.ts',
      '../records/dataset.ts',
      '../health/config.ts',
      '../input/synonyms.ts',
      '../errors.ts',
      'zod/mini',
      'node:fs',
    ],
  },
  'src/commands': {
    never: ['../main.ts', 'cli-table3', 'csv-parse', 'zod', 'zod/mini'],
    may: [
      '../metrics/index.ts',
      '../config/read.ts',
      '../health/score.ts',
      '../feedback/feedback.part.ts',
      '../anomalies/anomaly.ts',
      '../input/read.ts',
      '../output/table.ts',
      'commander',
      'node:fs/promises',
    ],
  },
};

interface Case {
  readonly room: string;
  readonly file: string;
  readonly text: string;
  readonly rule: 'no-restricted-imports' | 'no-restricted-globals';
  readonly allowed: boolean;
  readonly what: string;
}

const cases: readonly Case[] = Object.entries(IMPORTS).flatMap(([room, { never, may }]) => {
  const imports = [...never, ...may].map((name, i): Case => ({
    room,
    file: `${room}/import-${i}.ts`,
    text: `import * as any from '${name}';\nexport const used = any;\n`,
    rule: 'no-restricted-imports',
    allowed: i >= never.length,
    what: `import ${name}`,
  }));
  const globals = ['process', 'console'].map((name): Case => ({
    room,
    file: `${room}/${name}.ts`,
    text: `export const used = ${name};\n`,
    rule: 'no-restricted-globals',
    allowed: false,
    what: name,
  }));
  return imports.concat(globals);
});
const cli: Case = {
  room: 'src/cli.ts',
  file: 'src/cli.ts',
  text: "import * as any from './main.ts';\nexport const used = any;\n",
  rule: 'no-restricted-imports',
  allowed: false,
  what: 'import ./main.ts',
};

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}

let folder: string;
let found: readonly Diagnostic[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'csm-boundaries-'));
  await copyFile(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const { file, text } of [...cases, cli]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const oxlint = join(ROOT, 'node_modules', '.bin', 'oxlint');
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  // It ends with 1, for it finds something.
  const { stdout } = await promisify(execFile)(oxlint, ['-c', '.oxlintrc.json', '--format', 'json'], options).catch(
    (error: { readonly stdout: string }) => error,
  );
  found = (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
});

afterAll(() => rm(folder, { recursive: true }));

describe.each([...Object.keys(IMPORTS), 'src/cli.ts'])('%s', (room) => {
  test.each(
    [...cases, cli]
      .filter((each) => each.room === room)
      .map((each) => [each.allowed ? 'may' : 'must not', each.what, each] as const),
  )('%s %s', (_, __, { file, rule, allowed }) => {
    const hits = found.filter(({ code, filename }) => filename === file && code.includes(rule));
    expect(hits).toHaveLength(allowed ? 0 : 1);
  });
});
