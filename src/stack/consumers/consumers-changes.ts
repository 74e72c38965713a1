import { type Change, changesByName } from "../compare/changes-by-name.ts";
import { type ConsumersInventory, hasOwnQueue, type ListedSubscription } from "./consumers-inventory.ts";

const targetWords = { "state-machine": "state machine", function: "function", forward: "bus", arn: "target" };

const destination = ({ kind, target = "" }: ListedSubscription): string =>
  kind === "queue" ? "a queue of its own" : `the ${targetWords[kind]} ${target}`;

/** What is left of a subscription, or of its former target. */
function whatStays(before: ListedSubscription): string {
  const queues = hasOwnQueue(before)
    ? "Its queue and its dead-letter queue stay in SQS with what is in them, which nothing of the stack reads any more."
    : "Its dead-letter queue stays in SQS with what is in it.";
  if (before.kind === "function") return `${queues} The function's log is deleted.`;
  return before.kind === "state-machine"
    ? `${queues} Running executions of its state machine end at their next step.`
    : queues;
}

function targetChange(name: string, before: ListedSubscription, after: ListedSubscription): string {
  const moved = `Subscription "${name}" goes to ${destination(after)}, before to ${destination(before)}.`;
  return hasOwnQueue(before) && !hasOwnQueue(after)
    ? `${moved} Its former queue stays in SQS with what is in it, which nothing of the stack reads any more.`
    : moved;
}

function subscriptionChanges({ name, before, after }: Change<ListedSubscription>): readonly string[] {
  if (!after) return before ? [`Subscription "${name}" is removed. ${whatStays(before)}`] : [];
  if (!before)
    return [
      `Subscription "${name}" is added: events of bus "${after.bus}" go to ${destination(after)}${after.paused ? ", once it is no longer paused" : ""}.`,
    ];
  return [
    ...(before.bus === after.bus
      ? []
      : [`Subscription "${name}" takes events of bus "${after.bus}", before of "${before.bus}".`]),
    ...(before.pattern === after.pattern ? [] : [`Subscription "${name}" takes other events.`]),
    ...(destination(before) === destination(after) ? [] : [targetChange(name, before, after)]),
    ...(before.paused === after.paused
      ? []
      : [`Subscription "${name}" is ${after.paused ? "paused" : "no longer paused"}.`]),
  ];
}

function lakeChange({ name, before, after }: Change<number>): string {
  if (after === undefined)
    return (
      `The lake of bus "${name}" leaves the stack: new events are not kept, and its saved queries and their history are deleted. ` +
      `Its bucket stays, where S3 deletes events after ${before} days. A lake that is added again begins empty.`
    );
  if (before === undefined)
    return `Bus "${name}" gets a lake: its events from now on are kept for ${after} days.`;
  return `The lake of bus "${name}" keeps events for ${after} days, before ${before}${after < before ? ": S3 deletes those that are older" : ""}.`;
}

/** What a deployment changes for subscriptions and lakes, in sentences; empty for no such change. */
export const consumersChanges = (
  before: ConsumersInventory,
  after: ConsumersInventory,
): readonly string[] => [
  ...changesByName(before.subscriptions, after.subscriptions).flatMap(subscriptionChanges),
  ...changesByName(before.lakes, after.lakes).map(lakeChange),
];
