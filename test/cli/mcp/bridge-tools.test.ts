import { expect, it } from "vitest";
import { askTool, bridgeTools } from "../../../src/cli/mcp/bridge-tools.ts";
import type { ToolInput } from "../../../src/cli/mcp/tool-input.ts";
import { makeFakeBridge } from "../../support/bridge/fake-bridge.ts";

const now = Date.parse("2026-11-30T12:00:00Z");
const tools = bridgeTools(() => now);

function ask(name: string, input: ToolInput = {}) {
  const fake = makeFakeBridge();
  fake.happen();
  const tool = tools.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return askTool(tool, fake.bridge, input, now);
}

it("every tool has a description and refuses what its schema does not know", async () => {
  expect(tools.length).toBeGreaterThan(10);
  for (const { name, description, inputSchema } of tools) {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(description.length).toBeGreaterThan(30);
    const required = Object.fromEntries((inputSchema.required ?? []).map((one) => [one, "x"]));
    await expect(ask(name, { ...required, nonsense: 1 })).rejects.toThrow('"nonsense" is not known');
    for (const one of inputSchema.required ?? []) {
      const { [one]: _, ...others } = required;
      await expect(ask(name, others)).rejects.toThrow(`"${one}" is not given`);
    }
  }
});

it("no tool changes anything", async () => {
  const fake = makeFakeBridge();
  const row = fake.happen();
  for (const tool of tools) {
    const inputs = { id: row.id, name: row.source, pattern: '{"source":["a"]}', event: '{"source":"a"}' };
    const known = Object.entries(inputs).filter(([name]) => name in tool.inputSchema.properties);
    await askTool(tool, fake.bridge, Object.fromEntries(known), now).catch(() => "");
  }
  expect(fake.changes).toEqual([]);
});

it("lists what the filters let through, with its events as they are", async () => {
  const requests = JSON.parse(await ask("list_requests", { limit: 1, from: "2026-01-01" }));
  expect(requests.items).toHaveLength(1);
  const events = JSON.parse(await ask("list_events"));
  expect(events.items.length).toBeGreaterThan(0);
  const one = await ask("get_event", { id: events.items[0].id });
  expect(JSON.parse(one).event.detail.type).toBe(events.items[0].type);
});

it("says null for what there is not, and what is wrong with a value", async () => {
  expect(await ask("get_request", { id: "req_none" })).toBe("null");
  await expect(ask("list_requests", { limit: 1_000 })).rejects.toThrow("a whole number from 1 to 100");
  await expect(ask("list_requests", { source: "acme" })).rejects.toThrow("a list of texts");
  await expect(ask("list_requests", { from: "soon" })).rejects.toThrow("a time such as 2h");
});
