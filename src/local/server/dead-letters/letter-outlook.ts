import { GetObjectCommand } from "@aws-sdk/client-s3";
import { claimKey } from "../../../core/body/claim-place.ts";
import { BridgeError } from "../../../core/errors.ts";
import type {
  DeadLetterDetail,
  DeadLetterFilter,
  Following,
  LetterOrder,
  LetterResult,
} from "../../../operate/dead-letters.ts";
import { ledgerKeys } from "../../../operate/outlook/ledger-keys.ts";
import type { OutlookConfig } from "../../../operate/outlook/letter-prospect.ts";
import {
  type MadeOutlook,
  type OutlookRule,
  redriveOutlook,
} from "../../../operate/outlook/redrive-outlook.ts";
import type { BridgeParts } from "../bridge/bridge-parts.ts";
import { busRules } from "../bridge/events/event-records.ts";

/** Letters of one page: as many as a list gives. */
const lettersAtOnce = 1_000;

function outlookConfig({ config, workspace, now }: BridgeParts): OutlookConfig {
  const { clients, resources } = workspace;
  const Bucket = resources.bucket;
  return {
    sources: config.sources,
    buses: new Set(config.buses.keys()),
    published: ledgerKeys(clients.dynamodb, resources.table, now),
    async readBody(uri) {
      const Key = claimKey(uri, Bucket);
      const gone = (cause?: unknown): BridgeError =>
        new BridgeError(
          "message-unreadable",
          "The payload of the message is not in the bucket.",
          "Discard the letter; the vendor may send it again.",
          cause,
        );
      if (Key === undefined) throw gone();
      const { Body } = await clients.s3
        .send(new GetObjectCommand({ Bucket, Key }))
        .catch((cause: unknown) => Promise.reject(gone(cause)));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
  };
}

/** The enabled rules of all buses. */
async function outlookRules(parts: BridgeParts): Promise<readonly OutlookRule[]> {
  const ofBuses = await Promise.all(
    Array.from(parts.config.buses.keys(), async (bus) =>
      (await busRules(parts, bus)).flatMap(({ name, pattern, isEnabled }) =>
        pattern !== undefined && isEnabled ? [{ name, bus, pattern }] : [],
      ),
    ),
  );
  return ofBuses.flat();
}

/** The bridge's own queues: what is in any other is an event for a consumer, which nobody makes again. */
const queuesOfBridge = ["deliveries", "ordered"];

function* chosenLetters({ deadLetters }: BridgeParts, filter: DeadLetterFilter): Generator<DeadLetterDetail> {
  let before: string | null = "";
  while (before !== null) {
    const page = deadLetters.list({ ...filter, limit: lettersAtOnce, ...(before !== "" && { before }) });
    for (const { id, queue } of page.items) {
      const letter = queuesOfBridge.includes(queue) ? deadLetters.find(id) : undefined;
      if (letter) yield letter;
    }
    before = page.next;
  }
}

const outlookOf = async (parts: BridgeParts, filter: DeadLetterFilter): Promise<MadeOutlook> =>
  redriveOutlook(chosenLetters(parts, filter), await outlookRules(parts), outlookConfig(parts));

/** Letters of a subscription go back to its consumer: what that would do with them, nobody can say. */
async function redriveOfSubscription(
  { deadLetters }: BridgeParts,
  order: LetterOrder,
  following: Following,
): Promise<LetterResult> {
  if (order.leaveFailing)
    throw new BridgeError(
      "wrong-use",
      "Which letters of a subscription would fail again is not known: its consumer decides that.",
      "Leave --leave-failing out.",
    );
  const result = await deadLetters.run("redrive", order, following);
  const outlookNote = "Each goes to its consumer again. What that would do with it is not known before.";
  return order.dryRun ? { ...result, outlookNote } : result;
}

/** Moves dead letters back. A dry run says what would become of them; what would fail again stays where it is, if that is asked for. */
export async function redriveWithOutlook(
  parts: BridgeParts,
  order: LetterOrder,
  following: Following,
): Promise<LetterResult> {
  const { deadLetters } = parts;
  const { filter, dryRun, leaveFailing = false, subscription } = order;
  if (subscription !== undefined) return redriveOfSubscription(parts, order, following);
  if (dryRun) {
    const counted = await deadLetters.run("redrive", order, following);
    return { ...counted, outlook: (await outlookOf(parts, filter)).outlook };
  }
  if (!leaveFailing) return deadLetters.run("redrive", order, following);
  const { failing } = await outlookOf(parts, filter);
  const left = new Set(failing);
  const id = Array.from(chosenLetters(parts, filter), (letter) => letter.id).filter((one) => !left.has(one));
  const result = await deadLetters.run("redrive", { ...order, filter: { ...filter, id } }, following);
  const note = failing.length === 0 ? undefined : `Left, because they would fail again: ${failing.length}.`;
  const notes = [result.note, note].filter((text) => text !== undefined).join(" ");
  return { ...result, ...(notes !== "" && { note: notes }) };
}
