import type { ErrorCode } from "./errors.ts";
import type { Answer } from "./request.ts";
import type { Signature } from "./signature.ts";

/** Why a request was not believed. Goes to the log and a metric, never to the sender. */
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
  | "secret-unusable"
  | "handshake-refused"
  | "pairing-closed";

/** A signature, token or password that is right. */
export interface Match {
  readonly ok: true;
  /** Which of the source's secrets matched: 0 is the newest. */
  readonly secretIndex: number;
  /** The time of signing as it was sent, where the scheme has one and the signature covers it. */
  readonly signedAt?: string | undefined;
  /** What takes the body's place, at vendors whose body is a signed wrapping. */
  readonly content?: Uint8Array;
}

/** A request that is not believed. */
export interface Refusal {
  readonly ok: false;
  readonly reason: RejectionReason;
}

/** What a scheme found. */
export type Finding = Match | Refusal;

/** What verification found, and by which of the provider's schemes. */
export type Verdict = (Match & { readonly signature: Signature }) | Refusal;

export const rejected = (reason: RejectionReason): Refusal => ({ ok: false, reason });

/** What became of one request, and what the report says of it. A bug throws; everything a sender can cause is one of these. */
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
      readonly details: { readonly code: ErrorCode; readonly reason?: RejectionReason };
    };
