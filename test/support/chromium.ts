import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';

const PATHS = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN',
];
const executablePath = PATHS.find((path) => path !== undefined && existsSync(path));

export interface TestBrowser {
  /** A page of its own width; an error in it fails the test that calls `close`. */
  open(url: string, width?: number): Promise<Page>;
}

/** Runs the block in a real Chromium; where there is none, reports it as skipped. */
export function describeInChromium(name: string, block: (browser: TestBrowser) => void): void {
  if (executablePath) describe(name, () => block(useBrowser(executablePath)));
  else describe.skip(`${name} (no Chromium at CHROMIUM_PATH)`, () => block(useBrowser('')));
}

/** Keeps a picture of the page where SCREENSHOTS names a folder. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

function useBrowser(path: string): TestBrowser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: path, args: ARGUMENTS });
  });
  afterAll(() => browser?.close());
  return {
    async open(url, width = 1280) {
      if (!browser) throw new Error('the browser runs only while tests run');
      const viewport = { width, height: width < 600 ? 844 : 800 };
      const page = await browser.newPage({ viewport, locale: 'zh-CN', timezoneId: 'America/New_York' });
      page.setDefaultTimeout(10_000);
      await page.goto(url);
      return page;
    },
  };
}
