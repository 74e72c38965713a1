import type { RequestOutcome } from "../../../operate/requests.ts";
import type { SourceCondition, SubscriptionRow } from "../../../operate/state.ts";
import type { PathState } from "./path-shapes.ts";

/** What can be said of a request, an event at its targets, a subscription or a source. */
export type OutcomeName =
  | RequestOutcome
  | SubscriptionRow["state"]
  | SourceCondition
  | "delivered"
  | "target-failed"
  | "unmatched"
  | "late"
  | "alarm"
  | "warning"
  | "none";

/** What its colour stands for. */
export type OutcomeTone = "bad" | "warn" | "ok" | "info" | "plain";

/** How an outcome is shown. */
interface OutcomeLook {
  readonly mark: PathState;
  readonly tone: OutcomeTone;
  readonly word: string;
}

const looks: Readonly<Record<OutcomeName, OutcomeLook>> = {
  refused: { mark: "refused", tone: "bad", word: "Refused" },
  handshake: { mark: "handshake", tone: "info", word: "Handshake" },
  failed: { mark: "refused", tone: "bad", word: "Failed" },
  queued: { mark: "queued", tone: "warn", word: "Queued" },
  deferred: { mark: "queued", tone: "warn", word: "Deferred" },
  published: { mark: "published", tone: "ok", word: "Published" },
  duplicate: { mark: "duplicate", tone: "plain", word: "Duplicate" },
  dropped: { mark: "dropped", tone: "plain", word: "Dropped" },
  "dead-letter": { mark: "dead", tone: "bad", word: "Dead letter" },
  delivered: { mark: "delivered", tone: "ok", word: "Delivered" },
  "target-failed": { mark: "failed", tone: "bad", word: "Target failed" },
  unmatched: { mark: "none", tone: "plain", word: "Not matched" },
  late: { mark: "delivered", tone: "warn", word: "Late" },
  alarm: { mark: "none", tone: "bad", word: "Alarm" },
  warning: { mark: "none", tone: "warn", word: "Alarm" },
  none: { mark: "none", tone: "plain", word: "Nothing yet" },
  healthy: { mark: "delivered", tone: "ok", word: "Healthy" },
  behind: { mark: "published", tone: "warn", word: "Behind" },
  failing: { mark: "failed", tone: "bad", word: "Target failing" },
  paused: { mark: "paused", tone: "warn", word: "Paused" },
  receiving: { mark: "delivered", tone: "ok", word: "Receiving" },
  "waiting-for-first": { mark: "none", tone: "plain", word: "Waiting for the first" },
  silent: { mark: "none", tone: "warn", word: "Silent" },
  "no-secret": { mark: "none", tone: "warn", word: "No secret" },
  "waiting-for-pairing": { mark: "none", tone: "warn", word: "Waiting for pairing" },
};

/** The word for an outcome. */
export const outcomeWord = (outcome: OutcomeName): string => looks[outcome].word;

/** The colour of an outcome. */
export const outcomeTone = (outcome: OutcomeName): OutcomeTone => looks[outcome].tone;

/** How an outcome is shown: its mark, colour and word. */
export const outcomeLook = (outcome: OutcomeName): OutcomeLook => looks[outcome];
