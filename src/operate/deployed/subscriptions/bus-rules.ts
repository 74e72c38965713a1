import { askAws } from "../ask-aws.ts";
import { type DeployedBus, type DeployedContext, eventBridgeOf } from "../context.ts";
import { type BusRule, readBusRules } from "./read-bus-rules.ts";

/** A rule of a bus that the bridge puts events on. */
export interface DeployedRule extends BusRule {
  readonly bus: DeployedBus;
}

/** Beginnings of the names of what commands make for a while: no subscriptions. */
const temporaryNames = ["hookbridge-tail-", "hookbridge-replay-"];

const isTemporary = (name: string): boolean => temporaryNames.some((begin) => name.startsWith(begin));

/**
 * The rules of one bus, by name. Without those that EventBridge itself has for archives and schemas, and those that a command has made for a while.
 * None of a bus in another account, which may not be asked.
 * @throws BridgeError `aws-failed`
 */
export function rulesOfBus(context: DeployedContext, bus: DeployedBus): Promise<readonly DeployedRule[]> {
  if (bus.account !== context.account) return Promise.resolve([]);
  const client = eventBridgeOf(context, bus);
  return askAws(`read the rules of the bus ${bus.name}`, async () => {
    const rules = await readBusRules(client, bus.busName, (name) => !isTemporary(name));
    return rules.map((rule) => ({ ...rule, bus }));
  });
}

/** The rules of all buses. */
export async function rulesOfBuses(context: DeployedContext): Promise<readonly DeployedRule[]> {
  return (await Promise.all(context.buses.map((bus) => rulesOfBus(context, bus)))).flat();
}
