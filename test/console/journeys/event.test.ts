/** One event: attributes, payload, pattern tester, rules, replay. */
import { beforeAll, expect, it, vi } from "vitest";
import type { Page } from "../../../browser/packages.ts";
import { browserPages, type PageOptions } from "../../support/browser/browser-pages.ts";
import { fakeConsole, prodPlace } from "../../support/browser/fake-console.ts";
import { type LocalConsole, localConsole } from "../../support/browser/local-console.ts";
import { makeLocalRule } from "../../support/browser/local-rules.ts";

const { open } = browserPages();
let local: LocalConsole;
let id = "";

async function eventOf(delivery: string): Promise<string> {
  return vi.waitFor(async () => {
    const found = (await local.bridge.request(delivery))?.events[0];
    if (!found) throw new Error("not yet published");
    return found.id;
  }, 20_000);
}

beforeAll(async () => {
  local = await localConsole();
  await makeLocalRule(local, "closed", { detail: { entity: ["issue"], action: ["closed"] } });
  await makeLocalRule(local, "all-issues", { detail: { entity: ["issue"] } });
  // The body's number is one that JavaScript can't hold.
  const body =
    '{"action":"opened","issue":{"id":12345678901234567890,"number":1347,"title":"<b>x</b>","labels":[{"name":"bug"}]},"repository":{"full_name":"acme/app"},"sender":{"login":"octocat"}}';
  id = await eventOf(await local.deliver("acme-github", { event: "issues.opened", body }));
});

const openEvent = async (query = "", options: PageOptions = {}): Promise<Page> => {
  const page = await open(`${local.url}/events/${id}${query}`, options);
  await page.getByRole("heading", { level: 1, name: "com.github.issues.opened" }).waitFor();
  return page;
};

it("shows the attributes and the payload as they were sent", async () => {
  const page = await openEvent();
  const attributes = page.getByRole("region", { name: "CloudEvent" });
  const names = await attributes.locator("dt").allTextContents();
  expect(names.slice(0, 4)).toEqual(["id", "type", "source", "subject"]);
  const tree = page.getByRole("tree", { name: "Payload" });
  await tree.getByText("12345678901234567890").waitFor();
  expect(await tree.getByText('"<b>x</b>"').count()).toBe(1);
  expect(await page.locator("main b", { hasText: /^x$/ }).count()).toBe(0);
  await page.getByRole("tab", { name: "As sent" }).click();
  await page
    .getByRole("tabpanel")
    .getByText('{"action":"opened","issue":{"id":12345678901234567890')
    .waitFor();
  await page.getByRole("tab", { name: "EventBridge entry" }).click();
  await page.getByRole("tabpanel").getByText('"detail-type": "issues.opened"').waitFor();
});

it("tests a pattern field by field, with EventBridge's own verdict, and keeps it in the address", async () => {
  const page = await openEvent();
  const tester = page.getByRole("region", { name: "Pattern tester" });
  await tester.getByText("Matches this event").waitFor();
  await tester.getByText("1 of the last 1 events on engineering matches.").waitFor();
  const editor = tester.getByRole("textbox", { name: "Event pattern" });
  await editor.fill('{\n  "detail": {"action": ["closed"], "data": {"issue": {"number": [1347]}}}\n}');
  await tester.getByText("Does not match this event").waitFor();
  expect(await tester.getByRole("list", { name: "Result by field" }).locator("li").allTextContents()).toEqual(
    ["detail.action is created, needs closed", "detail.data.issue.number is 1347"],
  );
  await tester.getByText("0 of the last 1 events on engineering match.").waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get("pattern")).toContain('["closed"]');
  await editor.fill('{\n  "detail": {"action": []}\n}');
  await tester.getByText(/Not a valid pattern, line 2, column \d+/).waitFor();
  await tester.getByText("Empty arrays are not allowed").waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get("pattern")).toContain('"action": []');
  await page.reload();
  await tester.getByText("Not a valid pattern").waitFor();
});

it("puts values of the payload into the pattern, by mouse and by keyboard", async () => {
  const page = await openEvent('?pattern={"source":["com.github"]}');
  const tree = page.getByRole("tree", { name: "Payload" });
  const number = tree.getByRole("treeitem").filter({ hasText: "1347" });
  await number.hover();
  await number.getByRole("button", { name: "add to pattern" }).click();
  const editor = page.getByRole("textbox", { name: "Event pattern" });
  const pattern = async (): Promise<unknown> => JSON.parse(await editor.inputValue());
  await expect.poll(pattern).toEqual({
    source: ["com.github"],
    detail: { data: { issue: { number: [1347] } } },
  });
  await number.focus();
  for (const key of ["ArrowUp", "Enter"]) await page.keyboard.press(key);
  await expect.poll(() => editor.inputValue()).toContain("[12345678901234567890]");
  await page.getByText("Matches this event").waitFor();
});

