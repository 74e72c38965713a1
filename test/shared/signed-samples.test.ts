import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { Secret } from "../../src/core/secret.ts";
import { receive } from "../../src/receive/receive.ts";
import { chooseScheme } from "../../src/signatures/choose.ts";
import { forgeryOf, tampered } from "../support/contract-kit.ts";
import { sharedFolder } from "./folder.ts";

interface Sample {
  readonly provider: string;
  readonly scheme: string;
  readonly case: string;
  readonly expect: "accept" | "respond";
  readonly clock: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly secrets: Readonly<Record<string, unknown>>;
}

const root = resolve(import.meta.dirname, "../..");
const samples = readFileSync(resolve(sharedFolder, "providers/signed-samples.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Sample);

const renamed: Readonly<Record<string, string>> = { "meta-whatsapp": "meta" };
const fileOf = (sample: Sample): string =>
  resolve(root, "src/providers", `${renamed[sample.provider] ?? sample.provider}.ts`);

const present = samples.filter((sample) => existsSync(fileOf(sample)));
const absent = [
  ...new Set(samples.filter((sample) => !existsSync(fileOf(sample))).map(({ provider }) => provider)),
];

function requestOf(sample: Sample): WebhookRequest {
  const mark = sample.url.indexOf("?");
  return {
    method: sample.method,
    url: sample.url,
    query: mark === -1 ? "" : sample.url.slice(mark + 1),
    headers: new Map(Object.entries(sample.headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(sample.body),
  };
}

/** What the receiver holds, without saying what is what. */
function secretsOf({ secrets }: Sample): readonly Secret[] {
  const values = Object.values(secrets).map((value) =>
    typeof value === "string" ? value : JSON.stringify(value),
  );
  const { username, password } = secrets;
  if (typeof username === "string" && typeof password === "string") values.unshift(`${username}:${password}`);
  return (values.length > 0 ? values : ["no-secret-is-needed-here"]).map((value) => new Secret(value));
}

async function outcome(provider: Provider, sample: Sample, request: WebhookRequest): Promise<string> {
  let kind = "";
  const secrets = secretsOf(sample);
  await receive(
    new Map([["sample", { name: "sample", provider, bus: "events", maxBodyBytes: 1_000_000 }]]),
    "sample",
    request,
    {
      secrets: {
        secrets: async () => secrets,
        refresh: async () => undefined,
        readAt: () => undefined,
        adopt: async () => true,
      },
      queue: { send: async () => {} },
      fetcher: {
        text: () => Promise.reject(new Error("nothing is fetched here")),
        confirm: async () => true,
      },
      now: () => sample.clock * 1_000,
      newDeliveryId: () => "dlv_sample",
      report: (report) => {
        kind = report.outcome;
      },
    },
  );
  return kind;
}

const changed = (text: string): string => text.slice(0, -1) + (text.endsWith("A") ? "B" : "A");

test("samples were found", () => {
  expect(samples.length).toBeGreaterThan(100);
  if (absent.length > 0) console.info(`No file in src/providers for: ${absent.join(", ")}`);
  expect(present.length).toBeGreaterThan(0);
});

describe.each(
  present.map(
    (sample, index) => [`${index} ${sample.provider} ${sample.scheme} ${sample.case}`, sample] as const,
  ),
)("%s", (_, sample) => {
  const load = async (): Promise<Provider> =>
    ((await import(fileOf(sample))) as { default: Provider }).default;
  const wanted = sample.expect === "accept" ? "accepted" : "handshake";

  test(`gives ${wanted}`, async () => {
    expect(await outcome(await load(), sample, requestOf(sample))).toBe(wanted);
  });

  test("is refused with a byte changed", async () => {
    const provider = await load();
    const request = requestOf(sample);
    const signature = chooseScheme(signaturesOf(provider), request);
    if (!signature) {
      // An unsigned handshake: what it carries is a token, or nothing that could be wrong.
      const guarded = provider.handshakes?.some((handshake) => handshake.unsigned && handshake.token);
      if (!guarded) return expect(wanted).toBe("handshake");
      const token = String(Object.values(sample.secrets)[0]);
      const url = request.url.replace(token, changed(token));
      const query = request.query.replace(token, changed(token));
      expect(url).not.toBe(request.url);
      return expect(await outcome(provider, sample, { ...request, url, query })).toBe("rejected");
    }
    const forged = tampered(signature)(request);
    expect(forged).not.toEqual(request);
    expect(await outcome(provider, sample, forged)).toBe("rejected");
    for (const body of forgeryOf(signature).bodies(signature, request))
      expect(await outcome(provider, sample, { ...request, body })).toBe("rejected");
  });
});
