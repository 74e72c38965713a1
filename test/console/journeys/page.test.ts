import { beforeAll, expect, it } from "vitest";
import { browserPages } from "../../support/browser/browser-pages.ts";
import { type LocalConsole, localConsole } from "../../support/browser/local-console.ts";

const { open } = browserPages();
let local: LocalConsole;
beforeAll(async () => {
  local = await localConsole();
});

it("is there at all of its paths, for the bridge that runs", async () => {
  const page = await open(local.url, { expected: [/404 \(Not Found\).*\/api\/requests\/dlv_1$/] });
  await page.getByRole("main").waitFor();
  expect(await page.title()).toContain("local");
  for (const path of ["/stream?show=refused", "/deliveries/dlv_1", "/patterns"]) {
    await page.goto(`${local.url}${path}`);
    await page.getByRole("main").waitFor();
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
  }
});

it("says of an id that nobody can decode that nothing has it", async () => {
  const page = await open(local.url, { expected: [/40[04] \((?:Not Found|Bad Request)\)/] });
  for (const kind of ["deliveries", "requests", "events", "sources", "subscriptions"]) {
    await page.goto(`${local.url}/${kind}/%E0%A4%A`);
    await page.getByText(/^There is no .*%E0%A4%A/).waitFor();
  }
});
