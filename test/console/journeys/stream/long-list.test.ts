import { beforeAll, expect, it } from "vitest";
import type { Page } from "../../../../browser/packages.ts";
import type { ServedBridge } from "../../../support/bridge/serve-fake.ts";
import { browserPages } from "../../../support/browser/browser-pages.ts";
import { fakeConsole } from "../../../support/browser/fake-console.ts";

const { open } = browserPages();
const count = 100_000;
let served: ServedBridge;
beforeAll(async () => {
  served = await fakeConsole(count);
});

const drawn = (page: Page): Promise<number> => page.locator("tbody tr").count();
const seen = (page: Page): Promise<string> => page.locator(".rows-seen").innerText();
const lastSeen = async (page: Page): Promise<number> =>
  Number(/–([\d,]+)/.exec(await seen(page))?.[1]?.replaceAll(",", ""));

/** Scrolls to an end of what is there until a row is seen. */
async function scrollUntil(
  page: Page,
  end: "top" | "bottom",
  isThere: (row: number) => boolean,
): Promise<void> {
  for (let row = await lastSeen(page); !isThere(row); row = await lastSeen(page)) {
    await page.evaluate((where) => {
      const { documentElement: root } = document;
      window.scrollTo(0, where === "bottom" ? root.scrollHeight : Math.max(0, window.scrollY - 6_400));
    }, end);
    expect(await drawn(page)).toBeLessThanOrEqual(60);
    await page.waitForTimeout(20);
  }
}

it("pages through 100,000 rows with at most 60 in the document, keeps 20,000, and comes back", {
  timeout: 240_000,
}, async () => {
  const page = await open(`${served.url}/stream`);
  await page.locator("a[data-row]").first().waitFor();
  const table = page.getByRole("table", { name: "requests" });
  expect(await table.getAttribute("aria-rowcount")).toBe("100001");
  expect(await seen(page)).toMatch(/ of 100,000$/);
  await scrollUntil(page, "bottom", (row) => row > 20_600);
  // The first rows are not kept any more: the rows have their places all the same.
  const row = page.locator("tbody tr").nth(5);
  const place = Number(await row.getAttribute("aria-rowindex")) - 2;
  const number = count - 1 - place;
  await expect.poll(() => row.locator("a").getAttribute("data-row")).toMatch(new RegExp(`_${number}$`));
  await scrollUntil(page, "top", (last) => last < 60);
  await expect
    .poll(() => page.locator("a[data-row]").first().getAttribute("data-row"))
    .toBe(`req_${count - 1}`);
  expect(await drawn(page)).toBeLessThanOrEqual(60);
});

it("counts and does not draw what comes at 1,000 a second, and reads the newest when it is asked to", async () => {
  const page = await open(`${served.url}/stream`);
  await page.locator("a[data-row]").first().waitFor();
  await page.getByText("New rows appear at the top").waitFor();
  const before = served.fake.requests.length;
  let most = 0;
  for (let turn = 0; turn < 30; turn++) {
    for (let each = 0; each < 100; each++) served.fake.happen();
    await page.waitForTimeout(100);
    most = Math.max(most, await drawn(page));
  }
  const fed = served.fake.requests.length - before;
  expect(most).toBeLessThanOrEqual(60);
  await page.getByText(/a second, counted and not drawn: [\d,]+ new/).waitFor();
  const all = (before + fed + 1).toString();
  await expect.poll(() => page.getByRole("table").getAttribute("aria-rowcount")).toBe(all);
  await page.keyboard.press(".");
  const newest = served.fake.requests.at(-1)?.id ?? "";
  await expect.poll(() => page.locator("a[data-row]").first().getAttribute("data-row")).toBe(newest);
});
