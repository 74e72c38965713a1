import type { EventRow } from "./events.ts";

/**
 * How far a request came.
 *
 * `refused`: answered 4xx. `handshake`: answered, carries no event. `failed`: a fault of the bridge, answered 503. `queued`: accepted, and not yet
 * taken by `publish`. `deferred`: an attempt to publish failed and will be made again. `published`: on its bus. `duplicate`: all of its events were
 * published before. `dropped`: the source's `accept` refused all of its events. `dead-letter`: can't be published.
 */
export const requestOutcomes = [
  "refused",
  "handshake",
  "failed",
  "queued",
  "deferred",
  "published",
  "duplicate",
  "dropped",
  "dead-letter",
] as const;

/** One of `requestOutcomes`. */
export type RequestOutcome = (typeof requestOutcomes)[number];

/** A request to a source, in a list. */
export interface RequestRow {
  /** `dlv_…` of an accepted one, `req_…` of any other. */
  readonly id: string;
  /** When it came: ISO 8601 with milliseconds, UTC. */
  readonly at: string;
  /** `unknown` where the request names none. */
  readonly source: string;
  readonly provider?: string;
  readonly outcome: RequestOutcome;
  /** HTTP status of the answer. */
  readonly status?: number;
  /** Milliseconds to the answer. */
  readonly ms?: number;
  /** Bytes of the body. */
  readonly bytes?: number;
  readonly handshake?: string;
  /** Which of the source's secrets matched; 0 is the newest. Absent where none did, or it was not noted. */
  readonly secretIndex?: number;
  /** Code and reason of a refusal or failure, with what was found and what to do. */
  readonly code?: string;
  readonly reason?: string;
  readonly detail?: string;
  readonly remedy?: string;
  /** Of the first event; absent until it is known. */
  readonly type?: string;
  readonly entity?: string;
  readonly action?: string;
  readonly subject?: string;
  /** Numbers of events. */
  readonly published?: number;
  readonly duplicates?: number;
  readonly dropped?: number;
}

/** A step of a request's way, in the order in which it was made. */
export interface RequestStep {
  readonly step:
    | "received"
    | "verified"
    | "refused"
    | "handshake"
    | "queued"
    | "answered"
    | "taken"
    | "made-events"
    | "published"
    | "delivered"
    | "deferred"
    | "dead-letter";
  /** ms since the request came; undefined where it is not measured. */
  readonly offsetMs?: number;
  /** In plain words: `2 events, 1 of them a duplicate`. */
  readonly detail?: string;
  /** True for a step that is still to come. */
  readonly waiting?: boolean;
}

/** How a request was signed. Never a secret, and never a signature that was computed. */
export interface SignatureFacts {
  readonly scheme: string;
  /** The scheme in words. */
  readonly description: string;
  /** Which of the source's secrets matched; 0 is the newest. */
  readonly secretIndex?: number;
  readonly secretCount?: number;
  /** Where the signature stands in a request: `header:x-hub-signature-256`. */
  readonly locations: readonly string[];
}

/** A request as it is kept. Signatures, tokens, cookies and passwords in it are shortened. */
export interface KeptRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body as text, or as base64 where it is no UTF-8. */
  readonly body: string;
  readonly encoding: "utf8" | "base64";
}

/** One request with everything that is known of it. */
export interface RequestDetail extends RequestRow {
  readonly steps: readonly RequestStep[];
  readonly signature?: SignatureFacts;
  /** Only locally: a deployed bridge never keeps requests outside its queue. */
  readonly request?: KeptRequest;
  readonly events: readonly EventRow[];
  /** True where `explain` can be asked: the request's bytes are kept. */
  readonly explainable: boolean;
  /** A command that shows more, or what is not known here and why. */
  readonly note?: string;
}
