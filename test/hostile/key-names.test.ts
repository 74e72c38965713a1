import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { sourceNameIn } from "../support/fixtures.ts";
import { type Arena, makeArena } from "./arena.ts";
import { fixtureAt, withBody, withHeader, withHeaders } from "./case.ts";

/** A vendor whose keys are fetched, and how a stranger makes up names for them. */
interface Subject {
  readonly base: string;
  /** The request with the name of a key that there is not, in the vendor's form. */
  readonly named: (request: WebhookRequest, index: number) => WebhookRequest;
  /** True where each name is a URL of its own; a key set has one URL, whatever keys are named. */
  readonly isUrl: boolean;
  /** The same with names of another form. */
  readonly misnamed?: (request: WebhookRequest, index: number) => WebhookRequest;
  /** The source's secret, where the fixture's is the key itself: the URL of the key. */
  readonly secret?: string;
}

const setUrl = "https://keys.example/.well-known/jwks.json";
/** Where the keys are that recorded requests or secrets name, and that their fixtures have as secrets. */
const recordedUrls = [
  setUrl,
  "https://sns.eu-north-1.amazonaws.com/SimpleNotificationService-0f1e2d3c4b5a69788796a5b4c3d2e1f0.pem",
];
const hex = (index: number): string => index.toString(16).padStart(8, "0");
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token with another key's name in its header. */
function renamed(token: string, index: number): string {
  const [head = "", ...rest] = token.split(".");
  const header = JSON.parse(Buffer.from(head, "base64url").toString());
  return [encoded({ ...header, kid: `made-up-${index}` }), ...rest].join(".");
}

const inHeader =
  (name: string, prefix = ""): Subject["named"] =>
  (request, index) => {
    const token = (request.headers.get(name) ?? "").slice(prefix.length);
    return withHeader(request, name, prefix + renamed(token, index));
  };

/** The request with another token: in the header that has one, or as its body. */
function tokenOf(request: WebhookRequest, token: string): WebhookRequest {
  const isToken = (text: string): boolean => /^(?:Bearer )?eyJ[\w-]*\.[\w.-]*$/.test(text);
  const [name] = [...request.headers].find(([, value]) => isToken(value)) ?? [];
  if (name === undefined) return withBody(request, token);
  const prefix = request.headers.get(name)?.startsWith("Bearer ") ? "Bearer " : "";
  return withHeader(request, name, prefix + token);
}

const certificateAt =
  (name: (index: number) => string): Subject["named"] =>
  (request, index) => {
    const message = JSON.parse(Buffer.from(request.body).toString());
    const SigningCertURL = `https://sns.eu-north-1.amazonaws.com/${name(index)}`;
    return withBody(request, JSON.stringify({ ...message, SigningCertURL }));
  };

const paypalAt =
  (name: (index: number) => string): Subject["named"] =>
  (request, index) =>
    withHeader(request, "paypal-cert-url", `https://api.paypal.com/v1/notifications/certs/${name(index)}`);

const adobeAt =
  (name: (index: number) => string): Subject["named"] =>
  (request, index) =>
    withHeaders(request, {
      "x-adobe-public-key1-path": name(2 * index),
      "x-adobe-public-key2-path": name(2 * index + 1),
    });

