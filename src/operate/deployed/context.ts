import type { Bridge } from "../../config/define-bridge.ts";
import type { Clock } from "../../core/clock.ts";
import { BridgeError } from "../../core/errors.ts";
import type { DeployedClients } from "./clients.ts";
import type { OpenQueries } from "./logs/open-queries.ts";
import type { DeployedStack } from "./stack/deployed-stack.ts";

/** A bus that the bridge puts events on. */
export interface DeployedBus {
  /** In bridge.config.ts. */
  readonly name: string;
  /** In EventBridge, without the ARN before it. */
  readonly busName: string;
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  /** False for an existing bus (`arn` in bridge.config.ts), which may be in another account or region. */
  readonly own: boolean;
  /** Days of its archive; 0 for none. */
  readonly archiveDays: number;
}

/** A queue of the bridge, with its dead-letter queue. */
export interface DeployedQueue {
  /** `deliveries`, `ordered`, or `buffer` for the requests of the front door `buffer-first`. */
  readonly name: "deliveries" | "ordered" | "buffer";
  readonly url: string;
  readonly deadLetterUrl: string;
}

/** A deployed bridge: what all of its parts share. */
export interface DeployedContext {
  /** The bridge's name: `name` in bridge.config.ts, `hookbridge` by default. */
  readonly name: string;
  readonly stage: string;
  readonly stackName: string;
  readonly region: string;
  /** Of the stack: 12 digits. */
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** False refuses whatever changes something. */
  readonly mayWrite: boolean;
  readonly now: Clock;
  readonly stack: DeployedStack;
  /** bridge.config.ts, where it is at hand. What is deployed may be older or newer. */
  readonly config: Bridge | undefined;
  readonly buses: readonly DeployedBus[];
  readonly queues: readonly DeployedQueue[];
  readonly clients: DeployedClients;
  readonly queries: OpenQueries;
}

/**
 * Refuses a change where only reading is allowed.
 * @param what the change, as a noun: `A redrive`
 * @throws BridgeError `wrong-use`
 */
export function refuseUnlessWriting({ mayWrite, stackName }: DeployedContext, what: string): void {
  if (mayWrite) return;
  throw new BridgeError(
    "wrong-use",
    `${what} changes ${stackName}, which is open for reading only.`,
    "Start the console with --write, or use the command for it.",
  );
}

/** Clients of EventBridge in the region of a bus. */
export const eventBridgeOf = (
  { clients, region }: DeployedContext,
  bus: DeployedBus,
): DeployedClients["eventBridge"] =>
  bus.region === region ? clients.eventBridge : clients.eventBridgeIn(bus.region);
