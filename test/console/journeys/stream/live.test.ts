import { beforeAll, expect, it } from "vitest";
import type { Page } from "../../../../browser/packages.ts";
import type { ServedBridge } from "../../../support/bridge/serve-fake.ts";
import { browserPages } from "../../../support/browser/browser-pages.ts";
import { fakeConsole } from "../../../support/browser/fake-console.ts";

const { open } = browserPages();
let served: ServedBridge;
beforeAll(async () => {
  served = await fakeConsole(40);
});

const firstRow = (page: Page): Promise<string | null> =>
  page.locator("a[data-row]").first().getAttribute("data-row");

it("says that it is not live, and goes on where it was", async () => {
  const page = await open(`${served.url}/stream`, { expected: [/Failed to load resource/] });
  await page.getByText("Live", { exact: true }).waitFor();
  const before = served.fake.happen();
  await expect.poll(() => firstRow(page)).toBe(before.id);
  await page.route("**/api/stream*", (route) => route.abort());
  served.breakConnections();
  await page.getByText(/^Not live since \d\d:\d\d:\d\d\. The bridge does not answer\./).waitFor();
  const missed = [served.fake.happen(), served.fake.happen(), served.fake.happen()];
  await page.waitForTimeout(600);
  expect(await firstRow(page)).toBe(before.id);
  await page.unroute("**/api/stream*");
  await page.getByText("Live", { exact: true }).waitFor();
  await expect.poll(() => firstRow(page)).toBe(missed[2]?.id);
  expect(await page.getByRole("table").getAttribute("aria-rowcount")).toBe("45");
});

it("keeps the connection of a tab that is seen, and of no other", async () => {
  const page = await open(`${served.url}/stream`);
  await page.getByText("Live", { exact: true }).waitFor();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  // What Chromium tells a page that is put behind another one.
  const show = (state: string): Promise<void> =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await page.clock.install();
  await show("hidden");
  await page.clock.fastForward(11_000);
  const row = served.fake.happen();
  await show("visible");
  await expect.poll(() => asked.filter((path) => path === "/api/stream").length).toBe(1);
  await expect
    .poll(async () => {
      await page.clock.fastForward(500);
      return firstRow(page);
    })
    .toBe(row.id);
});
