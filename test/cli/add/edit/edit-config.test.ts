import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { editConfig, type NewSource } from "../../../../src/cli/add/edit/edit-config.ts";
import { projectFiles } from "../../../../src/cli/init/project-files.ts";
import { chosenProviders } from "../../../../src/cli/init/project-options.ts";
import { loadBridge } from "../../../../src/stack/bundle/load-bridge.ts";
import { projectFolder } from "../../support/run-hookbridge.ts";

const gitlab = (bus = "main", name = "acme-gitlab"): NewSource => ({
  name,
  bus,
  provider: { module: "hookbridge/providers", names: ["gitlab"], local: "gitlab" },
});

// Within the package, so that a configuration may import it by its name.
const folder = join(projectFolder, "node_modules/.cache/hookbridge-add");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const initText = projectFiles(
  {
    name: "my-hooks",
    folder: "my-hooks",
    providers: chosenProviders("github, stripe, cal-com"),
    region: "eu-west-1",
  },
  "1.0.0",
)["bridge.config.ts"] as string;

/** Lines without the white space that this file adds. */
const lines = (text: string): string => text.replaceAll(/^ {6}/gm, "").trimStart();

/** What a configuration looks like, the bus, and the lines that are in its place afterwards. */
interface Variant {
  readonly text: string;
  readonly bus?: string;
  readonly has: readonly string[];
}

const variants: Readonly<Record<string, Variant>> = {
  "the clone's own": {
    text: readFileSync(join(projectFolder, "bridge.config.ts"), "utf8"),
    bus: "engineering",
    has: [
      "import { bamboohr, custom, github, gitlab, slack, stripe } from",
      '      bus: "payments",\n    },\n    "acme-gitlab": { provider: gitlab, bus: "engineering" },\n  },\n});\n',
    ],
  },
  "that of init": {
    text: initText,
    bus: "events",
    has: [
      "import { calCom, github, gitlab, stripe } from",
      '    "acme-gitlab": { provider: gitlab, bus: "events" },\n  },\n});\n',
    ],
  },
  "one line": {
    text: 'import { defineBridge } from "hookbridge";\nimport { github } from "hookbridge/providers";\nexport default defineBridge({ buses: { main: {} }, sources: { github: { provider: github, bus: "main" } } });\n',
    has: [
      '{ github: { provider: github, bus: "main" }, "acme-gitlab": { provider: gitlab, bus: "main" } } });',
      "import { github, gitlab }",
    ],
  },
  "one line without a source": {
    text: 'import { defineBridge } from "hookbridge";\nexport default defineBridge({ buses: { main: {} }, sources: {} });\n',
    has: [
      'sources: { "acme-gitlab": { provider: gitlab, bus: "main" } } });',
      '"hookbridge";\nimport { gitlab } from "hookbridge/providers";\nexport default',
    ],
  },
  "no source yet": {
    text: lines(`
      import { defineBridge } from "hookbridge";

      export default defineBridge({
        buses: { main: {} },
        sources: {},
      });
    `),
    has: ['  sources: {\n    "acme-gitlab": { provider: gitlab, bus: "main" },\n  },\n'],
  },
  "only a comment": {
    text: lines(`
      import { defineBridge } from "hookbridge";

      export default defineBridge({
        buses: { main: {} },
        sources: {
          // None yet.
        },
      });
    `),
    has: ['    // None yet.\n    "acme-gitlab": { provider: gitlab, bus: "main" },\n  },\n'],
  },
  "single quotes, no semicolons, tabs, no trailing comma": {
    text: "import { defineBridge } from 'hookbridge'\nimport { stripe } from 'hookbridge/providers'\n\nexport default defineBridge({\n\tbuses: { main: {} },\n\tsources: {\n\t\tstripe: { provider: stripe, bus: 'main' } // the shop\n\t}\n})\n",
    has: [
      "\t\tstripe: { provider: stripe, bus: 'main' }, // the shop\n\t\t'acme-gitlab': { provider: gitlab, bus: 'main' }\n\t}\n})\n",
      "import { gitlab, stripe } from 'hookbridge/providers'\n",
    ],
  },
  CRLF: {
    text: 'import { defineBridge } from "hookbridge";\r\nimport { stripe } from "hookbridge/providers";\r\n\r\nexport default defineBridge({\r\n  buses: { main: {} },\r\n  sources: {\r\n    stripe: { provider: stripe, bus: "main" },\r\n  },\r\n});\r\n',
    has: ['"main" },\r\n    "acme-gitlab": { provider: gitlab, bus: "main" },\r\n  },\r\n});\r\n'],
  },
  "constants, types and satisfies": {
    text: lines(`
      import { defineBridge } from "hookbridge";
      import type { Provider } from "hookbridge";
      import {
        github,
        // of the shop
        stripe,
      } from "hookbridge/providers";

      const shop: Provider = stripe as Provider;
      const sources = {
        /* ünïcode — 😀 */ shop: { provider: shop, bus: "main" },
        code: { provider: github, bus: (event: { readonly name: string }): "main" => (event.name ? "main" : "main") },
        // "later": {},
      } as const;
      const config = { buses: { main: {} }, sources } satisfies Parameters<typeof defineBridge<"main">>[0];
      export default defineBridge(config);
    `),
    has: [
      '"main") },\n  "acme-gitlab": { provider: gitlab, bus: "main" },\n  // "later": {},\n} as const;',
      "  github,\n  // of the shop\n  gitlab,\n  stripe,\n} from",
    ],
  },
  "an alias of defineBridge, a spread, and the name of the provider taken": {
    text: lines(`
      import { defineBridge as bridge } from "hookbridge";
      import * as vendors from "./vendors.ts";
      const gitlab = "taken";
      const others = { hub: { provider: vendors.github, bus: "main" as const } };
      const made = bridge({
        ...{ name: gitlab },
        buses: { main: {} },
        sources: { ...others,
          two: { provider: vendors.github, bus: "main" }, },
      });
      export { made as default };
    `),
    has: [
      'import { gitlab as gitlabProvider } from "hookbridge/providers";',
      'bus: "main" }, "acme-gitlab": { provider: gitlabProvider, bus: "main" }, },',
    ],
  },
  "a namespace": {
    text: lines(`
      import * as hookbridge from "hookbridge";
      import * as providers from "hookbridge/providers";
      export default hookbridge.defineBridge({
        buses: { main: {} },
        sources: {
          hub: {
            provider: providers.github,
            bus: "main",
          }, /* two
                lines */
        },
      });
    `),
    has: [
      '                lines */\n    "acme-gitlab": { provider: providers.gitlab, bus: "main" },\n'.replace(
        "                lines",
        "          lines",
      ),
    ],
  },
  "the provider imported under another name": {
    text: lines(`
      import { defineBridge } from "hookbridge";
      import { gitlab as lab } from "hookbridge/providers";
      export default defineBridge({ buses: { main: {} }, sources: {
        lab: { provider: lab, bus: "main" } } });
    `),
    has: ['lab: { provider: lab, bus: "main" }, "acme-gitlab": { provider: lab, bus: "main" } } });'],
  },
};

