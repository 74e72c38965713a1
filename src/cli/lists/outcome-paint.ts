import type { RequestOutcome } from "../../operate/requests.ts";
import type { SourceCondition, SubscriptionRow } from "../../operate/state.ts";
import type { Paint } from "../text/paint.ts";

const paints: Partial<Record<RequestOutcome | SourceCondition | SubscriptionRow["state"], Paint>> = {
  refused: "bad",
  failed: "bad",
  "dead-letter": "bad",
  queued: "warn",
  deferred: "warn",
  published: "good",
  dropped: "quiet",
  duplicate: "quiet",
  handshake: "quiet",
  receiving: "good",
  silent: "warn",
  "no-secret": "bad",
  "waiting-for-first": "warn",
  "waiting-for-pairing": "warn",
  healthy: "good",
  behind: "warn",
  failing: "bad",
  paused: "warn",
};

/** The colour of an outcome, a condition or a state. */
export const paintOf = (word: string): Paint | undefined =>
  Object.hasOwn(paints, word) ? paints[word as keyof typeof paints] : undefined;
