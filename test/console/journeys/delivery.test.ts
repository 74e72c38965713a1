import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { browserPages } from "../../support/browser/browser-pages.ts";
import { type LocalConsole, localConsole } from "../../support/browser/local-console.ts";
import { settled } from "../../support/browser/screens.ts";

const { open } = browserPages();
let local: LocalConsole;
beforeAll(async () => {
  local = await localConsole();
});

const githubSecret = (): string =>
  JSON.parse(readFileSync(join(local.directory, "data/secrets.json"), "utf8"))["acme-github"][0];

/** As the vendor signs. @returns the delivery's id, and the whole signature */
async function deliverSigned(body: string): Promise<{ readonly id: string; readonly signature: string }> {
  const signature = createHmac("sha256", githubSecret()).update(body).digest("hex");
  const answer = await fetch(`${local.url}/hooks/acme-github`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "issues",
      "x-github-delivery": "0a6d3b3e-0d52-11f1-9a3b-6d1f2c3b4a51",
      "x-hub-signature-256": `sha256=${signature}`,
    },
    body,
  });
  return { id: answer.headers.get("x-hookbridge-delivery") ?? "", signature };
}

it("an accepted delivery shows its way, what was signed and which secret matched, and no whole signature", async () => {
  const { id, signature } = await deliverSigned(
    '{"action":"opened","issue":{"id":9007199254740993,"number":7}}',
  );
  const page = await open(`${local.url}/deliveries/${id}`);
  await page.getByRole("heading", { level: 1, name: "issues.opened from acme-github" }).waitFor();
  const steps = page.getByRole("list", { name: "Steps" });
  for (const step of [
    "Received",
    "Signature verified",
    "Stored in SQS",
    "Answered 200",
    "Taken by publish",
    "On the bus",
  ])
    await steps.getByText(step, { exact: true }).waitFor();
  await steps.getByText("GitHub has its answer").waitFor();
  await page.getByText("Secret 1 of 1 of acme-github, the newest").waitFor();
  await page
    .getByText(`sha256=${signature.slice(0, 8)}…${signature.slice(-4)}`)
    .first()
    .waitFor();
  // Numbers keep their digits in the tree.
  await page.getByText("9007199254740993").first().waitFor();
  await page.getByRole("tab", { name: /^Headers/ }).click();
  await page.getByText("x-github-event: issues").waitFor();
  await page.getByRole("tab", { name: "As command" }).click();
  await page.getByText("npx hookbridge send acme-github --file issues-opened.json").waitFor();
  const html = await page.content();
  expect(html).not.toContain(signature);
  expect(html).not.toContain(githubSecret());
});

it("a duplicate and the published delivery lead to each other", async () => {
  const body = '{"action":"edited","issue":{"number":8}}';
  const first = await deliverSigned(body);
  await expect.poll(async () => (await local.bridge.request(first.id))?.outcome).toBe("published");
  const second = await deliverSigned(body);
  await expect.poll(async () => (await local.bridge.request(second.id))?.outcome).toBe("duplicate");
  const page = await open(`${local.url}/deliveries/${second.id}`);
  await page.getByText("Left out as a duplicate").waitFor();
  await page.getByRole("link", { name: first.id.slice(0, 16) }).click();
  await page.getByText(/later, not published again$/).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/deliveries/${first.id}`);
});

it("newer and older by key, within the filter that the page was opened with", async () => {
  const one = await local.deliver("acme-slack");
  await local.deliver("acme-shop");
  const two = await local.deliver("acme-slack");
  const page = await open(`${local.url}/deliveries/${two}?source=acme-slack`);
  await settled(page);
  await page.getByRole("link", { name: /^Older/ }).waitFor();
  await page.keyboard.press("]");
  await page.waitForURL(`**/deliveries/${one}?source=acme-slack`);
  await page.getByRole("link", { name: /^Newer/ }).waitFor();
  await page.keyboard.press("[");
  await page.waitForURL(`**/deliveries/${two}?source=acme-slack`);
  await page.getByRole("button", { name: /^Newer.*newest/ }).waitFor();
});

it("opened from a filtered stream, newer and older stay within it, and Esc leads back to it", async () => {
  const one = await local.deliver("acme-slack");
  const two = await local.deliver("acme-slack");
  await local.deliver("acme-shop");
  // Narrower than a peek needs: a row opens its page.
  const page = await open(`${local.url}/stream?source=acme-slack`, { width: 1000 });
  await settled(page);
  await page.locator(`a[href*="${two}"]`).first().click();
  await page.waitForURL(`**/deliveries/${two}*`);
  await page.getByRole("link", { name: /^Older/ }).waitFor();
  await page.getByRole("button", { name: /^Newer.*newest/ }).waitFor();
  await page.keyboard.press("]");
  await page.waitForURL(`**/deliveries/${one}?source=acme-slack`);
  await page.keyboard.press("Escape");
  // With the row that was opened: the list puts it there.
  await page.waitForURL(/\/stream\?source=acme-slack(?:&at=dlv_|$)/);
});

it("what a source redacts is nowhere on the page", async () => {
  const id = await local.deliver("acme-stripe", {
    event: "invoice.paid",
    set: { "/data/object/customer_email": '"private@example.com"' },
  });
  const page = await open(`${local.url}/deliveries/${id}`);
  await settled(page);
  await page.getByText("[redacted]").first().waitFor();
  for (const tab of [/^Headers/, "As command"]) await page.getByRole("tab", { name: tab }).click();
  expect(await page.content()).not.toContain("private@example.com");
});

it("says of an id that nothing has what the bridge said", async () => {
  const page = await open(`${local.url}/deliveries/dlv_none`, { expected: [/404/] });
  await page
    .getByRole("alert")
    .getByText(/dlv_none/)
    .waitFor();
});
