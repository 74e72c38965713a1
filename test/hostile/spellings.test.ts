/** A captured request whose URL is signed, sent again with its query in other spellings: it must not become another event. */
import { createHmac } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Signature } from "../../src/core/signature.ts";
import { schemeOf } from "../../src/signatures/choose.ts";
import { urlSpellings } from "../../src/signatures/parts/url-spellings.ts";
import { eventBehind } from "../stack/support/front-door-events.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { type Fixture, fetchedText, fixturesOf, sourceNameIn } from "../support/fixtures.ts";
import { type Arena, makeArena } from "./arena.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Sends it through a front door whose own name is the host that was signed. */
async function send(arena: Arena, kind: "http-api" | "rest-api", request: WebhookRequest): Promise<number> {
  const { host } = new URL(request.url);
  const event: object = eventBehind(kind, request, sourceNameIn(request));
  const { path: _, ...context } = (event as { requestContext: { path?: string } }).requestContext;
  const answer = await arena.invoke({ ...event, requestContext: { ...context, domainName: host } });
  expect(await arena.drain()).toEqual([]);
  return answer.statusCode;
}

const respelt = (request: WebhookRequest, url: string): WebhookRequest => ({
  ...request,
  url,
  query: url.slice(url.indexOf("?") + 1),
});

async function arenaFor(provider: Provider, fixture: Fixture): Promise<Arena> {
  vi.useFakeTimers({ toFake: ["Date"], now: fixture.clock * 1_000 });
  vi.stubGlobal("fetch", async (url: string) => new Response(await fetchedText(fixture, url)));
  const source = { provider, secrets: JSON.stringify(fixture.secrets) };
  return makeArena({ [sourceNameIn(fixture.request)]: source });
}

const signsUrl = (signature: Signature): boolean => schemeOf(signature).signsUrl?.(signature) !== undefined;

const signers = (await Promise.all(providerIds.map(loadProvider))).filter((provider) =>
  signaturesOf(provider).some(signsUrl),
);
const cases = signers.flatMap((provider) =>
  fixturesOf(provider.id)
    .filter(({ outcome, request }) => outcome === "accepted" && /\/hooks\/[^/?]+\?/.test(request.url))
    .map((fixture) => [`${provider.id}/${fixture.name}`, provider, fixture] as const),
);

it.each(cases)(
  "%s: another spelling of its query makes no second event",
  async (_name, provider, fixture) => {
    const arena = await arenaFor(provider, fixture);
    const { request } = fixture;
    expect(await send(arena, "http-api", request)).toBeLessThan(300);
    const events = arena.cloud.bus.map(({ detail }) => JSON.parse(String(detail)).id);
    expect(events.length).toBeGreaterThan(0);
    // Some have one spelling only.
    for (const url of urlSpellings(request)) {
      expect(await send(arena, "http-api", respelt(request, url))).toBeLessThan(300);
      await send(arena, "rest-api", respelt(request, url));
    }
    expect(arena.cloud.bus.map(({ detail }) => JSON.parse(String(detail)).id)).toEqual(events);
  },
);

it("there are providers of several schemes among them", () => {
  const schemes = new Set(signers.flatMap((provider) => signaturesOf(provider).filter(signsUrl)));
  expect(new Set(Array.from(schemes, ({ scheme }) => scheme)).size).toBeGreaterThan(4);
  expect(cases.some(([, , { request }]) => urlSpellings(request).length > 1)).toBe(true);
});

it("a signed URL whose end is moved into the form, in any spelling, makes no second event", async () => {
  const provider = await loadProvider("twilio");
  const [fixture] = fixturesOf("twilio");
  if (!fixture) throw new Error("no recorded request");
  const arena = await arenaFor(provider, fixture);
  const base = `https://hooks.example.com/hooks/${sourceNameIn(fixture.request)}`;
  const signed = `${base}?MessageSid=SM1&MessageStatus=sent&flag=a`;
  const mac = createHmac("sha1", String(fixture.secrets[0])).update(signed).digest("base64");
  const form = { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": mac };
  const post = (query: string, body: string): WebhookRequest => ({
    method: "POST",
    url: `${base}?${query}`,
    query,
    headers: new Map(Object.entries(form)),
    body: Buffer.from(body),
  });
  const status = "MessageSid=SM1&MessageStatus=sent";
  expect(await send(arena, "http-api", { ...post(`${status}&flag=a`, ""), method: "GET" })).toBe(200);
  expect(arena.cloud.bus).toHaveLength(1);
  const moved = [
    post(`${status}&flag=`, "a="),
    post(`${status}&flag`, "a="),
    post(`${status}&flag`, "%3Da="),
    post(`${status}&flag=`, "=a"),
    post("MessageSid=SM1&MessageStatus=", "sent%26flag=%3Da"),
    post("MessageSid=SM1&MessageStatus", "%3Dsent%26flag=%3Da"),
  ];
  const statuses: number[] = [];
  for (const request of moved)
    for (const kind of ["http-api", "rest-api"] as const) statuses.push(await send(arena, kind, request));
  // The signed text is the same in some of them, so that they are accepted and found to be duplicates.
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(4);
  expect(arena.cloud.bus).toHaveLength(1);
});
