import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { browserPages } from "../../support/browser/browser-pages.ts";
import { fakeConsole, prodPlace } from "../../support/browser/fake-console.ts";
import { type LocalConsole, localConsole } from "../../support/browser/local-console.ts";
import { settled } from "../../support/browser/screens.ts";

const { open } = browserPages();
let local: LocalConsole;
beforeAll(async () => {
  local = await localConsole();
});

const secretOf = (source: string): string =>
  JSON.parse(readFileSync(join(local.directory, "data/secrets.json"), "utf8"))[source][0];

/** A request to one source that the secret of another has signed. */
async function refuseWithSecretOf(
  other: string,
): Promise<{ readonly id: string; readonly signature: string }> {
  const body = '{"action":"opened"}';
  const signature = createHmac("sha256", secretOf(other)).update(body).digest("hex");
  const answer = await fetch(`${local.url}/hooks/acme-github`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "GitHub-Hookshot/1",
      "x-github-event": "issues",
      "x-hub-signature-256": `sha256=${signature}`,
    },
    body,
  });
  expect([answer.status, await answer.json()]).toEqual([401, { error: "unauthorized" }]);
  const { items } = await local.bridge.requests({ source: ["acme-github"], outcome: ["refused"], limit: 1 });
  return { id: items[0]?.id ?? "", signature };
}

it("Explain leads with what it proved, what to do, and the checks in the order tried", async () => {
  const { id, signature } = await refuseWithSecretOf("acme-stripe");
  const page = await open(`${local.url}/requests/${id}`);
  await page.getByRole("heading", { level: 1, name: "signature-mismatch at acme-github" }).waitFor();
  await page.getByText("proved, not guessed").waitFor();
  await page.getByText("secret-of-other-source").first().waitFor();
  await page.getByRole("heading", { name: "Do this" }).waitFor();
  const first = await page.locator("main section").first().getByRole("heading", { level: 2 }).textContent();
  expect(first).toBe("Explain");
  const checks = page.getByRole("table", { name: "Checks in the order tried" });
  const rows = await checks.getByRole("row").allTextContents();
  expect(rows[1]).toContain("Header x-hub-signature-256");
  expect(rows.at(-1)).toContain("acme-stripe");
  await page.getByText(/^Not tried, since one cause was proved/).waitFor();
  await page.getByText("the same bytes for every reason").first().waitFor();
  await page.getByText("Not equal, with any secret of the source").waitFor();
  const html = await page.content();
  for (const hidden of [signature, secretOf("acme-stripe"), secretOf("acme-github")])
    expect(html).not.toContain(hidden);
});

it("the request is saved as a file, with what proves who sent it shortened", async () => {
  const { id, signature } = await refuseWithSecretOf("acme-slack");
  const page = await open(`${local.url}/requests/${id}`);
  await settled(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save request as .http" }).first().click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${id}.http`);
  const text = readFileSync(await download.path(), "utf8");
  expect(text).toMatch(/^POST \/hooks\/acme-github HTTP\/1\.1\r\n/);
  expect(text).toContain(`sha256=${signature.slice(0, 8)}…${signature.slice(-4)}`);
  expect(text.endsWith('\r\n\r\n{"action":"opened"}')).toBe(true);
});

it("counts refusals of the same cause, and leads to them", async () => {
  const { id } = await refuseWithSecretOf("acme-shop");
  const page = await open(`${local.url}/requests/${id}`);
  const panel = page.getByRole("region", { name: "The same cause" });
  await panel.getByText(/requests? at acme-github, first/).waitFor();
  const href = await panel.getByRole("link", { name: "Show them" }).getAttribute("href");
  expect(new URL(href ?? "", local.url).searchParams.get("reason")).toBe("signature-mismatch");
});

it("a refusal shows on its source's page while that is open", async () => {
  const page = await open(`${local.url}/sources/acme-shop`);
  await settled(page);
  const id = await local.refuse("acme-shop");
  await page.getByText(/^Refused since the last delivery: signature-mismatch/).waitFor();
  expect(await page.getByRole("link", { name: "Explain" }).getAttribute("href")).toBe(`/requests/${id}`);
});

it("a stage that may only be read shows what it knows, and which command changes it", async () => {
  const stage = await fakeConsole(40, prodPlace);
  const page = await open(`${stage.url}/sources/billing`);
  await settled(page);
  await page.getByText("npx hookbridge secrets set billing --stage prod").first().waitFor();
  await page.getByRole("button", { name: /^Sign and send.*Start with --write/ }).waitFor();
});
