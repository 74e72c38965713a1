import { createHmac } from "node:crypto";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Fixture } from "../support/fixtures.ts";
import { type Case, secretOf, withBody, withHeader, withHeaders } from "./case.ts";

const hmac = (key: string, text: string, encoding: "hex" | "base64" = "hex"): string =>
  createHmac("sha256", key).update(text).digest(encoding);

const b64 = (value: object | string): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

interface Token {
  readonly header?: object;
  readonly claims?: object;
  readonly key?: string;
  readonly hash?: string;
  readonly signature?: string;
}

/** A livekit token that is right but for what is given. */
function jwt(token: Token): NonNullable<Case["change"]> {
  return (request: WebhookRequest, fixture: Fixture) => {
    const old = request.headers.get("authorization")?.split(".")[1] ?? "";
    const claims = { ...JSON.parse(Buffer.from(old, "base64url").toString()), ...token.claims };
    const signed = `${b64({ alg: "HS256", ...token.header })}.${b64(claims)}`;
    const mac = createHmac(token.hash ?? "sha256", token.key ?? secretOf(fixture))
      .update(signed)
      .digest("base64url");
    return withHeader(request, "authorization", `${signed}.${token.signature ?? mac}`);
  };
}

const livekit = (name: string, token: Token, want: Case["want"] = "refused"): Case => ({
  name: `JWT: ${name}`,
  base: "livekit/egress-ended",
  change: jwt(token),
  want,
});

