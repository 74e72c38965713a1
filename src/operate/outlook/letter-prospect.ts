import { decodeMessage } from "../../aws/queue/message.ts";
import type { Delivery } from "../../core/delivery.ts";
import { BridgeError } from "../../core/errors.ts";
import type { Source } from "../../core/source.ts";
import { type NormalizedEvent, normalize } from "../../events/normalize.ts";
import type { DeadLetterDetail, LetterOutlook } from "../dead-letters.ts";

/** What letters are made into events with: as `publish` has it. */
export interface OutlookConfig {
  /** By name. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Names of the buses. */
  readonly buses: ReadonlySet<string>;
  /** Reads a body that is not in the message, by its URI. @throws BridgeError */
  readBody(uri: string): Promise<Uint8Array>;
  /** Those of the deduplication keys that were published before. */
  published(keys: readonly string[]): Promise<ReadonlySet<string>>;
}

/** A letter made into events, or why it can't be. */
export type TriedLetter =
  | { readonly id: string; readonly events: readonly NormalizedEvent[]; readonly dropped: number }
  | (Pick<LetterOutlook, "id" | "code" | "reason"> & { readonly prospect: "fail" | "unknown" });

const unknown = (id: string, reason: string): TriedLetter => ({ id, prospect: "unknown", reason });

async function deliveryIn(message: string, config: OutlookConfig): Promise<Delivery | undefined> {
  const { delivery, bodyRef } = decodeMessage(message);
  if (!("proof" in delivery)) return undefined;
  return bodyRef === undefined ? delivery : { ...delivery, body: await config.readBody(bodyRef) };
}

/** Makes a letter into events, as `publish` would, and puts none on a bus. */
export async function tryLetter(letter: DeadLetterDetail, config: OutlookConfig): Promise<TriedLetter> {
  const { id, message, code } = letter;
  if (code === "bus-refused")
    return unknown(id, "EventBridge refused it. Only EventBridge can say whether it would take it now.");
  try {
    const delivery = await deliveryIn(message, config);
    if (!delivery) return unknown(id, "Its message is of an earlier version, which is not tried here.");
    const source = config.sources.get(delivery.source);
    if (!source)
      return {
        id,
        prospect: "fail",
        code: "source-removed",
        reason: `The source "${delivery.source}" is not in bridge.config.ts.`,
      };
    return { id, ...normalize(delivery, source, config.buses) };
  } catch (error) {
    if (error instanceof BridgeError)
      return { id, prospect: "fail", code: error.code, reason: error.message };
    throw error;
  }
}
