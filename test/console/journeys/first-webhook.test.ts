import { beforeAll, expect, it } from "vitest";
import { browserPages } from "../../support/browser/browser-pages.ts";
import { type LocalConsole, localConsole } from "../../support/browser/local-console.ts";

const { open } = browserPages();
let local: LocalConsole;
beforeAll(async () => {
  local = await localConsole();
});

const noSources = `
import { defineBridge } from "hookbridge";
export default defineBridge({ buses: { main: {} }, sources: {} });
`;

it("a bridge without sources says which command adds one", async () => {
  const empty = await localConsole(noSources);
  const page = await open(`${empty.url}/sources`);
  await page.getByRole("heading", { name: "No source yet" }).waitFor();
  await page.getByRole("button", { name: "Copy the command" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("npx hookbridge add github");
});

it("leads from the list to the source, its steps and its URL, to a signed sample that appears by itself", async () => {
  const page = await open(`${local.url}/sources`);
  await page.getByRole("link", { name: "acme-slack" }).click();
  await page.getByRole("heading", { level: 1, name: "acme-slack" }).waitFor();
  await page.getByText("1 of 4 steps done").waitFor();
  await page.getByRole("button", { name: "Copy URL the URL" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${local.url}/hooks/acme-slack`);
  await page.getByText("npx hookbridge secrets set acme-slack").waitFor();
  expect(await page.locator("input[type=password]").count()).toBe(0);

  await page.getByRole("button", { name: /^Sign and send app-mention/ }).click();
  await page.getByText("Answered 200").waitFor();
  // The page follows what comes: nothing is loaded again by hand.
  await page.getByRole("heading", { name: "The first delivery has come" }).waitFor();
  await page.getByText("Receiving").first().waitFor();
  await page.getByRole("link", { name: /app_mention: see its way to the bus/ }).click();
  await page.getByRole("heading", { level: 1, name: "app_mention from acme-slack" }).waitFor();
  await page.getByText("On the bus").waitFor();
  await page.getByRole("link", { name: "Open event" }).waitFor();
});

it("sends a body that was changed first, signed anew", async () => {
  const page = await open(`${local.url}/sources/acme-github`);
  await page.getByRole("radio", { name: /^issue-opened/ }).check();
  await page.getByRole("button", { name: "Edit body first" }).click();
  const field = page.getByRole("textbox", { name: /^Body of issue-opened/ });
  const body = JSON.parse(await field.inputValue());
  await field.fill(JSON.stringify({ ...body, action: "closed", note: "changed here" }));
  await page.getByRole("button", { name: /^Sign and send/ }).click();
  await page.getByRole("link", { name: /see its way to the bus/ }).click();
  await page.getByRole("heading", { level: 1, name: "issues.closed from acme-github" }).waitFor();
  await page.getByText('"changed here"').first().waitFor();
});

it("the list is a list of links, and gives all URLs at once", async () => {
  const page = await open(`${local.url}/sources`);
  await page.getByRole("button", { name: /^Copy all URLs/ }).click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.split("\n")).toContain(`hr\t${local.url}/hooks/hr`);
  const row = page.getByRole("row", { name: /acme-slack/ });
  expect(await row.getByRole("link").getAttribute("href")).toBe("/sources/acme-slack");
});
