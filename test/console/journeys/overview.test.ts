import { beforeAll, expect, it } from "vitest";
import type { Page } from "../../../browser/packages.ts";
import { browserPages } from "../../support/browser/browser-pages.ts";
import { fakeConsole, prodPlace } from "../../support/browser/fake-console.ts";
import { type LocalConsole, localConsole } from "../../support/browser/local-console.ts";

const { open } = browserPages();
let local: LocalConsole;
beforeAll(async () => {
  local = await localConsole();
});

const panel = (page: Page, name: string) => page.getByRole("region", { name });
const figure = (page: Page, name: string) =>
  page.locator(".figures > div").filter({ has: page.getByText(name, { exact: true }) });

it("begins with the first steps, then counts what comes without being loaded again", async () => {
  const page = await open(local.url);
  await page.getByRole("heading", { name: "No webhook has come yet" }).waitFor();
  await local.deliver("acme-github");
  await local.deliver("acme-stripe");
  await local.refuse("acme-stripe");
  await local.refuse("acme-stripe");
  await local.refuse("acme-shop");
  await expect.poll(() => figure(page, "Deliveries").textContent()).toMatch(/^Deliveries2/);
  await expect.poll(() => figure(page, "Refused").textContent()).toBe("Refused360 % of requests");
  await expect.poll(() => figure(page, "Events on buses").textContent()).toMatch(/after receipt at p99$/);
});

it("names what needs attention, with one place to go for each", async () => {
  const page = await open(local.url);
  const attention = panel(page, "Needs attention");
  const item = attention.getByRole("listitem").filter({ hasText: "acme-stripe" });
  expect(await item.textContent()).toMatch(
    /2 requests to acme-stripe were refused: signature-mismatch\.since \d\d:\d\d/,
  );
  await item.getByRole("link", { name: "Explain" }).click();
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/requests\/req_/);
});

it("leads from a reason and from a bar to the Stream with that filter", async () => {
  const page = await open(`${local.url}/?range=15m`);
  const reasons = panel(page, "Refused, by reason");
  const row = reasons.getByRole("row").filter({ hasText: "signature-mismatch" });
  expect(await row.textContent()).toContain("acme-stripe");
  await row.getByRole("link", { name: "signature-mismatch" }).click();
  await expect.poll(() => new URL(page.url()).search).toBe("?reason=signature-mismatch&from=-15m");
  await page.goBack();
  await page.locator(".chart a").last().click();
  await expect.poll(() => new URL(page.url()).searchParams.get("show")).toBe("refused");
  const { searchParams } = new URL(page.url());
  const length = Date.parse(searchParams.get("to") ?? "") - Date.parse(searchParams.get("from") ?? "");
  expect(length).toBe(14_999);
});

it("has a sentence and a table behind each chart, whose figures lead on as the bars do", async () => {
  const page = await open(local.url);
  const chart = panel(page, "Requests a minute");
  await chart.getByRole("group", { name: /2 accepted.*3 refused/ }).waitFor();
  await chart.getByText("Show as table").click();
  const table = chart.getByRole("table");
  await expect.poll(() => table.getByRole("row").count()).toBe(61);
  const counts = await table.getByRole("link").allTextContents();
  expect(counts.reduce((sum, text) => sum + Number(text), 0)).toBe(5);
  const queue = panel(page, "Delivery queue");
  await queue.getByRole("img", { name: /Messages waiting in the delivery queue: now 0/ }).waitFor();
  await queue.getByText("Show as table").first().click();
  await expect.poll(() => queue.getByRole("row").count()).toBe(61);
  const answers = panel(page, "Answer time, share of the vendor's deadline");
  expect(await answers.getByRole("row").filter({ hasText: "acme-stripe" }).textContent()).toMatch(
    /20 s.*ms.*%/,
  );
});

it("keeps its range in the URL, one that ends now and one between two moments", async () => {
  const page = await open(local.url);
  await page.getByRole("button", { name: "24 h" }).click();
  expect(new URL(page.url()).search).toBe("?range=24h");
  await panel(page, "Requests").getByText("a bar is 24 min").waitFor();
  await page.keyboard.press("t");
  const dialog = page.getByRole("dialog", { name: "Time range" });
  await dialog.getByLabel("From").fill("2026-01-02T10:00");
  await dialog.getByLabel("To").fill("2026-01-02T09:00");
  expect(await dialog.getByRole("button", { name: /^Show/ }).getAttribute("aria-disabled")).toBe("true");
  await dialog.getByLabel("To").fill("2026-01-02T11:00");
  await dialog.getByRole("button", { name: "Show" }).click();
  // The browser is in Berlin.
  expect(new URL(page.url()).search).toBe(
    "?from=2026-01-02T09%3A00%3A00.000Z&to=2026-01-02T10%3A00%3A00.000Z",
  );
  await expect.poll(() => figure(page, "Deliveries").textContent()).toBe("Deliveries0none");
  await page.reload();
  await page.getByText("2026-01-02 10:00 – 11:00").waitFor();
  await panel(page, "Refused, by reason").getByText("Nothing was refused").waitFor();
});

it("shows a stage's alarms and figures, and says where the bridge can't be reached", async () => {
  const stage = await fakeConsole(40, prodPlace);
  const page = await open(stage.url, { expected: [/Failed to load resource/] });
  await panel(page, "Needs attention").getByText("1 of 15 alarms in ALARM").waitFor();
  await panel(page, "Delivery queue").getByText("hookbridge-deliveries").waitFor();
  expect(await panel(page, "Subscriptions").getByRole("row").nth(1).textContent()).toContain("opens");
  await page.route("**/api/overview*", (route) => route.abort());
  await page.getByRole("button", { name: "6 h" }).click();
  await page.getByRole("alert").getByText("The bridge does not answer.").waitFor();
  await page.unroute("**/api/overview*");
  await page.getByRole("button", { name: "Try again" }).click();
  await figure(page, "Deliveries").waitFor();
});
