import { execFileSync } from 'node:child_process';

/** Once before all tests: those of the command line drive the very file that ships. */
export function setup(): void {
  execFileSync(process.execPath, ['build.js'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
