/** Dead letters: by cause, with what a redrive would do, redriven by keyboard alone, discarded by their number. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import type { Page } from "../../../browser/packages.ts";
import { atEnd } from "../../support/browser/at-end.ts";
import { browserPages } from "../../support/browser/browser-pages.ts";
import { fakeConsole, prodPlace } from "../../support/browser/fake-console.ts";
import { type LocalConsole, localConsole } from "../../support/browser/local-console.ts";
import { makeLocalRule } from "../../support/browser/local-rules.ts";

const { open } = browserPages();
let local: LocalConsole;

/** A bus function whose fault can be corrected while the bridge runs: the file is read at each event. */
const config = (switchFile: string): string => `
import { existsSync } from "node:fs";
import { defineBridge } from "hookbridge";
import { github, stripe } from "hookbridge/providers";

const works = () => existsSync(${JSON.stringify(switchFile)});
const route = (event) => {
  if (event.subject === "13" || !works()) throw new RangeError("no bus for it");
  return "engineering";
};

export default defineBridge({
  buses: { engineering: {} },
  sources: {
    "acme-github": { provider: github, bus: route },
    "acme-stripe": { provider: stripe, bus: () => { throw new TypeError("never"); } },
  },
});
`;

const issue = (number: number): string =>
  JSON.stringify({ action: "opened", issue: { number }, repository: { full_name: "acme/app" } });

const letters = async (): Promise<number | null> => (await local.bridge.deadLetters({ limit: 1 })).total;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "hookbridge-switch-"));
  atEnd(async () => rmSync(folder, { recursive: true, force: true }));
  const switchFile = join(folder, "works");
  local = await localConsole(config(switchFile));
  await makeLocalRule(local, "all-issues", { detail: { entity: ["issue"] } });
  for (const number of [11, 12, 13])
    await local.deliver("acme-github", { event: "issues.opened", body: issue(number) });
  await local.deliver("acme-stripe");
  await vi.waitFor(async () => expect(await letters()).toBe(4), 60_000);
  // The cause is corrected, but for one of them.
  writeFileSync(switchFile, "");
}, 90_000);

const openLetters = async (query = ""): Promise<Page> => {
  const page = await open(`${local.url}/dead-letters${query}`);
  await page.getByRole("table", { name: "Dead letters by cause" }).waitFor();
  return page;
};

const ofGithub = "?queue=deliveries&code=event-invalid&source=acme-github";

it("groups by cause, and says before anything moves what would become of each", async () => {
  const page = await openLetters();
  const causes = page.getByRole("table", { name: "Dead letters by cause" });
  expect(await causes.getByRole("row").count()).toBe(3);
  await causes.getByRole("row").filter({ hasText: "acme-github" }).getByRole("link").click();
  await expect.poll(() => new URL(page.url()).search).toBe(ofGithub);
  const preview = page.getByRole("region", { name: "Preview of redrive" });
  await preview.getByText("2, 2 events on engineering").waitFor();
  await preview.getByText("1, event-invalid").waitFor();
  await preview.getByText("all-issues 2").waitFor();
  const table = page.getByRole("table", { name: "Letters", exact: true });
  expect(await table.getByText("publish on engineering").count()).toBe(2);
  await table.getByText("fail again: event-invalid").waitFor();
  await preview
    .getByText(
      "npx hookbridge dead-letters redrive --code event-invalid --source acme-github --queue deliveries --per-second 10 --leave-failing",
    )
    .waitFor();
  expect(await letters()).toBe(4);
  const link = table.getByRole("link").first();
  expect(await link.getAttribute("href")).toMatch(/^\/deliveries\/dlv_/);
});

it("exports the letters as lines of JSON", async () => {
  const page = await openLetters(ofGithub);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\n");
  expect(lines.map((line) => JSON.parse(line).source)).toEqual(Array(3).fill("acme-github"));
});

it("redrives by keyboard alone, and leaves what would fail again", async () => {
  const page = await open(`${local.url}/stream`);
  await page.getByRole("main").waitFor();
  for (const key of ["g", "d"]) await page.keyboard.press(key);
  const causes = page.getByRole("table", { name: "Dead letters by cause" });
  await causes.waitFor();
  // The cause with most letters comes first.
  await page.keyboard.press("j");
  await expect.poll(() => new URL(page.url()).search).toBe(ofGithub);
  const redrive = page.getByRole("button", { name: "Redrive 2 on local" });
  await redrive.waitFor();
  const onRedrive = (): Promise<boolean> => redrive.evaluate((button) => button === document.activeElement);
  for (let tabs = 0; tabs < 60 && !(await onRedrive()); tabs++) await page.keyboard.press("Tab");
  expect(await onRedrive()).toBe(true);
  await page.keyboard.press("Enter");
  await page.getByRole("main").getByText("2 of 2 letters redriven.").waitFor();
  await page.getByText("Left, because they would fail again: 1.").waitFor();
  await expect.poll(letters).toBe(2);
  await expect.poll(async () => (await local.bridge.events({ source: ["acme-github"] })).total).toBe(2);
  await page.getByRole("button", { name: "Redrive 0 on local" }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => new URL(page.url()).search).toBe("");
});

it("discards only once the number has been typed", async () => {
  const page = await openLetters("?queue=deliveries&code=event-invalid&source=acme-stripe");
  await page.getByRole("button", { name: "Discard…" }).click();
  const dialog = page.getByRole("dialog", { name: "Discard 1 dead letter" });
  const discard = dialog.getByRole("button", { name: /^Discard 1 on local/ });
  expect(await discard.getAttribute("aria-disabled")).toBe("true");
  await discard.press("Enter");
  expect(await letters()).toBe(2);
  await dialog.getByRole("textbox").fill("1");
  await discard.click();
  await page.getByRole("main").getByText("1 of 1 letter discarded.").waitFor();
  await expect.poll(letters).toBe(1);
});

it("shows at a stage what can be known, and changes nothing without --write", async () => {
  const { url, fake } = await fakeConsole(20, prodPlace);
  const page = await open(`${url}/dead-letters?queue=deliveries&code=event-invalid&source=billing`);
  const redrive = page.getByRole("button", { name: /^Redrive \d+ on prod/ });
  await redrive.waitFor();
  expect(await redrive.textContent()).toContain("Start with --write");
  await redrive.press("Enter");
  await page.getByText("npx hookbridge dead-letters redrive").waitFor();
  expect(await page.locator(".copy code").textContent()).toContain("--stage prod");
  expect(fake.changes).toEqual([]);
});
