import { hasPrometheus } from './server.ts';

/** Once before all tests: nobody should take tests that never ran for tests that passed. */
export function setup(): void {
  if (hasPrometheus) return;
  process.stderr.write(
    '\nTHE TESTS AT PROMETHEUS ARE LEFT OUT: there is no prometheus with its promtool (Debian: apt-get install prometheus).\n\n',
  );
}
