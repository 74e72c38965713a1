import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { besideBridge } from "../support/beside-bridge.ts";
import { runHookbridge } from "../support/run-hookbridge.ts";

const { run, served } = besideBridge();
const folder = mkdtempSync(join(tmpdir(), "hookbridge-pattern-"));
const fits = '{"source":["com.acme-github"]}';

beforeAll(async () => {
  writeFileSync(join(folder, "pattern.json"), fits);
  writeFileSync(join(folder, "text.json"), "no JSON");
  writeFileSync(join(folder, "part.json"), '{"source":"com.acme-github"}');
  const event = await served().fake.bridge.event("evt-dlv_0");
  writeFileSync(join(folder, "event.json"), event?.envelope ?? "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ["an argument, and an event that the bridge keeps", [fits, "--event", "evt-dlv_0"], ""],
  ["a file, and an event in a file", ["--file", "pattern.json", "--event", "event.json"], ""],
  ["standard input", ["--event", "event.json"], fits],
])("takes the pattern from %s", async (_, words, input) => {
  const { code, out, err } = await run(["pattern", "test", ...words], { cwd: folder, input });
  expect([code, out, err]).toEqual([0, "It matches.\n", ""]);
});

it("needs no running bridge for an event in a file", () => {
  const words = ["pattern", "test", "--file", "pattern.json", "--event", "event.json"];
  expect(runHookbridge(words, { cwd: folder })).toEqual({ code: 0, out: "It matches.\n", err: "" });
  const misses = ["pattern", "test", '{"source":["com.other"]}', "--event", "event.json", "--json"];
  const { code, out } = runHookbridge(misses, { cwd: folder });
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    valid: true,
    matched: false,
    reason: expect.stringMatching(/source/),
  });
  const part = runHookbridge(["pattern", "test", fits, "--event", "part.json"], { cwd: folder });
  expect(part.code).toBe(2);
  expect(part.err).toMatch(
    /EventBridge refuses the event: Parameter Event is not valid\.\n(.*\n)? {2}next: {2}Give a whole event/,
  );
});

it("ends with 1 where the event does not match, and says why", async () => {
  const { code, out, err } = await run([
    "pattern",
    "test",
    '{"source":["com.other"]}',
    "--event",
    "evt-dlv_0",
  ]);
  expect([code, out]).toEqual([1, "It does not match.\n"]);
  expect(err).not.toBe("");
});

it("ends with 1 and EventBridge's own words where the pattern is not valid", async () => {
  const { code, out, err } = await run(["pattern", "test", '{"source":"x"}', "--event", "evt-dlv_0"]);
  expect([code, out]).toEqual([1, "The pattern is not valid.\n"]);
  expect(err).toMatch(/^Event pattern is not valid\. Reason: "source" must be an object or an array/);
});

it("prints the verdict as JSON", async () => {
  const { code, out, err } = await run(["pattern", "test", fits, "--event", "evt-dlv_0", "--json"]);
  expect([code, err]).toEqual([0, ""]);
  expect(JSON.parse(out)).toEqual({
    valid: true,
    matched: true,
    fields: [{ field: "source", matched: true, why: "is com.acme-github" }],
  });
});

it.each([
  [["--event", "evt-dlv_0"], /There is no pattern\./],
  [[fits, "--file", "pattern.json", "--event", "evt-dlv_0"], /given twice/],
  [["--file", "none.json", "--event", "evt-dlv_0"], /none\.json of the pattern does not exist/],
  [[fits, "--event", "none.json"], /none\.json of the event does not exist/],
  [[fits, "--event", "text.json"], /text\.json is no JSON/],
  [[fits, "--event", "evt-none"], /no file evt-none, and the bridge keeps no event of this id/],
  [[fits], /required option '--event/],
])("%j is wrong use", async (words, says) => {
  const { code, out, err } = await run(["pattern", "test", ...words], { cwd: folder });
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(says);
});
