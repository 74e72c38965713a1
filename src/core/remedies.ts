import type { ErrorCode } from "./errors.ts";
import type { RejectionReason } from "./outcome.ts";

/** Codes of refusals that have no further reason. */
type PlainRefusal = Extract<ErrorCode, "method-not-allowed" | "body-too-large" | "unsupported-encoding">;

/** What to look at first after a refusal, by its reason, else its code. docs/errors.md has the same sentences. */
export const remedies: Readonly<Record<RejectionReason | PlainRefusal, string>> = {
  "unknown-source":
    "Compare the last part of the URL at the vendor with the names under `sources` in bridge.config.ts, and deploy a source before its vendor calls it.",
  "signature-missing":
    "Check at the vendor that deliveries are signed, and in a way that the provider has; then look for a proxy that drops headers.",
  "signature-malformed":
    "Compare the version and form of the vendor's signature with the provider's; then look for a proxy that rewrites headers.",
  "signature-mismatch":
    "Compare the stored secret with the vendor's, then the URL if it is signed; then look for what changes the body on its way.",
  "timestamp-missing":
    "Look for a proxy that drops the vendor's header, and at `timestamp` in a provider that you write.",
  "timestamp-malformed":
    "Look at `timestampUnit` in a provider that you write, then for a proxy that rewrites the vendor's header.",
  "timestamp-stale":
    "Find out whether the vendor repeats an old delivery, or something between holds deliveries up; then compare the clocks.",
  "timestamp-ahead": "Compare the sender's clock with UTC, and `timestampUnit` in a provider that you write.",
  "claim-mismatch":
    "Compare the URL and the audience at the vendor with the bridge's; then look for what changes the body on its way.",
  "key-untrusted":
    "Compare the account, topic or certificate that the source's secret names with the vendor's.",
  "key-unknown": "Somebody makes up names of keys; if it is your vendor, ask it for the URL of its keys.",
  "key-not-fetched":
    "Wait for the vendor to send again; if it goes on, look for somebody who makes up names of keys.",
  "secret-unusable":
    "Copy the secret from the vendor's console again, whole and with its prefix, and store it for the source.",
  "handshake-refused":
    "Compare the verify token at the vendor with the stored one, and the pointers of the handshake in a provider that you write.",
  "pairing-closed": "To pair again, delete the secret that is stored for the source.",
  "method-not-allowed":
    "Have the vendor use a method that the answer's `allow` names; a redirect on the way makes a GET of a POST.",
  "body-too-large":
    "Have the vendor send less at once, or raise the source's `maxBodyBytes`, to 4,500,000 at most.",
  "unsupported-encoding": "Turn compression off at the sender: signatures cover the uncompressed body.",
};

/** The remedy of a refusal, with where to read on; undefined for the code of a failure. */
export function remedyFor(code: ErrorCode, reason: RejectionReason | undefined): string | undefined {
  const word = reason ?? code;
  return Object.hasOwn(remedies, word)
    ? `${remedies[word as keyof typeof remedies]} See docs/errors.md#${word}`
    : undefined;
}
