import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import type { DeadLetterDetail, DeadLetterGroup, DeadLetterRow } from "../../operate/dead-letters.ts";
import type { ListQuery } from "../../operate/lists.ts";
import { chosenFlags, pageNames } from "../lists/list-flags.ts";
import { type PageTable, printPage } from "../lists/print-page.ts";
import { spelled } from "../program/bridge-command.ts";
import type { BridgeFlags } from "../program/connect.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";
import { painted } from "../text/paint.ts";
import { showNumber, showTime } from "../text/show-time.ts";
import { type TableCell, textFacts, textTable } from "../text/text-table.ts";
import { type LetterFlags, letterFilter } from "./letter-filter.ts";
import { messageText } from "./message-text.ts";

/** Flags of `dead-letters list`. */
export interface LetterListFlags extends LetterFlags, Pick<ListQuery, "before" | "after" | "limit"> {
  readonly byCause: boolean;
}

const noLetters = (isFiltered: boolean): string =>
  isFiltered ? "There are no dead letters that fit." : "There are no dead letters.";

/** A cause in one cell: null where SQS moved the message after its last attempt. */
const letterCause = (code: string | null): TableCell =>
  code ?? { text: "(attempts used up)", paint: "quiet" };

/** A table of letters, with the events that they are where some are a consumer's. */
function letterTable(rows: readonly DeadLetterRow[]): Omit<PageTable<DeadLetterRow>, "none"> {
  const areEvents = rows.some(({ event }) => event !== undefined);
  return {
    head: [
      ...["SINCE (UTC)", "ID", "QUEUE", "SOURCE"],
      ...(areEvents ? ["EVENT TYPE", "EVENT"] : []),
      ...["RECEIVES", "CODE", "REASON"],
    ],
    cells: ({ id, at, queue, source, type = "", event = "", code, reason, receives }) => [
      ...[showTime(at), id, queue, source ?? ""],
      ...(areEvents ? [type, event] : []),
      receives === undefined ? "" : String(receives),
      letterCause(code),
      reason ?? "",
    ],
  };
}

/** The numbers of dead letters by cause, as a table. */
export const groupTable = (groups: readonly DeadLetterGroup[]): string =>
  textTable(
    ["COUNT", "QUEUE", "SOURCE", "CODE", "FIRST (UTC)", "LAST (UTC)", "REASON"],
    groups.map(({ count, queue, source, code, first, last, reason }) => [
      showNumber(count),
      queue,
      source ?? "",
      letterCause(code),
      showTime(first),
      showTime(last),
      reason ?? "",
    ]),
  );

/** What to do about the causes, each once. */
export function noteRemedies(groups: readonly DeadLetterGroup[]): void {
  const remedies = new Map(
    groups.flatMap(({ code, remedy }) => (remedy === undefined ? [] : [[code, remedy]])),
  );
  for (const [code, remedy] of remedies) printNote(`${code ?? "attempts used up"}: ${remedy}`);
}

/** Prints the dead letters, or their numbers by cause. */
export const printLetters = (flags: LetterListFlags): Promise<void> =>
  withBridge({ flags }, async (bridge) => {
    const { subscription, byCause, json } = flags;
    const filter = letterFilter(flags);
    const ofSubscription = subscription === undefined ? {} : { subscription };
    const none = noLetters(Object.keys({ ...filter, ...ofSubscription }).length > 0);
    if (!byCause) {
      const query = { ...filter, ...ofSubscription, ...chosenFlags(flags, pageNames) };
      const page = await bridge.deadLetters(query);
      printPage(page, json, { ...letterTable(page.items), none });
      return;
    }
    // A dry run groups what a filter chooses.
    const { groups } = await bridge.redrive({ filter, ...ofSubscription, dryRun: true });
    if (json) printJson(groups);
    else if (groups.length === 0) printNote(none);
    else printData(groupTable(groups));
    if (!json) noteRemedies(groups);
  });

function letterText(letter: DeadLetterDetail): string {
  const {
    id,
    at,
    deletedAt,
    queue,
    source,
    delivery,
    type,
    event,
    code,
    reason,
    receives,
    bytes,
    remedy,
    message,
  } = letter;
  return [
    painted("strong", id),
    textFacts([
      ["since", `${showTime(at)} UTC`],
      ["deleted", deletedAt === undefined ? undefined : `${showTime(deletedAt)} UTC, by SQS`],
      ["queue", queue],
      ["source", source ?? undefined],
      ["delivery", delivery ?? undefined],
      ["type", type],
      ["event", event],
      ["cause", { text: code ?? "It was received too often, and each attempt failed.", paint: "bad" }],
      ["reason", reason ?? undefined],
      ["receives", receives === undefined ? undefined : String(receives)],
      ["bytes", showNumber(bytes)],
      ["next", remedy],
    ]),
    ...messageText(message),
  ].join("\n");
}

/** The dead letter with this id, or that of the delivery with this id, which other commands print. */
async function letterCalled(bridge: RunningBridge, id: string): Promise<DeadLetterDetail | undefined> {
  if (!id.startsWith("dlv_")) return bridge.deadLetter(id);
  const { items } = await bridge.deadLetters({ text: id });
  const row = items.find(({ delivery }) => delivery === id);
  return row && bridge.deadLetter(row.id);
}

/** Prints one dead letter. */
export const printLetter = (id: string, flags: BridgeFlags): Promise<void> =>
  withBridge({ flags }, async (bridge) => {
    const letter = await letterCalled(bridge, id);
    if (!letter)
      throw new BridgeError(
        "wrong-use",
        `There is no dead letter ${id}.`,
        `${spelled("dead-letters list")} shows them with their ids.`,
      );
    if (flags.json) printJson(letter);
    else printData(letterText(letter));
  });
