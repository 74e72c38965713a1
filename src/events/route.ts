import { BridgeError } from "../core/errors.ts";
import type { EventView } from "../core/event.ts";
import type { Source } from "../core/source.ts";

/** Whether a source publishes events of this name. */
export function accepts({ accept }: Source, name: string): boolean {
  if (!accept) return true;
  return accept.some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : name === one));
}

/**
 * The bus of an event.
 * @param buses names of the deployment's buses
 * @throws BridgeError `event-invalid` for a `bus` function that throws, or that gives no bus of the deployment
 */
export function busFor(source: Source, view: EventView, buses: ReadonlySet<string>): string {
  let bus: string;
  try {
    bus = typeof source.bus === "string" ? source.bus : source.bus(view);
  } catch (cause) {
    throw new BridgeError(
      "event-invalid",
      `The bus function of source "${source.name}" threw for an event "${view.name}".`,
      "Fix it in bridge.config.ts, deploy, and redrive.",
      cause,
    );
  }
  if (buses.has(bus)) return bus;
  throw new BridgeError(
    "event-invalid",
    `The bus function of source "${source.name}" gave "${bus}", which is no bus of this deployment.`,
    "Add the bus to bridge.config.ts or fix the function, deploy, and redrive.",
  );
}
