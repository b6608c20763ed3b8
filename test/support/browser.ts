import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Debian's Chromium, installed by whoever runs the tests: they download no browser of their own. */
export const CHROMIUM = process.env["SAMSVAR_CHROMIUM"] ?? "/usr/bin/chromium";

/**
 * Why browser tests cannot run, or null. Where `CI` is set a missing browser is no reason: there they fail, since a
 * test that never runs proves nothing.
 */
export const whyNoBrowser: string | null =
  existsSync(CHROMIUM) || process.env["CI"] ? null : `no Chromium at ${CHROMIUM} (apt-get install chromium)`;

export interface OpenPage {
  readonly page: Page;
  /** Whatever the browser complained about, and addresses outside the page that were asked for. */
  readonly complaints: string[];
}

export interface TestBrowser {
  /** Writes a page to a file and opens it, as somebody who was sent it would. */
  open(html: string, options?: BrowserContextOptions & { readonly hash?: string }): Promise<OpenPage>;
  close(): Promise<void>;
}

export async function launchBrowser(): Promise<TestBrowser> {
  const folder = mkdtempSync(join(tmpdir(), "samsvar-page-"));
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      // Tests run as root in containers, where Chromium's own sandbox cannot start.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  let pages = 0;
  return {
    async open(html, { hash = "", ...options } = {}) {
      const file = join(folder, `page-${pages++}.html`);
      writeFileSync(file, html);
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("dialog", (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      const address = pathToFileURL(file).href;
      page.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(address) && url !== "data:,") complaints.push(`request: ${url}`);
      });
      await page.goto(address + hash);
      return { page, complaints };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
