import { type Deployment, ids } from "../../../deployment.ts";
import { getAtt, ref, type TemplateValue } from "../../../template.ts";
import { hasBusDeadLetters, type NamedBus, namedBuses } from "../../buses/named-bus.ts";
import type { Alarm, Metric } from "./alarm.ts";
import { deadLetterAlarms, showDeadLetter } from "./queue-alarms.ts";

/** The name of a rule, which is the last part of its ARN: its `Ref` has the name of the bus before it. */
const ruleName = (ruleId: string): TemplateValue => ({
  "Fn::Select": [2, { "Fn::Split": ["/", getAtt(ruleId, "Arn")] }],
});

/** The alarms of a bus that forwards. */
function ruleAlarms({ id, fullName }: NamedBus): readonly Alarm[] {
  const metric = (name: string): Metric => ({
    namespace: "AWS/Events",
    name,
    dimensions: { EventBusName: ref(id), RuleName: ruleName(`${id}Forward`) },
    statistic: "Sum",
  });
  return [
    {
      id: `${id}ForwardFailuresAlarm`,
      what: `EventBridge failed for good to forward events of ${fullName}`,
      cause: "the receiving bus is gone, or its policy does not allow it",
      remedy: "check the policy of the receiving bus; the dead letter's attributes have EventBridge's error",
      look: showDeadLetter(ids.forwardDeadLetters),
      blindSpot: "What EventBridge still tries again: for a day at most",
      metrics: { m1: metric("FailedInvocations") },
    },
    {
      id: `${id}ForwardLossAlarm`,
      what: `Events of ${fullName} could neither be forwarded nor kept as dead letters: they are lost, or only in the archive`,
      cause: "the policy or the key of the dead-letter queue does not let EventBridge send",
      remedy:
        "compare the queue's policy with the template, allow `events.amazonaws.com` in the key's policy, then replay the archive",
      look: {
        command: `aws sqs get-queue-attributes --queue-url \${${ids.forwardDeadLetters}} --attribute-names All`,
      },
      blindSpot: "EventBridge sends metrics on a best-effort basis, as AWS says",
      metrics: { m1: metric("InvocationsFailedToBeSentToDlq") },
    },
  ];
}

/** Alarms on events of an encrypted bus, which go into a dead-letter queue when EventBridge can't use the key. */
const encryptedBusAlarms = (deployment: Deployment): readonly Alarm[] =>
  hasBusDeadLetters(deployment)
    ? deadLetterAlarms({
        queue: ids.busDeadLetters,
        kind: "Bus",
        what: "Events that EventBridge could not encrypt or decrypt",
        cause: "the key is disabled, or its policy lacks a statement",
        remedy:
          "correct the key (docs/deploying.md, A key of your own), then put the events, which the letters are, on the bus again",
        look: showDeadLetter(ids.busDeadLetters),
      })
    : [];

/** Alarms on events that are forwarded to other buses, and on buses' own dead letters. */
export const busAlarms = (deployment: Deployment): readonly Alarm[] => [
  ...forwardAlarms(deployment),
  ...encryptedBusAlarms(deployment),
];

function forwardAlarms(deployment: Deployment): readonly Alarm[] {
  const forwarding = namedBuses(deployment).filter(({ config }) => config.forwardTo?.length);
  if (forwarding.length === 0) return [];
  return [
    ...deadLetterAlarms({
      queue: ids.forwardDeadLetters,
      kind: "Forward",
      what: "Events that could not be forwarded",
      cause: "the policy of the receiving bus does not allow it",
      remedy: "correct the policy, then replay the archive or put the events by hand",
      look: showDeadLetter(ids.forwardDeadLetters),
    }),
    ...forwarding.flatMap(ruleAlarms),
  ];
}
