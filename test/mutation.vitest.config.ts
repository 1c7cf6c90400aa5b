import { defineConfig } from 'vitest/config';

// The tests that mutants of the calculator are put to: those that run in this process and read no exports.
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/calculator/**/*.test.ts', 'test/metrics/**/*.test.ts', 'test/records/**/*.test.ts'],
    isolate: false,
    testTimeout: 180_000,
  },
});
