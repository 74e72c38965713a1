import type { ErrorCode } from "../errors.ts";

/** An error in the log, without the messages of other libraries: they can quote a sender's secret. */
export interface LoggedError {
  /** Code, sentence and next step of one of the bridge's own errors. */
  readonly code?: ErrorCode;
  readonly message?: string;
  readonly remedy?: string;
  /** Class of the error beneath it. */
  readonly cause?: string;
  /** Class of another error. */
  readonly name?: string;
  /** The lines of code that another error, or one of a function of the configuration, came from. */
  readonly at?: readonly string[];
}

/** An event in the log: what it is, and nothing of its content. */
export interface LoggedEvent {
  /** CloudEvents `id`. */
  readonly id: string;
  /** CloudEvents `type`. */
  readonly type: string;
  /** As in core/words. */
  readonly entity?: string;
  readonly action?: string;
  /** Name of its bus, where the source's `bus` is a function. */
  readonly bus?: string;
}

/**
 * The fields of a line in a function's log: one line for each request and each message. Commands, the local runtime and queries
 * read them: a change of one is a change for users. docs/errors.md has them as a table.
 */
export interface LogLine {
  /** `INFO`, `WARN` for what is refused or tried again, `ERROR` for what failed */
  readonly level: "INFO" | "WARN" | "ERROR";
  /** `delivery accepted`, `delivery rejected` and so on: one for each outcome */
  readonly message: string;
  /** when the line was written, in UTC */
  readonly time: string;
  /** `receive` or `publish` */
  readonly function: string;
  /** `dlv_…` of a delivery, the same in both functions; `req_…` of any other request. No answer has it */
  readonly id?: string;
  /** name of the source; `unknown` where the request or message names none, which is never the sender's text */
  readonly source: string;
  /** id of the source's provider */
  readonly provider?: string;
  /** what became of it: `accepted`, `handshake`, `rejected`, `failed`; `published`, `parked`, `deferred`, `unrecorded` */
  readonly outcome: string;
  /** HTTP status of the answer */
  readonly status?: number;
  /** [code](#codes) of a refusal or failure */
  readonly code?: ErrorCode;
  /** [reason](#reasons-of-unauthorized) of an `unauthorized`; a sentence where `publish` parks or defers */
  readonly reason?: string;
  /** what was found in a refused request, in fixed words, numbers and names of your configuration */
  readonly detail?: string;
  /** what to look at after a refusal, and where to read on */
  readonly remedy?: string;
  /** how far the signed time is off, with `timestamp-stale` and `timestamp-ahead` */
  readonly offBySeconds?: number;
  /** how far it may be off */
  readonly windowSeconds?: number;
  /** Lambda's id of the invocation, which its own lines have too; not of accepted deliveries */
  readonly requestId?: string;
  /** W3C [trace context](events.md#trace-context) of the invocation that verified the request, the same in both functions and in the event */
  readonly traceparent?: string;
  /** id of the message in SQS; not of published deliveries */
  readonly messageId?: string;
  /** name of the handshake that was answered */
  readonly handshake?: string;
  /** which of the source's secrets matched; 0 is the newest */
  readonly secretIndex?: number;
  /** size of the request's body */
  readonly bytes?: number;
  /** milliseconds from the request to the answer */
  readonly ms?: number;
  /** milliseconds from receipt to the end of this attempt to publish */
  readonly ageMs?: number;
  /** events put on a bus in this attempt */
  readonly published?: number;
  /** events that were published before, or are twice in the batch */
  readonly duplicates?: number;
  /** events that the source's `accept` refused */
  readonly dropped?: number;
  /** [the events](#events-in-the-log) that were put on a bus in this attempt; where none was, those of the delivery */
  readonly events?: readonly LoggedEvent[];
  /** the error of a failure: `code`, `message` and `remedy`, or the place in the code */
  readonly error?: LoggedError;
  /** the [share](configuration.md#log-and-metrics) of accepted deliveries that have lines, where it is not all of them */
  readonly share?: number;
  /** the same as `function`, in lines with metrics: a dimension of them, as `source` is */
  readonly service?: string;
  /** [metrics](configuration.md#log-and-metrics) for CloudWatch (embedded metric format); it names those of the line's members that are metrics */
  readonly _aws?: object;
}
