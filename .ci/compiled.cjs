// Runs the program once and keeps what V8 compiled on the way, for bin/csm.js to start from.
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { join, resolve } = require('node:path');
const { Script } = require('node:vm');

const home = resolve(__dirname, '..');
const file = join(home, 'dist', 'csm.cjs');
const script = new Script(wrap(readFileSync(file, 'latin1')), { filename: file });
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, createRequire(file), module_, file, join(home, 'dist'));

process.argv = [process.execPath, 'csm', 'churn', '--data', join(home, 'fixtures', 'acme'), '--period', '2024-07'];
module_.exports.main(home).then(() => {
  writeFileSync(join(home, 'dist', `csm-${process.versions.v8}.cache`), script.createCachedData());
});
