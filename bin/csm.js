#!/usr/bin/env node
'use strict';
const { readFileSync } = require('node:fs');
const nodeModule = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

const home = join(__dirname, '..');
const folder = join(home, 'dist');
const loaded = new Map();

/**
 * A file of the program. Where the build has left its compiled code for this very V8, a third of a start is saved (V8
 * checks that it fits, and compiles anew if not); elsewhere Node's own compile cache does that from the second run on, if
 * it has one.
 */
function load(name) {
  const file = join(folder, `${name}.cjs`);
  let cachedData;
  try {
    cachedData = readFileSync(join(folder, `${name}-${process.versions.v8}.cache`));
  } catch {
    nodeModule.enableCompileCache?.();
    return require(file);
  }
  const script = new Script(nodeModule.wrap(readFileSync(file, 'latin1')), { filename: file, cachedData });
  const module = { exports: {} };
  loaded.set(name, module);
  script.runInThisContext()(module.exports, requireFrom(file), module, file, folder);
  return module.exports;
}

/** What a file of the program requires: a part of it, which has compiled code of its own, or else a module of Node. */
function requireFrom(file) {
  const others = nodeModule.createRequire(file);
  return (id) => {
    const name = /^\.\/(\w+)\.cjs$/.exec(id)?.[1];
    if (name === undefined) return others(id);
    return loaded.get(name)?.exports ?? load(name);
  };
}

void load('csm').main(home);
