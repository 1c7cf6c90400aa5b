import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { csm } from '../support/csm.ts';
import { acme, messy, root } from '../support/folder.ts';

// Files nobody would write: those of the torture table, broken further. CSM_FUZZ_SECONDS says for how long (5),
// CSM_FUZZ_SEED which ones (1).

const SECONDS = Number(process.env['CSM_FUZZ_SECONDS'] ?? 5);
const SEED = Number(process.env['CSM_FUZZ_SEED'] ?? 1);
const LARGEST = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'csm-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const torture = join(folder, 'torture');
execFileSync(process.execPath, [join(root, 'test', 'torture', 'make_torture.mjs'), torture]);

const corpus = [torture, messy, acme].flatMap((from) =>
  readdirSync(from)
    .filter((name) => /\.(csv|tsv|json|jsonl|ndjson)$/.test(name) && name !== 'manifest.json')
    .map((name) => ({ extension: extname(name), bytes: readFileSync(join(from, name)).subarray(0, LARGEST) })),
);

const TOKENS = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\0',
  '\ufeff',
  '{',
  '}',
  '[',
  ']',
  ':',
  '\\',
  '-1',
  '1e9',
]
  .concat([
    '99999999999999999999',
    '2024-02-30',
    '2024-07-01',
    '0',
    '11',
    'nps',
    'é',
    '😀',
    '\u202e',
    '=1+1',
    ' ',
    '__proto__',
  ])
  .map((token) => Buffer.from(token));

const where = fc.double({ min: 0, max: 1, noNaN: true });
/** One way to break a file: what is done, where, and with what. */
const breaks = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant('flip' as const), at: where, bit: fc.nat({ max: 7 }) }),
    fc.record({ what: fc.constant('cut' as const), at: where, length: fc.nat({ max: 200 }) }),
    fc.record({ what: fc.constant('insert' as const), at: where, token: fc.nat({ max: TOKENS.length - 1 }) }),
    fc.record({ what: fc.constant('repeat' as const), at: where, length: fc.nat({ max: 200 }) }),
    fc.record({
      what: fc.constant('splice' as const),
      at: where,
      other: fc.nat({ max: corpus.length - 1 }),
      from: where,
    }),
    fc.record({ what: fc.constant('end' as const), at: where }),
  ),
  { minLength: 1, maxLength: 6 },
);
type Break = ReturnType<typeof breaks.generate>['value'][number];

type How = {
  readonly [Kind in Break['what']]: (bytes: Buffer, at: number, how: Extract<Break, { what: Kind }>) => Buffer;
};
const HOW: How = {
  flip(bytes, at, { bit }) {
    const copy = Buffer.from(bytes);
    if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << bit);
    return copy;
  },
  cut: (bytes, at, { length }) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]),
  insert: (bytes, at, { token }) =>
    Buffer.concat([bytes.subarray(0, at), TOKENS[token] ?? Buffer.alloc(0), bytes.subarray(at)]),
  repeat: (bytes, at, { length }) => Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]),
  splice(bytes, at, { other, from }) {
    const second = corpus[other]?.bytes ?? Buffer.alloc(0);
    return Buffer.concat([bytes.subarray(0, at), second.subarray(Math.floor(from * second.length))]);
  },
  end: (bytes, at) => bytes.subarray(0, at),
};
const broken = (bytes: Buffer, each: Break): Buffer =>
  (HOW[each.what] as (bytes: Buffer, at: number, how: Break) => Buffer)(
    bytes,
    Math.floor(each.at * bytes.length),
    each,
  );

interface Accounts {
  readonly errors?: number;
  readonly files?: readonly (Record<'read' | 'good' | 'blank' | 'duplicates' | 'rejected', number> & {
    kind: string | null;
  })[];
  readonly inputs?: readonly Record<'read' | 'used' | 'outside' | 'blank' | 'duplicates' | 'rejected', number>[];
  readonly rows?: readonly { value: number | null; reason: string | null }[];
}

/** What a terminal or a log would obey. */
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test(
  `broken files for ${SECONDS} s: an answer or a refusal, and every row accounted for`,
  { timeout: (SECONDS + 30) * 1000 },
  async () => {
    let runs = 0;
    const before = process.memoryUsage().rss;
    let peak = before;
    const lenient = fc.constantFrom([], ['--skip-invalid', '--max-rejects', '100%']);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: corpus.length - 1 }), breaks, lenient, async (index, faults, more) => {
        const { extension, bytes } = corpus[index] ?? { extension: '.csv', bytes: Buffer.alloc(0) };
        const name = `f${extension}`;
        writeFileSync(join(folder, name), faults.reduce(broken, bytes));
        runs++;
        const begun = performance.now();
        const checked = await csm(['validate', name, '-f', 'json'], { cwd: folder });
        expect([0, 3], checked.stderr).toContain(checked.code);
        expect(OBEYED.test(checked.stderr), 'stderr').toBe(false);
        const { errors = 0, files = [] } = JSON.parse(checked.stdout) as Accounts;
        expect(errors > 0).toBe(checked.code === 3);
        const [file] = files;
        if (file) expect(file.good + file.blank + file.duplicates + file.rejected).toBe(file.read);
        for (const part of [file?.read, file?.good, file?.rejected]) expect(part ?? 0).toBeGreaterThanOrEqual(0);

        const ran = await csm(['report', name, '-p', '2024-07', '--json', ...more], { cwd: folder });
        expect([0, 3], ran.stderr).toContain(ran.code);
        expect(OBEYED.test(ran.stderr), 'stderr').toBe(false);
        if (ran.code === 3) expect(ran.stdout).toBe('');
        else {
          const { rows = [], inputs = [] } = JSON.parse(ran.stdout) as Accounts;
          for (const { value, reason } of rows) expect(value === null).toBe(reason !== null);
          for (const { read, used, outside, blank, duplicates, rejected } of inputs) {
            expect(used + outside + blank + duplicates + rejected).toBe(read);
          }
          // What is answered without leaving anything out has been found to be without fault.
          if (more.length === 0 && file?.kind !== null) expect(errors).toBe(0);
        }
        expect(performance.now() - begun).toBeLessThan(4000);
        peak = Math.max(peak, process.memoryUsage().rss);
      }),
      { seed: SEED, numRuns: 1_000_000, interruptAfterTimeLimit: SECONDS * 1000, endOnFailure: SECONDS < 60 },
    );
    expect(runs).toBeGreaterThan(SECONDS * 5);
    expect(peak - before, 'bytes of memory taken').toBeLessThan(200 * 1024 * 1024);
  },
);
