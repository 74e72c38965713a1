import type { ErrorCode } from "../errors.ts";

/** What to do about dead letters of a code, before or instead of a redrive. */
const byCode: Partial<Readonly<Record<ErrorCode, string>>> = {
  "source-removed": "Put the source back into bridge.config.ts and {deploy}, then redrive; or discard them.",
  "event-invalid": "Correct the source's `bus` or `redact` as the reason says and {deploy}, then redrive.",
  "bus-refused": "Do what EventBridge's error in the reason asks for, then redrive.",
  "message-unreadable":
    "Use the release that wrote them, then redrive with --code message-unreadable; or discard what the bridge never wrote.",
  "claim-check-failed": "Check that the claim bucket exists and that `publish` may read it, then redrive.",
  "ledger-failed": "Check that the ledger exists and that `publish` may use it, then redrive.",
  "bus-failed": "Check that the bus exists and that `publish` may put events on it, then redrive.",
  "config-invalid": "Correct the configuration as the reason says and {deploy}, then redrive.",
};

/** Of letters that SQS moved there after the last attempt, by queue. Those of other queues are a consumer's. */
const afterLastAttempt: Readonly<Record<string, string>> = {
  deliveries: "Look for the errors of `publish` in its log at that time, correct the cause, then redrive.",
  ordered: "Look for the errors of `publish` in its log at that time, correct the cause, then redrive.",
  buffer: "Look for the errors of `receive` in its log at that time, correct the cause, then redrive.",
};

const ofConsumer = {
  local: "Correct what the reason says, which the bridge's terminal has with its place, then redrive.",
  stage: "Look for the errors of the consumer in its log at that time, correct the cause, then redrive.",
} as const;

const ofEventBridge =
  "Give the rule's target what the code asks for (a permission, an existing target), then replay that time for the rule.";

/** What makes a bridge take a corrected configuration. */
const takesEffect = { local: "start the bridge again", stage: "deploy" } as const;

/**
 * What to do about dead letters.
 * @param code null where SQS moved them after the last attempt
 */
export function letterRemedy(
  code: string | null,
  queue: string,
  kind: keyof typeof takesEffect = "stage",
): string {
  if (code !== null) {
    const known = Object.hasOwn(byCode, code) ? byCode[code as ErrorCode] : undefined;
    return (known ?? ofEventBridge).replace("{deploy}", takesEffect[kind]);
  }
  return Object.hasOwn(afterLastAttempt, queue)
    ? (afterLastAttempt[queue] ?? ofConsumer[kind])
    : ofConsumer[kind];
}
