import type { Finding, Refusal } from "../core/outcome.ts";
import type { Facts, Pointer } from "../core/pointers.ts";
import type { Proof } from "../core/proof.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";
import type { SchemeName, SignatureOf, SignedText } from "../core/signature.ts";

/** A secret with its place in the source's list (0 is the newest). */
export interface RankedSecret {
  readonly secret: Secret;
  readonly index: number;
}

/** What is known of a vendor's key before it is fetched. */
export interface KeyQuery {
  /** True for text that is a key: only keys are kept. */
  readonly isKey: (text: string) => boolean;
  /** True where the request names the URL: one that the host does not know is its sender's invention. */
  readonly isNamed: boolean;
  /** True reads it again, at most once per cool-down. */
  readonly fresh?: boolean;
}

/** Everything a scheme may look at. */
export interface Attempt {
  readonly request: WebhookRequest;
  /** What pointers read of the request. */
  readonly facts: Facts;
  /** The secrets with a role of the scheme or without a role, the newest first. */
  readonly secrets: readonly RankedSecret[];
  readonly nowMs: number;
  /**
   * Text at an https URL whose host and name the scheme has checked; its port caches and bounds it.
   * @returns the refusal of a key that the host does not know, or that may not be fetched now
   */
  readonly fetchText: (url: string, query: KeyQuery) => Promise<string | Refusal>;
}

/**
 * Whether a secret can be a key: `text` where any text can, `key` where its form shows it, `short` where a key
 * of this form can be guessed.
 */
export type KeyKind = "text" | "key" | "short" | "no-key";

/**
 * All that the bridge knows of one way of signing: a file in schemes/, with `describe` for docs and messages.
 */
export interface Scheme<S> {
  /** Where a request carries its signature, token or password, which never leaves `receive`. */
  locations(signature: S): readonly Pointer[];
  /** Checks a request. Never throws for what a sender can cause. */
  verify(signature: S, attempt: Attempt): Finding | Promise<Finding>;
  /** What an accepted request proves. @param stored the delivery as its message will hold it */
  prove(signature: S, stored: WebhookRequest): Proof;
  /**
   * Lower-case names of the headers that the proof needs: they are stored with the delivery. Default: none.
   */
  proofHeaders?(signature: S): readonly string[];
  /** False where the value at its location belongs to another scheme. Default: true. */
  recognizes?(signature: S, request: WebhookRequest): boolean;
  /**
   * Where the URL is signed as it is spelled: in the text, so that requests are also verified in other spellings, or in a claim, which
   * the scheme compares with them itself. Default: nowhere.
   */
  signsUrl?(signature: S): "text" | "claim" | undefined;
  /** What is signed as a template, where it is one: to be shown. Default: it is none. */
  signedText?(signature: S): SignedText;
  /** Whether a secret can be a key of it, whatever the request. Default: `text`. */
  keyKind?(signature: S, secret: Secret): KeyKind;
  /** Further roles of its secrets, besides the signature's own `role`. */
  readonly secretRoles?: readonly string[];
  /** True where the request carries the secret itself, which authenticates the sender and signs nothing. */
  readonly sendsSecret?: true;
  /** Seconds for which its signed time is believed, where the scheme itself says that. */
  readonly toleranceSeconds?: number;
  /** True where the URL before its query is signed: vendor and bridge must call it alike. Default: false. */
  coversUrl?(signature: S): boolean;
}

/** The fetcher of schemes that fetch nothing. */
export const fetchNothing = (): Promise<never> => Promise.reject(new Error("this scheme fetches nothing"));

/** The schemes by name. A Lambda bundle has those of its sources only. */
export type Schemes = { readonly [Name in SchemeName]: Scheme<SignatureOf<Name>> };

/**
 * The finding for the first secret that matches. Every secret is tried, so that the time does not show which.
 * @param matches undefined for a secret that is not a key of the scheme
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
