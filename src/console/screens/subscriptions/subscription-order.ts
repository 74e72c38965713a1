import type { SubscriptionRow } from "../../../operate/state.ts";

const stateOrder: readonly SubscriptionRow["state"][] = ["failing", "behind", "paused", "healthy"];

/** Worst first; of those that are alike the one with most dead letters, then with most that waits. */
export const worstFirst = (rows: readonly SubscriptionRow[]): readonly SubscriptionRow[] =>
  rows.toSorted(
    (one, other) =>
      stateOrder.indexOf(one.state) - stateOrder.indexOf(other.state) ||
      (other.deadLetters ?? 0) - (one.deadLetters ?? 0) ||
      (other.backlog ?? 0) - (one.backlog ?? 0) ||
      one.name.localeCompare(other.name),
  );

/** The kind of a target, and which: `function consumers/builds.ts`, or an ARN. */
export function targetParts(target: string): { readonly kind: string; readonly which: string } {
  // A rule may have several targets: the first is shown, and how many more there are.
  const [first = target, ...others] = target.split(/,? (?=arn:)/);
  const [, service, name] = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.+)$/.exec(first) ?? [];
  if (service !== undefined && name !== undefined)
    return { kind: service, which: others.length === 0 ? name : `${name} and ${others.length} more` };
  const [kind = target, ...rest] = target.split(" ");
  return { kind, which: rest.join(" ") };
}
