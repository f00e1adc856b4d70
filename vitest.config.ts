import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globalSetup: [
      'test/cli/build.ts',
      'test/browser/setup.ts',
      'test/cli/tmux-setup.ts',
      'test/cli/redis-setup.ts',
      'test/live/prometheus/setup.ts',
    ],
    setupFiles: ['test/same-luck.ts'],
    pool: 'threads',
    // The default leaves one core idle, which of two is half.
    maxWorkers: '100%',
    testTimeout: 60_000,
  },
});
