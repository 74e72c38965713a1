import { BridgeError } from "../../core/errors.ts";
import type { DeadLetterFilter } from "../../operate/dead-letters.ts";
import { chosenFlags } from "../lists/list-flags.ts";
import type { BridgeFlags } from "../program/connect.ts";

/** Flags that say which dead letters are meant. */
export interface LetterFlags extends BridgeFlags, DeadLetterFilter {
  readonly olderThan?: number;
  readonly subscription?: string;
}

/** Flags of what changes dead letters. */
export interface OrderFlags {
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly perSecond?: number;
  /** Of a redrive only. */
  readonly leaveFailing?: boolean;
}

/** The filter of the flags. */
export function letterFilter(flags: LetterFlags): DeadLetterFilter {
  const { olderThan, to } = flags;
  if (olderThan !== undefined && to !== undefined)
    throw new BridgeError("wrong-use", "--older-than and --to say the same.", "Leave one of them out.");
  return {
    ...chosenFlags(flags, ["source", "code", "queue", "id", "from", "to", "text"]),
    ...(olderThan !== undefined && { to: olderThan }),
  };
}