/** Tokens that a careless verifier believes. */
export const tokenCases: readonly Case[] = [
  livekit("made anew, and right", {}, "accepted"),
  livekit("algorithm none without a signature", { header: { alg: "none" }, signature: "" }),
  livekit("algorithm none with a signature", { header: { alg: "none" } }),
  livekit("algorithm NONE", { header: { alg: "NONE" }, signature: "" }),
  livekit("algorithm HS512", { header: { alg: "HS512" }, hash: "sha512" }),
  livekit("algorithm HS384", { header: { alg: "HS384" }, hash: "sha384" }),
  livekit("no algorithm", { header: { alg: undefined } }),
  livekit("a list of algorithms", { header: { alg: ["HS256"] } }),
  livekit("an empty signature", { signature: "" }),
  livekit("signed with an empty key", { key: "\0" }),
  livekit("an embedded key", { header: { jwk: { kty: "oct", k: b64("mine") } }, key: "mine" }),
  livekit("a key to fetch", { header: { jku: "https://evil.example/jwks" }, key: "mine" }),
  livekit("a certificate chain", { header: { x5c: ["MIIB"] }, key: "mine" }),
  livekit("a key id with a path", { header: { kid: "../../dev/null" }, key: "\0" }),
  livekit("a key id with SQL", { header: { kid: "' UNION SELECT 'mine" }, key: "mine" }),
  livekit("an unknown critical extension", { header: { crit: ["exp"], exp: 1 } }),
  livekit("an unencoded payload", { header: { b64: false, crit: ["b64"] } }),
  livekit("no end", { claims: { exp: undefined } }),
  livekit("an end in the past", { claims: { exp: 1_781_530_100 } }),
  livekit("an end that is text", { claims: { exp: "9999999999" } }),
  livekit("not yet valid", { claims: { nbf: 1_781_540_000 } }),
  livekit("no hash of the body", { claims: { sha256: undefined } }),
  livekit("an empty hash of the body", { claims: { sha256: "" } }),
  livekit("the hash of another body", { claims: { sha256: Buffer.alloc(32).toString("base64") } }),
  livekit("a hash that is a list", { claims: { sha256: [] } }),
  {
    name: "JWT: HS256 with the public key as its secret",
    base: "plaid/item-error",
    change: (request, fixture) => {
      const name = "plaid-verification";
      const claims = request.headers.get(name)?.split(".")[1] ?? "";
      const signed = `${b64({ alg: "HS256", kid: JSON.parse(secretOf(fixture)).kid })}.${claims}`;
      return withHeader(
        request,
        name,
        `${signed}.${hmac(secretOf(fixture), signed, "base64").replace(/=+$/, "")}`,
      );
    },
    want: "refused",
  },
  {
    name: "basic authentication: the password alone",
    base: "pipedrive/v2-change-deal",
    change: (request, fixture) =>
      withHeader(
        request,
        "authorization",
        `Basic ${Buffer.from(secretOf(fixture).split(":")[1] ?? "").toString("base64")}`,
      ),
    want: "refused",
  },
  {
    name: "basic authentication: the credentials as they are",
    base: "pipedrive/v2-change-deal",
    change: (request, fixture) => withHeader(request, "authorization", `Basic ${secretOf(fixture)}`),
    want: "refused",
  },
  {
    name: "basic authentication: as a bearer token",
    base: "pipedrive/v2-change-deal",
    change: (request, fixture) => withHeader(request, "authorization", `Bearer ${secretOf(fixture)}`),
    want: "refused",
  },
  {
    name: "a token in other case",
    base: "okta/two-events",
    change: (request) =>
      withHeader(request, "authorization", (request.headers.get("authorization") ?? "").toUpperCase()),
    want: "refused",
  },
  {
    name: "a token twice, as the gateway joins repeated headers",
    base: "okta/two-events",
    change: (request) => {
      const token = request.headers.get("authorization") ?? "";
      return withHeader(request, "authorization", `${token},${token}`);
    },
    want: "refused",
  },
  {
    name: "standard-webhooks: sixteen wrong ones and the right one",
    base: "svix/invoice-paid",
    change: (request) =>
      withHeader(
        request,
        "svix-signature",
        `${"v1,wrong ".repeat(16)}${request.headers.get("svix-signature")}`,
      ),
    want: "refused",
  },
  {
    name: "standard-webhooks: the signature as version v1a",
    base: "svix/invoice-paid",
    change: (request) =>
      withHeader(
        request,
        "svix-signature",
        (request.headers.get("svix-signature") ?? "").replace("v1,", "v1a,"),
      ),
    want: "refused",
  },
  {
    name: "standard-webhooks: another id",
    base: "svix/invoice-paid",
    change: (request) => withHeader(request, "svix-id", "msg_other"),
    want: "refused",
  },
  {
    name: "stripe: two times in one header",
    base: "stripe/snapshot-invoice-paid",
    change: (request) =>
      withHeader(request, "stripe-signature", `t=1781530201,${request.headers.get("stripe-signature")}`),
    want: "refused",
  },
  {
    name: "stripe: the signature as v0",
    base: "stripe/snapshot-invoice-paid",
    change: (request) =>
      withHeader(
        request,
        "stripe-signature",
        (request.headers.get("stripe-signature") ?? "").replace("v1=", "v0="),
      ),
    want: "refused",
  },
  {
    name: "github: SHA-1 in the header of the old scheme",
    base: "github",
    change: (request, fixture) =>
      withHeader(
        withHeader(
          request,
          "x-hub-signature",
          `sha1=${createHmac("sha1", secretOf(fixture)).update(request.body).digest("hex")}`,
        ),
        "x-hub-signature-256",
        undefined,
      ),
    want: "refused",
  },
  {
    // HubSpot sends both, and some apps only the older one: see SECURITY.md.
    name: "hubspot: version 3 taken off leaves the older signature of the same body",
    base: "hubspot/v3",
    change: (request) => withHeader(request, "x-hubspot-signature-v3", undefined),
    want: "accepted",
  },
  {
    name: "hubspot: a request of version 3 that calls itself version 1",
    base: "hubspot/v3",
    change: (request) =>
      withHeaders(withHeader(request, "x-hubspot-signature-v3", undefined), {
        "x-hubspot-signature-version": "v1",
        "x-hubspot-signature": request.headers.get("x-hubspot-signature-v3") ?? "",
      }),
    want: "refused",
  },
  {
    name: "a body swapped for an empty one with a signature over nothing by an attacker",
    base: "github",
    change: (request) => withBody(withHeader(request, "x-hub-signature-256", `sha256=${hmac("", "")}`), ""),
    want: "refused",
  },
];