describe("a configuration keeps all that it had", () => {
  it.each(Object.entries(variants))("%s", async (_, { text, bus = "main", has }) => {
    const edited = editConfig(text, gitlab(bus));
    expect(edited).toHaveProperty("text");
    const after = "text" in edited ? edited.text : "";
    for (const part of has) expect(after).toContain(part);
    // Nothing is taken away: what was there is still there, in its order.
    let at = 0;
    for (const character of text) {
      at = after.indexOf(character, at);
      expect(at).toBeGreaterThanOrEqual(0);
      at += 1;
    }
    const file = join(folder, `edited-${Object.values(variants).findIndex((one) => one.text === text)}.ts`);
    writeFileSync(file, after);
    writeFileSync(join(folder, "vendors.ts"), 'export { github } from "hookbridge/providers";\n');
    const bridge = await loadBridge(file);
    expect(bridge.sources.get("acme-gitlab")).toMatchObject({ bus, provider: { id: "gitlab" } });
  });

  it("each compiles", () => {
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ extends: join(projectFolder, "tsconfig.json"), include: ["*.ts"], exclude: [] }),
    );
    const tsc = join(projectFolder, "node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
    expect([status, stdout]).toEqual([0, ""]);
  }, 60_000);
});

const start = 'import { defineBridge } from "hookbridge";\n';
describe("what can't be edited safely is given back to be pasted", () => {
  it.each([
    [
      "computed sources",
      "export default defineBridge({ buses: { main: {} }, sources: Object.fromEntries([]) });",
    ],
    [
      "sources of a call",
      "const make = () => ({});\nexport default defineBridge({ buses: { main: {} }, sources: make() });",
    ],
    ["sources that are not there", "export default defineBridge({ buses: { main: {} } });"],
    [
      "sources in a spread",
      "const all = { sources: {} };\nexport default defineBridge({ buses: { main: {} }, ...all });",
    ],
    [
      "what may replace sources",
      "const more = {};\nexport default defineBridge({ buses: {}, sources: {}, ...more });",
    ],
    ["a computed name", 'const x = "a";\nexport default defineBridge({ buses: {}, sources: { [x]: {} } });'],
    ["a variable that can change", "let c = { sources: {} };\nexport default defineBridge(c);"],
    ["another call", "export default Object(defineBridge({ buses: {}, sources: {} }));"],
    ["a function", "export default function () { return defineBridge({ buses: {}, sources: {} }); }"],
    ["no default export", "export const bridge = defineBridge({ buses: {}, sources: {} });"],
    ["a getter", "export default defineBridge({ buses: {}, get sources() { return {}; } });"],
    ["an enum", "enum A { B }\nexport default defineBridge({ buses: {}, sources: {} });"],
    ["an error of syntax", "export default defineBridge({ buses: {}, sources: {"],
    ["a choice", "export default defineBridge(process.env.X ? { sources: {} } : { sources: {} });"],
  ])("%s", (_, rest) => {
    expect(editConfig(start + rest, gitlab())).toEqual({
      reason: expect.stringMatching(/^its /),
      paste: {
        import: 'import { gitlab } from "hookbridge/providers";',
        source: '"acme-gitlab": { provider: gitlab, bus: "main" },',
      },
    });
  });
});

it("a provider of one's own is imported from its file", () => {
  const own: NewSource = {
    name: "billing",
    bus: "main",
    provider: { module: "./providers/acme-billing.ts", names: ["default"], local: "acmeBilling" },
  };
  const text = `${start}export default defineBridge({ buses: { main: {} }, sources: {} });\n`;
  expect(editConfig(text, own)).toMatchObject({
    text: `${start}import acmeBilling from "./providers/acme-billing.ts";\nexport default defineBridge({ buses: { main: {} }, sources: { billing: { provider: acmeBilling, bus: "main" } } });\n`,
  });
});
