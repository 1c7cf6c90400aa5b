// Bundles the program and the library: a small entry each, heavy parts as chunks that load when they are needed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
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

const options = {
  plugins: [withoutSubprocesses],
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  // CommonJS packages in an ES module bundle still ask for Node's own modules by require.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
};

// Apart from each other: chunks shared by both would cut the program into many more files, and each costs a start.
await build({ ...options, entryPoints: ['src/main.ts'], outdir: 'dist', chunkNames: 'chunks/[name]-[hash]' });
await build({ ...options, entryPoints: ['src/index.ts'], outdir: 'dist', splitting: false });

// What editors read beside a config: the program's own answer.
mkdirSync('schema');
writeFileSync('schema/config.json', execFileSync(process.execPath, ['bin/csm.js', 'schema', 'config']));
