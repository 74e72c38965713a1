import { similarNames } from "../../../core/text/similar-names.ts";
import type { Cause, CauseWord, Explanation } from "../../explain/explanation.ts";
import type { RequestRow } from "../../requests.ts";
import type { DeployedContext } from "../context.ts";
import { findRequest } from "../logs/find-request.ts";
import { type HourOfSource, hourOfSource } from "./hour-of-source.ts";

const countedWord = (count: number, noun: string): string =>
  `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

/** How many were refused for the same reason, and since when. */
const sinceText = ({ alike, firstAlikeAt }: HourOfSource): string =>
  alike > 1 && firstAlikeAt !== undefined
    ? ` ${countedWord(alike, "request")} of the hour were refused so, the first at ${firstAlikeAt}.`
    : "";

const olderText = ({ matchedOlder }: HourOfSource): string =>
  matchedOlder === 0
    ? ""
    : ` ${matchedOlder.toLocaleString("en")} of them matched an older secret: the vendor has not changed to the newest everywhere.`;

/** A signature that fits no secret: whether the secret is right shows in what else came. */
function mismatchCause(row: RequestRow, hour: HourOfSource, stage: string): Cause {
  const fits = hour.accepted;
  const since = sinceText(hour);
  if (fits > 0)
    return {
      cause: "secret-of-other-environment",
      proven: false,
      evidence: `The secret is right: ${countedWord(fits, "other request")} of the hour matched it.${olderText(hour)}${since} This one was signed with another secret, or was changed on its way.`,
      fix: "Look at the vendor for a second webhook with the same URL, of a test side or another account; then for a proxy that changes bodies.",
      command: `npx hookbridge deliveries --stage ${stage} --source ${row.source} --outcome refused`,
    };
  return {
    cause: "secret-wrong",
    proven: false,
    evidence: `No request of the hour matched a secret of ${row.source}.${since}`,
    fix: "Compare the stored secret with the vendor's, and store it again.",
    command: `npx hookbridge secrets check ${row.source} --stage ${stage}`,
  };
}

/** What each reason alone makes likely. */
const causesOfReasons: Readonly<Record<string, CauseWord>> = {
  "signature-missing": "signature-missing",
  "signature-malformed": "signature-encoding",
  "timestamp-stale": "late",
  "timestamp-ahead": "clock-wrong",
  "timestamp-malformed": "timestamp-unit",
  "timestamp-missing": "signature-other-scheme",
  "claim-mismatch": "identity-differs",
  "key-untrusted": "identity-differs",
  "key-unknown": "secret-of-other-environment",
  "secret-unusable": "secret-decoding",
  "handshake-refused": "handshake",
  "pairing-closed": "handshake",
};

function unknownSourceCause({ stack }: DeployedContext, { detail = "" }: RequestRow, stage: string): Cause {
  const names = Object.keys(stack.inventory.sources);
  const named = /"([\w.-]{1,64})"/.exec(detail)?.[1];
  const [similar] = named === undefined ? [] : similarNames(named, names);
  return {
    cause: "source-unknown",
    proven: false,
    evidence: `The stage has no source of the name in the URL; it has ${names.join(", ")}. ${detail}`.trim(),
    fix:
      similar === undefined
        ? "Enter the source's own URL at the vendor."
        : `Is ${similar} meant? Enter its URL at the vendor.`,
    command: `npx hookbridge sources --stage ${stage}`,
  };
}

/** The likeliest cause that facts show. */
function likeliestCause(context: DeployedContext, row: RequestRow, hour: HourOfSource): Cause | undefined {
  const { reason = "", code, detail, remedy } = row;
  const { stage } = context;
  if (reason === "signature-mismatch") return mismatchCause(row, hour, stage);
  const cause = causesOfReasons[reason] ?? (code === "method-not-allowed" ? "method-differs" : undefined);
  if (cause === undefined) return undefined;
  const beside =
    hour.accepted > 0 ? ` ${countedWord(hour.accepted, "other request")} of the hour passed.` : "";
  return {
    cause,
    proven: false,
    evidence: `${detail ?? reason}.${beside}${sinceText(hour)}`,
    fix: remedy ?? "Look at what the vendor sends.",
  };
}

/**
 * Why a request was refused, by what the logs know: without its bytes nothing can be proved.
 * @param find gives a request by its id
 * @returns undefined for one that is not there, or was not refused
 * @throws BridgeError `aws-failed`
 */
export async function explainByFacts(
  context: DeployedContext,
  id: string,
  find = (one: string) => findRequest(context, one),
): Promise<Explanation | undefined> {
  const row = await find(id);
  if (row?.outcome !== "refused") return undefined;
  // What was called tells all of a source that is not there.
  if (row.source === "unknown")
    return { causes: [unknownSourceCause(context, row, context.stage)], ruledOut: [] };
  const cause = likeliestCause(context, row, await hourOfSource(context, row));
  return { causes: cause ? [cause] : [], ruledOut: [] };
}
