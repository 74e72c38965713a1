import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Delivery } from "../../../src/core/delivery.ts";
import { type Provider, signaturesOf } from "../../../src/core/provider.ts";
import type { Source } from "../../../src/core/source.ts";
import { normalize } from "../../../src/events/normalize.ts";
import { sendSample } from "../../../src/local/samples/send-sample.ts";
import { makeSecrets, waitsForPairing } from "../../../src/local/secrets/secret-shapes.ts";
import type { SampleOrder } from "../../../src/operate/state.ts";
import { custom } from "../../../src/providers/index.ts";
import type { ReceivePorts } from "../../../src/receive/ports.ts";
import { receive } from "../../../src/receive/receive.ts";
import { recordedDeliveries } from "../../../src/recorded/fixtures.ts";
import { loadProvider, providerIds } from "../../support/contract-kit.ts";
import { fixturesFolder, secretsFor } from "../../support/fixtures.ts";

const now = 1_781_530_200_000;
const publicUrl = "https://hooks.example.com";

/** The source that listens: what it is, its secrets, and the deliveries that it has accepted. */
interface Listening {
  readonly source: Source;
  readonly secrets: readonly string[];
  readonly deliveries: Delivery[];
}
let listening: Listening;
let id = 0;

/** A server that gives requests to `receive`, as the runtime's front door does. */
const server = createServer(async (incoming, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { source, secrets, deliveries } = listening;
  const path = incoming.url ?? "/";
  const ports: ReceivePorts = {
    secrets: {
      secrets: async () => secretsFor(source.provider, secrets),
      refresh: async () => undefined,
      readAt: () => undefined,
      adopt: async () => false,
    },
    queue: { send: async (delivery) => void deliveries.push(delivery) },
    fetcher: { text: () => Promise.reject(new Error("nothing to fetch")), confirm: async () => true },
    now: () => now,
    newDeliveryId: () => `dlv_${++id}`,
    report: () => {},
  };
  const request = {
    method: incoming.method ?? "POST",
    url: publicUrl + path,
    query: path.split("?")[1] ?? "",
    headers: new Map(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: new Uint8Array(Buffer.concat(chunks)),
  };
  const answer = await receive(new Map([[source.name, source]]), source.name, request, ports);
  response.writeHead(answer.status, answer.headers).end(answer.body);
});
let address: string;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/it`;
});
afterAll(() => server.close());

/** Sends samples to a source of the provider, with secrets that were made for it. */
async function send(provider: Provider, folder: string, changes: readonly SampleOrder[], paired = true) {
  const source: Source = { name: "it", provider, bus: "main", maxBodyBytes: 1_000_000 };
  const { secrets: made, signingKeys } = await makeSecrets(provider);
  const secrets = waitsForPairing(provider) && paired ? ["a-secret-that-the-vendor-handed-over"] : made;
  const recordings = recordedDeliveries(folder);
  listening = { source, secrets, deliveries: [] };
  const results = [];
  for (const change of changes)
    results.push(
      await sendSample({
        ...{ source, recordings, secrets, signingKeys, now: now + results.length * 1_000, changes: change },
        ...{ url: `${publicUrl}/hooks/it`, address },
      }),
    );
  const { deliveries } = listening;
  const events = deliveries.map((delivery) => normalize(delivery, source, new Set(["main"])).events);
  return { results, deliveries, events };
}

/** Schemes with a key that only the vendor has. */
const unsignable = ["aws-sns", "certified-jws", "fetched-key"];

/** Everything in its payload is in one signed text that is no JSON. */
const repeating = ["braintree"];

const isVendorsOnly = (provider: Provider): boolean =>
  signaturesOf(provider).every(
    (one) => unsignable.includes(one.scheme) || (one.scheme === "jwt" && typeof one.key === "object"),
  );

describe.each(providerIds)("%s", (name) => {
  it("samples of its recorded requests are accepted, each as new events, or the reason says why there is none", async () => {
    const provider = await loadProvider(name);
    const names = recordedDeliveries(fixturesFolder(name)).map((recording) => recording.name);
    const changes = names.flatMap((event) => [{ event }, { event }]);
    const { results, events } = await send(provider, fixturesFolder(name), changes);
    if (isVendorsOnly(provider)) {
      for (const result of results)
        expect(result).toEqual({
          sent: false,
          reason: expect.stringContaining("only the vendor has the key"),
          remedy: expect.stringContaining("--tunnel"),
        });
      return;
    }
    expect(results.map((result) => (result.sent ? result.status < 300 : result.reason))).toEqual(
      changes.map(() => true),
    );
    const keys = events.flat().map(({ key }) => key);
    if (repeating.includes(name)) {
      for (const result of results)
        expect(result).toMatchObject({ note: expect.stringContaining("duplicate") });
    } else expect(new Set(keys).size).toBe(keys.length);
    expect(results.map((result) => result.sent && result.event)).toEqual(
      events.map(([first], index) => first?.detailType ?? (results[index]?.sent && results[index].event)),
    );
  });
});

it("a sample whose name was changed in its body is told by its new name", async () => {
  const github = await loadProvider("github");
  const set = { "/action": '"closed"' };
  const { results, events } = await send(github, fixturesFolder("github"), [{ event: "issues.opened", set }]);
  expect(results).toMatchObject([{ sent: true, event: "issues.closed" }]);
  expect(events.flat().map(({ detailType }) => detailType)).toEqual(["issues.closed"]);
});

it("a source that is not paired yet has no sample, and the reason says so", async () => {
  const { results } = await send(await loadProvider("asana"), fixturesFolder("asana"), [{}], false);
  expect(results).toEqual([
    {
      sent: false,
      reason: expect.stringContaining("pair it with the vendor"),
      remedy: expect.stringContaining("sources it"),
    },
  ]);
});

it("a provider of one's own without recorded requests has a made-up sample, which says so", async () => {
  const orders = custom.hmac({ id: "orders", event: { source: "com.acme.orders" } });
  const { results, events } = await send(orders, fixturesFolder("orders"), [{}, {}]);
  for (const result of results)
    expect(result).toMatchObject({ status: 200, note: expect.stringContaining("made up") });
  expect(new Set(events.flat().map(({ key }) => key)).size).toBe(2);
});