const subjects: Readonly<Record<string, Subject>> = {
  paypal: {
    base: "paypal",
    named: paypalAt((index) => `CERT-360caa42-fca2a594-${hex(index)}`),
    misnamed: paypalAt((index) => `${index}.html`),
    isUrl: true,
  },
  "adobe-io-events": {
    base: "adobe-io-events",
    named: adobeAt((index) => `/prod/keys/pub-key-${hex(index)}.pem`),
    misnamed: adobeAt((index) => `/prod/keys/${index}`),
    isUrl: true,
  },
  "aws-sns": {
    base: "aws-sns/notification-v1",
    named: certificateAt((index) => `SimpleNotificationService-${hex(index)}.pem`),
    misnamed: certificateAt((index) => `${index}.pem`),
    isUrl: true,
    secret: "topicArn:arn:aws:sns:eu-north-1:123456789012:tilaukset",
  },
  "google-pubsub-push": {
    base: "google-pubsub-push",
    named: inHeader("authorization", "Bearer "),
    isUrl: false,
  },
  "google-play-rtdn": { base: "google-play-rtdn", named: inHeader("authorization", "Bearer "), isUrl: false },
  kinde: {
    base: "kinde",
    named: (request, index) => withBody(request, renamed(Buffer.from(request.body).toString().trim(), index)),
    isUrl: false,
    secret: setUrl,
  },
  plaid: { base: "plaid", named: inHeader("plaid-verification"), isUrl: false, secret: setUrl },
  saleor: { base: "saleor/order-created", named: inHeader("saleor-signature"), isUrl: false, secret: setUrl },
  fusionauth: {
    base: "fusionauth/user-created-rsa",
    named: inHeader("x-fusionauth-signature-jwt"),
    isUrl: false,
    secret: setUrl,
  },
};

/** True where verification may fetch: a key at a URL of the request, of the provider or of the secret. */
const mayFetch = (provider: Provider): boolean =>
  signaturesOf(provider).some(
    (signature) =>
      signature.scheme === "aws-sns" ||
      "under" in signature ||
      ("key" in signature &&
        ["jwk", "utf8-or-jwk"].includes(JSON.stringify(signature.key).replaceAll('"', ""))) ||
      JSON.stringify(signature).includes('"key":{"url":'),
  );

it("knows every provider that fetches", async () => {
  const providers = await Promise.all(providerIds.map(loadProvider));
  const fetching = providers.filter(mayFetch).map(({ id }) => id);
  expect(fetching.sort()).toEqual(Object.keys(subjects).sort());
});

const asked: string[] = [];
let answer: (url: string) => Response | Promise<Response>;
beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return answer(url);
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const silence = (): Promise<Response> => Promise.reject(new TypeError("fetch failed"));
const status = (code: number) => () => new Response("sorry", { status: code });
const page = () => new Response("<html>busy</html>");

/** The texts that the vendor has published for the recorded request. */
function published({ base }: Subject): (url: string) => Response {
  const { fetched = {}, secrets } = fixtureAt(base);
  const certificate = secrets.find((text) => text.startsWith("certificate:"))?.slice("certificate:".length);
  const key = certificate ?? secrets[0] ?? "";
  return (url) => {
    const text = fetched[url] ?? (recordedUrls.includes(url) ? key : undefined);
    return text === undefined ? new Response("", { status: 404 }) : new Response(text);
  };
}

async function arenaOf({ base, secret }: Subject): Promise<Arena> {
  const { secrets, clock, request } = fixtureAt(base);
  const provider = await loadProvider(base.split("/")[0] ?? "");
  vi.useFakeTimers({ toFake: ["Date"], now: clock * 1_000 });
  return makeArena({ [sourceNameIn(request)]: { provider, secrets: secret ?? JSON.stringify(secrets) } });
}

/** The outcomes in the log by number, and the metrics that were counted. */
function logged(arena: Arena) {
  const lines = (arena.sinks().get("log") ?? "").split("\n").filter((line) => line.startsWith("{"));
  const all = lines.map((line): Readonly<Record<string, unknown>> => JSON.parse(line));
  const count = (message: string) => all.filter((line) => line.message === message).length;
  return {
    failed: count("delivery failed"),
    rejected: count("delivery rejected"),
    metrics: new Set(all.filter((line) => "_aws" in line).flatMap(Object.keys)),
  };
}

const refusal = { statusCode: 401, body: '{"error":"unauthorized"}' };
const unavailable = {
  statusCode: 503,
  headers: { "retry-after": "30" },
  body: '{"error":"unavailable"}',
};

