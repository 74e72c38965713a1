import { beforeAll, expect, it } from "vitest";
import type { Page } from "../../../browser/packages.ts";
import type { ServedBridge } from "../../support/bridge/serve-fake.ts";
import { browserPages } from "../../support/browser/browser-pages.ts";
import { fakeConsole, prodPlace } from "../../support/browser/fake-console.ts";

const { open } = browserPages();
let writing: ServedBridge;
let reading: ServedBridge;
beforeAll(async () => {
  writing = await fakeConsole(8, { ...prodPlace, mayWrite: true });
  reading = await fakeConsole(8, prodPlace);
});

const beside = (page: Page) => page.getByRole("complementary", { name: "The chosen subscription" });

it("lists the worst first, and shows the chosen one beside the list", async () => {
  const page = await open(`${reading.url}/subscriptions`);
  const rows = page.getByRole("table", { name: "Subscriptions" }).getByRole("row");
  await beside(page).waitFor();
  expect((await rows.allTextContents()).slice(1).map((text) => /opens|builds/.exec(text)?.[0])).toEqual([
    "opens",
    "builds",
  ]);
  await beside(page).getByText("1,200 events wait: they come faster than the target takes them.").waitFor();
  await page.getByRole("link", { name: "builds" }).click();
  await beside(page).getByRole("heading", { name: "builds" }).waitFor();
  expect(new URL(page.url()).search).toBe("?at=builds");
  await beside(page).getByText('"com.acme-github"').waitFor();
  await beside(page).getByRole("link", { name: "Open" }).click();
  await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe("builds");
  await page.keyboard.press("Escape");
  await expect.poll(() => new URL(page.url()).pathname).toBe("/subscriptions");
});

it("on a phone a row leads to its page", async () => {
  const page = await open(`${reading.url}/subscriptions`, { width: 390, height: 844 });
  await page.getByRole("link", { name: "opens" }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe("/subscriptions/opens");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

it("pauses only after it has said what that does, with the stage on the button", async () => {
  const page = await open(`${writing.url}/subscriptions/builds`);
  await page.getByRole("button", { name: "Pause on prod" }).click();
  const dialog = page.getByRole("dialog", { name: "Pause builds" });
  await dialog.getByText("builds gets no events until it goes on.").waitFor();
  await dialog.getByText("npx hookbridge subscriptions pause builds --stage prod").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(writing.fake.changes).toEqual([]);
  await page.getByRole("button", { name: "Pause on prod" }).click();
  await dialog.getByRole("button", { name: "Pause builds on prod" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(writing.fake.changes).toEqual(["paused builds"]);
  // The focus is back where it came from.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Pause on prod");
});

it("a stage that may only be read says how to write, and changes nothing", async () => {
  const page = await open(`${reading.url}/subscriptions/builds`);
  const button = page.getByRole("button", { name: /^Pause on prod/ });
  await button.waitFor();
  expect(await button.getAttribute("aria-disabled")).toBe("true");
  expect(await button.getAttribute("title")).toBe("Start with --write");
  await button.click({ force: true });
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(reading.fake.changes).toEqual([]);
});

it("says of a name that nothing has that there is none", async () => {
  const page = await open(`${reading.url}/subscriptions/nothing`, { expected: [/status of 404/] });
  await page.getByRole("alert").getByText('There is no subscription "nothing".').waitFor();
});
