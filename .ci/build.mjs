// Bundles the program and the library, one file each, and leaves the program's compiled code beside it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

for (const folder of ['dist', 'schema']) rmSync(folder, { recursive: true, force: true });

/** Commander can start subcommands as programs of their own, which csm has none of. */
const withoutSubprocesses = {
  name: 'without-subprocesses',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Tables of languages as text to be parsed: V8 reads that in a third of the time it takes for the same as code. */
const tables = {
  name: 'tables',
  setup({ onLoad }) {
    onLoad({ filter: /eld[\\/]src[\\/]ngrams[\\/]\w+\.js$/ }, async ({ path }) => {
      const { ngramsData } = await import(pathToFileURL(path));
      return { contents: `export const ngramsData = JSON.parse(${JSON.stringify(JSON.stringify(ngramsData))});` };
    });
  },
};

/**
 * What few runs need and is large is a file of its own: `import('./name.part.ts')` loads `dist/name.cjs`. It shares no
 * module with the program, so that it takes and gives plain values only: an error class of its own would be another one.
 */
const parts = {
  name: 'parts',
  setup({ onResolve }) {
    onResolve({ filter: /\.part\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.part.ts')}.cjs`, external: true } : undefined,
    );
  },
};

/** What was bundled of whose, with the licence of each as it came. */
function noticesOf(metafiles) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  const packages = Array.from(folders, (folder) => {
    const { name, version, license, homepage = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)([-.]|$)/i.test(file));
    const texts = files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [`${name} ${version}, ${license}${homepage && `, ${homepage}`}`, ...texts].join('\n\n');
  });
  const head = 'csm is bundled with parts of these packages, each under its own licence.';
  return `${[head, ...[...new Set(packages)].toSorted()].join(`\n\n${'='.repeat(80)}\n\n`)}\n`;
}

const options = {
  plugins: [withoutSubprocesses, tables, parts],
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  metafile: true,
};

// CommonJS, since only that can be started from compiled code. What is imported on demand is run on demand.
const program = { ...options, format: 'cjs', supported: { 'dynamic-import': false } };
const { outputFiles, metafile } = await build({ ...program, entryPoints: ['src/main.ts'], write: false });
const built = [metafile];
mkdirSync('dist');
// In ASCII, which is read the quickest: only in regular expressions does esbuild leave other characters as they are.
const inAscii = (text) => text.replaceAll(/[^\0-\x7f]/g, escaped);
const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
writeFileSync('dist/csm.cjs', inAscii(outputFiles[0].text));
// What libraries say to those who develop with them is left out.
const define = { 'process.env.NODE_ENV': '"production"' };
for (const path of readdirSync('src', { recursive: true }).filter((path) => path.endsWith('.part.ts'))) {
  const part = await build({ ...program, define, entryPoints: [`src/${path}`], write: false });
  writeFileSync(`dist/${basename(path, '.part.ts')}.cjs`, inAscii(part.outputFiles[0].text));
  built.push(part.metafile);
}
const library = await build({
  ...options,
  entryPoints: ['src/index.ts'],
  outfile: 'dist/index.js',
  format: 'esm',
  // CommonJS packages in an ES module bundle still ask for Node's own modules by require.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
writeFileSync('dist/third-party.txt', noticesOf([...built, library.metafile]));

// In a process of its own: what is compiled is what a run of the program has used.
const acme = ['--data', 'fixtures/acme', '--period', '2024-07'];
for (const kept of [
  ['csm', '--', 'churn', ...acme],
  ['html', 'feedback', '--', 'report', ...acme, '-f', 'html', '-q'],
]) {
  execFileSync(process.execPath, ['.ci/compiled.cjs', ...kept], { stdio: ['ignore', 'ignore', 'inherit'] });
}

// What editors read beside a config: the program's own answer.
mkdirSync('schema');
writeFileSync('schema/config.json', execFileSync(process.execPath, ['bin/csm.js', 'schema', 'config']));
