import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished, type TestContext } from 'vitest';
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

/** A visit that ends with the test; the test is skipped, as `setup.ts` tells, where there is no browser. */
export async function newVisit({ skip }: TestContext): Promise<Visit> {
  if (browser === undefined) return skip(`there is no ${CHROMIUM}`);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  onTestFinished(() => context.close());
  return visitIn(context);
}

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
