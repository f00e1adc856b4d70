import { execFileSync } from 'node:child_process';

/** Once before all tests: those of the command line drive the very file that ships. */
export function setup(): void {
  for (const script of ['build:cli', 'build:page', 'build:lab']) {
    execFileSync('npm', ['run', '--silent', script], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
