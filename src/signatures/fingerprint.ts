import { factsOf } from "../core/facts.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Signature } from "../core/signature.ts";
import { snsCovered } from "./aws-sns.ts";
import { sha256 } from "./key.ts";
import { signedParts, signs } from "./signed-text.ts";
import { signedForm } from "./twilio.ts";

/** What the signature of one request vouches for. Deduplication keys are made of this and nothing else. */
export interface Coverage {
  /** True when the value at a pointer can't be changed without breaking the signature. */
  covers(pointer: string): boolean;
  /** Hex SHA-256 of what is signed, without the time of signing: the same on every attempt of the vendor. */
  readonly fingerprint: string;
}

const inBody = (pointer: string): boolean => /^(?:body|item|form):/.test(pointer);

function coverageOf(
  signature: Signature | undefined,
  request: WebhookRequest,
): Omit<Coverage, "fingerprint"> & { readonly text: readonly (string | Uint8Array)[] } {
  switch (signature?.scheme) {
    case "hmac":
    case "keyed-hash":
    case "public-key": {
      const covers = (pointer: string): boolean =>
        (inBody(pointer) && signs(signature, "body")) ||
        (pointer.startsWith("query:") && (signs(signature, "url") || signs(signature, "query"))) ||
        signs(signature, pointer);
      // The vendor signs every attempt anew: neither the time nor the secret may count.
      return { covers, text: signedParts(signature, request, factsOf(request), "", "") ?? [request.body] };
    }
    case "standard-webhooks": {
      const id = `${signature.headers[0]}-id`;
      return {
        covers: (pointer) => inBody(pointer) || pointer === `header:${id}`,
        text: [request.headers.get(id) ?? "", ".", request.body],
      };
    }
    case "twilio":
      return {
        covers: (pointer) => inBody(pointer) || pointer.startsWith("query:"),
        text: [request.url, "\n", signedForm(signature, request) || request.body],
      };
    case "aws-sns":
      return { covers: (pointer) => snsCovered.has(pointer), text: [request.body] };
    case "jwt":
      return { covers: inBody, text: [request.body] };
    default:
      // A token or password vouches for the whole request: who holds it could have sent anything.
      return { covers: () => true, text: [request.method, " ", request.url, "\n", request.body] };
  }
}

/**
 * What one scheme covers of an accepted request.
 * @param signature the scheme that accepted it (standard-webhooks: with the one prefix that the request used)
 */
export function coverage(signature: Signature | undefined, request: WebhookRequest): Coverage {
  const { covers, text } = coverageOf(signature, request);
  return { covers, fingerprint: sha256(text) };
}
