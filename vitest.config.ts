import { defineConfig } from 'vitest/config';

/** Where the results are also wanted as JSON. */
const report = process.env.TEST_REPORT;

export default defineConfig({
  test: {
    globalSetup: 'test/support/template.ts',
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // Most tests wait for processes and databases; leaving a core free, as is usual, leaves it idle.
    maxWorkers: '100%',
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Every test names its own zone; the host's must not matter.
    env: { TZ: 'America/New_York' },
  },
});
