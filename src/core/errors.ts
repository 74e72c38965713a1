/** What a failure means to the sender and to the operator. */
interface ErrorRow {
  /** HTTP status that the sender gets when it happens in `receive`. */
  readonly status: number;
  /** True when the same delivery may succeed later. */
  readonly retryable: boolean;
  /** True when the answer names the code; false when it has only the fixed text of its status. */
  readonly exposed: boolean;
}

/** Every failure of the bridge by its code. docs/errors.md lists the same codes with their remedies. */
export const errorCodes = {
  unauthorized: { status: 401, retryable: false, exposed: true },
  "method-not-allowed": { status: 405, retryable: false, exposed: true },
  "body-too-large": { status: 413, retryable: false, exposed: true },
  "unsupported-encoding": { status: 415, retryable: false, exposed: true },
  "malformed-request": { status: 400, retryable: false, exposed: true },
  "secret-missing": { status: 503, retryable: true, exposed: false },
  "secret-unusable": { status: 503, retryable: true, exposed: false },
  "secret-store-failed": { status: 503, retryable: true, exposed: false },
  "key-fetch-failed": { status: 503, retryable: true, exposed: false },
  "key-not-fetched": { status: 503, retryable: true, exposed: false },
  "queue-failed": { status: 503, retryable: true, exposed: false },
  "claim-check-failed": { status: 503, retryable: true, exposed: false },
  "ledger-failed": { status: 503, retryable: true, exposed: false },
  "bus-failed": { status: 503, retryable: true, exposed: false },
  "bus-refused": { status: 500, retryable: false, exposed: false },
  "message-unreadable": { status: 500, retryable: false, exposed: false },
  "source-removed": { status: 500, retryable: false, exposed: false },
  "event-invalid": { status: 500, retryable: false, exposed: false },
  "config-invalid": { status: 500, retryable: false, exposed: false },
  "port-in-use": { status: 500, retryable: false, exposed: false },
  "wrong-use": { status: 500, retryable: false, exposed: false },
  "aws-failed": { status: 503, retryable: true, exposed: false },
  internal: { status: 503, retryable: true, exposed: false },
} as const satisfies Record<string, ErrorRow>;

/** The stable code of a failure, as logs, metrics and docs/errors.md have it. */
export type ErrorCode = keyof typeof errorCodes;

/**
 * The one error class: a stable code, what happened (`message`), its `cause`, and the next step (`remedy`).
 */
export class BridgeError extends Error {
  readonly code: ErrorCode;
  /** The next step, as a sentence or a command. */
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "BridgeError";
    this.code = code;
    this.remedy = remedy;
  }
}
