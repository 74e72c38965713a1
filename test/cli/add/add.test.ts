/** `hookbridge add` as a process without a terminal. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { providerSkeleton } from "../../../src/cli/new-provider/provider-skeleton.ts";
import { loadBridge } from "../../../src/stack/bundle/load-bridge.ts";
import { configWith, makeProject } from "../support/make-project.ts";
import { type Ended, runHookbridge } from "../support/run-hookbridge.ts";

let project: ReturnType<typeof makeProject>;
beforeEach(() => {
  project = makeProject(configWith({ code: "github" }));
});
afterEach(() => project.remove());

const run = (words: string): Ended => runHookbridge(["add", ...words.split(" ")], { cwd: project.folder });
const configFile = (): string => join(project.folder, "bridge.config.ts");
const text = (): string => readFileSync(configFile(), "utf8");

describe("add", () => {
  it("adds a source on the only bus, and says what is to be done at the vendor", async () => {
    const before = text();
    const { code, out, err } = run("stripe");
    expect([code, out]).toEqual([0, ""]);
    expect(err).toMatch(
      /^Added the source "stripe" to bridge\.config\.ts: Stripe, bus main\.\n\nAt Stripe:\n {2}1\. Go to: Dashboard/,
    );
    expect(err).toMatch(
      /\n {2}2\. Enter the URL <your bridge>\/hooks\/stripe\n {2}3\. Copy the secret that the vendor shows there, and store it: npx hookbridge secrets set stripe\n/,
    );
    expect(text()).toBe(
      before
        .replace("{ github }", "{ github, stripe }")
        .replace('bus: "main" },\n', 'bus: "main" },\n    stripe: { provider: stripe, bus: "main" },\n'),
    );
    expect((await loadBridge(configFile())).sources.get("stripe")).toMatchObject({
      bus: "main",
      provider: { id: "stripe" },
    });
    expect(readdirSync(project.folder)).toEqual(["bridge.config.ts"]);
  });

  it("makes a secret where the vendor lets one choose it, shows it nowhere, and says how it is read", () => {
    const { code, out, err } = run("github acme-github --secret generate --json");
    expect(code).toBe(0);
    const [secret = ""] = JSON.parse(readFileSync(join(project.folder, ".hookbridge/secrets.json"), "utf8"))[
      "acme-github"
    ];
    expect(secret.length).toBeGreaterThan(30);
    expect(`${out}${err}`).not.toContain(secret.slice(0, 8));
    expect(JSON.parse(out)).toEqual({
      added: true,
      source: "acme-github",
      provider: "github",
      bus: "main",
      url: "<your bridge>/hooks/acme-github",
      steps: expect.arrayContaining([expect.stringMatching(/^Enter the URL /)]),
      secret: {
        where: ".hookbridge/secrets.json",
        read: `node -p 'require("./.hookbridge/secrets.json")["acme-github"].join("\\n")'`,
      },
    });
  });

  it("keeps the byte order mark of a file that an editor gave one", () => {
    writeFileSync(configFile(), `\uFEFF${text()}`);
    expect(run("stripe").code).toBe(0);
    expect(text()).toMatch(/^\uFEFFimport .*stripe: \{ provider: stripe/s);
  });

  it("adds a provider of the project's own from its file", async () => {
    mkdirSync(join(project.folder, "providers"));
    writeFileSync(join(project.folder, "providers/acme-billing.ts"), providerSkeleton("acme-billing", true));
    expect(run("acme-billing billing").code).toBe(0);
    expect(text()).toContain('import acmeBilling from "./providers/acme-billing.ts";\n');
    expect((await loadBridge(configFile())).sources.get("billing")?.provider.id).toBe("acme-billing");
  });

  it("ends with 1 and prints what to paste where the configuration can't be edited safely", () => {
    const computed = configWith({ code: "github" }).replace(
      /sources: (\{[\s\S]*?\n {2}\}),/,
      "sources: Object.fromEntries(Object.entries($1)),",
    );
    writeFileSync(configFile(), computed);
    const { code, out, err } = run("stripe");
    expect([code, out]).toEqual([
      1,
      'import { stripe } from "hookbridge/providers";\nstripe: { provider: stripe, bus: "main" },\n',
    ]);
    expect(err).toMatch(
      /^bridge\.config\.ts was not changed: its `sources` are computed\. Paste these two lines/,
    );
    expect(text()).toBe(computed);
    const json = JSON.parse(run("stripe --json").out);
    expect(json).toMatchObject({
      added: false,
      reason: "its `sources` are computed",
      paste: { import: expect.any(String) },
    });
  });

  it("leaves a configuration as it is that would not load with the source, or be another one", () => {
    const guarded = `${configWith({ code: "github" }).replace("export default defineBridge(", "const bridge = defineBridge(")}
if (bridge.sources.size > 1) throw new Error("enough");
export default bridge;
`;
    writeFileSync(configFile(), guarded);
    const { code, err } = run("stripe");
    expect([code, text()]).toEqual([1, guarded]);
    expect(err).toContain("it would not load");
    expect(readdirSync(project.folder)).toEqual(["bridge.config.ts"]);
  });

  it.each([
    [
      "a provider that there is not",
      "gihub",
      /There is no provider "gihub"\.\n {2}next: {2}Similar ids: github/,
    ],
    ["a name that is taken", "stripe code", /There is a source "code" already/],
    ["a provider's own name that is taken", "github code", /There is a source "code" already/],
    ["a name that is none", "stripe Shop_1", /can't be the name of a source/],
    ["a bus that there is not", "stripe --bus mian", /no bus "mian"\.\n {2}next: {2}Similar: main/],
    ["a secret that the vendor issues", "stripe --secret generate", /does not let its customers choose/],
    ["a secret", "github gh --secret abcdefgh", /a secret is never an argument/],
    ["a configuration that is not there", "stripe --config none.ts", /There is no none\.ts here/],
  ])("refuses %s, and changes nothing", (_, words, says) => {
    const before = text();
    const { code, out, err } = run(words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(says);
    expect(text()).toBe(before);
  });

  it("asks for one of several buses", () => {
    writeFileSync(configFile(), text().replace("main: {} }", "main: {}, other: {} }"));
    expect(run("stripe").err).toMatch(
      /several buses: main, other\.\n {2}next: {2}Name one of them: --bus main/,
    );
    expect(run("stripe --bus other").code).toBe(0);
    expect(text()).toContain('stripe: { provider: stripe, bus: "other" },');
  });
});
