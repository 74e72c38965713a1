import { BridgeError } from "../core/errors.ts";
import type { Verdict } from "../core/outcome.ts";
import { type Provider, signaturesOf } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Signature } from "../core/signature.ts";
import { type Fixture, fetchedText, secretsFor } from "../recorded/fixtures.ts";
import { chooseScheme } from "../signatures/choose.ts";
import { forgeryOf } from "./forge.ts";
import { refusalAdvice } from "./refusal-advice.ts";
import { verifyRequest } from "./verify-request.ts";

/** What is changed of a recorded request before it is judged. */
export interface FixtureChange {
  readonly request?: WebhookRequest;
  readonly secrets?: readonly string[];
  readonly clock?: number;
}

/** A fixture with the scheme that decides on it. */
export interface SignedFixture {
  readonly fixture: Fixture;
  readonly signature: Signature;
}

/** The fixtures that carry a signature; unsigned handshakes have none. */
export function signedFixtures(
  schemes: readonly Signature[],
  fixtures: readonly Fixture[],
): readonly SignedFixture[] {
  return fixtures.flatMap((fixture) => {
    const signature = chooseScheme(schemes, fixture.request);
    return signature ? [{ fixture, signature }] : [];
  });
}

/** The verdict on a fixture, as recorded or changed. */
export function judgeFixture(
  provider: Provider,
  fixture: Fixture,
  change: FixtureChange = {},
): Promise<Verdict> {
  const { request = fixture.request, secrets = fixture.secrets, clock = fixture.clock } = change;
  return verifyRequest(signaturesOf(provider), request, {
    secrets: secretsFor(provider, secrets),
    nowMs: clock * 1000,
    fetchText: (url) => fetchedText(fixture, url),
  });
}

/** A verdict as `ok`, or the reason against the request. */
export const verdictReason = (judged: Promise<Verdict>): Promise<string> =>
  judged.then(
    (found) => (found.ok ? "ok" : found.reason),
    (error: unknown) => (error instanceof BridgeError ? error.code : String(error)),
  );

/** Why a recorded request is refused, and where to look first. */
export async function whyRefused(provider: Provider, fixture: Fixture, reason: string): Promise<string> {
  const { body } = fixture.request;
  if (body.at(-1) === 0x0a) {
    const request = { ...fixture.request, body: body.subarray(0, body.at(-2) === 0x0d ? -2 : -1) };
    if ((await verdictReason(judgeFixture(provider, fixture, { request }))) === "ok")
      return `${fixture.name}.http ends in a line feed; without it the signature is right`;
  }
  return refusalAdvice(provider, fixture, reason);
}

/** The fixture's secrets with every key replaced by another of the same form. */
export function otherSecrets({ secrets }: Fixture, signature: Signature): readonly string[] {
  return secrets.map((text) => {
    const [, role = "", value = ""] = /^((?:[a-z]+[A-Z]?[a-z]*:)?)(.*)$/s.exec(text) ?? [];
    return role === "certificate:" ? text : role + forgeryOf(signature).otherSecret(signature, value);
  });
}
