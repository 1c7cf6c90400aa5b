import { defineConfig } from 'vitest/config';

const json = process.env['CSM_TEST_JSON'];

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // csm keeps no state between runs: a process for every file would only cost time.
    isolate: false,
    // The main process has little to do: a worker for each core.
    maxWorkers: '100%',
    testTimeout: 180_000,
    reporters: json === undefined ? ['default'] : ['default', ['json', { outputFile: json }]],
    coverage: { include: ['src/**/*.ts'] },
  },
});
