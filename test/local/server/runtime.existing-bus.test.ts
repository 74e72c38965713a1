import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Runtime } from "../../../src/local/server/runtime.ts";
import { deliver, makeTestProject, startTestBridge } from "./runtime-fixture.ts";

const central = "arn:aws:events:eu-west-1:444455556666:event-bus/central";
let bridge: Runtime;

beforeAll(async () => {
  const project = makeTestProject();
  const { configFile } = project;
  const existing = `engineering: { arn: "${central}" }`;
  writeFileSync(configFile, readFileSync(configFile, "utf8").replace("engineering: {}", existing));
  bridge = await startTestBridge([], project);
}, 60_000);
afterAll(() => bridge.close());

test("a local bus plays an existing one, and the start says so", async () => {
  expect(bridge.warnings.filter((warning) => warning.includes(central))).toHaveLength(1);
  expect((await deliver(bridge.url, '{"action":"opened","id":"e-1"}')).status).toBe(200);
  const buses = async (): Promise<readonly unknown[]> =>
    (await bridge.bridge.events({})).items.map(({ bus }) => bus);
  await vi.waitFor(async () => expect(await buses()).toEqual(["engineering"]), { timeout: 20_000 });
});