it("says which rules matched and what became of them, and loads their patterns", async () => {
  const page = await openEvent();
  const rules = page.getByRole("region", { name: "Rules and subscriptions" });
  await rules.getByRole("row").filter({ hasText: "closed" }).waitFor();
  expect(await rules.locator("header").textContent()).toMatch(/[12] of [23] matched$/);
  const matching = rules.getByRole("row").filter({ hasText: "all-issues" });
  expect(await matching.textContent()).not.toContain("Not matched");
  const closed = rules.getByRole("row").filter({ hasText: "closed" });
  await closed.getByText("Not matched").waitFor();
  expect(await closed.textContent()).toContain("detail.action is created, needs closed");
  await rules.getByRole("button", { name: "Load pattern of closed" }).click();
  await page.getByText("Does not match this event").waitFor();
  expect(await page.getByRole("textbox", { name: "Event pattern" }).inputValue()).toContain('"closed"');
});

it("copies the event as a pattern with c", async () => {
  const page = await openEvent();
  await page.keyboard.press("c");
  const read = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).toContain('"type": ["com.github.issues.opened"]');
  expect(JSON.parse(await read())).toMatchObject({ source: ["com.github"] });
});

it("replays into one subscription by keyboard, and says what that is; the whole bus asks again", async () => {
  const page = await openEvent();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Replay this event" });
  await dialog.getByText("replay-name").waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).not.toContain("Replay into");
  await dialog.getByText(`npx hookbridge replay ${id} --subscription all-issues`).waitFor();
  await dialog.getByRole("radio", { name: /The whole bus/ }).check();
  const whole = dialog.getByRole("button", { name: /^Replay into all of engineering on local/ });
  expect(await whole.getAttribute("aria-disabled")).toBe("true");
  await dialog.getByRole("radio", { name: /^all-issues/ }).check();
  await dialog.getByRole("button", { name: "Replay into all-issues on local" }).press("Enter");
  await page
    .getByRole("main")
    .getByText(/^Sent again as replay-/)
    .waitFor();
  await page.getByRole("region", { name: "Replays" }).getByText("1 replay").waitFor();
  const { items } = await local.bridge.events({ limit: 10 });
  expect(items.filter(({ replay }) => replay !== undefined)).toHaveLength(1);
});

it("loads a large payload from S3 when it is asked to, and draws only what is unfolded", async () => {
  const items = Array.from({ length: 20_000 }, (_, number) => ({ number, text: "x".repeat(40) }));
  const body = JSON.stringify({ action: "opened", issue: { number: 7 }, items, marker: "end-of-it" });
  const large = await eventOf(await local.deliver("acme-github", { event: "issues.opened", body }));
  const page = await open(`${local.url}/events/${large}`);
  await page.getByText(/It is in S3, 1\.\d MB/).waitFor();
  await page.getByRole("button", { name: "Load from S3" }).click();
  await page.getByRole("button", { name: "Show as a tree" }).click();
  const rows = page.getByRole("tree").getByRole("treeitem");
  await page.getByText("[ 20,000 elements ]").waitFor();
  await page.getByText('"end-of-it"').waitFor();
  expect(await rows.count()).toBeLessThan(10);
  await page.getByText("[ 20,000 elements ]").click();
  await page.getByText("19,900 more, show 100").click();
  await page.getByText("19,800 more, show 100").waitFor();
  expect(await rows.count()).toBeLessThan(220);
});

it("says of an event that is not there that it is not", async () => {
  const page = await open(`${local.url}/events/none`, { expected: [/404/] });
  await page.getByText("There is no event none.").waitFor();
});

it("shows of a stage's past event what the log names, and where its content is", async () => {
  const served = await fakeConsole(3, prodPlace);
  served.fake.bridge.event = async (asked) => ({
    ...{ id: asked, eventId: asked, delivery: "dlv_1", source: "billing", bus: "payments" },
    ...{ at: "2026-11-30T12:00:00.250Z", type: "com.stripe.invoice.paid", name: "invoice.paid" },
    note: `The lake has its payload: npx hookbridge lake event-by-id --set id=${asked}`,
  });
  const page = await open(`${served.url}/events/evt_1NG8`);
  await page.getByRole("heading", { level: 1, name: "com.stripe.invoice.paid" }).waitFor();
  await page.getByText("npx hookbridge lake event-by-id --set id=evt_1NG8").waitFor();
  const attributes = page.getByRole("region", { name: "CloudEvent" });
  expect(await attributes.locator("dt").allTextContents()).toEqual([
    "id",
    "type",
    "bridgesource",
    "deliveryid",
  ]);
  expect(await attributes.getByRole("link", { name: "dlv_1" }).getAttribute("href")).toBe(
    "/deliveries/dlv_1",
  );
});
