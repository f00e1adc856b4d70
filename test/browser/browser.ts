import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, test as base, beforeAll } from 'vitest';
import { CHROMIUM, hasBrowser } from './place.ts';

/** Without these it looks for hosts of its maker at every start. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Browser | undefined;

beforeAll(async () => {
  if (hasBrowser) browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
});

afterAll(async () => {
  await browser?.close();
});

/** A page, and what it did that it should not have done. */
export interface Visit {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors, requests of anything but the file. */
  readonly faults: readonly string[];
  /** Opens a file and waits until its charts are drawn. */
  open(file: string): Promise<void>;
}

/** A test in a real browser; skipped, and told of by `setup.ts`, where there is none. */
export const test = base.extend<{ visit: Visit }>({
  visit: async ({ skip }, use) => {
    skip(browser === undefined, `there is no ${CHROMIUM}`);
    const context = await browser!.newContext({ viewport: { width: 1280, height: 900 } });
    await use(await visitIn(context));
    await context.close();
  },
});

async function visitIn(context: BrowserContext): Promise<Visit> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (!/^(?:file|data|blob):/.test(request.url())) faults.push(`asked for ${request.url()}`);
  });
  return {
    page,
    faults,
    async open(file) {
      await page.goto(`file://${file}`);
      await page.locator('.panel svg').last().waitFor({ state: 'attached' });
    },
  };
}
