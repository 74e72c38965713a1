import type { BusConfig } from "../config/bus-config.ts";
import { busesOfStage } from "../config/buses-of-stage.ts";
import type { Bridge } from "../config/define-bridge.ts";
import type { DeploymentOptions } from "../config/deployment-options.ts";
import type { Source } from "../core/source.ts";

/** One stack: a configuration in one stage. */
export interface Deployment {
  readonly stage: string;
  /** Prefix of all names in this stack, different for each stage and each deployment in an account. */
  readonly prefix: string;
  /** Prefix that turns a bus name of bridge.config.ts into the name in EventBridge. */
  readonly busPrefix: string;
  /** Path of this stage's secrets in the secret store. */
  readonly parameterPrefix: string;
  readonly buses: ReadonlyMap<string, BusConfig>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly options: DeploymentOptions;
}

/** The configuration of one stage: what `stages` has for it replaces what the deployment has. */
export function deploymentOf(bridge: Bridge, stage: string): Deployment {
  const { name, sources } = bridge;
  const overrides = bridge.stages.get(stage);
  const prefix = `${name}-${stage}`;
  return {
    stage,
    prefix,
    busPrefix: `${prefix}-`,
    parameterPrefix: `/${name}/${stage}`,
    buses: busesOfStage(bridge, stage),
    sources,
    options: { ...bridge.deployment, ...overrides?.deployment },
  };
}

/** True when the stack has a FIFO queue: some source is ordered, or `keepOrdered` keeps the queue. */
export const isOrdered = ({ sources, options }: Deployment): boolean =>
  options.queue?.keepOrdered === true || [...sources.values()].some(({ order }) => order !== undefined);

/** True when requests go into a queue before they are verified. */
export const isBuffered = ({ options }: Deployment): boolean => options.frontDoor?.kind === "buffer-first";

/** True when X-Ray records traces of the functions. */
export const isTraced = ({ options }: Deployment): boolean => options.tracing === true;

/** Logical ids that several files use. osls gives those of the functions. */
export const ids = {
  receive: "ReceiveLambdaFunction",
  publish: "PublishLambdaFunction",
  receiveLogs: "ReceiveLogGroup",
  publishLogs: "PublishLogGroup",
  receiveRole: "ReceiveRole",
  publishRole: "PublishRole",
  queue: "DeliveryQueue",
  deadLetters: "DeadLetterQueue",
  buffer: "BufferQueue",
  bufferDeadLetters: "BufferDeadLetterQueue",
  orderedQueue: "OrderedQueue",
  orderedDeadLetters: "OrderedDeadLetterQueue",
  forwardDeadLetters: "ForwardDeadLetterQueue",
  busDeadLetters: "BusDeadLetterQueue",
  table: "Ledger",
  bucket: "ClaimBucket",
  topic: "AlarmTopic",
  api: "HttpApi",
  restApi: "RestApi",
  url: "ReceiveUrl",
  loadBalancer: "LoadBalancer",
  balancerLogs: "LoadBalancerLogs",
} as const;
