import type { Subscription } from "../../core/subscription.ts";
import type { BusConfig } from "../bus-config.ts";
import { refuseConfig } from "../refuse-config.ts";

/** EventBridge: rules of a bus, and in these regions. AWS raises both on request, but that no configuration can know. */
export const ruleQuota = { usual: 300, smaller: 100, smallerRegions: ["af-south-1", "eu-south-1"] } as const;

/** Rules that the bridge and EventBridge itself make on a bus: for the archive, for schemas, to forward, and for the lake. */
const ownRules = ({ archiveDays = 0, discoverSchemas, forwardTo = [], lake }: BusConfig): number =>
  [archiveDays > 0, discoverSchemas === true, forwardTo.length > 0, lake !== undefined].filter(Boolean)
    .length;

/** A bus that has more rules than EventBridge allows. */
export interface TooManyRules {
  readonly bus: string;
  readonly subscriptions: number;
  /** Rules that the subscriptions may have. */
  readonly room: number;
}

/** @param most rules of a bus */
export function tooManyRules(
  subscriptions: ReadonlyMap<string, Subscription>,
  buses: ReadonlyMap<string, BusConfig>,
  most: number,
): TooManyRules | undefined {
  const byBus = Map.groupBy(subscriptions.values(), ({ bus }) => bus);
  for (const [bus, { length }] of byBus) {
    const room = most - ownRules(buses.get(bus) ?? {});
    if (length > room) return { bus, subscriptions: length, room };
  }
  return undefined;
}

/** @throws BridgeError `config-invalid` where a bus has more subscriptions than EventBridge allows rules */
export function checkRuleCount(
  subscriptions: ReadonlyMap<string, Subscription>,
  buses: ReadonlyMap<string, BusConfig>,
): void {
  const found = tooManyRules(subscriptions, buses, ruleQuota.usual);
  if (found)
    refuseConfig(
      `bridge.config.ts: the bus "${found.bus}" has ${found.subscriptions} subscriptions, and ${ruleQuota.usual - found.room} rules of its own.`,
      `EventBridge allows ${ruleQuota.usual} rules a bus: spread the events over several buses, or let one consumer take several kinds.`,
    );
}
