import { configDefaults, defineConfig } from 'vitest/config';

/** The tests that Stryker runs against each mutant: those of the room it mutates, and no build. */
export default defineConfig({
  test: {
    include: ['test/resilience/**/*.test.ts', 'test/library/*.test.ts'],
    // Runs whole simulations: too slow to be asked about each mutant.
    exclude: [...configDefaults.exclude, 'test/library/as-simulated.test.ts'],
    setupFiles: ['test/mutation/few-runs.ts'],
    environment: 'node',
    // One load of the sources for all files: it is most of what a run costs.
    isolate: false,
    testTimeout: 5_000,
  },
});
