import { BridgeError, type ErrorCode, errorCodes } from "../core/errors.ts";

/** What an answer of the API says of a failure. */
export interface FailureBody {
  /** A code of docs/errors.md, or one of the API's own words: `not-found`, `no-such-route`, `forbidden`, `unauthorized`. */
  readonly error: string;
  readonly message: string;
  /** The next step. */
  readonly remedy: string;
}

/** Statuses of the API's failures. */
export type FailureStatus = 400 | 401 | 403 | 404 | 409 | 413 | 500 | 503;

/** A failure that is the API's own, not the bridge's. */
export class ApiFailure extends Error {
  readonly status: FailureStatus;
  readonly body: FailureBody;

  constructor(status: FailureStatus, body: FailureBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

/** The failure for what is asked in a wrong way. */
export const wrongRequest = (message: string, remedy: string): ApiFailure =>
  new ApiFailure(400, { error: "wrong-use", message, remedy });

/** The failure for an id or a name that nothing has. */
export const thingNotFound = (what: string, remedy: string): ApiFailure =>
  new ApiFailure(404, { error: "not-found", message: `There is no ${what}.`, remedy });

/** Codes whose status in the answer to a vendor means something else to a caller of the API. */
const statuses: Partial<Record<ErrorCode, FailureStatus>> = {
  "wrong-use": 400,
  "config-invalid": 400,
  internal: 500,
};

function statusOf(code: ErrorCode): FailureStatus {
  const status = statuses[code] ?? errorCodes[code].status;
  return status === 503 || status === 400 ? status : 500;
}

/** How the API answers an error. A bug has no text of its own: it could hold anything. */
export function failureAnswer(error: unknown): {
  readonly status: FailureStatus;
  readonly body: FailureBody;
} {
  if (error instanceof ApiFailure) return error;
  if (error instanceof BridgeError && error.code !== "internal") {
    const { code, message, remedy } = error;
    return { status: statusOf(code), body: { error: code, message, remedy } };
  }
  return {
    status: 500,
    body: {
      error: "internal",
      message: "The bridge failed at this request.",
      remedy: "The terminal of the running bridge says why. Please report it.",
    },
  };
}
