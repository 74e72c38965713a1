import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sha256 } from "../../../src/core/sha256.ts";
import { buildStack } from "../../../src/stack/build-stack.ts";
import { loadBridge } from "../../../src/stack/bundle/load-bridge.ts";
import { zipBundles } from "../../../src/stack/bundle/zip-bundles.ts";

const folder = mkdtempSync(join(tmpdir(), "hookbridge-lean-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What differs between the configurations of these tests. */
interface Parts {
  readonly buses?: string;
  readonly sources?: string;
  readonly more?: string;
  readonly before?: string;
}

const usualSources = `hr: { provider: bamboohr, bus: ({ name }) => (name.startsWith("employee.") ? "people" : "main") }`;

/** What a deployment of this configuration would have: hashes of the functions' zip files, and the bridge's template. */
async function packageOf({ buses = "main: {}", sources = usualSources, more = "", before = "" }: Parts) {
  const configFile = join(folder, "bridge.config.ts");
  writeFileSync(
    configFile,
    `import { defineBridge } from "hookbridge";
     import { bamboohr, github } from "hookbridge/providers";
     ${before}
     export default defineBridge({ buses: { ${buses}, people: {} }, sources: { ${sources} }, ${more} });`,
  );
  await zipBundles({ configFile, outDir: folder });
  const hashOf = (name: string): string => sha256([readFileSync(join(folder, `${name}.zip`))]);
  const { template } = buildStack(await loadBridge(configFile), "dev");
  return { receive: hashOf("receive"), publish: hashOf("publish"), template: JSON.stringify(template) };
}

const subscriptions = `subscriptions: {
  builds: { bus: "main", on: { type: "com.github.push" }, function: { file: "consumers/builds.ts", environment: { ZQX } } },
}`;

describe("a change of what only the stacks read", () => {
  it("of subscriptions changes neither the functions nor the bridge's template", async () => {
    const without = await packageOf({});
    const before = 'const { ZQX = "jjjjjjjjqqqqqqqq" } = process.env;';
    expect(await packageOf({ more: subscriptions, before })).toEqual(without);
  });

  it.each([
    { change: "an alarm", more: 'deployment: { alarms: { email: "ops@example.com", oldestSeconds: 60 } }' },
    { change: "a lake", buses: "main: { lake: { days: 730 } }" },
    { change: "an archive", buses: "main: { archiveDays: 7 }" },
  ])("of $change changes the template, and not the functions", async (parts) => {
    const [without, with_] = [await packageOf({}), await packageOf(parts)];
    expect([with_.receive, with_.publish]).toEqual([without.receive, without.publish]);
    expect(with_.template).not.toBe(without.template);
  });
});

describe("a change of what the functions read", () => {
  it.each([
    { change: "a source", sources: `${usualSources}, code: { provider: github, bus: "main" }` },
    { change: "a source's function", sources: usualSources.replace("employee.", "salary.") },
    { change: "a bus's limit", buses: "main: { eventBytes: 262_144 }" },
  ])("of $change changes both", async (parts) => {
    const [without, with_] = [await packageOf({}), await packageOf(parts)];
    expect(with_.receive).not.toBe(without.receive);
    expect(with_.publish).not.toBe(without.publish);
  });
});
