// Runs the program once and keeps what V8 compiled on the way of the files that are named, for bin/csm.js to start from:
// node .ci/compiled.cjs csm -- churn --period 2024-07
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { join, resolve } = require('node:path');
const { Script } = require('node:vm');

const folder = resolve(__dirname, '..', 'dist');
const scripts = new Map();

function load(name) {
  const file = join(folder, `${name}.cjs`);
  const script = new Script(wrap(readFileSync(file, 'latin1')), { filename: file });
  const module_ = { exports: {} };
  scripts.set(name, { script, module_ });
  const others = createRequire(file);
  const part = (id) => /^\.\/(\w+)\.cjs$/.exec(id)?.[1];
  const own = (id) =>
    part(id) === undefined ? others(id) : (scripts.get(part(id))?.module_.exports ?? load(part(id)));
  script.runInThisContext()(module_.exports, own, module_, file, folder);
  return module_.exports;
}

const names = process.argv.slice(2, process.argv.indexOf('--'));
process.argv = [process.execPath, 'csm', ...process.argv.slice(process.argv.indexOf('--') + 1)];
load('csm')
  .main(resolve(folder, '..'))
  .then(() => {
    for (const name of names) {
      const data = scripts.get(name).script.createCachedData();
      writeFileSync(join(folder, `${name}-${process.versions.v8}.cache`), data);
    }
  });
