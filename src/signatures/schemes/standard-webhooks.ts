import { verify as verifyBytes } from "node:crypto";
import { rejected } from "../../core/outcome.ts";
import type { StandardWebhooksSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { refuseAge } from "../parts/freshness.ts";
import { hmacOf } from "../parts/hmac-of.ts";
import { ed25519Key } from "../parts/keys/public-key.ts";
import { decodeStrictly, hmacKey, hmacKeyKind, publicKeyPrefix } from "../parts/keys/secret-key.ts";
import { mostSignatures } from "../parts/limits.ts";
import { proofOf, wholeBody } from "../parts/proofs.ts";
import type { PlainForm } from "../plain-form.ts";
import { firstMatch, type Scheme } from "../scheme.ts";

/** The specification's tolerance: five minutes either way. */
const window = { toleranceSeconds: 300 } as const;

/** The form of the standard's ed25519 keys. */
const ed25519Format = { prefix: publicKeyPrefix, decode: "base64" } as const;

/** A replay could move the timestamp and the beginning of the body, up to a number in it, into the id. */
const torn = /\.[0-9]+\./;

/** `v1` (HMAC-SHA256) and `v1a` (ed25519) over `id.timestamp.body`; signatures are separated by spaces. */
export const scheme: Scheme<StandardWebhooksSignature> = {
  ...window,
  locations: ({ prefix }) => [`header:${prefix}-signature`],
  verify({ prefix, key: format }, { request, secrets, nowMs }) {
    const header = (name: string): string | undefined => request.headers.get(`${prefix}-${name}`);
    const [id, timestamp, signatures] = [header("id"), header("timestamp"), header("signature")];
    if (signatures === undefined) return rejected("signature-missing");
    if (!id || !timestamp || !signatures || torn.test(id)) return rejected("signature-malformed");
    const given = signatures.split(" ", mostSignatures + 1);
    if (given.length > mostSignatures) return rejected("signature-malformed");
    const head = `${id}.${timestamp}.`;
    const finding = firstMatch(secrets, (secret) => {
      const key = hmacKey(secret, format ?? "whsec");
      if (!key) {
        const publicKey = ed25519Key(secret, ed25519Format);
        if (!publicKey) return undefined;
        const signed = Buffer.concat([Buffer.from(head), request.body]);
        return given.some((signature) => {
          const bytes = signature.startsWith("v1a,") && decodeStrictly(signature.slice(4), "base64");
          return bytes && verifyBytes(null, signed, publicKey, bytes);
        });
      }
      const expected = `v1,${hmacOf({ hash: "sha256", encoding: "base64" }, key, [head, request.body])}`;
      let equal = false;
      for (const signature of given) equal = equalDigest(expected, signature) || equal;
      return equal;
    });
    const age = refuseAge(window, timestamp, nowMs);
    return finding.ok && age ? age : finding;
  },
  prove({ prefix }, stored) {
    const id = `${prefix}-id`;
    const text = [stored.headers.get(id) ?? "", ".", stored.body];
    return proofOf([...wholeBody, `header:${id}`], text, stored);
  },
  keyKind({ key: format = "whsec" }, secret) {
    const kind = hmacKeyKind(secret, format);
    return kind === "no-key" && ed25519Key(secret, ed25519Format) ? "key" : kind;
  },
};

export const describe = (): string => "Standard Webhooks";

/** Its `v1`. */
export const plainForm = ({ prefix, key }: StandardWebhooksSignature): PlainForm => ({
  kind: "mac",
  hash: "sha256",
  encoding: "base64",
  key: key ?? "whsec",
  header: `${prefix}-signature`,
  separator: " ",
  assign: ",",
  fields: { signature: "v1" },
  timestamp: `header:${prefix}-timestamp`,
  signed: `{header:${prefix}-id}.{timestamp}.{body}`,
  ...window,
});