describe.each(Object.entries(subjects))("%s: made-up names of keys", (_, subject) => {
  const genuine = fixtureAt(subject.base).request;
  /** Fetches that made-up names can cause in a minute. */
  const most = subject.isUrl ? 10 : 1;
  async function flood(arena: Arena, times: number, make = subject.named) {
    const found: number[] = [];
    for (let i = 0; i < times; i++) found.push((await arena.send(make(genuine, i))).statusCode);
    return found;
  }

  it("that the host does not know, a thousand of them, cause ten fetches at most and no failure", async () => {
    const arena = await arenaOf(subject);
    answer = published(subject);
    const found = await flood(arena, 1_000);
    expect(asked).toHaveLength(most);
    expect(found[0]).toBe(401);
    // Beyond the bound a name may be a genuine new one's; a key set that was read tells.
    expect(new Set(found.slice(most))).toEqual(new Set([subject.isUrl ? 503 : 401]));
    expect(logged(arena)).toMatchObject({ failed: 0, rejected: 1_000 });
    expect(logged(arena).metrics).toContain("authenticationFailures");
    expect(logged(arena).metrics).not.toContain("failed");
  });

  it.each([
    ["fails", status(500)],
    ["is silent", silence],
    ["answers with another page", page],
  ] as const)("are never refused for good while the host %s, and each fetch fails once", async (_, down) => {
    const arena = await arenaOf(subject);
    answer = down;
    expect(new Set(await flood(arena, 100))).toEqual(new Set([503]));
    expect(asked).toHaveLength(most);
    const { failed, rejected, metrics } = logged(arena);
    expect(failed + rejected).toBe(100);
    expect(failed).toBeGreaterThan(0);
    expect(failed).toBeLessThanOrEqual(asked.length);
    expect(metrics).toContain("failed");
  });

  it("that the host refuses in another way cause no failure, unless the URL is the owner's", async () => {
    const arena = await arenaOf(subject);
    answer = status(403);
    expect(new Set(await flood(arena, 100))).toEqual(new Set([503]));
    expect(asked).toHaveLength(most);
    expect(logged(arena).failed).toBe(subject.isUrl ? 0 : 1);
  });

  it("leave a key that was read usable, also while the host is down", async () => {
    const arena = await arenaOf(subject);
    answer = published(subject);
    expect((await arena.send(genuine)).statusCode).toBe(200);
    answer = silence;
    await flood(arena, 50);
    expect((await arena.send(genuine)).statusCode).toBe(200);
  });

  it("delay a genuine new key by a minute at most once they have ended", async () => {
    const arena = await arenaOf(subject);
    answer = subject.isUrl ? published(subject) : silence;
    await flood(arena, 50);
    const { failed } = logged(arena);
    expect(await arena.send(genuine)).toMatchObject(unavailable);
    expect(logged(arena).failed).toBe(failed);
    answer = published(subject);
    vi.setSystemTime(Date.now() + 60_000);
    expect((await arena.send(genuine)).statusCode).toBe(200);
  });

  it("of another form than the vendor's are refused without a fetch", async () => {
    const { misnamed } = subject;
    if (!misnamed) {
      // The vendors of key sets give their keys' names no form. What is no token of theirs is not asked for either.
      const broken = await arenaOf(subject);
      const cut = (request: WebhookRequest) => tokenOf(request, "e30.e30");
      const unsigned = (request: WebhookRequest) => tokenOf(request, `${encoded({ alg: "none" })}.e30.`);
      for (const make of [cut, unsigned]) expect(await broken.send(make(genuine))).toMatchObject(refusal);
      expect(asked).toEqual([]);
      return;
    }
    const arena = await arenaOf(subject);
    answer = published(subject);
    expect(new Set(await flood(arena, 100, misnamed))).toEqual(new Set([401]));
    expect(asked).toEqual([]);
    expect(await arena.send(misnamed(genuine, 1))).toMatchObject(refusal);
  });
});
