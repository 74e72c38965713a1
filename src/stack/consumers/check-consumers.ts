import { ruleQuota, tooManyRules } from "../../config/subscriptions/rule-count.ts";
import { BridgeError } from "../../core/errors.ts";
import type { Subscription } from "../../core/subscription.ts";
import { type Complaint, complaintIf } from "../checks/complaint.ts";
import { quotas } from "../checks/quotas.ts";
import type { Deployment } from "../deployment.ts";
import { consumersStackName } from "./consumer-names.ts";

/** EventBridge and Lambda: characters of the name of a rule and of a function. */
const nameCharacters = 64;

function complaintsAbout(deployment: Deployment, { name, bus }: Subscription): readonly Complaint[] {
  const room = nameCharacters - consumersStackName(deployment).length - 1;
  return [
    ...complaintIf(
      name.length > room,
      `The subscription "${name}" has ${name.length} characters; with "${consumersStackName(deployment)}-" before it, AWS leaves room for ${room}.`,
      "Shorten it, or the `name` of the configuration.",
    ),
    ...complaintIf(
      deployment.buses.get(bus)?.arn !== undefined,
      `The subscription "${name}" is for the bus "${bus}", which is an existing one (\`arn\`) in this stage.`,
      "Only its owner makes rules there: deploy the consumer with that bus.",
    ),
  ];
}

/** @throws BridgeError `config-invalid` with everything that is wrong, not only the first */
export function checkConsumers(
  deployment: Deployment,
  subscriptions: readonly Subscription[],
  resources: number,
): void {
  const [first, ...others] = [
    ...subscriptions.flatMap((subscription) => complaintsAbout(deployment, subscription)),
    ...complaintIf(
      resources > quotas.resources,
      `The ${subscriptions.length} subscriptions would need ${resources} resources in one stack, but CloudFormation allows ${quotas.resources}.`,
      "A function needs ten, a queue six, any other target five or more, a lake twenty-four: spread them over deployments with names of their own.",
    ),
  ];
  if (!first) return;
  const rest = others.map(([message, remedy]) => ` ${message} ${remedy}`).join("");
  throw new BridgeError("config-invalid", `bridge.config.ts: ${first[0]}`, `${first[1]}${rest}`);
}

/**
 * Refuses targets of another region than the rules': EventBridge calls only buses there.
 * @throws BridgeError `config-invalid`
 */
export function refuseOtherRegions(subscriptions: Iterable<Subscription>, region: string): void {
  const elsewhere = Array.from(subscriptions).filter(
    ({ target }) => target.kind === "arn" && target.arn.split(":")[3] !== region,
  );
  if (elsewhere.length === 0) return;
  const names = elsewhere.map(({ name, target }) => `"${name}" (${"arn" in target ? target.arn : ""})`);
  throw new BridgeError(
    "config-invalid",
    `bridge.config.ts: the bridge is deployed to ${region}, and EventBridge there can't call the target of ${names.join(", ")}.`,
    "Name a target of that region, or `forward` the events to a bus of the other one and call it from there.",
  );
}

/** What a region allows less than others. It is said and not refused: AWS raises the quota on request. */
export function ruleQuotaNotes(
  { buses }: Deployment,
  subscriptions: ReadonlyMap<string, Subscription>,
  region: string,
): readonly string[] {
  const isSmaller = ruleQuota.smallerRegions.some((name) => name === region);
  const found = isSmaller ? tooManyRules(subscriptions, buses, ruleQuota.smaller) : undefined;
  if (!found) return [];
  return [
    `The bus "${found.bus}" has ${found.subscriptions} subscriptions; in ${region}, EventBridge allows ${ruleQuota.smaller} rules a bus by default, ` +
      `which leaves room for ${found.room}: ask AWS to raise the quota.`,
  ];
}
