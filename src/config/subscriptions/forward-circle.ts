import type { Bridge } from "../define-bridge.ts";
import type { EventFinding } from "../known-events/event-finding.ts";

/** What forwards the events of one bus of a deployment to another one of it. */
interface Forwarding {
  readonly from: string;
  readonly to: string;
  /** The stage, the account and the region, as the ARN has them. */
  readonly place: string;
  /** The setting that says so. */
  readonly by: string;
}

const busArnParts = /^arn:[^:]+:events:([^:]+):([0-9]{12}):event-bus\/(.+)$/;

/** The bus of the configuration that an ARN means in some stage: a stage has no hyphen. */
function ownBus(arn: string, prefix: string): Pick<Forwarding, "to" | "place"> | undefined {
  const [, region = "", account = "", name = ""] = busArnParts.exec(arn) ?? [];
  const [, stage, to] = (name.startsWith(prefix) && /^([^-]+)-(.+)$/.exec(name.slice(prefix.length))) || [];
  return to === undefined ? undefined : { to, place: `${stage} ${account} ${region}` };
}

/** The way from a bus back to itself; undefined where there is none. @param seen buses from which there is none */
function circleFrom(
  way: readonly [Forwarding, ...Forwarding[]],
  all: readonly Forwarding[],
  seen = new Set<string>(),
): readonly Forwarding[] | undefined {
  const [first] = way;
  const { to } = way.at(-1) ?? first;
  if (to === first.from) return way;
  if (seen.has(to)) return undefined;
  seen.add(to);
  for (const next of all) {
    if (next.from !== to || next.place !== first.place) continue;
    const circle = circleFrom([...way, next], all, seen);
    if (circle) return circle;
  }
  return undefined;
}

/**
 * A warning where buses of the configuration forward to each other in a circle, or one to itself. It is no error: which account the bridge is
 * deployed to is not in its configuration, and another account's bridge may have the same names.
 */
export function circleFindings({
  name,
  buses,
  subscriptions,
}: Pick<Bridge, "name" | "buses" | "subscriptions">): readonly EventFinding[] {
  const forwards = [
    ...Array.from(buses).flatMap(([bus, { forwardTo = [] }]) =>
      forwardTo.map((arn) => ({ from: bus, arn, by: `forwardTo of ${bus}` })),
    ),
    ...Array.from(subscriptions.values()).flatMap(({ name: by, bus, target }) =>
      target.kind === "forward" ? [{ from: bus, arn: target.arn, by: `subscription ${by}` }] : [],
    ),
  ];
  const all = forwards.flatMap(({ from, arn, by }): readonly Forwarding[] => {
    const own = ownBus(arn, `${name}-`);
    return own && buses.has(own.to) ? [{ ...own, from, by }] : [];
  });
  const circle = all.map((one) => circleFrom([one], all)).find((found) => found !== undefined);
  if (!circle) return [];
  const way = [...circle.map(({ from }) => from), circle[0]?.from].join(" -> ");
  const settings = circle.map(({ by }) => by).join(", ");
  return [
    {
      level: "warning",
      message: `bridge.config.ts: events go in a circle, ${way} (${settings}), if this bridge is deployed to the account that is named there.`,
      remedy: "Leave one of these out then: consumers of a bus would get its own events a second time.",
    },
  ];
}
