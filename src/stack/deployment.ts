import type { Bridge } from "../config/define-bridge.ts";

/** One stack: a configuration in one stage. */
export interface Deployment {
  readonly bridge: Bridge;
  readonly stage: string;
  /** Begins every name that this stack gives: two stages or two deployments in an account share none. */
  readonly prefix: string;
  /** Before a bus name of bridge.config.ts, the name in EventBridge. */
  readonly busPrefix: string;
  /** Path in SSM Parameter Store of this stage's secrets. */
  readonly parameterPrefix: string;
}

/** The name of the service, of which every other name is made. */
export const serviceName = "hookbridge";

/** The names of one stage. */
export function deploymentOf(bridge: Bridge, stage: string): Deployment {
  const prefix = `${serviceName}-${stage}`;
  return {
    bridge,
    stage,
    prefix,
    busPrefix: `${prefix}-`,
    parameterPrefix: `/${serviceName}/${stage}`,
  };
}

/** Logical ids that more than one file refers to. The functions' are osls's. */
export const ids = {
  receive: "ReceiveLambdaFunction",
  publish: "PublishLambdaFunction",
  receiveRole: "ReceiveRole",
  publishRole: "PublishRole",
  queue: "DeliveryQueue",
  deadLetters: "DeadLetterQueue",
  table: "Ledger",
  bucket: "ClaimBucket",
  api: "HttpApi",
} as const;
