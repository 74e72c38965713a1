import type { Subscription } from "../../core/subscription.ts";
import type { Deployment } from "../deployment.ts";
import { logicalName, sub, type TemplateValue } from "../template.ts";

/** Name of the consumers' stack. A stage has no hyphen, so no bridge's stack is called so. */
export const consumersStackName = ({ prefix }: Pick<Deployment, "prefix">): string => `${prefix}-consumers`;

/** Names and logical ids of what belongs to one subscription. */
export interface ConsumerNames {
  /** Of its rule, its function and its state machine. */
  readonly name: string;
  /** Of its bus in EventBridge. */
  readonly busName: string;
  readonly rule: string;
  readonly queue: string;
  readonly deadLetters: string;
  readonly role: string;
  readonly function: string;
  readonly log: string;
  readonly mapping: string;
  readonly machine: string;
  readonly machineRole: string;
  readonly alarm: string;
}

export function consumerNames(deployment: Deployment, { name, bus }: Subscription): ConsumerNames {
  const id = logicalName(name);
  return {
    name: `${consumersStackName(deployment)}-${name}`,
    busName: deployment.busPrefix + bus,
    rule: `${id}Rule`,
    queue: `${id}Queue`,
    deadLetters: `${id}DeadLetterQueue`,
    role: `${id}Role`,
    function: `${id}Function`,
    log: `${id}LogGroup`,
    mapping: `${id}Mapping`,
    machine: `${id}StateMachine`,
    machineRole: `${id}StateMachineRole`,
    alarm: `${id}DeadLettersAlarm`,
  };
}

/** ARN of the rule as a text for `Fn::Sub`, from its name: what the rule needs names it first. */
export const consumerRuleText = ({ busName, name }: ConsumerNames): string =>
  `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${busName}/${name}`;

export const consumerRuleArn = (names: ConsumerNames): TemplateValue => sub(consumerRuleText(names));
