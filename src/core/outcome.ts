import type { ErrorCode } from "./errors.ts";
import type { Answer } from "./request.ts";
import type { Signature } from "./signature.ts";

/** Why a request was refused. For the log and a metric, never for the sender. */
export type RejectionReason =
  | "unknown-source"
  | "signature-missing"
  | "signature-malformed"
  | "signature-mismatch"
  | "timestamp-missing"
  | "timestamp-malformed"
  | "timestamp-stale"
  | "timestamp-ahead"
  | "claim-mismatch"
  | "key-untrusted"
  | "key-unknown"
  | "key-not-fetched"
  | "secret-unusable"
  | "handshake-refused"
  | "pairing-closed";

/** A valid signature, token or password. */
export interface Match {
  readonly ok: true;
  /** Which of the source's secrets matched: 0 is the newest. */
  readonly secretIndex: number;
  /** The time of signing as it was sent, where the signature covers one. */
  readonly signedAt?: string | undefined;
  /** Replaces the body, where the body is a signed wrapper. */
  readonly content?: Uint8Array;
  /** The URL as it was signed, where its query came in another spelling. */
  readonly url?: string;
}

/** How far the time of signing is from now. Only of a time whose signature is valid. */
export interface TimeGap {
  /** Whole seconds, in the direction that the reason names. */
  readonly offBySeconds: number;
  /** How far it may be. */
  readonly windowSeconds: number;
}

/** A refused request. */
export interface Refusal {
  readonly ok: false;
  readonly reason: RejectionReason;
  /** For `timestamp-stale` and `timestamp-ahead`. */
  readonly gap?: TimeGap;
}

/** The result of a scheme's check. */
export type Finding = Match | Refusal;

/** The result of verification, with the scheme that accepted the request. */
export type Verdict = (Match & { readonly signature: Signature }) | Refusal;

/** The refusal for a reason. */
export const rejected = (reason: RejectionReason): Refusal => ({ ok: false, reason });

/** The refusal of a time that is further from now than its window is wide. */
export const mistimed = (
  reason: "timestamp-stale" | "timestamp-ahead",
  offByMs: number,
  windowSeconds: number,
): Refusal => ({ ok: false, reason, gap: { offBySeconds: Math.ceil(offByMs / 1000), windowSeconds } });

/** What the log says of a refused request. */
export interface RejectionDetails extends Partial<TimeGap> {
  readonly code: ErrorCode;
  readonly reason?: RejectionReason;
  /** What was found, in fixed words, numbers and names of the configuration. */
  readonly detail?: string;
  /** What to look at. */
  readonly remedy?: string;
}

/** The result of one request. A bug throws; everything that a sender can cause is one of these. */
export type Outcome =
  | {
      readonly kind: "accepted";
      readonly answer: Answer;
      readonly details: { readonly deliveryId: string; readonly secretIndex: number };
    }
  | { readonly kind: "handshake"; readonly answer: Answer; readonly details: { readonly handshake: string } }
  | {
      readonly kind: "rejected";
      readonly answer: Answer;
      readonly details: RejectionDetails;
    };
