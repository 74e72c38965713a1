/** A bridge behind a proxy or tunnel, with a vendor that signs the URL which it was given. */
import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../src/local/server/runtime.ts";
import { makeTestProject, startTestBridge, until } from "./runtime-fixture.ts";

const from = (path: string): string =>
  JSON.stringify(pathToFileURL(resolve(import.meta.dirname, "../../../src", path)).pathname);

const config = `
import { defineBridge } from ${from("config/define-bridge.ts")};
import { defineProvider } from ${from("core/provider.ts")};
const shop = defineProvider({
  id: "shop", name: "Shop", category: "commerce", docs: "https://example.com",
  setup: { where: "Settings", secret: "chosen-by-you" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature", signed: "{url}{body}", json: true },
  event: { source: "com.shop", type: ["body:/type"], id: "body:/id" },
});
export default defineBridge({ buses: { events: {} }, sources: { shop: { provider: shop, bus: "events" } } });
`;
const secret = "a-long-enough-signing-secret";
const publicUrl = "https://www.example.com/bridge";
let runtime: Runtime;

beforeAll(async () => {
  const project = makeTestProject();
  writeFileSync(project.configFile, config);
  writeFileSync(project.secretsFile, JSON.stringify({ shop: [secret] }));
  runtime = await startTestBridge([], project, { publicUrl });
});

afterAll(() => runtime?.close());

/** Sends a delivery whose signature is for this URL. */
async function status(signedUrl: string, query = "", headers: Record<string, string> = {}): Promise<number> {
  const body = '{"type":"order.created","id":"o-1"}';
  const signature = createHmac("sha256", secret).update(signedUrl).update(body).digest("hex");
  const response = await fetch(`${runtime.url}/hooks/shop${query}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-signature": signature, ...headers },
    body,
  });
  return response.status;
}

test("the URL that is shown is the one that vendors call, with the path of the proxy", async () => {
  const url = `${publicUrl}/hooks/shop`;
  expect(runtime.sources).toEqual([expect.objectContaining({ name: "shop", url })]);
  expect(await runtime.bridge.sources()).toMatchObject([{ url }]);
  expect(await (await fetch(`${runtime.url}/api/sources`)).text()).toContain(url);
});

test("that URL is the one that is signed, and no other, whatever the sender says of it", async () => {
  expect(await status(`${publicUrl}/hooks/shop`)).toBe(200);
  expect(await status(`${publicUrl}/hooks/shop?team=a+b`, "?team=a%20b")).toBe(200);
  for (const url of [
    `${runtime.url}/hooks/shop`,
    "https://www.example.com/hooks/shop",
    "https://evil.example/hooks/shop",
  ])
    expect(await status(url)).toBe(401);
  const forwarded = {
    "x-forwarded-host": "evil.example",
    "x-forwarded-prefix": "/",
    forwarded: "host=evil.example",
  };
  expect(await status("https://evil.example/hooks/shop", "", forwarded)).toBe(401);
  expect(await status(`${publicUrl}/hooks/shop`, "", forwarded)).toBe(200);
});

test("a sample is signed for it", async () => {
  expect(await runtime.bridge.sample("shop", {})).toMatchObject({ sent: true, status: 200 });
  await until(async () => ((await runtime.bridge.events({})).total ?? 0) >= 2);
});
