import { defineConfig } from 'vitest/config';

const json = process.env['CSM_TEST_JSON'];

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    reporters: json === undefined ? ['default'] : ['default', ['json', { outputFile: json }]],
    coverage: { include: ['src/**/*.ts'] },
  },
});
