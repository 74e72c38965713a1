import { describe, expect, it } from "vitest";
import { readBufferedRequest } from "../../../src/aws/gateway/buffered-request.ts";
import { readGatewayEvent } from "../../../src/aws/gateway/gateway.ts";
import { verifyRequest } from "../../../src/contract/verify-request.ts";
import type { Delivery } from "../../../src/core/delivery.ts";
import { type Provider, signaturesOf } from "../../../src/core/provider.ts";
import type { WebhookRequest } from "../../../src/core/request.ts";
import type { Signature } from "../../../src/core/signature.ts";
import type { ReceivePorts } from "../../../src/receive/ports.ts";
import { receive } from "../../../src/receive/receive.ts";
import { schemeOf } from "../../../src/signatures/choose.ts";
import { bufferedMessage, eventBehind, ownNames } from "../../stack/support/front-door-events.ts";
import { loadProvider, providerIds } from "../../support/contract-kit.ts";
import { type Fixture, fetchedText, fixturesOf, secretsFor, sourceNameIn } from "../../support/fixtures.ts";

const doors = ["http-api", "function-url", "rest-api", "load-balancer", "buffer-first"] as const;

/** A request as `receive` sees it behind a front door that vendors call by this name. */
function behind(kind: (typeof doors)[number], request: WebhookRequest, publicUrl?: string): WebhookRequest {
  const source = sourceNameIn(request);
  if (kind === "buffer-first")
    return readBufferedRequest(bufferedMessage(request, source, 0), publicUrl).incoming.request;
  return readGatewayEvent(eventBehind(kind, request, source), publicUrl).request;
}

/** A recorded request of a vendor that signs the URL or its query. */
interface Recorded {
  readonly name: string;
  readonly provider: Provider;
  readonly fixture: Fixture;
  /** What stood before `/hooks/` in the URL that was signed. */
  readonly publicUrl: string;
  readonly signsHost: boolean;
}

type Signed = Pick<Recorded, "provider" | "fixture">;

const accepts = ({ provider, fixture }: Signed, request: WebhookRequest): Promise<boolean> =>
  verifyRequest(signaturesOf(provider), request, {
    secrets: secretsFor(provider, fixture.secrets),
    nowMs: fixture.clock * 1_000,
    fetchText: (url) => fetchedText(fixture, url),
  }).then(({ ok }) => ok);

