/** Refused deliveries, explained with what this machine knows: its secrets, those of the past, its other sources. */
import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import type { Explanation } from "../../../../src/operate/explain/explanation.ts";
import { allSecrets, makeWaysProject } from "../journal-fixture.ts";
import { accepted, secret, startTestBridge, until } from "../runtime-fixture.ts";

let runtime: Runtime;
const project = makeWaysProject();
const former = "a-secret-that-was-rotated-away";

beforeAll(async () => {
  runtime = await startTestBridge([], project);
  const record = {
    changedAt: new Date().toISOString(),
    former: [{ secret: former, removedAt: new Date().toISOString() }],
  };
  writeFileSync(join(project.dataDirectory, "former-secrets.json"), JSON.stringify({ ways: record }));
});
afterAll(() => runtime?.close());

const bodyOf = (id: string): string => JSON.stringify({ action: "opened", id });

/** Sends a delivery that is refused, and has it explained. */
async function explained(
  source: string,
  key: string,
  body: string,
  sent = body,
  ofVendor: Readonly<Record<string, string>> = { "x-github-event": "issues" },
): Promise<Explanation> {
  const before = (await runtime.bridge.requests({ limit: 1 })).previous ?? "0";
  const answer = await fetch(`${runtime.url}/hooks/${source}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...ofVendor,
      "x-hub-signature-256": `sha256=${createHmac("sha256", key).update(body).digest("hex")}`,
    },
    body: sent,
  });
  expect(answer.status).toBe(401);
  const { id } = await until(async () => (await runtime.bridge.requests({ after: before })).items[0]);
  await until(async () => (await runtime.bridge.request(id))?.explainable);
  const explanation = await runtime.bridge.explain(id);
  if (!explanation) throw new Error("It is not explained.");
  return explanation;
}

test.each([
  ["secret-of-other-source", "ways", allSecrets.token],
  ["secret-removed", "ways", former],
  ["source-unknown", "way", secret],
])("%s", async (cause, source, key) => {
  const { causes } = await explained(source, key, bodyOf(`x-${cause}`));
  expect(causes[0]).toMatchObject({ cause, proven: true });
});

test("a body that was changed on its way is proven by undoing the change", async () => {
  const body = bodyOf("x-5");
  const { causes } = await explained("ways", secret, body, JSON.stringify(JSON.parse(body), null, 2));
  expect(causes[0]).toMatchObject({ cause: "body-reserialized", proven: true });
});

test("an unknown secret is not proven, and what was tried is said", async () => {
  const { causes, ruledOut } = await explained("ways", "a-secret-that-nobody-here-knows", bodyOf("x-6"));
  expect(causes[0]).toMatchObject({ cause: "secret-wrong", proven: false });
  expect(ruledOut.length).toBeGreaterThan(3);
});

test("a secret that fitted a moment ago is hardly the wrong one, which is said", async () => {
  const changed = await explained("parked", secret, bodyOf("x-7"), bodyOf("x-8"));
  expect(changed.causes[0]?.evidence).not.toContain("fitted");
  const id = await accepted(runtime.url, bodyOf("x-9"), "parked");
  const { causes } = await explained("parked", secret, bodyOf("x-9"), bodyOf("x-0"));
  expect(causes[0]?.evidence).toContain(`The same secret fitted ${id} at `);
  // The source has had another secret meanwhile, so that the last match says nothing of this one.
  await accepted(runtime.url, bodyOf("x-10"), "ways");
  const rotated = await explained("ways", secret, bodyOf("x-11"), bodyOf("x-12"));
  expect(rotated.causes[0]?.evidence).not.toContain("fitted");
});

test("a request without the vendor's own headers is not said to look like the vendor's", async () => {
  const body = bodyOf("x-13");
  const unknown = "another-secret-that-nobody-knows";
  const { causes } = await explained("ways", unknown, body);
  expect(causes[0]?.evidence).toContain("the rest looks as");
  const [bare] = (await explained("ways", unknown, body, body, {})).causes;
  expect(bare?.evidence).toMatch(/; and x-github-event, which .+ sends, did not come/);
  expect(bare?.evidence).not.toContain("the rest looks as");
});
