import type { EventBridgeClient, Target } from "@aws-sdk/client-eventbridge";
import { ruleVerdict } from "../../../core/patterns/rule-verdict.ts";
import { type BusRule, readBusRules } from "../../../operate/deployed/subscriptions/read-bus-rules.ts";
import type { RuleResult, TargetResult } from "../../../operate/events.ts";
import type { FeedResult } from "./event-feed.ts";

/** The rule with which the bridge itself watches the buses of an EventBridge that is not embedded. */
export const watchRuleName = "hookbridge-local-watch";

/** The rules of a bus, but for the bridge's own. */
export const rulesWithTargets = (client: EventBridgeClient, busName: string): Promise<readonly BusRule[]> =>
  readBusRules(client, busName, (name) => name !== watchRuleName);

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
  rules: readonly BusRule[],
  envelope: string,
  results: readonly FeedResult[] | undefined,
): readonly RuleResult[] {
  return rules.map((rule) => {
    const own = results?.filter(({ ruleArn }) => ruleArn === rule.arn);
    const verdict = ruleVerdict(rule, envelope);
    // What was sent has matched, whatever the rule says now.
    const matched = verdict.why === undefined || (own !== undefined && own.length > 0);
    return {
      rule: rule.name,
      arn: rule.arn,
      matched,
      ...(rule.pattern !== undefined && { pattern: rule.pattern }),
      ...(!rule.isEnabled && { disabled: true }),
      ...(!matched && verdict),
      targets: matched ? rule.targets.map((target) => targetResult(target, own)) : [],
    };
  });
}
