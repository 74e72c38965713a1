import {
  type EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { askAws } from "../ask-aws.ts";
import { type DeployedBus, type DeployedContext, eventBridgeOf } from "../context.ts";

/** A rule of a bus that the bridge puts events on. */
export interface DeployedRule {
  readonly name: string;
  readonly arn: string;
  readonly bus: DeployedBus;
  readonly enabled: boolean;
  /** As JSON text; undefined for a schedule. */
  readonly pattern: string | undefined;
  readonly targets: readonly Target[];
}

/** Beginnings of the names of what commands make for a while: no subscriptions. */
const temporaryNames = ["hookbridge-tail-", "hookbridge-replay-"];

const isTemporary = (name: string): boolean => temporaryNames.some((begin) => name.startsWith(begin));

async function allRules(client: EventBridgeClient, EventBusName: string): Promise<readonly Rule[]> {
  const rules: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await client.send(new ListRulesCommand({ EventBusName, NextToken }));
    rules.push(...(answer.Rules ?? []));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return rules;
}

async function targetsOfRule(
  client: EventBridgeClient,
  EventBusName: string,
  Rule: string,
): Promise<readonly Target[]> {
  const targets: Target[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await client.send(new ListTargetsByRuleCommand({ EventBusName, Rule, NextToken }));
    targets.push(...(answer.Targets ?? []));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return targets;
}

/**
 * The rules of one bus, by name. Without those that EventBridge itself has for archives and schemas, and those that a command has made for a while.
 * None of a bus in another account, which may not be asked.
 * @throws BridgeError `aws-failed`
 */
export function rulesOfBus(context: DeployedContext, bus: DeployedBus): Promise<readonly DeployedRule[]> {
  if (bus.account !== context.account) return Promise.resolve([]);
  const client = eventBridgeOf(context, bus);
  return askAws(`read the rules of the bus ${bus.name}`, async () => {
    const rules = await allRules(client, bus.busName);
    const found: DeployedRule[] = [];
    for (const { Name, Arn, State, EventPattern, ManagedBy } of rules) {
      if (Name === undefined || Arn === undefined || ManagedBy !== undefined || isTemporary(Name)) continue;
      const targets = await targetsOfRule(client, bus.busName, Name);
      found.push({
        name: Name,
        arn: Arn,
        bus,
        enabled: State !== "DISABLED",
        pattern: EventPattern,
        targets,
      });
    }
    return found;
  });
}

/** The rules of all buses. */
export async function rulesOfBuses(context: DeployedContext): Promise<readonly DeployedRule[]> {
  return (await Promise.all(context.buses.map((bus) => rulesOfBus(context, bus)))).flat();
}
