import { fileURLToPath } from 'node:url';
import type { Entry } from '../../live/staff.ts';
import { builtFile } from '../shipped.ts';

/** The program of a service's process: from the bundle, or from the source where this is source itself. */
export function serviceEntry(): Entry {
  if (!import.meta.url.endsWith('.ts')) {
    return { path: builtFile('live-service.js'), execArgv: [] };
  }
  const loader = new URL('../../../node_modules/tsx/dist/loader.mjs', import.meta.url).href;
  const path = fileURLToPath(new URL('../../live/service-process.ts', import.meta.url));
  return { path, execArgv: ['--import', loader] };
}
