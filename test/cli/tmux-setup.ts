import { hasTmux } from './tmux.ts';

/** Once before all tests: nobody should take tests that never ran for tests that passed. */
export function setup(): void {
  if (hasTmux) return;
  process.stderr.write(
    '\nTHE TESTS AT A TERMINAL ARE LEFT OUT: there is no tmux (Debian: apt-get install tmux).\n\n',
  );
}
