import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const BROWSER = 'test/browser/**/*.test.ts'
const SLOW = 'test/**/*.slow.test.ts'

export default defineConfig({
  test: {
    // Vitest leaves one processor free, which on two is half.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [BROWSER, SLOW, 'test/workers/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          pool: 'forks',
          // Loading the modules anew for each file takes longer than the tests.
          isolate: false,
        },
      },
      // Tests that start processes, play whole seasons or try many random files.
      { test: { name: 'slow', include: [SLOW], testTimeout: 60_000, hookTimeout: 60_000, pool: 'forks' } },
      { test: { name: 'browser', include: [BROWSER], testTimeout: 120_000, fileParallelism: false } },
    ],
  },
})
