import type { Verdict } from "../core/outcome.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Secret } from "../core/secret.ts";

/** A secret with its place in the source's list (0 is the newest). */
export interface Candidate {
  readonly secret: Secret;
  readonly index: number;
}

/** Everything a scheme may look at. */
export interface Attempt {
  readonly request: WebhookRequest;
  /** The secrets of the scheme's role, in order. */
  readonly secrets: readonly Candidate[];
  readonly nowMs: number;
  /**
   * Text at an https URL whose host the scheme has checked; cached and bounded by who provides it.
   * @param fresh true to have it read anew, which is done at most once per cool-down
   */
  readonly fetchText: (url: string, fresh?: boolean) => Promise<string>;
}

/** Checks one kind of signature. Never throws for what a sender can cause. */
export type Verifier<S> = (signature: S, attempt: Attempt) => Verdict | Promise<Verdict>;

/**
 * The verdict of the first secret for which `matches` holds. Every secret is tried, so that the time is the same.
 * @param matches undefined for a secret that is no key of the scheme
 */
export function firstMatch(
  secrets: readonly Candidate[],
  matches: (secret: Secret) => boolean | undefined,
): Verdict {
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
