import type { BridgePlace } from "../../operate/state.ts";
import { ApiFailure } from "../api-failure.ts";

/** Refuses what changes something, where the bridge was opened only to look at it. */
export function mustWrite({ mayWrite, name, stage }: BridgePlace): void {
  if (mayWrite) return;
  throw new ApiFailure(403, {
    error: "forbidden",
    message: `${name} (${stage}) was opened for reading only.`,
    remedy: "Start the command again with --write.",
  });
}
