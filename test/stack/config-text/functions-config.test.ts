import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadBridge } from "../../../src/stack/bundle/load-bridge.ts";
import { functionsConfig } from "../../../src/stack/config-text/functions-config.ts";

const folder = mkdtempSync(join(tmpdir(), "hookbridge-functions-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const imports = `import { defineBridge } from "hookbridge";
import { github } from "hookbridge/providers";
`;

/** What the functions get of a configuration, without its empty lines. */
async function leanOf(rest: string): Promise<string | undefined> {
  const file = join(folder, "bridge.config.ts");
  const text = imports + rest;
  writeFileSync(file, text);
  const lean = functionsConfig(text, await loadBridge(file));
  if (lean === undefined) return undefined;
  expect(lean.split("\n")).toHaveLength(text.split("\n").length);
  return lean
    .replace(imports, "")
    .replaceAll(/\s+;/g, ";")
    .replaceAll(/\s*\n\s*/g, "\n")
    .trim();
}

const sources = `sources: { a: { provider: github, bus: "main" } }`;

describe("the configuration of the functions", () => {
  it("has the sources as they are written, and of the buses the names and limits", async () => {
    const text = `export default defineBridge({
      name: "acme",
      buses: { main: { lake: { days: 7 }, eventBytes: 262_144 }, people: { locked: true } },
      sources: { a: { provider: github, bus: (event) => (event.name === "push" ? "main" : "people") } },
      subscriptions: { all: { bus: "main", on: "everything", queue: {} } },
      deployment: { alarms: { email: "ops@example.com" } }
    });`;
    expect(await leanOf(text)).toBe(
      `export default defineBridge({
buses: {"main":{"eventBytes":262144},"people":{}},
sources: { a: { provider: github, bus: (event) => (event.name === "push" ? "main" : "people") } },
});`,
    );
  });

  it("has the limits of stages that differ from those of all stages", async () => {
    const text = `export default defineBridge({ buses: { main: { eventBytes: 262_144 }, other: {} }, ${sources},
      stages: { dev: { buses: { other: { archiveDays: 1 } } }, prod: { buses: { main: { archiveDays: 30 } } } } });`;
    expect(await leanOf(text)).toContain(`stages: {"prod":{"buses":{"main":{}}}}`);
  });

  it("has no constants, functions and imports that only the stack's settings need", async () => {
    const text = `import { readFileSync as read } from "node:fs";
      import type { Bridge } from "hookbridge";
      const { TEAM = "events" } = process.env;
      export const subscriptions = { all: { bus: "main", on: "everything", queue: {} } } as const;
      function mails(): string { return read("package.json", "utf8") ? TEAM : "nobody"; }
      const wanted = ["push"];
      export default defineBridge({ buses: { main: {} }, sources: { a: { provider: github, bus: "main", accept: wanted } },
        subscriptions, deployment: { alarms: { email: mails() } } });`;
    expect(await leanOf(text)).toBe(
      `const wanted = ["push"];
export default defineBridge({ buses: {"main":{}}, sources: { a: { provider: github, bus: "main", accept: wanted } },
});`,
    );
  });

  it("keeps what acts on what it keeps, and every statement that declares nothing", async () => {
    const text = `const sources = {};
      const count = [sources].map((all) => Object.assign(all, { a: { provider: github, bus: "main" } })).length;
      process.title = "bridge";
      export default defineBridge({ buses: { main: {} }, sources });`;
    const lean = await leanOf(text);
    expect(lean).toContain("const count = ");
    expect(lean).toContain("process.title");
  });

  it("follows constants to the settings, and keeps what is spread", async () => {
    const text = `const shared = { deployment: { logDays: 7 } } as const;
      const settings = { ...shared, name: "acme", buses: { main: {} }, ${sources} } as const;
      const bridge = defineBridge(settings);
      export { bridge as default };`;
    expect(await leanOf(text)).toBe(
      `const shared = { deployment: { logDays: 7 } };
const settings = { ...shared,  buses: {"main":{}}, ${sources} };
const bridge = defineBridge(settings);
export { bridge as default };`,
    );
  });

  it.each([
    [
      "reads its settings again",
      `const settings = { buses: { main: {} }, sources: { a: { provider: github, bus: () => (settings.name ? "main" : "main") } }, name: "acme" } as const;
       export default defineBridge(settings);`,
    ],
    [
      "exports its settings and reads them again",
      `export const settings = { buses: { main: {} },
         sources: { a: { provider: github, bus: () => (settings.name ? "main" : "main") } }, name: "acme" } as const;
       export default defineBridge(settings);`,
    ],
    [
      "has them from a function",
      `const settings = () => ({ buses: { main: {} }, ${sources} }) as const;
       export default defineBridge(settings());`,
    ],
    [
      "is more than JavaScript with types",
      `enum Bus { Main = "main" }
       export default defineBridge({ buses: { [Bus.Main]: {} }, ${sources} });`,
    ],
  ])("is left as it is where it %s", async (_, text) => {
    expect(await leanOf(text)).toBeUndefined();
  });
});