async function recordedOf(id: string): Promise<readonly Recorded[]> {
  const provider = await loadProvider(id);
  const found = fixturesOf(id).map(async (fixture): Promise<readonly Recorded[]> => {
    const { request, outcome } = fixture;
    const [, publicUrl] = /^(https:\/\/[^?#]*?)\/hooks\/[^/?]+(?:\?|$)/.exec(request.url) ?? [];
    if (outcome !== "accepted" || publicUrl === undefined) return [];
    const one = { name: `${id}/${fixture.name}`, provider, fixture, publicUrl };
    const elsewhere = { ...request, url: request.url.replace(publicUrl, "https://other.example") };
    const signsHost = !(await accepts(one, elsewhere));
    const query = `${request.query}1`;
    const asked = { ...request, query, url: request.url.slice(0, -request.query.length) + query };
    const signsQuery = request.query !== "" && !(await accepts(one, asked));
    return signsHost || signsQuery ? [{ ...one, signsHost }] : [];
  });
  return (await Promise.all(found)).flat();
}

const recorded = (await Promise.all(providerIds.map(recordedOf))).flat();

const signsUrl = (signature: Signature): boolean => schemeOf(signature).signsUrl?.(signature) !== undefined;

const all = await Promise.all(providerIds.map(loadProvider));
const signingIds = all.filter((one) => signaturesOf(one).some(signsUrl)).map(({ id }) => id);

/** What leaves `receive` for a request; undefined for a refused one. */
async function delivered(
  { provider, fixture }: Recorded,
  request: WebhookRequest,
): Promise<Delivery | undefined> {
  const queued: Delivery[] = [];
  const ports: ReceivePorts = {
    secrets: {
      secrets: async () => secretsFor(provider, fixture.secrets),
      refresh: async () => undefined,
      readAt: () => undefined,
      adopt: async () => false,
    },
    queue: { send: async (delivery) => void queued.push(delivery) },
    fetcher: { text: (url) => fetchedText(fixture, url), confirm: async () => true },
    now: () => fixture.clock * 1_000,
    newDeliveryId: () => "dlv_1",
    report: () => {},
  };
  const source = { name: "it", provider, bus: "main", maxBodyBytes: 1_000_000 };
  await receive(new Map([["it", source]]), "it", request, ports);
  return queued[0];
}

/** Plivo's older signature is over the URL without its query. */
const unsignedQuery = ["plivo/message-delivered-v2"];

/** What can't be found again: the order of more than three names, and repeated names where one value is kept. */
const lost: Partial<Record<(typeof doors)[number], readonly string[]>> = {
  "rest-api": ["messagebird/status-report", "twilio/message-sent-by-get"],
  "buffer-first": [
    "jira-connect-jwt/issue-created",
    "messagebird/status-report",
    "twilio/message-sent-by-get",
  ],
};

it("every provider that signs the URL is among them", () => {
  const ids = new Set(recorded.map(({ provider }) => provider.id));
  const signing = recorded.filter(({ provider }) => signaturesOf(provider).some(signsUrl));
  expect([...new Set(signing.map(({ provider }) => provider.id))]).toEqual(signingIds);
  expect(signingIds.length).toBeGreaterThan(10);
  // docs/deploying.md says that their notes tell.
  for (const { id, setup } of all.filter((one) => signingIds.includes(one.id)))
    expect(`${id}: ${setup.note}`).toMatch(/ URL/);
  expect(ids.size).toBeGreaterThan(signingIds.length);
});

describe.each(doors)("behind %s", (kind) => {
  it.each(recorded.map((one) => [one.name, one] as const))("%s", async (name, one) => {
    const request = behind(kind, one.fixture.request, one.publicUrl);
    const delivery = await delivered(one, request);
    expect(delivery !== undefined).toBe(!lost[kind]?.includes(name));
    if (!delivery) return;
    const direct = await delivered(one, one.fixture.request);
    // The identity of its events is made of these. With `*` the sender could have sent anything under its token.
    if (!direct?.proof.covers.includes("*")) expect(delivery.proof).toEqual(direct?.proof);
    expect(delivery.signedAt).toEqual(direct?.signedAt);
  });
});

describe.each(doors)("behind %s a forged request is refused", (kind) => {
  const signed = recorded.filter(({ signsHost }) => signsHost);
  it.each(signed.map((one) => [one.name, one] as const))("%s", async (name, one) => {
    const { request } = one.fixture;
    const { host } = new URL(one.publicUrl);
    const spoofed = new Map([
      ...request.headers,
      ["host", host],
      ["x-forwarded-host", host],
      ["x-original-host", host],
      ["forwarded", `host=${host};proto=https`],
    ]);
    const named = kind === "load-balancer" || kind === "buffer-first" ? undefined : ownNames[kind];
    // The sender names the host that was signed, and the deployment has another name or none.
    for (const publicUrl of [
      undefined,
      "https://other.example",
      `https://${named ?? "other.example"}/bridge`,
    ])
      expect(await accepts(one, behind(kind, { ...request, headers: spoofed }, publicUrl))).toBe(false);
    const query = request.query === "" ? "x=1" : `${request.query}1`;
    const asked = { ...request, query, url: `${request.url.split("?")[0]}?${query}` };
    if (await accepts(one, asked)) return expect(unsignedQuery).toContain(name);
    expect(await accepts(one, behind(kind, asked, one.publicUrl))).toBe(false);
  });
});
