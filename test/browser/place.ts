import { existsSync } from 'node:fs';

/** Where Debian puts it; another place by CHROMIUM. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const hasBrowser = existsSync(CHROMIUM);
