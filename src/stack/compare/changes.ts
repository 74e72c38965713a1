import type { Inventory } from "../inventory.ts";
import { type Change, changesByName } from "./changes-by-name.ts";

function sourceChange({ name, before, after }: Change<string>): string {
  if (before === undefined)
    return `Source "${name}" is added: it answers 503 until its secret is set. Then paste its URL at the vendor.`;
  if (after === undefined)
    return `Source "${name}" is removed: its URL answers 401, and its deliveries in the queue are parked as source-removed. Its secret stays.`;
  return (
    `Source "${name}" changes from ${before} to ${after}: its secret and its URL stay, requests of ` +
    "the old vendor are refused, and its deliveries in the queue are read by the new provider."
  );
}

function busChange({ name, before, after }: Change<number>): string {
  if (before === undefined) return `Bus "${name}" is added.`;
  if (after === undefined)
    return (
      `Bus "${name}" leaves the stack and gets no more events. It stays in EventBridge with its rules ` +
      "and its archive; delete it there before you add it again."
    );
  if (after === 0)
    return `Bus "${name}" has no archive any more: the old archive leaves the stack and stays in EventBridge.`;
  return before === 0
    ? `Bus "${name}" gets an archive of ${after} days, for new events.`
    : `The archive of bus "${name}" keeps events for ${after} days, before ${before}.`;
}

function existingBusChange({ name, before, after }: Change<string>): string {
  if (after === undefined)
    return `Bus "${name}" no longer stands for ${before}, which gets no more events from here.`;
  return (
    `Events of bus "${name}" go to ${after}${before === undefined ? "" : `, before to ${before}`}: its owner must allow ` +
    "the role in the stack's output PublishRoleArn to put events."
  );
}

function orderChanges(before: Inventory, after: Inventory): readonly string[] {
  const names = Object.keys(after.sources).filter((name) => Object.hasOwn(before.sources, name));
  const moved = names.flatMap((name) => {
    const was = before.ordered?.sources.includes(name) === true;
    const is = after.ordered?.sources.includes(name) === true;
    if (was === is) return [];
    return is
      ? `Source "${name}" becomes ordered: its deliveries that still wait in the standard queue may be published after newer ones.`
      : `Source "${name}" is no longer ordered: its deliveries that still wait in the FIFO queue may be published after newer ones.`;
  });
  return before.ordered?.queue && !after.ordered?.queue
    ? [
        ...moved,
        "The FIFO queue and its dead-letter queue leave the stack and stay in SQS, but their deliveries " +
          "are no longer published. If they may not be empty, deploy with queue: { keepOrdered: true } " +
          "first, and without it when they are.",
      ]
    : moved;
}

/** What a deployment changes for sources, buses and URLs, in sentences; empty for no such change. */
export function changesBetween(before: Inventory, after: Inventory): readonly string[] {
  const door =
    before.frontDoor === after.frontDoor
      ? []
      : [
          `The front door changes from ${before.frontDoor} to ${after.frontDoor}: the URLs of all sources ` +
            "change, and webhooks fail until you paste the new ones at the vendors.",
        ];
  const moves = before.frontDoor === after.frontDoor && before.gateway !== undefined;
  return [
    ...door,
    ...(moves && before.gateway !== after.gateway
      ? [
          `The front door behind ${after.frontDoor} changes from ${before.gateway} to ${after.gateway}: webhooks fail ` +
            "until requests are forwarded to the new one, which is the stack's output GatewayUrl.",
        ]
      : []),
    ...(before.buffered && !after.buffered
      ? [
          "The buffer queue and its dead-letter queue leave the stack and stay in SQS, but their requests " +
            "are no longer verified: deploy only when they are empty.",
        ]
      : []),
    ...changesByName(before.buses, after.buses).map(busChange),
    ...changesByName(before.existingBuses ?? {}, after.existingBuses ?? {}).map(existingBusChange),
    ...changesByName(before.sources, after.sources).map(sourceChange),
    ...orderChanges(before, after),
  ];
}
