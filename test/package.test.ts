import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { expect, test } from 'vitest';
import { acme, folderWith, root } from './support/folder.ts';

// What is published: which files, that they install alone, and that the command and the library in them work.

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly dependencies?: unknown;
  readonly peerDependencies?: unknown;
  readonly optionalDependencies?: unknown;
  readonly scripts: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** Files that must be there, and what else may be. */
const EXACTLY = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'bin/csm.js',
  'bin/package.json',
  'dist/csm.cjs',
  'dist/feedback.cjs',
  'dist/html.cjs',
  'dist/index.js',
  'dist/markdown.cjs',
  'dist/third-party.txt',
  'dist/workbook.cjs',
  'package.json',
  'schema/config.json',
];
const ALLOWED = [/^dist\/types\/(?:[\w.-]+\/)*[\w.-]+\.d\.ts$/, /^fixtures\/acme\/\w+\.csv$/];

const npm = (args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): string =>
  execFileSync('npm', [...args, '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });

test('it is built', () => {
  expect(existsSync(join(root, 'dist', 'csm.cjs')), 'dist is not there: npm run build').toBe(true);
});

test('who is bundled is named, with the licence', () => {
  const notices = readFileSync(join(root, 'dist', 'third-party.txt'), 'utf8');
  const packages = notices.split(/\n={80}\n/).slice(1);
  const names = packages.map((each) => /^(\S+) [\d.]+, (.+?)(,|$)/m.exec(each)?.slice(1, 3).join(' '));
  for (const each of ['echarts Apache-2.0', 'zrender BSD-3-Clause', 'eld Apache-2.0', 'zod MIT', 'csv-parse MIT']) {
    expect(names).toContain(each);
  }
  expect(packages.filter((each) => !/copyright|permission|apache license/i.test(each))).toEqual([]);
});

test('the tarball holds the program, its types, the invented company and what one has to read: nothing else', () => {
  const HOME = folderWith();
  const [packed] = JSON.parse(npm(['pack', '--dry-run', '--json', '--ignore-scripts'], root, { HOME })) as {
    files: { path: string; mode: number }[];
  }[];
  const files = packed?.files.map(({ path }) => path) ?? [];
  expect(
    EXACTLY.filter((file) => !files.includes(file)),
    'missing',
  ).toEqual([]);
  expect(
    files.filter((file) => !EXACTLY.includes(file) && !ALLOWED.some((pattern) => pattern.test(file))),
    'not allowed',
  ).toEqual([]);
  expect(files.filter((file) => file.startsWith('fixtures/'))).toEqual(
    readdirSync(acme).map((file) => `fixtures/acme/${file}`),
  );
  expect(files).toContain('dist/types/index.d.ts');
  expect(packed?.files.find(({ path }) => path === 'bin/csm.js')?.mode.toString(8), 'bin/csm.js can be run').toMatch(
    /7..$/,
  );
});

test('it depends on nothing', () => {
  expect([manifest.dependencies, manifest.peerDependencies, manifest.optionalDependencies]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  for (const script of ['preinstall', 'install', 'postinstall']) expect(manifest.scripts[script]).toBeUndefined();
});

test('the bundle asks for nothing but Node', () => {
  const dist = join(root, 'dist');
  const asked = new Set<string>();
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(c?js|d\.ts)$/.test(name)) continue;
    const text = readFileSync(join(dist, name), 'utf8');
    for (const [, from = ''] of text.matchAll(/\b(?:from|import|require)\s*\(?\s*["']([@a-z.][\w@/.:-]*)["']/g))
      asked.add(from);
  }
  expect(asked.size).toBeGreaterThan(5);
  expect([...asked].filter((from) => !isBuiltin(from) && !/^\.{1,2}\//.test(from))).toEqual([]);
});

test('installed into an empty folder, offline, it runs as a command and as a library', { timeout: 240_000 }, () => {
  const folder = folderWith();
  const home = join(folder, 'home');
  mkdirSync(home);
  const env = { HOME: home, npm_config_cache: join(home, 'cache'), npm_config_update_notifier: 'false' };
  npm(['pack', '--ignore-scripts', '--pack-destination', folder], root, env);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  expect(tarball).toBe(`${manifest.name}-${manifest.version}.tgz`);

  // Are the types right for whoever imports it? (As a file: packing anew would build anew while other tests run.)
  const types = spawnSync('attw', [join(folder, tarball), '--profile', 'esm-only'], {
    encoding: 'utf8',
    env: { ...env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}` },
  });
  expect(types.status, types.stdout).toBe(0);

  const place = join(folder, 'place');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{ "private": true }');
  npm(['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', join('..', tarball)], place, env);
  expect(readdirSync(join(place, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([manifest.name]);

  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, {
      cwd: place,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '', ...env },
    });
  expect(run('npx', '--offline', 'csm', '--version')).toBe(`${manifest.version}\n`);
  copyFileSync(join(acme, 'subscriptions.csv'), join(place, 'subscriptions.csv'));
  expect(run(join('node_modules', '.bin', 'csm'), 'churn', '-p', '2024-07')).toMatch(
    /^Churn · 2024-07-01\.\.2024-07-31/,
  );
  // A config that `csm init` writes finds its schema beside it, and it is the one the program prints.
  expect(run('npx', '--offline', 'csm', 'init')).toContain('csm.config.json says where the exports are');
  const { $schema } = JSON.parse(readFileSync(join(place, 'csm.config.json'), 'utf8')) as { $schema: string };
  expect(readFileSync(join(place, $schema), 'utf8')).toBe(run('npx', '--offline', 'csm', 'schema', 'config'));
  expect(run(join('node_modules', '.bin', 'csm'), 'demo')).toContain('csm-demo holds 6 exports');

  writeFileSync(
    join(place, 'library.mjs'),
    `import { calculate, defaultSettings, metrics, openBook, parseDay, parsePeriod, tablesOf } from 'csm-cli';
     const asOf = parseDay('2024-09-01');
     const period = parsePeriod('2024-07', { asOf });
     const term = (from, until, cents) => ({ from: parseDay(from), until: until && parseDay(until), cents });
     const subscription = (customer_id, from, until) => ({
       subscription_id: customer_id, customer_id, plan: null, currency: 'USD', status: 'active', cancel_reason: null,
       started: parseDay(from), ended: until && parseDay(until), terms: [term(from, until, 1000)], file: '', line: 1, labels: [],
     });
     const book = openBook([subscription('a', '2024-01-01', null), subscription('b', '2024-01-01', '2024-07-15')]);
     const results = calculate({ metrics: metrics.filter(({ id }) => id === 'customer_churn_rate'), periods: [period], settings: defaultSettings(asOf) }, tablesOf({ book }));
     console.log(JSON.stringify(results.map(({ metric, value, numerator, denominator }) => [metric, value, numerator, denominator])));`,
  );
  expect(JSON.parse(run(process.execPath, 'library.mjs'))).toEqual([['customer_churn_rate', 0.5, 1, 2]]);
});

test('publint has nothing to say', async () => {
  const { messages, pkg } = await publint({ pkgDir: root, level: 'suggestion', strict: true, pack: false });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test('the lockfile names no place to fetch from, and every package has its hash', () => {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
  expect(text).not.toContain('"resolved"');
  const { packages } = JSON.parse(text) as { packages: Record<string, { integrity?: string; link?: boolean }> };
  const without = Object.entries(packages).filter(([name, { integrity }]) => name !== '' && integrity === undefined);
  expect(without.map(([name]) => name)).toEqual([]);
});
