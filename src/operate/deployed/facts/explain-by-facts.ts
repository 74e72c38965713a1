import { similarNames } from "../../../core/text/similar-names.ts";
import type { Cause, CauseWord, Explanation } from "../../explain/explanation.ts";
import type { RequestRow } from "../../requests.ts";
import type { DeployedContext } from "../context.ts";
import { findRequest } from "../logs/find-request.ts";
import { listRequests } from "../logs/lists/list-requests.ts";

const factsOfMs = 3_600_000;
const mostRead = 1_000;

/** What the logs of the hour say beside the request itself. */
interface HourOfSource {
  readonly accepted: readonly RequestRow[];
  readonly refused: readonly RequestRow[];
}

/** What came to the same source in the hour up to the request. */
async function hourBefore(context: DeployedContext, { source, at }: RequestRow): Promise<HourOfSource> {
  const to = Date.parse(at);
  const query = { source: [source], from: to - factsOfMs, to, limit: mostRead };
  const [accepted, refused] = await Promise.all([
    listRequests(context, query, true),
    listRequests(context, { ...query, outcome: ["refused"] }, false),
  ]);
  return { accepted: accepted.items, refused: refused.items };
}

const countedWord = (count: number, noun: string): string =>
  `${count >= mostRead ? "at least " : ""}${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

/** How countedWord were refused for the same reason, and since when. */
function sinceText({ reason }: RequestRow, { refused }: HourOfSource): string {
  const same = refused.filter((row) => row.reason === reason);
  const first = same.at(-1);
  return first && same.length > 1
    ? ` ${countedWord(same.length, "request")} of the hour ${same.length === 1 ? "was" : "were"} refused so, the first at ${first.at}.`
    : "";
}

function olderText({ accepted }: HourOfSource): string {
  const older = accepted.filter(({ secretIndex = 0 }) => secretIndex > 0).length;
  return older === 0
    ? ""
    : ` ${older.toLocaleString("en")} of them matched an older secret: the vendor has not changed to the newest everywhere.`;
}

/** A signature that fits no secret: whether the secret is right shows in what else came. */
function mismatchCause(row: RequestRow, hour: HourOfSource, stage: string): Cause {
  const fits = hour.accepted.length;
  const since = sinceText(row, hour);
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

/** The likeliestCause cause that facts show. */
function likeliestCause(context: DeployedContext, row: RequestRow, hour: HourOfSource): Cause | undefined {
  const { reason = "", code, detail, remedy } = row;
  const { stage } = context;
  if (row.source === "unknown") return unknownSourceCause(context, row, stage);
  if (reason === "signature-mismatch") return mismatchCause(row, hour, stage);
  const cause = causesOfReasons[reason] ?? (code === "method-not-allowed" ? "method-differs" : undefined);
  if (cause === undefined) return undefined;
  const beside =
    hour.accepted.length > 0
      ? ` ${countedWord(hour.accepted.length, "other request")} of the hour passed.`
      : "";
  return {
    cause,
    proven: false,
    evidence: `${detail ?? reason}.${beside}${sinceText(row, hour)}`,
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
  const cause = likeliestCause(context, row, await hourBefore(context, row));
  return { causes: cause ? [cause] : [], ruledOut: [] };
}
