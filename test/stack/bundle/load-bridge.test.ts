import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadBridge } from "../../../src/stack/bundle/load-bridge.ts";

const directory = mkdtempSync(join(tmpdir(), "hookbridge-load-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const head = `import { defineBridge } from "hookbridge"; import { github } from "hookbridge/providers";`;
let files = 0;

function load(text: string) {
  const file = join(directory, `${files++}.config.ts`);
  writeFileSync(file, text);
  return loadBridge(file);
}

it("a configuration in any folder can import the bridge by its name", async () => {
  const bridge = await load(`${head}
    export default defineBridge({ buses: { events: {} }, sources: { a: { provider: github, bus: "events" } } });`);
  expect([...bridge.sources.keys()]).toEqual(["a"]);
});

describe("a configuration is refused, with its file and what to do,", () => {
  it.each([
    [
      "for two sources of one name, of which JavaScript would silently keep the last",
      `${head} export default defineBridge({ buses: { events: {} }, sources: {
        "acme-github": { provider: github, bus: "events" }, "acme-github": { provider: github, bus: "events" } } });`,
      /Duplicate key "acme-github"/,
      /its own name/,
    ],
    ["for a syntax error, with its line", "\nexport default {", /can't be loaded: .*\(line 2\)/, /^Fix it/],
    ["for an error that it throws", 'throw new Error("no luck");', /threw .*no luck/, /^Fix it/],
    [
      "for what defineBridge refuses",
      `${head} export default defineBridge({ buses: {}, sources: {} });`,
      /has no bus/,
      /^Add one/,
    ],
    [
      "for a misspelt scheme, before its file is looked for",
      `${head} const own = { ...github, id: "own", signature: { scheme: "hmca", header: "x-sig" } };
        export default defineBridge({ buses: { events: {} }, sources: { a: { provider: own, bus: "events" } } });`,
      /source "a" has a provider \(own\) whose signature has the scheme "hmca"/,
      /^Write hmac/,
    ],
    ["for another default export", "export default 3;", /no bridge as its default export/, /^End it with/],
  ])("%s", async (_what, text, message, remedy) => {
    await expect(load(text)).rejects.toMatchObject({
      code: "config-invalid",
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    });
    await expect(load(text)).rejects.toThrow(`${files - 1}.config.ts`);
  });
});

it("a refusal names the file once, by the name that it has", async () => {
  const text = `${head} export default defineBridge({ buses: { events: {} }, sources: { a: { provider: github } } });`;
  await expect(load(text)).rejects.toMatchObject({
    message: expect.stringMatching(/^\S+config\.ts: source "a" does not say to which bus it goes\.$/),
    remedy: 'Add one of yours: bus: "events".',
  });
  const none = `${head} export default defineBridge({ buses: {}, sources: {} });`;
  await expect(load(none)).rejects.toMatchObject({
    message: expect.stringMatching(/^\S+config\.ts has no bus\.$/),
  });
});
