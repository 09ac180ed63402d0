import { chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';
import { fontEnvironment } from './fontConfiguration.ts';
import type { PreparedServer } from '../server/preparedServer.ts';

export interface BrowserOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Device pixels per CSS pixel: 2 for sharp pictures. */
  readonly scale?: number;
  /** Functions of this process that VS Code's page may call, by name. */
  readonly exposed?: Readonly<Record<string, (...args: never[]) => void>>;
}

export interface Workbench extends AsyncDisposable {
  readonly page: Page;
  /** Errors of the page's own scripts and console, in order. */
  readonly errors: readonly string[];
  /** Resolves with what happened when the page is lost before its time. */
  readonly lost: Promise<string>;
}

// As root, Chromium runs only without its own sandbox; it opens nothing but this machine's server.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const DEFAULT_VIEWPORT = { width: 1400, height: 900 };

/** Opens the address of a workbench in a headless Chromium and waits until the workbench stands. */
export async function openWorkbench(
  prepared: PreparedServer,
  address: string,
  options: BrowserOptions = {},
): Promise<Workbench> {
  const { executable, env, fonts } = await findChromium();
  const fontEnv = await fontEnvironment(prepared.dir, [...fonts, prepared.fonts]);
  const browser = await chromium.launch({
    executablePath: executable,
    args: ARGUMENTS,
    env: { ...process.env, ...env, ...fontEnv },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  try {
    const context = await browser.newContext({
      viewport: options.viewport ?? DEFAULT_VIEWPORT,
      deviceScaleFactor: options.scale ?? 1,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const lost = new Promise<string>((resolve) => {
      page.once('crash', () => resolve('the page crashed'));
      browser.once('disconnected', () => resolve('the browser ended'));
    });
    const exposed = Object.entries(options.exposed ?? {});
    await Promise.all(exposed.map(([name, heard]) => page.exposeFunction(name, heard)));
    await page.goto(address);
    await workbenchStands(page);
    return { page, errors, lost, [Symbol.asyncDispose]: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Waits until a page shows the workbench. */
export async function workbenchStands(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
}
