import type { BusConfig } from "../../../config/bus-config.ts";
import type { Deployment } from "../../deployment.ts";
import { logicalName } from "../../template.ts";

/** A bus of the configuration, with its ids and names. */
export interface NamedBus {
  readonly id: string;
  /** In EventBridge. */
  readonly fullName: string;
  readonly config: BusConfig;
}

/** The logical id of a bus. */
export const busId = (name: string): string => `${logicalName(name)}Bus`;

/** Every bus that the stack makes. */
export const namedBuses = ({ buses, busPrefix }: Deployment): readonly NamedBus[] =>
  Array.from(buses)
    .filter(([, { arn }]) => arn === undefined)
    .map(([name, config]) => ({ id: busId(name), fullName: busPrefix + name, config }));

/** True where buses of the stack's own are encrypted: what EventBridge can't encrypt goes into a dead-letter queue. */
export const hasBusDeadLetters = (deployment: Deployment): boolean =>
  deployment.options.encryptionKey !== undefined && namedBuses(deployment).length > 0;
