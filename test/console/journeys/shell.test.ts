/** What stands on every screen: navigation, keys, find, theme. */
import { beforeAll, expect, it } from "vitest";
import type { Page } from "../../../browser/packages.ts";
import { browserPages } from "../../support/browser/browser-pages.ts";
import { fakeConsole, prodPlace } from "../../support/browser/fake-console.ts";
import { type LocalConsole, localConsole } from "../../support/browser/local-console.ts";

const { open } = browserPages();
let local: LocalConsole;
let stageUrl = "";
let delivery = "";
beforeAll(async () => {
  local = await localConsole();
  delivery = await local.deliver("acme-github");
  stageUrl = (await fakeConsole(40, prodPlace)).url;
});

const path = (page: Page): string => new URL(page.url()).pathname;
const title = (page: Page): Promise<string | null> => page.getByRole("heading", { level: 1 }).textContent();

it("leads to each main place by link and by two keys, and gives the focus to the page", async () => {
  const page = await open(local.url);
  await page
    .getByRole("navigation", { name: "Console", exact: true })
    .getByRole("link", { name: "Sources" })
    .click();
  await expect.poll(() => title(page)).toBe("Sources");
  expect(path(page)).toBe("/sources");
  for (const [keys, href] of [
    ["go", "/"],
    ["gs", "/stream"],
    ["gu", "/subscriptions"],
    ["gc", "/sources"],
  ] as const) {
    for (const key of keys) await page.keyboard.press(key);
    await expect.poll(() => path(page)).toBe(href);
  }
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  await page.goBack();
  await expect.poll(() => path(page)).toBe("/subscriptions");
});

it("moves through rows with j, k and the arrows, opens with Enter, and Esc comes back to the row", async () => {
  const page = await open(`${local.url}/sources`);
  await page.getByRole("link", { name: "acme-github" }).waitFor();
  const focused = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press("j");
  expect(await focused()).toBe("acme-github");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  expect(await focused()).toBe("acme-slack");
  await page.keyboard.press("Enter");
  await expect.poll(() => path(page)).toBe("/sources/acme-slack");
  await page.keyboard.press("Escape");
  await expect.poll(() => path(page)).toBe("/sources");
  await expect.poll(focused).toBe("acme-slack");
});

it("shows the keys, closes them with Esc, and switches single keys off for good", async () => {
  const page = await open(`${local.url}/sources`);
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await dialog.waitFor();
  expect(new URL(page.url()).searchParams.has("keys")).toBe(true);
  // The page below gets no keys.
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  expect(path(page)).toBe("/sources");
  await dialog.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  expect(path(page)).toBe("/sources");
  await page.reload();
  await page.getByRole("link", { name: "acme-github" }).waitFor();
  await page.keyboard.press("?");
  expect(await dialog.count()).toBe(0);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Find" }).waitFor();
});

it("finds ids, sources, types and commands by keyboard alone", async () => {
  const page = await open(local.url);
  await page.getByRole("main").waitFor();
  const look = async (text: string): Promise<void> => {
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /^Find/ }).waitFor();
    await page.keyboard.type(text);
  };
  await look(delivery);
  await page.keyboard.press("Enter");
  await expect.poll(() => path(page)).toBe(`/deliveries/${delivery}`);
  await look("stripe");
  await page.getByRole("option", { name: /Source acme-stripe/ }).waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => path(page)).toBe("/sources/acme-stripe");
  await look("com.github");
  await page.getByRole("option", { name: /^Type com\.github/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("type")).toMatch(/^com\.github\./);
  await look("theme: dark");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  await look("no such thing <b>");
  await page.keyboard.press("Enter");
  await expect.poll(() => new URL(page.url()).searchParams.get("text")).toBe("no such thing <b>");
});

it("keeps the theme, and follows the system until one is chosen", async () => {
  const page = await open(local.url, { dark: true });
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.getByRole("main").waitFor();
  expect(await ground()).toBe("rgb(19, 20, 18)");
  await page.getByRole("combobox", { name: "Theme" }).selectOption("light");
  expect(await ground()).toBe("rgb(246, 246, 243)");
  await page.reload();
  await page.getByRole("main").waitFor();
  expect(await ground()).toBe("rgb(246, 246, 243)");
  await page.getByRole("combobox", { name: "Theme" }).selectOption("system");
  await page.emulateMedia({ colorScheme: "light" });
  expect(await ground()).toBe("rgb(246, 246, 243)");
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await ground()).toBe("rgb(19, 20, 18)");
});

it("says which bridge it is, what may be done, and how many there are", async () => {
  const page = await open(stageUrl);
  await page.getByText("eu-west-1, 123456789012, read-only").waitFor();
  const rail = page.getByRole("navigation", { name: "Console", exact: true });
  await rail.getByRole("link", { name: "Dead letters 9" }).waitFor();
  await rail.getByRole("link", { name: "Sources 3" }).waitFor();
  const phone = await open(local.url, { width: 390, height: 844 });
  const bar = phone.getByRole("navigation", { name: "Console, small screen" });
  await bar.getByRole("link", { name: "More" }).click();
  await phone.getByRole("dialog", { name: "More" }).getByRole("link", { name: "Subscriptions" }).click();
  await expect.poll(() => title(phone)).toBe("Subscriptions");
  const width = await phone.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
});

it("shows a path that nothing is at as such, with what there is", async () => {
  const page = await open(`${local.url}/sources`);
  await page.getByRole("link", { name: "acme-github" }).waitFor();
  await page.evaluate(() => {
    window.history.pushState(null, "", "/nowhere");
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
  await expect.poll(() => title(page)).toBe("There is no such page");
  await page.getByRole("main").getByRole("link", { name: "Stream" }).click();
  await expect.poll(() => path(page)).toBe("/stream");
});
