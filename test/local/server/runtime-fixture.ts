/** A bridge in a temporary directory, and the webhooks that tests send to it. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { makeApp } from "../../../src/http/make-app.ts";
import { type Runtime, type RuntimeOptions, startRuntime } from "../../../src/local/server/runtime.ts";
import type { RequestDetail } from "../../../src/operate/requests.ts";

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
  more: Partial<Pick<RuntimeOptions, "publicUrl" | "now" | "onEvent">> = {},
): Promise<Runtime> {
  const { configFile, dataDirectory, secretsFile } = project;
  return startRuntime({
    configFile,
    dataDirectory,
    secretsFile,
    port: 0,
    variables: {},
    now: Date.now,
    onLine: (line) => lines.push(line),
    makeApp,
    onEvent: () => {},
    ...more,
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

/** The vendor's ids of the events on all buses, in the order in which they were put. */
export async function eventIds({ bridge }: Pick<Runtime, "bridge">): Promise<readonly string[]> {
  const { items } = await bridge.events({ limit: 1_000 });
  return items.toReversed().map(({ eventId }) => eventId);
}

/** Waits until a request has come so far. */
export const requestWith = (
  { bridge }: Pick<Runtime, "bridge">,
  id: string | null,
  outcome: RequestDetail["outcome"],
): Promise<RequestDetail> =>
  until(async () => {
    const found = await bridge.request(id ?? "");
    return found?.outcome === outcome && found;
  }, 90);

/** Delivers a body, and gives the delivery's id. */
export async function accepted(url: string, body: string, source?: string): Promise<string> {
  const answer = await deliver(url, body, source);
  if (answer.status !== 200) throw new Error(`Answered ${answer.status}`);
  return answer.headers.get("x-hookbridge-delivery") ?? "";
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
