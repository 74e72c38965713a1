import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { defineProvider } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Source } from "../../src/core/source.ts";
import { normalize } from "../../src/events/normalize.ts";
import { receive } from "../../src/receive/receive.ts";
import { receivePorts, secretText } from "../support/fakes.ts";

const provider = defineProvider({
  id: "acme",
  name: "Acme",
  category: "custom",
  docs: "https://acme.example/docs",
  setup: { where: "Settings", secret: "issued-by-provider" },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-signature",
    signed: "{url}{body}",
    json: true,
  },
  handshakes: [{ name: "test", when: "body:/test", answer: { echo: "query:code" } }],
  event: { source: "com.acme", type: ["body:/type"], subject: "query:who" },
});
const source: Source = { name: "acme", provider, bus: "main", maxBodyBytes: 1_000_000 };
const base = "https://hooks.example/hooks/acme";

/** A request to one spelling of a URL, signed for another. */
function request(came: string, signed: string, body: string): WebhookRequest {
  const digest = createHmac("sha256", secretText).update(`${base}?${signed}${body}`).digest("hex");
  const headers = new Map([
    ["content-type", "application/json"],
    ["x-signature", digest],
  ]);
  return { method: "POST", url: `${base}?${came}`, query: came, headers, body: Buffer.from(body) };
}

async function delivered(came: string, signed: string) {
  const world = receivePorts();
  const answer = await receive(
    new Map([["acme", source]]),
    "acme",
    request(came, signed, '{"type":"a"}'),
    world.ports,
  );
  return { status: answer.status, delivery: world.queued[0] };
}

it("a delivery has the URL as it was signed, and the same events however its URL came", async () => {
  const signed = "who=Ann+O%27Hara&flag";
  const { delivery: direct } = await delivered(signed, signed);
  const { status, delivery } = await delivered("who=Ann%20O'Hara&flag=", signed);
  expect(status).toBe(200);
  expect(delivery?.url).toBe(`${base}?${signed}`);
  expect(delivery).toEqual(direct);
  if (!delivery) throw new Error("no delivery");
  const { events } = normalize(delivery, source, new Set(["main"]));
  expect(events).toMatchObject([{ envelope: { subject: "Ann O'Hara" } }]);
});

it("a signed handshake is answered in every spelling", async () => {
  const world = receivePorts();
  const test = request("code=a%2fb+c", "code=a/b%20c", '{"test":true}');
  const answer = await receive(new Map([["acme", source]]), "acme", test, world.ports);
  expect(answer).toMatchObject({ status: 200, body: "a/b c" });
  expect(world.queued).toEqual([]);
});

it("what was signed for other parameters is refused, and its URL is not stored", async () => {
  expect(await delivered("who=Ann", "who=Bob")).toEqual({ status: 401, delivery: undefined });
});
