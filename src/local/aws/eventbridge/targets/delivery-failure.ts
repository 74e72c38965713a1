/** Why a message did not reach a queue, as EventBridge tells it in the attributes of a dead letter. */
export interface DeliveryFailure {
  /** One of EventBridge's codes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
  readonly code: string;
  readonly message: string;
  /** True when no retry can succeed. */
  readonly permanent: boolean;
}

/** A kind of failure, known by the error's name or by the system's code for it. */
interface FailureKind {
  readonly names: RegExp;
  readonly code: string;
  readonly permanent: boolean;
}

const kinds: readonly FailureKind[] = [
  {
    names: /QueueDoesNotExist|NonExistentQueue|QueueDeletedRecently|ResourceNotFound/,
    code: "NO_RESOURCE",
    permanent: true,
  },
  { names: /AccessDenied|Forbidden|^Kms/, code: "NO_PERMISSIONS", permanent: true },
  {
    names: /MissingParameter|InvalidParameter|InvalidMessageContents|InvalidAttribute/,
    code: "INVALID_PARAMETER",
    permanent: true,
  },
  { names: /Throttl|TooManyRequests|OverLimit|RequestLimit/, code: "THROTTLING", permanent: false },
  { names: /Timeout|ETIMEDOUT/, code: "TIMEOUT", permanent: false },
  { names: /^(?:ECONN|ENOTFOUND|EHOST|ENET|EAI_|EPIPE)/, code: "CONNECTION_FAILURE", permanent: false },
];

/** A code like `ECONNREFUSED`, which the system gives. */
function systemCode(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** What an error of the sender means for the delivery. */
export function deliveryFailure(error: unknown): DeliveryFailure {
  if (!(error instanceof Error)) {
    return { code: "ERROR_FROM_TARGET", message: String(error), permanent: false };
  }
  const names = [error.name, systemCode(error)];
  const kind = kinds.find((candidate) => names.some((name) => candidate.names.test(name)));
  return {
    code: kind?.code ?? "ERROR_FROM_TARGET",
    message: error.message || systemCode(error) || error.name,
    permanent: kind?.permanent ?? false,
  };
}
