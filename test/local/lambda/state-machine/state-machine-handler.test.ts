import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { stateMachineVariables } from "../../../../src/local/lambda/state-machine/state-machine-variables.ts";

const directory = mkdtempSync(join(tmpdir(), "hookbridge-state-machine-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Handler = typeof import("../../../../src/local/lambda/state-machine/state-machine-handler.ts").handler;
let handler: Handler;

beforeAll(async () => {
  const file = join(directory, "machine.json");
  const states = { Pass: { Type: "Pass", End: true } };
  writeFileSync(file, JSON.stringify({ StartAt: "Pass", States: states }));
  vi.stubEnv(stateMachineVariables.definition, file);
  ({ handler } = await import("../../../../src/local/lambda/state-machine/state-machine-handler.ts"));
  vi.unstubAllEnvs();
  // The library of state machines takes long to load on a busy machine.
}, 120_000);

const ended = (body: string): Promise<unknown> => handler({ Records: [{ body }] });

it("a message is the input of an execution", async () => {
  expect(await ended('{"detail":{"id":1}}')).toEqual({ succeeded: true, output: { detail: { id: 1 } } });
});

it("an input that is no JSON fails, as AWS starts no execution with it", async () => {
  expect(await ended("paid")).toEqual({ succeeded: false, error: expect.stringContaining("JSON") });
});
