import { groupsOf } from "../../../core/dead-letters/letter-groups.ts";
import { BridgeError } from "../../../core/errors.ts";
import type { DeadLetters } from "./dead-letters.ts";
import { listLetters } from "./letter-page.ts";

function noQueue(name: string, subscriptions: ReadonlyMap<string, DeadLetters>): never {
  const names = [...subscriptions.keys()].join(", ") || "none";
  throw new BridgeError(
    "wrong-use",
    `"${name}" has no dead-letter queue that this bridge watches; these subscriptions have: ${names}.`,
    "Leave --subscription out, or read the queue of the rule's target with the AWS CLI at the address that `npx hookbridge start` prints.",
  );
}

/**
 * The dead letters of the bridge and of its subscriptions as one. Orders are for the bridge's own, where they name no subscription.
 * @param own deliveries that could not be published
 */
export function joinDeadLetters(
  own: DeadLetters,
  subscriptions: ReadonlyMap<string, DeadLetters>,
): DeadLetters {
  const all = [own, ...subscriptions.values()];
  const of = (name: string | undefined): DeadLetters =>
    name === undefined ? own : (subscriptions.get(name) ?? noQueue(name, subscriptions));
  const held = () => all.flatMap((letters) => letters.held());
  return {
    held,
    list: (query) =>
      listLetters(query.subscription === undefined ? held() : of(query.subscription).held(), query),
    find: (id) => all.map((letters) => letters.find(id)).find((letter) => letter !== undefined),
    groups: () => groupsOf(held().map(({ row }) => row)),
    count: own.count,
    run: async (verb, order, following) => of(order.subscription).run(verb, order, following),
    async close() {
      await Promise.all(all.map((letters) => letters.close()));
    },
  };
}
