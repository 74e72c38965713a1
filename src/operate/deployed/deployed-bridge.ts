import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../bridge.ts";
import type { ContextOptions } from "./open-context.ts";

/** The bridge that is deployed as a stage, over AWS. */
export async function openDeployedBridge({ stage }: ContextOptions): Promise<RunningBridge> {
  throw new BridgeError(
    "wrong-use",
    `This version can't reach the deployed stage ${stage}.`,
    "Leave --stage out for the bridge on this machine.",
  );
}
