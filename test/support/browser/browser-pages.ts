import { afterEach, expect } from "vitest";
import { type Browser, type BrowserContext, chromium, type Page } from "../../../browser/packages.ts";
import { atEnd } from "./at-end.ts";
import { chromiumPath } from "./chromium-path.ts";

/** How a page is opened. */
export interface PageOptions {
  /** In pixels; default 1280. Up to 720 it is a phone. */
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly reducedMotion?: boolean;
  /** Of the browser: default Europe/Berlin, so that nobody takes UTC for local time. */
  readonly timeZone?: string;
  /** Messages on the browser's console that the test means to cause: `Failed to load resource` of a 404. */
  readonly expected?: readonly RegExp[];
}

/** Opens pages for the tests of one file. */
export interface BrowserPages {
  /** Opens an address in a browser profile of its own. */
  open(url: string, options?: PageOptions): Promise<Page>;
}

function contextOptions({ width = 1280, height = 800, dark = false, ...rest }: PageOptions): object {
  return {
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: rest.reducedMotion ? "reduce" : "no-preference",
    timezoneId: rest.timeZone ?? "Europe/Berlin",
    locale: "en-GB",
    permissions: ["clipboard-read", "clipboard-write"],
    ...(width <= 720 && { hasTouch: true, deviceScaleFactor: 2 }),
  };
}

/** Writes down what no page of ours may do: errors, and requests to anywhere else. */
function watch(page: Page, origin: string, expected: readonly RegExp[], problems: string[]): void {
  const note = (text: string): void => {
    if (!expected.some((pattern) => pattern.test(text))) problems.push(text);
  };
  page.on("pageerror", (error) => note(`thrown: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      note(`${message.type()}: ${message.text()} ${message.location().url}`);
  });
  page.on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && !["blob:", "data:"].includes(protocol)) note(`asks elsewhere: ${request.url()}`);
  });
}

/**
 * A browser for the tests of one file; call it once at the top. A test fails when one of its pages throws, prints an error or warning, breaks its
 * content security policy, or asks another host.
 */
export function browserPages(): BrowserPages {
  let starting: Promise<Browser> | undefined;
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];
  const start = (): Promise<Browser> =>
    // No sandbox: it needs rights that containers don't give, and only our own page is opened.
    chromium.launch({
      executablePath: chromiumPath() ?? "chromium",
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb"],
    });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(problems.splice(0)).toEqual([]);
  });
  atEnd(async () => (await starting)?.close());
  return {
    async open(url, options = {}) {
      starting ??= start();
      const context = await (await starting).newContext(contextOptions(options));
      contexts.push(context);
      const page = await context.newPage();
      watch(page, new URL(url).origin, options.expected ?? [], problems);
      await page.goto(url);
      return page;
    },
  };
}
