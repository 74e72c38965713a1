/** A bridge in a temporary directory, and the webhooks that tests send to it. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Runtime, type RuntimeOptions, startRuntime } from "../../../src/local/server/runtime.ts";

const root = resolve(import.meta.dirname, "../../..");
const here = (path: string): string => JSON.stringify(pathToFileURL(join(root, path)).pathname);

export const secret = "It's a Secret to Everybody";

const config = `
import { defineBridge } from ${here("src/config/define-bridge.ts")};
import { defineProvider } from ${here("src/core/provider.ts")};

const code = defineProvider({
  id: "code", name: "Code", category: "code", docs: "https://example.com", deadlineSeconds: 10,
  setup: { where: "Settings", secret: "chosen-by-you" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-hub-signature-256", prefix: "sha256=" },
  event: { source: "com.code", type: ["header:x-github-event", "body:/action"], id: "body:/id" },
});
const breaks = defineProvider({ ...code, id: "breaks" });
const issues = defineProvider({ ...code, id: "issues", event: { ...code.event, subject: "body:/issue" } });
const unlessBroken = (event) => {
  if (event.type.endsWith(".broken")) throw new Error("no bus for it");
  return "engineering";
};
export default defineBridge({
  buses: { engineering: {} },
  sources: {
    repo: { provider: code, bus: "engineering" },
    broken: { provider: breaks, bus: () => { throw new Error("no bus today"); } },
    bare: { provider: code, bus: "engineering" },
    ordered: { provider: issues, bus: unlessBroken, order: "subject" },
  },
});
`;

export interface TestProject {
  readonly directory: string;
  readonly configFile: string;
  readonly dataDirectory: string;
  readonly secretsFile: string;
}

export function makeTestProject(): TestProject {
  const directory = mkdtempSync(join(tmpdir(), "hookbridge-"));
  const configFile = join(directory, "bridge.config.ts");
  const secretsFile = join(directory, "secrets.json");
  writeFileSync(configFile, config);
  writeFileSync(
    secretsFile,
    JSON.stringify({ repo: [secret], broken: [secret], bare: [secret], ordered: [secret] }),
  );
  return { directory, configFile, secretsFile, dataDirectory: join(directory, "data") };
}

/** Starts the bridge in a project of its own; what it prints is added to `lines`. */
export function startTestBridge(
  lines: string[],
  project = makeTestProject(),
  more: Pick<RuntimeOptions, "publicUrl"> = {},
): Promise<Runtime> {
  const { configFile, dataDirectory, secretsFile } = project;
  return startRuntime({
    ...more,
    configFile,
    dataDirectory,
    secretsFile,
    port: 0,
    variables: {},
    now: Date.now,
    onLine: (line) => lines.push(line),
    onItem: () => {},
  });
}

/** The signature is made by OpenSSL, not by the code under test. */
export function signed(body: string): Record<string, string> {
  const output = execFileSync("openssl", ["dgst", "-sha256", "-hmac", secret], {
    input: body,
    encoding: "utf8",
  });
  return {
    "content-type": "application/json",
    "x-github-event": "issues",
    "x-hub-signature-256": `sha256=${output.trim().split("= ").at(-1)}`,
  };
}

export function deliver(url: string, body: string, source = "repo"): Promise<Response> {
  return fetch(`${url}/hooks/${source}`, { method: "POST", headers: signed(body), body });
}

export interface Page {
  readonly items: readonly Record<string, unknown>[];
  readonly next: string;
}

export async function read(url: string, path: string): Promise<Page> {
  return (await (await fetch(`${url}${path}`)).json()) as Page;
}

/** Waits until `look` finds something. */
export async function until<Found>(
  look: () => Promise<Found | undefined | false>,
  seconds = 20,
): Promise<Found> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Not seen within ${seconds} s: ${look}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}
