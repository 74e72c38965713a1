import type { ErrorCode } from "./errors.ts";
import type { Answer } from "./request.ts";

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

/** What verification found. */
export type Verdict =
  | {
      readonly ok: true;
      /** Which of the source's secrets matched: 0 is the newest. */
      readonly secretIndex: number;
      /** The time of signing as it was sent, where the scheme has one and the signature covers it. */
      readonly signedAt?: string | undefined;
      /** What takes the body's place, at vendors whose body is a signed wrapping. */
      readonly content?: Uint8Array;
    }
  | { readonly ok: false; readonly reason: RejectionReason };

export const rejected = (reason: RejectionReason): Verdict => ({ ok: false, reason });

/** What became of one request, and what is told of it. A bug throws; everything a sender can cause is one of these. */
export type Outcome =
  | {
      readonly kind: "accepted";
      readonly answer: Answer;
      readonly told: { readonly deliveryId: string; readonly secretIndex: number };
    }
  | { readonly kind: "handshake"; readonly answer: Answer; readonly told: { readonly handshake: string } }
  | {
      readonly kind: "rejected";
      readonly answer: Answer;
      readonly told: { readonly code: ErrorCode; readonly reason?: RejectionReason };
    };
