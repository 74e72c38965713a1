import { beforeAll, expect, it } from "vitest";
import type { Page } from "../../../../browser/packages.ts";
import type { ServedBridge } from "../../../support/bridge/serve-fake.ts";
import { browserPages } from "../../../support/browser/browser-pages.ts";
import { fakeConsole } from "../../../support/browser/fake-console.ts";
import { localConsole } from "../../../support/browser/local-console.ts";

const { open } = browserPages();
let served: ServedBridge;
beforeAll(async () => {
  served = await fakeConsole(400);
});

const rowsIn = (page: Page): Promise<readonly string[]> =>
  page
    .locator("a[data-row]")
    .evaluateAll((links) => links.map((link) => link.getAttribute("data-row") ?? ""));

it("leads from nothing to the first delivery with one button", async () => {
  const local = await localConsole();
  const page = await open(`${local.url}/stream`);
  await page.getByRole("heading", { name: "No webhook has come yet" }).waitFor();
  await page.getByRole("button", { name: "Send a sample to acme-github" }).click();
  const row = page.getByRole("row", { name: "acme-github" });
  await row.getByText(/Published|Queued/).waitFor();
  await row.getByText("Published").waitFor();
  expect(await page.getByRole("table", { name: "requests" }).getAttribute("aria-rowcount")).toBe("2");
});

it("shows what comes at the top, until somebody has scrolled; then it waits behind the bar", async () => {
  const page = await open(`${served.url}/stream`);
  await page.getByText("New rows appear at the top").waitFor();
  const first = served.fake.happen();
  await expect.poll(async () => (await rowsIn(page))[0]).toBe(first.id);
  await page.mouse.wheel(0, 640);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(600);
  const before = await rowsIn(page);
  const scrolled = await page.evaluate(() => window.scrollY);
  served.fake.happen();
  const second = served.fake.happen();
  await page.getByRole("button", { name: "Show 2 new" }).waitFor();
  expect(await rowsIn(page)).toEqual(before);
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  await page.keyboard.press(".");
  await expect.poll(async () => (await rowsIn(page))[0]).toBe(second.id);
  await page.getByText("New rows appear at the top").waitFor();
});

it("holds news while it is paused, and goes on", async () => {
  const page = await open(`${served.url}/stream`);
  await page.getByText("New rows appear at the top").waitFor();
  await page.keyboard.press("p");
  const row = served.fake.happen();
  await page.getByRole("button", { name: "Show 1 new" }).waitFor();
  expect(await rowsIn(page)).not.toContain(row.id);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect.poll(async () => (await rowsIn(page))[0]).toBe(row.id);
});

it("completes the filter as it is typed, and keeps it in the URL with the API's names", async () => {
  const page = await open(`${served.url}/stream`);
  await page.getByText("New rows appear at the top").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("sou");
  await page.getByRole("option", { name: "source:" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("bil");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("reason:signature-mismatch");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).toBe(`${served.url}/stream?source=billing&reason=signature-mismatch`);
  await page.getByText("refused").first().waitFor();
  await expect.poll(async () => (await rowsIn(page)).every((id) => id.startsWith("req_"))).toBe(true);
  expect(await page.getByLabel("Source", { exact: true }).inputValue()).toBe("billing");
  await page.reload();
  expect(await page.getByRole("combobox", { name: "Filter" }).inputValue()).toBe(
    "source:billing reason:signature-mismatch",
  );
  await page.goBack();
  await expect
    .poll(() => page.getByRole("combobox", { name: "Filter" }).inputValue())
    .not.toContain("reason");
});

it("narrows by mouse: tabs with their numbers, chips, and a way out where nothing matches", async () => {
  const page = await open(`${served.url}/stream`);
  await page.getByRole("button", { name: /^Refused 10\d$/ }).click();
  await expect.poll(() => page.url()).toContain("show=refused");
  await page.getByLabel("Source", { exact: true }).selectOption("acme-github");
  await page.getByRole("heading", { name: "No refused request matches these filters" }).waitFor();
  await page.getByText(/10\d refused requests are outside of them\./).waitFor();
  await page.getByRole("link", { name: "Remove source:acme-github" }).click();
  await page.getByRole("row", { name: "signature-mismatch" }).first().waitFor();
  await page.getByRole("button", { name: /^Dead letters 9$/ }).click();
  await page.getByRole("row", { name: "event-invalid" }).first().waitFor();
  await page.getByRole("button", { name: /^Events/ }).click();
  await page.getByRole("row", { name: "push created" }).first().waitFor();
  const row = page.locator("a[data-row]").first();
  expect(await row.getAttribute("href")).toMatch(/^\/events\/ce-dlv_\d+\?put=evt-dlv_/);
});

it("keeps a named view in this browser", async () => {
  const page = await open(`${served.url}/stream?source=billing`);
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByLabel("Name").fill("Billing");
  await page.keyboard.press("Enter");
  await page.goto(`${served.url}/stream`);
  await page.getByRole("link", { name: "Billing" }).click();
  await expect.poll(() => page.url()).toBe(`${served.url}/stream?source=billing`);
  await page.getByRole("button", { name: "Remove the view Billing" }).click();
  expect(await page.getByRole("link", { name: "Billing" }).count()).toBe(0);
});

it("says what the bridge said where the list can't be read, and reads it when it can", async () => {
  const page = await open(`${served.url}/overview-of-nothing`, { expected: [/404|503/] });
  let fails = true;
  await page.route("**/api/requests?*", (route) =>
    fails
      ? route.fulfill({
          status: 503,
          json: {
            error: "aws-failed",
            message: "AWS refused logs:StartQuery.",
            remedy: "Allow it to your role.",
          },
        })
      : route.continue(),
  );
  await page.goto(`${served.url}/stream`).catch(() => undefined);
  await page.getByText("AWS refused logs:StartQuery.").waitFor();
  await page.getByText("Allow it to your role.").waitFor();
  fails = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("a[data-row]").first().waitFor();
});

it("shows skeleton rows of the real height where an answer takes longer", async () => {
  const page = await open(`${served.url}/sources`);
  const seen = Promise.withResolvers<void>();
  await page.route("**/api/requests?*limit=200*", async (route) => {
    await seen.promise;
    await route.continue();
  });
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  const bone = page.locator(".skeleton > div").first();
  await bone.waitFor();
  expect((await bone.boundingBox())?.height).toBe(32);
  seen.resolve();
  await page.locator("a[data-row]").first().waitFor();
  expect((await page.locator("tr:has(a[data-row])").first().boundingBox())?.height).toBe(32);
});
