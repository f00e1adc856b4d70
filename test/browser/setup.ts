import { CHROMIUM, hasBrowser } from './place.ts';

/** Once before all tests: nobody should take tests that never ran for tests that passed. */
export function setup(): void {
  if (hasBrowser) return;
  process.stderr.write(
    `\nTHE BROWSER TESTS ARE LEFT OUT: there is no ${CHROMIUM} (Debian: apt-get install chromium).\n\n`,
  );
}
