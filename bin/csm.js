#!/usr/bin/env node
'use strict';
const { readFileSync } = require('node:fs');
const nodeModule = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

const home = join(__dirname, '..');
const file = join(home, 'dist', 'csm.cjs');

/**
 * The program. Where the build has left its compiled code for this very V8, a third of a start is saved (V8 checks that
 * it fits, and compiles anew if not); elsewhere Node's own compile cache does that from the second run on, if it has one.
 */
function program() {
  let cachedData;
  try {
    cachedData = readFileSync(join(home, 'dist', `csm-${process.versions.v8}.cache`));
  } catch {
    nodeModule.enableCompileCache?.();
    return require(file);
  }
  const script = new Script(nodeModule.wrap(readFileSync(file, 'latin1')), { filename: file, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, nodeModule.createRequire(file), module, file, join(home, 'dist'));
  return module.exports;
}

void program().main(home);
