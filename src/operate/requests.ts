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
    | "recorded"
    | "delivered"
    | "deferred"
    | "dead-letter";
  /** ms since the request came; undefined where it is not measured. */
  readonly offsetMs?: number;
  /** In plain words: `2 events, 1 of them a duplicate`. */
  readonly detail?: string;
  /** True for a step that is still to come. */
  readonly waiting?: boolean;
  /** Which attempt to publish it belongs to; 1 is the first. */
  readonly attempt?: number;
  /** Of `delivered`: each target of a rule. */
  readonly targets?: readonly StepTarget[];
}

/** What became of a request's events at one target of a rule. */
export interface StepTarget {
  readonly rule: string;
  /** Its id in the rule. */
  readonly target: string;
  /** Numbers of events. */
  readonly delivered: number;
  readonly waiting: number;
  readonly failed: number;
  /** ms from the request to the last one that ended. */
  readonly offsetMs?: number;
  /** The last failure. */
  readonly reason?: string;
}

/** A part of what was signed. */
export interface SignedPiece {
  /** What stands there, as the template names it: `body`, `timestamp`, `header:webhook-id`. Absent for the template's own text. */
  readonly name?: string;
  /** Its beginning, with secrets hidden; absent where it can't be shown as text. */
  readonly text?: string;
  /** Bytes behind `text`. */
  readonly more?: number;
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
  /** Templates of the signed text, of which the sender signs one: `{timestamp}.{body}`. Absent for a scheme that has none. */
  readonly templates?: readonly string[];
  /** What was signed, in order. Absent where the request's bytes are not kept. */
  readonly signed?: readonly SignedPiece[];
  /** The signatures as they came, shortened. */
  readonly found?: readonly { readonly location: string; readonly value: string }[];
  /** When the sender signed: ISO 8601, UTC. */
  readonly signedAt?: string;
  /** Seconds from then to its arrival; below 0 where the sender's clock is ahead. */
  readonly ageSeconds?: number;
  /** Seconds that a signed time may be away; undefined where none is signed. */
  readonly toleranceSeconds?: number | "unlimited";
  /** What this verification was checked against. */
  readonly evidence?: string;
}

/** A delivery with the same event. */
export interface TwinDelivery {
  readonly id: string;
  readonly at: string;
  readonly outcome: RequestOutcome;
}

/** Deliveries of which only one was published, because they have the same key. */
export interface TwinFacts {
  readonly earlier: readonly TwinDelivery[];
  readonly later: readonly TwinDelivery[];
  /** What the key is made of, as a sentence. */
  readonly key: string;
  /** For how many days a key is remembered. */
  readonly days: number;
  /** What was not looked through. */
  readonly note?: string;
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
  /** Only locally, and of the last ones: a deployed bridge never keeps requests outside its queue. */
  readonly request?: KeptRequest;
  /** Name of the provider, for people. */
  readonly providerName?: string;
  /** Within so many seconds the vendor wants its answer. */
  readonly deadlineSeconds?: number;
  /** Other deliveries with the same event. Absent where that can't be told. */
  readonly twins?: TwinFacts;
  readonly events: readonly EventRow[];
  /** True where `explain` can be asked: the request's bytes are kept. */
  readonly explainable: boolean;
  /** A command that shows more, or what is not known here and why. */
  readonly note?: string;
}
