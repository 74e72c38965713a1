import { type Provider, signaturesOf } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Signature } from "../core/signature.ts";
import { similarNames } from "../core/text/similar-names.ts";
import type { Fixture } from "../recorded/fixtures.ts";
import { chooseScheme, signatureLocations } from "../signatures/choose.ts";
import { forgeryOf } from "./forge.ts";

const likeliest: Readonly<Record<string, (json: string, signature: Signature) => string>> = {
  "signature-mismatch": (json, signature) =>
    `"secrets" in ${json}, then ${forgeryOf(signature).signsTemplate ? "hash, encoding and signed" : "signature"} in the provider's file`,
  "secret-unusable": (json) => `"secrets" in ${json}, then key and role in the provider's file`,
  "signature-malformed": () => "prefix, fields, separator and encoding in the provider's file",
  "timestamp-missing": () => "timestamp, or fields.timestamp, in the provider's file",
  "timestamp-malformed": () => "timestampUnit in the provider's file",
  "timestamp-stale": (json) => `"clock" in ${json}, then timestampUnit in the provider's file`,
  "timestamp-ahead": (json) => `"clock" in ${json}, then timestampUnit in the provider's file`,
};

/** What a request has in place of a signature that is not where the provider's file says. */
function absent(location: string, { headers }: WebhookRequest): string {
  if (!location.startsWith("header:")) return `nothing at ${location}`;
  const name = location.slice("header:".length);
  const similar = similarNames(name, [...headers.keys()]);
  const has =
    similar.length > 0 ? `similar: ${similar.join(", ")}` : `it has ${[...headers.keys()].join(", ")}`;
  return `no header ${name} (${has})`;
}

/** Where the signatures of a provider should be in a request that carries none of them. */
export function absentSignatures(provider: Provider, { name, request }: Fixture): string {
  const locations = [
    ...new Set(signaturesOf(provider).flatMap((signature) => signatureLocations(signature))),
  ];
  return `${name}.http has ${locations.map((location) => absent(location, request)).join(", and ")}`;
}

/** Why a recorded request is not accepted, and where to look first. @param reason of the refusal */
export function refusalAdvice(provider: Provider, fixture: Fixture, reason: string): string {
  const signature = chooseScheme(signaturesOf(provider), fixture.request);
  const first = `not accepted: ${reason}.`;
  if (!signature) return `${first} ${absentSignatures(provider, fixture)}`;
  const advice = likeliest[reason]?.(`${fixture.name}.json`, signature);
  return advice === undefined ? first : `${first} Likeliest: ${advice}`;
}
