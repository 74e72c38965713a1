import type { ErrorCode } from "./errors.ts";

/** Codes with which `publish` parks a message. */
type LetterCode = Extract<
  ErrorCode,
  "bus-refused" | "message-unreadable" | "source-removed" | "event-invalid" | "config-invalid" | "internal"
>;

const remediesByCode: Readonly<Record<LetterCode, string>> = {
  "bus-refused":
    "Read EventBridge's error in the reason, change the source's `redact`, `bus` or `eventBytes` accordingly, then redrive.",
  "message-unreadable":
    "Deploy the release that wrote it and redrive. What the bridge did not write can be discarded.",
  "source-removed": "Put the source back into bridge.config.ts, then redrive; or discard what nobody needs.",
  "event-invalid":
    "Fix what the reason names: the source's `bus` function or its `redact`. Then start or deploy, and redrive.",
  "config-invalid": "Fix bridge.config.ts as the reason says, then start or deploy, and redrive.",
  internal: "Report the bug with the reason; redrive after an upgrade.",
};

/** For letters without a code, which SQS has moved. */
const remedyWithoutCode =
  "Every attempt failed: look for `delivery deferred` in the log of `publish` for its cause, fix that, then redrive.";

/** What to do about dead letters of a code. @param code null where SQS moved the letter after its last attempt */
export const letterRemedy = (code: string | null): string =>
  code !== null && Object.hasOwn(remediesByCode, code)
    ? remediesByCode[code as LetterCode]
    : remedyWithoutCode;
