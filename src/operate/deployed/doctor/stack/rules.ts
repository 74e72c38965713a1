import type { DoctorCheck, DoctorFinding } from "../../../doctor/finding.ts";
import { askAws } from "../../ask-aws.ts";
import type { DeployedContext } from "../../context.ts";
import { type DeployedRule, rulesOfBuses } from "../../subscriptions/bus-rules.ts";
import { consumerQueue, isQueueArn } from "../../subscriptions/consumer-queue.ts";
import type { DeployedSubject } from "../subject.ts";

/** EventBridge's default quota of rules on a bus, and the share of it at which there is still time to ask for more. */
const mostRules = 300;
const soonFull = 0.8;

const nameOfRule = ({ name, bus }: DeployedRule): string => `${name} on the bus ${bus.name}`;

/** Targets whose events are lost when EventBridge gives up: after a day, or at once where it may not deliver. */
function withoutLetters(rule: DeployedRule): readonly DoctorFinding[] {
  const bare = rule.targets.filter(({ DeadLetterConfig }) => DeadLetterConfig?.Arn === undefined);
  if (bare.length === 0) return [];
  return [
    {
      level: "warn",
      text: `The rule ${nameOfRule(rule)} has no dead-letter queue for ${bare.map(({ Arn }) => Arn).join(", ")}: what EventBridge can't deliver is lost.`,
      remedy: "Give the target a DeadLetterConfig with a queue whose policy lets this rule in.",
    },
  ];
}

function ofRuleItself(rule: DeployedRule): readonly DoctorFinding[] {
  const findings: DoctorFinding[] = [];
  if (!rule.isEnabled)
    findings.push({
      level: "warn",
      text: `The rule ${nameOfRule(rule)} is disabled: its targets get nothing, and nothing waits for them.`,
      remedy: "Resume it, then replay what came meanwhile; or delete it.",
      command: `npx hookbridge subscriptions resume ${rule.name}`,
    });
  if (rule.targets.length === 0)
    findings.push({
      level: "warn",
      text: `The rule ${nameOfRule(rule)} has no target: what it matches goes nowhere.`,
      remedy: "Give it a target, or delete it.",
    });
  return findings;
}

async function goneQueues(context: DeployedContext, rule: DeployedRule): Promise<readonly DoctorFinding[]> {
  const arns = rule.targets
    .flatMap(({ Arn, DeadLetterConfig }) => [Arn, DeadLetterConfig?.Arn])
    .filter(isQueueArn);
  const found = await Promise.all(arns.map((arn) => consumerQueue(context, arn)));
  return arns.flatMap((arn, index): readonly DoctorFinding[] =>
    found[index]
      ? []
      : [
          {
            level: "bad",
            text: `The rule ${nameOfRule(rule)} sends to the queue ${arn}, which does not exist.`,
            remedy: "Make the queue again, or give the rule another target; then replay what was lost.",
          },
        ],
  );
}

/** Buses that have nearly as many rules as EventBridge allows. */
const fullBuses = (rules: readonly DeployedRule[]): readonly DoctorFinding[] =>
  [...Map.groupBy(rules, ({ bus }) => bus.name)].flatMap(([bus, own]): readonly DoctorFinding[] =>
    own.length < mostRules * soonFull
      ? []
      : [
          {
            level: "warn",
            text: `The bus ${bus} has ${own.length} rules; EventBridge allows ${mostRules} by default.`,
            remedy: 'Delete rules that nobody needs, or have AWS raise the quota "Rules" of EventBridge.',
          },
        ],
  );

/** Rules of the bridge's buses: without a dead-letter queue, off, without a target, to a queue that is gone. */
export const rulesCheck: DoctorCheck<DeployedSubject> = {
  name: "rules",
  about: "rules of the buses, their targets and dead-letter queues",
  async run({ context }) {
    const rules = await rulesOfBuses(context);
    const gone = await askAws("read the queues of the rules", () =>
      Promise.all(rules.map((rule) => goneQueues(context, rule))),
    );
    return [
      ...gone.flat(),
      ...rules.flatMap(ofRuleItself),
      ...rules.flatMap(withoutLetters),
      ...fullBuses(rules),
    ];
  },
};
