import type { Clock } from "../../core/clock.ts";
import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../bridge.ts";
import type { OperatorAccess } from "./clients.ts";

/** Which deployed bridge, and with whose credentials. */
export interface DeployedBridgeOptions extends OperatorAccess {
  readonly stage: string;
  /** `name` in bridge.config.ts; default: that of the file here. */
  readonly name?: string | undefined;
  /** True to allow what changes something. */
  readonly write: boolean;
  /** The configuration at hand. Default: bridge.config.ts in the current directory. */
  readonly configFile?: string;
  readonly now: Clock;
}

/** The bridge that is deployed as a stage, over AWS. */
export async function openDeployedBridge({ stage }: DeployedBridgeOptions): Promise<RunningBridge> {
  throw new BridgeError(
    "wrong-use",
    `This version can't reach the deployed stage ${stage}.`,
    "Leave --stage out for the bridge on this machine.",
  );
}
