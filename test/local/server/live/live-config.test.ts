import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import { configChanges, followConfigFile } from "../../../../src/local/server/live/live-config.ts";
import { github, stripe } from "../../../../src/providers/index.ts";
import { loadBridge } from "../../../../src/stack/bundle/load-bridge.ts";
import { makeTestProject, until } from "../runtime-fixture.ts";

const { configFile } = makeTestProject();
const lines: string[] = [];
let stop: () => Promise<void>;
beforeAll(async () => {
  stop = followConfigFile(configFile, await loadBridge(configFile), (line) => lines.push(line));
});
afterAll(() => stop());

const told = (part: string): Promise<boolean> => until(async () => lines.some((line) => line.includes(part)));

test("what another configuration changes is said: sources and buses by name", () => {
  const before = defineBridge({ buses: { main: {} }, sources: { a: { provider: github, bus: "main" } } });
  const after = defineBridge({
    buses: { main: {}, other: {} },
    sources: { a: { provider: github, bus: "other" }, b: { provider: stripe, bus: () => "main" } },
  });
  expect(configChanges(before, before)).toBeUndefined();
  expect(configChanges(before, after)).toBe("adds the source b; changes the source a; adds the bus other");
  expect(configChanges(after, before)).toBe(
    "removes the source b; changes the source a; removes the bus other",
  );
});

test("a changed file is told once for each change, with what it changes or why it can't be used", async () => {
  const text = readFileSync(configFile, "utf8");
  writeFileSync(configFile, text.replace('bare: { provider: code, bus: "engineering" },', ""));
  await told(`config    ${configFile} has changed: it removes the source bare. Restart to use it`);
  writeFileSync(configFile, "export default {");
  await told("has changed, and can't be used");
  const other = text.replace('bus: "engineering"', 'bus: "none"');
  expect(other).not.toBe(text);
  writeFileSync(configFile, other);
  await told('"none"');
  expect(lines.at(-1)).toContain("\n  next:  ");
  // The file once, and not again in the reason.
  expect(lines.at(-1)?.split(configFile)).toHaveLength(2);
  writeFileSync(configFile, text);
  await told("the sources, buses and subscriptions are those that run");
  expect(lines).toHaveLength(4);
}, 60_000);

test("a provider of the project's own is followed too", async () => {
  const project = makeTestProject();
  const folder = join(project.directory, "providers");
  mkdirSync(folder);
  const provider = readFileSync(project.configFile, "utf8");
  const [, code = ""] = /const code = defineProvider\((\{[\s\S]*?\n\})\);/.exec(provider) ?? [];
  const file = join(folder, "depot.ts");
  writeFileSync(file, `export default ${code};\n`);
  writeFileSync(
    project.configFile,
    provider
      .replace("export default", 'import depot from "./providers/depot.ts";\nexport default')
      .replace(
        'bare: { provider: code, bus: "engineering" }',
        'bare: { provider: depot, bus: "engineering" }',
      ),
  );
  const heard: string[] = [];
  let newest: string | undefined;
  const end = followConfigFile(project.configFile, await loadBridge(project.configFile), (line, changes) => {
    heard.push(line);
    newest = changes;
  });
  writeFileSync(file, `export default ${code.replace("deadlineSeconds: 10", "deadlineSeconds: 5")};\n`);
  await until(async () => heard.length > 0);
  await end();
  expect(heard).toEqual([`config    ${file} has changed: it changes the source bare. Restart to use it`]);
  expect(newest).toBe("changes the source bare");
}, 60_000);
