import { beforeAll, expect, it } from "vitest";
import type { Page } from "../../../../browser/packages.ts";
import type { ServedBridge } from "../../../support/bridge/serve-fake.ts";
import { browserPages } from "../../../support/browser/browser-pages.ts";
import { fakeConsole } from "../../../support/browser/fake-console.ts";

const { open } = browserPages();
let served: ServedBridge;
beforeAll(async () => {
  served = await fakeConsole(400);
});

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute("data-row") ?? null);

/** The n-th row from the top. */
const idOf = (place: number): string => {
  const number = 399 - place;
  return number % 4 === 3 ? `req_${number}` : `dlv_${number}`;
};

async function openList(query = ""): Promise<Page> {
  const page = await open(`${served.url}/stream${query}`);
  await page.locator("a[data-row]").first().waitFor();
  return page;
}

it("goes through the rows, opens one, and comes back to the same row and the same place", async () => {
  const page = await openList();
  for (let presses = 0; presses < 40; presses++) await page.keyboard.press(presses % 2 ? "j" : "ArrowDown");
  await page.keyboard.press("k");
  await expect.poll(() => focused(page)).toBe(idOf(38));
  expect(page.url()).toContain(`at=${idOf(38)}`);
  const scrolled = await page.evaluate(() => window.scrollY);
  expect(scrolled).toBeGreaterThan(300);
  const top = await page.locator(`[data-row=${idOf(38)}]`).boundingBox();
  await page.keyboard.press("Enter");
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/deliveries/${idOf(38)}`);
  await page.locator("a[data-row]").first().waitFor({ state: "detached" });
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => focused(page)).toBe(idOf(38));
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  expect(await page.locator(`[data-row=${idOf(38)}]`).boundingBox()).toEqual(top);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.url()).not.toContain("at=");
});

it("takes the filter along to a request and back", async () => {
  const page = await openList("?source=billing&outcome=refused");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).toBe(`${served.url}/requests/req_399?source=billing&outcome=refused`);
  await page.goBack();
  await expect.poll(() => focused(page)).toBe("req_399");
  expect(page.url()).toBe(`${served.url}/stream?source=billing&outcome=refused&at=req_399`);
});

it("opens in a new tab, by key and by the middle button", async () => {
  const page = await openList();
  await page.keyboard.press("j");
  const byKey = page.context().waitForEvent("page");
  await page.keyboard.press("o");
  expect(new URL((await byKey).url()).pathname).toBe(`/requests/${idOf(0)}`);
  const byMouse = page.context().waitForEvent("page");
  await page.getByRole("row").nth(3).click({ button: "middle" });
  expect(new URL((await byMouse).url()).pathname).toBe(`/deliveries/${idOf(2)}`);
});

it("selects rows, and copies their ids", async () => {
  const page = await openList();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  await page.getByText("4 selected").waitFor();
  await page.getByRole("button", { name: "Copy ids" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe([0, 1, 2, 3].map(idOf).join("\n"));
  await page.keyboard.press("Escape");
  expect(await page.getByText("4 selected").count()).toBe(0);
});

it("shows the row beside the list where there is room, and its page where there is none", async () => {
  const wide = await openList();
  await wide.locator(`[data-row=${idOf(0)}]`).click();
  const peek = wide.getByRole("complementary", { name: "The chosen row" });
  await peek.getByRole("heading", { name: "signature-mismatch" }).waitFor();
  await peek.getByText("Compare the stored secret with the vendor's.").waitFor();
  await peek.getByRole("link", { name: "Filter to these" }).click();
  await expect.poll(() => wide.url()).toBe(`${served.url}/stream?source=billing&reason=signature-mismatch`);
  const narrow = await open(`${served.url}/stream`, { width: 390 });
  await narrow.locator(`[data-row=${idOf(0)}]`).click();
  await expect.poll(() => new URL(narrow.url()).pathname).toBe(`/requests/${idOf(0)}`);
});

it("does nothing by keys while the filter has the focus", async () => {
  const page = await openList();
  await page.keyboard.press("/");
  await page.keyboard.type("jxp");
  expect(await page.getByRole("button", { name: "Pause" }).getAttribute("aria-pressed")).toBe("false");
  expect(await page.getByRole("combobox", { name: "Filter" }).inputValue()).toBe("jxp");
});
