import type { BusConfig } from "../../config/bus-config.ts";

/** Says what of a configuration does nothing on this machine, so that nobody waits for it. */
export function localLimits(buses: ReadonlyMap<string, BusConfig>): readonly string[] {
  return Array.from(buses).flatMap(([name, { arn: existing, forwardTo = [] }]) => [
    ...(existing === undefined
      ? []
      : [
          `events of the bus ${name} go to a local bus of that name: only a deployment puts them on ${existing}`,
        ]),
    ...forwardTo.map(
      (arn) =>
        `events of the bus ${name} are not forwarded to ${arn}: a local EventBridge delivers to Amazon SQS queues only`,
    ),
  ]);
}
