import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeApp } from "../../../src/http/make-app.ts";
import { type Runtime, startRuntime } from "../../../src/local/server/runtime.ts";
import type { SampleOrder } from "../../../src/operate/state.ts";
import { atEnd } from "./at-end.ts";

/** A bridge as `npm start` runs it, with the page. */
export interface LocalConsole {
  readonly url: string;
  readonly bridge: Runtime["bridge"];
  readonly directory: string;
  /** Delivers a recorded request of the source's provider, signed anew. @returns `dlv_…` */
  deliver(source: string, order?: SampleOrder): Promise<string>;
  /** Sends a request whose signature is wrong, as the vendor would with another secret. @returns `req_…` */
  refuse(source: string, body?: string): Promise<string>;
}

/** Sources of well-known vendors: one that picks its bus, one that redacts, one whose deliveries all become dead letters. */
const config = `
import { defineBridge } from "hookbridge";
import { bamboohr, github, shopify, slack, stripe } from "hookbridge/providers";

export default defineBridge({
  buses: { engineering: { archiveDays: 30 }, payments: { archiveDays: 365 }, people: {}, "people-restricted": {} },
  sources: {
    "acme-github": { provider: github, bus: "engineering" },
    "acme-slack": { provider: slack, bus: "engineering" },
    "acme-stripe": { provider: stripe, bus: "payments", redact: ["/data/object/customer_email"] },
    "acme-shop": { provider: shopify, bus: "payments" },
    hr: {
      provider: bamboohr,
      bus: (event) => (event.name.startsWith("employee_with_fields.") ? "people-restricted" : "people"),
    },
    ledger: { provider: stripe, bus: () => { throw new Error("no bus for the ledger"); } },
  },
  subscriptions: {
    builds: { bus: "engineering", on: { bridgesource: "acme-github" }, queue: {} },
    "failed-payments": { bus: "payments", on: { entity: "payment", action: "failed" }, queue: {} },
    mirror: { bus: "people", on: "everything", queue: {}, paused: true },
  },
});
`;

/** A signature of the right form for each of the sources, made with no secret of theirs. */
const wrongSignature: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  "acme-github": () => ({ "x-github-event": "issues", "x-hub-signature-256": `sha256=${"0".repeat(64)}` }),
  "acme-stripe": () => ({ "stripe-signature": `t=${Math.floor(Date.now() / 1000)},v1=${"0".repeat(64)}` }),
  "acme-shop": () => ({
    "x-shopify-topic": "orders/create",
    "x-shopify-hmac-sha256": "A".repeat(43).concat("="),
  }),
};

/** Starts a bridge for the tests of one file, in a folder of its own. @param text another bridge.config.ts */
export async function localConsole(text = config): Promise<LocalConsole> {
  const directory = mkdtempSync(join(tmpdir(), "hookbridge-console-"));
  const configFile = join(directory, "bridge.config.ts");
  writeFileSync(configFile, text);
  const lines: string[] = [];
  const runtime = await startRuntime({
    configFile,
    dataDirectory: join(directory, "data"),
    port: 0,
    variables: {},
    now: Date.now,
    onLine: (line) => lines.push(line),
    onEvent: () => {},
    makeApp,
  });
  const { bridge, url } = runtime;
  atEnd(async () => {
    await runtime.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    url,
    bridge,
    directory,
    async deliver(source, order = {}) {
      const answer = await bridge.sample(source, order);
      if (!answer.sent || answer.status >= 300 || answer.id === null)
        throw new Error(`Not delivered: ${JSON.stringify(answer)}\n${lines.slice(-5).join("\n")}`);
      return answer.id;
    },
    async refuse(source, body = '{"id":"evt_1","type":"charge.failed"}') {
      const headers = { "content-type": "application/json", ...wrongSignature[source]?.() };
      const answer = await fetch(`${url}/hooks/${source}`, { method: "POST", headers, body });
      if (answer.status !== 401) throw new Error(`Answered ${answer.status}`);
      const { items } = await bridge.requests({ source: [source], outcome: ["refused"], limit: 1 });
      return items[0]?.id ?? "";
    },
  };
}
