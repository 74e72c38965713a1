import type { BusConfig } from "../config/bus-config.ts";
import type { Bridge } from "../config/define-bridge.ts";
import type { DeploymentOptions } from "../config/deployment-options.ts";
import type { Source } from "../core/source.ts";

/** One stack: a configuration in one stage. */
export interface Deployment {
  readonly stage: string;
  /** Begins every name that this stack gives: two stages or two deployments in an account share none. */
  readonly prefix: string;
  /** Before a bus name of bridge.config.ts, the name in EventBridge. */
  readonly busPrefix: string;
  /** Path of this stage's secrets. */
  readonly parameterPrefix: string;
  readonly buses: ReadonlyMap<string, BusConfig>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly options: DeploymentOptions;
}

/** What a configuration means in one stage: what `stages` says of it replaces what stands above. */
export function deploymentOf(bridge: Bridge, stage: string): Deployment {
  const { name, sources } = bridge;
  const overrides = bridge.stages.get(stage);
  const prefix = `${name}-${stage}`;
  const buses = new Map(
    Array.from(bridge.buses, ([bus, config]) => [bus, overrides?.buses?.[bus] ?? config]),
  );
  return {
    stage,
    prefix,
    busPrefix: `${prefix}-`,
    parameterPrefix: `/${name}/${stage}`,
    buses,
    sources,
    options: { ...bridge.deployment, ...overrides?.deployment },
  };
}

/** True when there is a FIFO queue: some source keeps an order, or did so and the queue is not yet empty. */
export const isOrdered = ({ sources, options }: Deployment): boolean =>
  options.queue?.keepOrdered === true || [...sources.values()].some(({ order }) => order !== undefined);

/** Logical ids that more than one file refers to. The functions' are osls's. */
export const ids = {
  receive: "ReceiveLambdaFunction",
  publish: "PublishLambdaFunction",
  receiveRole: "ReceiveRole",
  publishRole: "PublishRole",
  queue: "DeliveryQueue",
  deadLetters: "DeadLetterQueue",
  orderedQueue: "OrderedQueue",
  orderedDeadLetters: "OrderedDeadLetterQueue",
  forwardDeadLetters: "ForwardDeadLetterQueue",
  table: "Ledger",
  bucket: "ClaimBucket",
  topic: "AlarmTopic",
  api: "HttpApi",
  restApi: "RestApi",
  url: "ReceiveUrl",
  loadBalancer: "LoadBalancer",
} as const;
