import type { SubscriptionTarget } from "../../core/subscription.ts";
import { refuseConfig } from "../refuse-config.ts";

/** Matches any ARN with a region and an account. */
const anyArn = /^arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]+):([0-9]{12}):(.+)$/;

/** Matches the ARN of a role. */
export const roleArn = /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/.+$/;

/** What EventBridge can call with nothing but an ARN and a role, by service: the rest of its ARN, and how one looks. */
const callable: Readonly<Record<string, readonly [rest: RegExp, example: string]>> = {
  firehose: [/^deliverystream\/[A-Za-z0-9_.-]{1,64}$/, "deliverystream/NAME"],
  kinesis: [/^stream\/[A-Za-z0-9_.-]{1,128}$/, "stream/NAME"],
  sns: [/^[A-Za-z0-9_-]{1,256}$/, "TOPIC"],
  sqs: [/^[A-Za-z0-9_-]{1,80}$/, "QUEUE"],
  logs: [/^log-group:[A-Za-z0-9_/.#-]{1,512}(?::\*)?$/, "log-group:NAME"],
  // A version or an alias may follow.
  states: [/^stateMachine:[A-Za-z0-9_-]{1,80}(?::[A-Za-z0-9_.-]+)?$/, "stateMachine:NAME"],
  events: [/^api-destination\/[A-Za-z0-9_.-]{1,64}\/[A-Za-z0-9-]+$/, "api-destination/NAME/ID"],
  "execute-api": [/^[a-z0-9]+\/[^/\s]+\/(?:[A-Z]+|\*)(?:\/\S*)?$/, "API/STAGE/POST/PATH"],
  codebuild: [/^project\/[A-Za-z0-9_-]{2,255}$/, "project/NAME"],
  codepipeline: [/^[A-Za-z0-9.@_-]{1,100}$/, "PIPELINE"],
};

/** What has a setting of its own, or goes another way. */
const insteadOfArn: readonly (readonly [arn: RegExp, remedy: string])[] = [
  [/^arn:[^:]+:events:[^:]*:[^:]*:event-bus\//, "Write it as `forward`."],
  [
    /^arn:[^:]+:lambda:/,
    "Write `function` with a file of yours, or `queue: {}` and let your function read that queue: of a call by EventBridge, Lambda drops what fails.",
  ],
  [
    /\.fifo$/,
    "EventBridge gives a FIFO queue one group for all, so no order of a subject is kept: use a queue without one.",
  ],
];

/** The ARN of another bus. */
export function forwardTarget(where: string, arn: unknown): SubscriptionTarget {
  if (
    typeof arn === "string" &&
    anyArn.exec(arn)?.[4]?.match(/^event-bus\/[A-Za-z0-9._/-]+$/) &&
    /^arn:[^:]+:events:/.test(arn)
  )
    return { kind: "forward", arn };
  return refuseConfig(
    `${where} forwards to ${JSON.stringify(arn)}, which is no ARN of a bus.`,
    'Write it as "arn:aws:events:eu-west-1:111122223333:event-bus/central".',
  );
}

/** The ARN of what else EventBridge calls. */
export function arnTarget(where: string, given: unknown): SubscriptionTarget {
  const { arn, role } = (typeof given === "string" ? { arn: given } : (given ?? {})) as Record<
    string,
    unknown
  >;
  const text = typeof arn === "string" ? arn : "";
  const other = insteadOfArn.find(([pattern]) => pattern.test(text));
  if (other) refuseConfig(`${where} has the target "${text}", which a subscription can't call.`, other[1]);
  const [, service = "", , , rest = ""] = anyArn.exec(text) ?? [];
  const known = Object.hasOwn(callable, service) ? callable[service] : undefined;
  if (!known?.[0].test(rest))
    refuseConfig(
      arn === undefined
        ? `${where} has a target without \`arn\`.`
        : `${where} has the target ${JSON.stringify(arn)}, which is no ARN that EventBridge can call without more settings.`,
      known
        ? `Write it as "arn:aws:${service}:eu-west-1:111122223333:${known[1]}".`
        : `Give that of a ${Object.keys(callable).join(", ")}, in full, or take the events from \`queue: {}\`.`,
    );
  if (role !== undefined && !(typeof role === "string" && roleArn.test(role)))
    refuseConfig(
      `${where} has the role ${JSON.stringify(role)}.`,
      'Write it as "arn:aws:iam::111122223333:role/hooks", or leave it out: a role is made.',
    );
  return { kind: "arn", arn: text, ...(typeof role === "string" && { role }) };
}
