import { execFileSync } from 'node:child_process';

/** Once before all tests: those of the command line drive the very file that ships. */
export function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build:cli'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
