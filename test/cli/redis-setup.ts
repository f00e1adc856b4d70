import { hasRedis } from './redis.ts';

/** Once before all tests: nobody should take tests that never ran for tests that passed. */
export function setup(): void {
  if (hasRedis) return;
  process.stderr.write(
    '\nTHE TESTS AT A QUEUE ARE LEFT OUT: there is no redis-server (Debian: apt-get install redis-server).\n\n',
  );
}
