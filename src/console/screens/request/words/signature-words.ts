import type { RequestRow, SignatureFacts } from "../../../../operate/requests.ts";
import { duration } from "../../../parts/text/times.ts";

/** How old the signature was when it came, against how old it may be. */
export function signatureAge({ ageSeconds, toleranceSeconds }: SignatureFacts): string {
  const most =
    toleranceSeconds === undefined
      ? undefined
      : toleranceSeconds === "unlimited"
        ? "any age is taken, because a retry carries the first signature"
        : `${duration(toleranceSeconds * 1_000)} at most`;
  if (ageSeconds === undefined)
    return most === undefined
      ? "No time is signed. A replay is caught by the ledger, not by the clock."
      : `Not known here; ${most}.`;
  const age =
    ageSeconds < 0 ? `${duration(-ageSeconds * 1_000)} ahead of this clock` : duration(ageSeconds * 1_000);
  return most === undefined ? `${age}.` : `${ageSeconds === 0 ? "0 s" : age}; ${most}.`;
}

/** Whether the signed time was within what is taken; undefined where that is not known. */
export const isFresh = ({ ageSeconds, toleranceSeconds }: SignatureFacts): boolean | undefined =>
  ageSeconds === undefined || typeof toleranceSeconds !== "number"
    ? undefined
    : Math.abs(ageSeconds) <= toleranceSeconds;

/** What the check of a signature came to. Of a computed one only whether it is equal is ever told. */
export interface SignatureVerdict {
  readonly verified: boolean;
  readonly tag: string;
  readonly kind: "ok" | "warn" | "bad";
  readonly computed?: string;
}

/** The verdict that an outcome and its reason say. */
export function signatureVerdict({
  outcome,
  reason = "",
}: Pick<RequestRow, "outcome" | "reason">): SignatureVerdict {
  if (outcome !== "refused" && outcome !== "failed" && outcome !== "handshake")
    return { verified: true, tag: "verified", kind: "ok" };
  if (reason.startsWith("timestamp-st") || reason === "timestamp-ahead")
    return {
      verified: false,
      tag: "right, at a wrong time",
      kind: "warn",
      computed: "Equal, with a secret of the source.",
    };
  if (reason === "signature-mismatch")
    return {
      verified: false,
      tag: "no match",
      kind: "bad",
      computed: "Not equal, with any secret of the source. It is never shown.",
    };
  if (reason === "signature-missing") return { verified: false, tag: "not there", kind: "bad" };
  return { verified: false, tag: reason === "" ? "not checked" : reason, kind: "bad" };
}
