import { defineConfig } from 'vitest/config';

const json = process.env['CSM_TEST_JSON'];

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // csm keeps no state between runs: a process for every file would only cost time.
    isolate: false,
    testTimeout: 60_000,
    reporters: json === undefined ? ['default'] : ['default', ['json', { outputFile: json }]],
    coverage: { include: ['src/**/*.ts'] },
  },
});
