import {
  type EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { firstMismatch } from "../../../core/patterns/field-verdicts.ts";
import { mismatch } from "../../../core/patterns/mismatch.ts";
import type { RuleResult, TargetResult } from "../../../operate/events.ts";
import type { FeedResult } from "./event-feed.ts";

/** A rule of a bus with its targets. */
export interface RuleOfBus {
  readonly name: string;
  readonly arn: string;
  readonly isEnabled: boolean;
  /** Undefined for a rule with a schedule only. */
  readonly pattern?: string;
  readonly targets: readonly Target[];
}

/** The rule with which the bridge itself watches the buses of an EventBridge that is not embedded. */
export const watchRuleName = "hookbridge-local-watch";

async function rulesOnBus(client: EventBridgeClient, EventBusName: string): Promise<readonly Rule[]> {
  const rules: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListRulesCommand({ EventBusName, NextToken }));
    rules.push(...(page.Rules ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return rules;
}

/** The rules of a bus, but for the bridge's own. */
export async function rulesWithTargets(
  client: EventBridgeClient,
  EventBusName: string,
): Promise<readonly RuleOfBus[]> {
  const rules = await rulesOnBus(client, EventBusName);
  return Promise.all(
    rules
      .filter(({ Name }) => Name !== watchRuleName)
      .map(async ({ Name = "", Arn = "", State, EventPattern }) => {
        const { Targets = [] } = await client.send(
          new ListTargetsByRuleCommand({ EventBusName, Rule: Name }),
        );
        return {
          name: Name,
          arn: Arn,
          isEnabled: State !== "DISABLED",
          targets: Targets,
          ...(EventPattern !== undefined && { pattern: EventPattern }),
        };
      }),
  );
}

function whyNot({ isEnabled, pattern }: RuleOfBus, envelope: string): string | undefined {
  if (pattern === undefined) return "the rule has a schedule and no pattern";
  const why = mismatch(pattern, envelope);
  return why === undefined && !isEnabled ? "the rule is disabled" : why;
}

/** @param results undefined where EventBridge does not tell what became of an event */
function targetResult(target: Target, results: readonly FeedResult[] | undefined): TargetResult {
  const name = target.Arn ?? target.Id ?? "";
  const found = results?.find(({ target: id }) => id === target.Id);
  if (!found) return { target: name, state: "unknown" };
  const { state, attempts, reason } = found;
  return { target: name, state, attempts, ...(reason !== undefined && { reason }) };
}

/** What the rules of its bus did with an event. */
export function ruleResults(
  rules: readonly RuleOfBus[],
  envelope: string,
  results: readonly FeedResult[] | undefined,
): readonly RuleResult[] {
  return rules.map((rule) => {
    const own = results?.filter(({ ruleArn }) => ruleArn === rule.arn);
    const why = whyNot(rule, envelope);
    // What was sent has matched, whatever the rule says now.
    const matched = why === undefined || (own !== undefined && own.length > 0);
    const field = matched || rule.pattern === undefined ? undefined : firstMismatch(rule.pattern, envelope);
    return {
      rule: rule.name,
      arn: rule.arn,
      matched,
      ...(rule.pattern !== undefined && { pattern: rule.pattern }),
      ...(!rule.isEnabled && { disabled: true }),
      ...(!matched && { why }),
      ...(field && { field }),
      targets: matched ? rule.targets.map((target) => targetResult(target, own)) : [],
    };
  });
}
