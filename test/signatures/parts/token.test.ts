import { describe, expect, it } from "vitest";
import { verifyRequest } from "../../../src/contract/verify-request.ts";
import type { Provider } from "../../../src/core/provider.ts";
import { signaturesOf } from "../../../src/core/provider.ts";
import type { WebhookRequest } from "../../../src/core/request.ts";
import { Secret } from "../../../src/core/secret.ts";
import apple from "../../../src/providers/apple-app-store.ts";
import vonage from "../../../src/providers/vonage.ts";
import { type Fixture, fixturesOf, secretsFor } from "../../support/fixtures.ts";
import { clock, requestOf } from "../../support/judged.ts";
import { scheme, secret, token } from "../../support/jwt-requests.ts";

const recorded = (id: string): Fixture => {
  const [fixture] = fixturesOf(id);
  if (!fixture) throw new Error(`no fixture of ${id}`);
  return fixture;
};

const judged = (provider: Provider, fixture: Fixture, request: WebhookRequest, seconds: number) => {
  const secrets = secretsFor(provider, fixture.secrets);
  return verifyRequest(signaturesOf(provider), request, { secrets, nowMs: seconds * 1_000 });
};

const reason = async (...given: Parameters<typeof judged>) => {
  const verdict = await judged(...given);
  return verdict.ok ? "ok" : verdict.reason;
};

describe("a token that says only when it was issued", () => {
  const fixture = recorded("vonage");
  const claims = fixture.request.headers.get("authorization")?.split(".")[1] ?? "";
  const { iat } = JSON.parse(Buffer.from(claims, "base64url").toString()) as { readonly iat: number };

  it.each([
    ["ok", iat],
    ["ok", iat - 2],
    ["timestamp-ahead", iat - 30],
    ["ok", iat + 90_000],
    ["timestamp-stale", iat + 90_030],
  ])("is %s at the time of issue, shortly before it and a while after it", async (outcome, seconds) => {
    expect(await reason(vonage, fixture, fixture.request, seconds)).toBe(outcome);
  });

  it.each([
    ["two days late, of 25 hours", iat + 172_800, { offBySeconds: 172_800, windowSeconds: 90_000 }],
    ["half a minute ahead, of five seconds", iat - 30, { offBySeconds: 30, windowSeconds: 5 }],
  ])("says how far off it is: %s", async (_, seconds, gap) => {
    expect(await judged(vonage, fixture, fixture.request, seconds)).toMatchObject({ ok: false, gap });
  });
});

it("a token that says when it ends may be over by the difference of clocks, and is told from then", async () => {
  const headers = { "x-token": await token({ claims: { exp: clock - 60 } }) };
  const by = { secrets: [new Secret(secret)], nowMs: clock * 1_000 };
  const verdict = await verifyRequest(scheme, requestOf({ headers }), by);
  const gap = { offBySeconds: 60, windowSeconds: 5 };
  expect(verdict).toEqual({ ok: false, reason: "timestamp-stale", gap });
});

describe("a JWS with its certificates", () => {
  const fixture = recorded("apple-app-store");
  const text = Buffer.from(fixture.request.body).toString();
  const spelt = (ending: string): WebhookRequest => ({
    ...fixture.request,
    body: Buffer.from(text.replace(/"\s*\}\s*$/, `${ending}"}`)),
  });

  it("is valid unchanged", async () => {
    expect(await reason(apple, fixture, spelt(""), fixture.clock)).toBe("ok");
  });

  it.each(["=", "+", "/", " "])("is malformed with %j behind its signature", async (ending) => {
    expect(await reason(apple, fixture, spelt(ending), fixture.clock)).toBe("signature-malformed");
  });
});
