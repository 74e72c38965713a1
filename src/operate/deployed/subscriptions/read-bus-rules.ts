import {
  type EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from "@aws-sdk/client-eventbridge";

/** A rule of a bus with its targets. */
export interface BusRule {
  readonly name: string;
  readonly arn: string;
  readonly isEnabled: boolean;
  /** As JSON text; undefined for a rule with a schedule only. */
  readonly pattern: string | undefined;
  readonly targets: readonly Target[];
}

async function allRules(client: EventBridgeClient, EventBusName: string): Promise<readonly Rule[]> {
  const rules: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListRulesCommand({ EventBusName, NextToken }));
    rules.push(...(page.Rules ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return rules;
}

async function allTargets(
  client: EventBridgeClient,
  EventBusName: string,
  Rule: string,
): Promise<readonly Target[]> {
  const targets: Target[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListTargetsByRuleCommand({ EventBusName, Rule, NextToken }));
    targets.push(...(page.Targets ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return targets;
}

/**
 * The rules of a bus with all of their targets, by name, without those that EventBridge itself has for archives and schemas.
 * @param isWanted false for the name of a rule whose targets are not to be read
 */
export async function readBusRules(
  client: EventBridgeClient,
  busName: string,
  isWanted: (name: string) => boolean,
): Promise<readonly BusRule[]> {
  const found: BusRule[] = [];
  for (const { Name: name, Arn: arn, State, EventPattern: pattern, ManagedBy } of await allRules(
    client,
    busName,
  )) {
    if (name === undefined || arn === undefined || ManagedBy !== undefined || !isWanted(name)) continue;
    const targets = await allTargets(client, busName, name);
    found.push({ name, arn, isEnabled: State !== "DISABLED", pattern, targets });
  }
  return found;
}
