import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../bridge.ts";

/** Which deployed bridge, and with whose credentials. */
export interface DeployedBridgeOptions {
  readonly stage: string;
  readonly region?: string;
  /** Profile of the user's AWS credentials. */
  readonly profile?: string;
  /** Name of the service in serverless.yml; default: that of the file here. */
  readonly name?: string;
  /** True to allow what changes something. */
  readonly write: boolean;
}

/** The bridge that is deployed as a stage, over AWS. */
export async function openDeployedBridge({ stage }: DeployedBridgeOptions): Promise<RunningBridge> {
  throw new BridgeError(
    "wrong-use",
    `This version can't reach the deployed stage ${stage}.`,
    "Leave --stage out for the bridge on this machine.",
  );
}
