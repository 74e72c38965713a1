/** The pattern tester without an event of its own: a known event of a source, a pasted one, the last ones of a bus. */
import { beforeAll, expect, it, vi } from "vitest";
import { browserPages } from "../../support/browser/browser-pages.ts";
import { type LocalConsole, localConsole } from "../../support/browser/local-console.ts";

const { open } = browserPages();
let local: LocalConsole;
beforeAll(async () => {
  local = await localConsole();
  await local.deliver("acme-github", { event: "issues.opened" });
  await local.deliver("acme-slack");
  await vi.waitFor(async () => expect((await local.bridge.events({})).total).toBe(2), 20_000);
});

it("offers the known events of the sources, made by the code that publishes", async () => {
  const page = await open(`${local.url}/patterns`);
  const event = page.getByRole("region", { name: "Event", exact: true });
  await event.getByRole("combobox", { name: "Source" }).selectOption("acme-stripe");
  const known = event.getByRole("combobox", { name: "Its known events" });
  await expect.poll(() => known.locator("option").count()).toBeGreaterThan(1);
  const name = (await known.locator("option").nth(1).getAttribute("value")) ?? "";
  await known.selectOption(name);
  const editor = event.getByRole("textbox");
  await expect.poll(() => editor.inputValue()).toContain('"bridgesource": "acme-stripe"');
  await page.getByText("Matches this event").waitFor();
  await page.getByRole("textbox", { name: "Event pattern" }).fill('{"source":["com.github"]}');
  await page.getByText("Does not match this event").waitFor();
  await page.getByText("is com.stripe, needs com.github").waitFor();
  expect((await local.bridge.events({})).total).toBe(2);
});

it("says of a pasted event that is none why it is none", async () => {
  const page = await open(`${local.url}/patterns?pattern={"source":["a"]}`, { expected: [/400/] });
  const editor = page.getByRole("region", { name: "Event", exact: true }).getByRole("textbox");
  await editor.fill("{");
  await page.getByText("This is not JSON.").waitFor();
  await editor.fill('{"source":"a"}');
  await page.getByText(/EventBridge refuses the event/).waitFor();
});

it("counts the last events of a bus, and leads to those that match", async () => {
  const page = await open(`${local.url}/patterns?bus=engineering&pattern={"source":["com.github"]}`);
  const events = page.getByRole("region", { name: "The last events on engineering" });
  await events.getByText("1 of the last 2 events on engineering matches.").waitFor();
  await events.getByRole("link", { name: "com.github.issues.opened" }).click();
  await page.getByRole("heading", { level: 1, name: "com.github.issues.opened" }).waitFor();
  expect(await page.getByRole("textbox", { name: "Event pattern" }).inputValue()).toBe(
    '{"source":["com.github"]}',
  );
  await page.getByText("Matches this event").waitFor();
});

it("is typed key by key, from nothing to a whole pattern", async () => {
  const page = await open(`${local.url}/patterns?bus=engineering`, { expected: [/400/] });
  const editor = page.getByRole("textbox", { name: "Event pattern" });
  await editor.fill("");
  await editor.pressSequentially('{"detail":{"type":["com.github.*"]}}', { delay: 20 });
  await page.getByRole("button", { name: "Copy as subscription" }).waitFor();
  await editor.press("End");
  await editor.press("Backspace");
  await page.getByRole("button", { name: "Copy as subscription" }).waitFor({ state: "detached" });
});
