import { decodeUtf8 } from "../../core/json/json.ts";
import { rejected } from "../../core/outcome.ts";
import type { Secret } from "../../core/secret.ts";
import type { BasicAuthSignature } from "../../core/signature.ts";
import { equalText } from "../parts/equal.ts";
import { decodeStrictly } from "../parts/keys/secret-key.ts";
import { proveEverything } from "../parts/proofs.ts";
import type { PlainForm } from "../plain-form.ts";
import { firstMatch, type Scheme } from "../scheme.ts";

/** True for `user:password`. */
const isPair = (secret: Secret): boolean => secret.reveal().includes(":");

/** HTTP Basic authentication (RFC 7617). */
export const scheme: Scheme<BasicAuthSignature> = {
  locations: () => ["header:authorization"],
  verify(_, { request, secrets }) {
    const value = request.headers.get("authorization");
    if (!value) return rejected("signature-missing");
    const credentials = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(value)?.[1];
    const bytes = credentials && decodeStrictly(credentials, "base64");
    const given = bytes && decodeUtf8(bytes);
    if (!given) return rejected("signature-malformed");
    return firstMatch(
      secrets,
      (secret) => equalText(secret.reveal().trim(), given) || (isPair(secret) ? false : undefined),
    );
  },
  prove: (_, stored) => proveEverything(stored),
  // The header's first word shows whether it holds a password or a token (RFC 9110 §11.4).
  recognizes: (_, { headers }) => /^basic /i.test(String(headers.get("authorization"))),
  keyKind: (_, secret) => (isPair(secret) ? "text" : "no-key"),
  sendsSecret: true,
};

export const describe = (): string => "HTTP Basic authentication";

export const plainForm = (): PlainForm => ({ kind: "password" });
