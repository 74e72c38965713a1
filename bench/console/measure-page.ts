import { availableParallelism, loadavg } from "node:os";
import { type BrowserContext, chromium, type Page } from "../../browser/packages.ts";
import { makeFakeBridge } from "../../test/support/bridge/fake-bridge.ts";
import { serveBridge } from "../../test/support/bridge/serve-fake.ts";
import { chromiumPath } from "../../test/support/browser/chromium-path.ts";
import { feedRequests } from "./feed.ts";

/** What was seen of a page while requests came. */
export interface PageRun {
  readonly fed: number;
  /** Rows that the page shows or counts. */
  readonly counted: number;
  /** What its bar says at the end. */
  readonly bar: string;
  /** Milliseconds of tasks that took 50 or more, the longest first. */
  readonly longTasks: readonly number[];
  /** Rows in the document, at most. */
  readonly drawn: number;
  /** What else wanted the machine: a task that waits for a processor is a long one. `1.4 of 2` */
  readonly load: string;
  /** Bytes of its heap after a collection. */
  readonly heapBefore: number;
  readonly heapAfter: number;
}

/** How it is fed. */
export interface Feeding {
  readonly perSecond: number;
  readonly seconds: number;
  /** Before it is measured: code is compiled, and what the page keeps is full. */
  readonly warmUpSeconds: number;
}

interface WatchedWindow extends Window {
  longTasks?: number[];
}

/** Notes long tasks from the first moment on. */
function watchTasks(): void {
  const seen: number[] = [];
  (window as WatchedWindow).longTasks = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.push(duration);
  }).observe({ type: "longtask", buffered: true });
}

type ToolsSession = Awaited<ReturnType<BrowserContext["newCDPSession"]>>;

async function heapOf(session: ToolsSession): Promise<number> {
  for (let times = 0; times < 3; times++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}

const rowCount = async (page: Page): Promise<number> =>
  Number(await page.getByRole("table").getAttribute("aria-rowcount")) - 1;

/** Waits until the page knows so many rows, or no more come. */
async function settledCount(page: Page, wanted: number): Promise<number> {
  let count = await rowCount(page);
  for (let waits = 0; waits < 40 && count < wanted; waits++) {
    await page.waitForTimeout(250);
    count = await rowCount(page);
  }
  return count;
}

async function watchRows(page: Page, signal: AbortSignal): Promise<number> {
  let most = 0;
  while (!signal.aborted) {
    most = Math.max(most, await page.locator("tbody tr").count());
    await page.waitForTimeout(1_000);
  }
  return most;
}

/** Feeds the source of `/api/stream`, and watches the page over the real API, a real socket and a real browser. */
export async function measurePage({ perSecond, seconds, warmUpSeconds }: Feeding): Promise<PageRun> {
  const bridge = makeFakeBridge(1_000);
  const served = await serveBridge(bridge);
  const browser = await chromium.launch({
    executablePath: chromiumPath() ?? "chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(watchTasks);
    await page.goto(`${served.url}/stream`);
    await page.getByText("Live", { exact: true }).waitFor();
    await page.locator("a[data-row]").first().waitFor();
    const first = await rowCount(page);
    const warm = await feedRequests(bridge, perSecond, warmUpSeconds);
    const before = await settledCount(page, first + warm);
    const session = await page.context().newCDPSession(page);
    const heapBefore = await heapOf(session);
    await page.evaluate(() => (window as WatchedWindow).longTasks?.splice(0));
    const over = new AbortController();
    const watching = watchRows(page, over.signal);
    const fed = await feedRequests(bridge, perSecond, seconds);
    const counted = (await settledCount(page, before + fed)) - before;
    over.abort();
    const drawn = await watching;
    const longTasks = await page.evaluate(() => (window as WatchedWindow).longTasks ?? []);
    const bar = await page.locator(".newbar").innerText();
    const heapAfter = await heapOf(session);
    return {
      fed: fed + warm,
      counted: counted + before - first,
      bar,
      longTasks: longTasks.sort((one, other) => other - one),
      drawn,
      load: `${(loadavg()[0] ?? 0).toFixed(1)} of ${availableParallelism()}`,
      heapBefore,
      heapAfter,
    };
  } finally {
    await browser.close();
    await served.close();
  }
}
