import type { Finding } from "../core/outcome.ts";
import type { Facts, Pointer } from "../core/pointers.ts";
import type { Proof } from "../core/proof.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { SchemeName, SignatureOf } from "../core/signature.ts";

/** A secret with its place in the source's list (0 is the newest). */
export interface RankedSecret {
  readonly secret: Secret;
  readonly index: number;
}

/** Everything a scheme may look at. */
export interface Attempt {
  readonly request: WebhookRequest;
  /** What pointers read of the request. */
  readonly facts: Facts;
  /** The secrets that may be the scheme's, in order. */
  readonly secrets: readonly RankedSecret[];
  readonly nowMs: number;
  /**
   * Text at an https URL whose host the scheme has checked; cached and bounded by the port behind it.
   * @param fresh true to have it read anew, which is done at most once per cool-down
   */
  readonly fetchText: (url: string, fresh?: boolean) => Promise<string>;
}

/** All that the bridge must know of one way of signing: one file of schemes/ each, with `describe` beside it for docs and messages. */
export interface Scheme<S> {
  /** Where a request carries what the scheme checks: its signature, token or password. That never leaves `receive`. */
  locations(signature: S): readonly Pointer[];
  /** Checks a request. Never throws for what a sender can cause. */
  verify(signature: S, attempt: Attempt): Finding | Promise<Finding>;
  /** What an accepted request proves. @param stored the delivery as the message will hold it */
  prove(signature: S, stored: WebhookRequest): Proof;
  /** Lower-case names of headers that the proof is made of: they are kept with the delivery. Default: none. */
  proofHeaders?(signature: S): readonly string[];
  /** False where something stands at a location that is another scheme's. Default: what stands there is this one's. */
  recognizes?(signature: S, request: WebhookRequest): boolean;
  /** Roles of the secrets that it takes besides those of its own role. */
  readonly secretRoles?: readonly string[];
  /** True where the secret itself is sent: it authenticates the sender and says nothing of the body. */
  readonly sendsSecret?: true;
}

/** The schemes by name. A Lambda bundle holds those of its sources only. */
export type Schemes = { readonly [Name in SchemeName]: Scheme<SignatureOf<Name>> };

/**
 * The finding of the first secret for which `matches` holds. Every secret is tried, so that the time is the same.
 * @param matches undefined for a secret that is no key of the scheme
 */
export function firstMatch(
  secrets: readonly RankedSecret[],
  matches: (secret: Secret) => boolean | undefined,
): Finding {
  let found = -1;
  let usable = secrets.length === 0;
  for (const { secret, index } of secrets) {
    const matched = matches(secret);
    usable ||= matched !== undefined;
    if (matched && found === -1) found = index;
  }
  if (found !== -1) return { ok: true, secretIndex: found };
  return { ok: false, reason: usable ? "signature-mismatch" : "secret-unusable" };
}
