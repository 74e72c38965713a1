import { afterEach, expect, it, vi } from "vitest";
import type { Delivery } from "../../../src/core/delivery.ts";
import { signaturesOf } from "../../../src/core/provider.ts";
import type { WebhookRequest } from "../../../src/core/request.ts";
import type { Source } from "../../../src/core/source.ts";
import { sendSample } from "../../../src/local/samples/send-sample.ts";
import { makeSecrets, waitsForPairing } from "../../../src/local/secrets/secret-shapes.ts";
import type { ReceivePorts } from "../../../src/receive/ports.ts";
import { receive } from "../../../src/receive/receive.ts";
import { loadProvider, providerIds } from "../../support/contract-kit.ts";
import { secretsFor } from "../../support/fixtures.ts";

const now = 1_781_530_200_000;
const localUrl = "http://127.0.0.1:3000";
const publicUrl = "https://hooks.example.com";

afterEach(() => vi.unstubAllGlobals());

/** Sends a sample through `receive`, as the runtime does over HTTP. */
async function sample(id: string, paired = true) {
  const provider = await loadProvider(id);
  const source: Source = { name: "it", provider, bus: "main", maxBodyBytes: 1_000_000 };
  const { secrets, signingKeys } = await makeSecrets(provider);
  const held = waitsForPairing(provider) && paired ? ["a-secret-that-the-vendor-handed-over"] : secrets;
  const queued: Delivery[] = [];
  const ports: ReceivePorts = {
    secrets: {
      secrets: async () => secretsFor(provider, held),
      refresh: async () => undefined,
      readAt: () => undefined,
      adopt: async () => false,
    },
    queue: { send: async (delivery) => void queued.push(delivery) },
    fetcher: { text: () => Promise.reject(new Error("nothing to fetch")), confirm: async () => true },
    now: () => now,
    newDeliveryId: () => "dlv_1",
    report: () => {},
  };
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const target = new URL(url);
    const request: WebhookRequest = {
      method: init.method ?? "POST",
      url: `${publicUrl}${target.pathname}${target.search}`,
      query: target.search.slice(1),
      headers: new Map(Object.entries(init.headers as Record<string, string>)),
      body: new Uint8Array((init.body as Buffer | undefined) ?? []),
    };
    const { status, headers, body } = await receive(new Map([["it", source]]), "it", request, ports);
    return new Response(body === "" ? null : body, { status, headers });
  });
  const result = await sendSample({ source, localUrl, publicUrl, secrets: held, signingKeys, now });
  return { result, queued, provider };
}

/** Schemes with a key that only the vendor has. */
const unsignable = ["aws-sns", "certified-jws", "fetched-key"];

it.each(providerIds)("%s: a sample is accepted, or the reason says why there is none", async (id) => {
  const { result, queued, provider } = await sample(id);
  const schemes = signaturesOf(provider);
  const vendorsOnly = schemes.every(
    (one) => unsignable.includes(one.scheme) || (one.scheme === "jwt" && typeof one.key === "object"),
  );
  expect(result.sent).toBe(!vendorsOnly);
  expect(queued).toHaveLength(vendorsOnly ? 0 : 1);
  if (result.sent) expect(result.status).toBeLessThan(300);
  else expect(result.reason).toContain("only the vendor has the key");
});

it("a source that is not paired yet has no sample, and the reason says so", async () => {
  const { result } = await sample("asana", false);
  expect(result).toMatchObject({ sent: false, reason: expect.stringContaining("pair it with the vendor") });
});
