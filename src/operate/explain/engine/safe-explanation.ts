import { type Provider, signaturesOf } from "../../../core/provider.ts";
import { signatureLocations } from "../../../signatures/choose.ts";
import type { Cause, Explanation } from "../explanation.ts";
import { claimsOfToken, textsOfClaim } from "../signature/tokens.ts";
import { namedAccounts } from "../source/identity.ts";
import type { ExplainContext } from "./context.ts";
import { hideSecrets } from "./safe-text.ts";

const locationNames = (provider: Provider): readonly string[] =>
  signaturesOf(provider)
    .flatMap(signatureLocations)
    .map((place) => place.slice(place.indexOf(":") + 1));

/** Words of our own sentences and commands, which made-up secrets like to have too. Beside a hidden part they are hidden as well. */
export const plainWords: readonly string[] = [
  "account",
  "accounts",
  "authorization",
  "header",
  "headers",
  "hookbridge",
  "password",
  "provider",
  "request",
  "requests",
  "secret",
  "secrets",
  "signature",
  "signatures",
  "signing",
  "source",
  "sources",
  "vendor",
  "webhook",
  "webhooks",
];

/** Texts that may be printed although they may stand in a secret too. */
function allowedTexts(context: ExplainContext): readonly string[] {
  const { question, provider, catalogue, request, signatures } = context;
  const names = [provider, ...catalogue].flatMap((one) => [one.id, one.name, ...locationNames(one)]);
  const claims = signatures.flatMap((signature) => {
    const found = claimsOfToken(context, signature);
    return found ? Object.values(found).flatMap(textsOfClaim) : [];
  });
  // A header may hold anything; what names an account stands in the body or in a token.
  const inHeaders = new Set(request.headers.values());
  const accounts =
    provider.setup.secret === "identifier"
      ? namedAccounts(context).filter((text) => !inHeaders.has(text))
      : [];
  return [
    ...plainWords,
    ...names,
    ...question.otherSources.map(({ name }) => name),
    context.sourceName,
    provider.setup.where,
    ...claims,
    ...accounts,
  ];
}

/** The explanation without anything secret, whatever its texts were made of. */
export function safeExplanation(
  context: ExplainContext,
  { causes, ruledOut, notTried }: Explanation,
): Explanation {
  const hide = hideSecrets(context, allowedTexts(context));
  const safe = (cause: Cause): Cause => ({
    ...cause,
    evidence: hide(cause.evidence),
    fix: hide(cause.fix),
    ...(cause.command !== undefined && { command: hide(cause.command) }),
  });
  return { causes: causes.map(safe), ruledOut: ruledOut.map(hide), ...(notTried && { notTried }) };
}
