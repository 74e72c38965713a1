/** The words of causes. docs/errors.md#causes has what shows each. */
export const causeWords = [
  "secret-wrong",
  "secret-of-other-source",
  "secret-of-other-environment",
  "secret-removed",
  "secret-wrapped",
  "secret-decoding",
  "body-reserialized",
  "body-newlines",
  "body-charset",
  "body-base64",
  "body-compressed",
  "body-truncated",
  "url-scheme",
  "url-host",
  "url-path",
  "url-query",
  "method-differs",
  "late",
  "clock-wrong",
  "timestamp-unit",
  "signature-missing",
  "signature-misplaced",
  "signature-other-scheme",
  "signature-encoding",
  "headers-joined",
  "other-vendor",
  "identity-differs",
  "user-differs",
  "source-unknown",
  "handshake",
] as const;

/** Why a request was refused, in one word. */
export type CauseWord = (typeof causeWords)[number];

/** One possible cause. Nothing in it is a secret or a part of one. */
export interface Cause {
  readonly cause: CauseWord;
  /** True only where the request was computed to be right without this cause. */
  readonly proven: boolean;
  /** What shows it, as a sentence. */
  readonly evidence: string;
  /** What to do, as a sentence. */
  readonly fix: string;
  /** The next command, where one helps. */
  readonly command?: string;
}

/** The causes, the likeliest first, and what was ruled out by trying it. */
export interface Explanation {
  readonly causes: readonly Cause[];
  readonly ruledOut: readonly string[];
  /** What was not tried any more, because a cause was proved. */
  readonly notTried?: readonly string[];
}
