import { BridgeError } from "../core/errors.ts";
import type { EventView } from "../core/event.ts";
import type { Source } from "../core/source.ts";

/** What was thrown, by its kind alone: its text may quote the payload, which no log has. */
const thrownKind = (thrown: unknown): string =>
  thrown instanceof Error && /^[A-Z][a-z][A-Za-z]{0,30}Error$/.test(thrown.name)
    ? `${/^[AEIOU]/.test(thrown.name) ? "an" : "a"} ${thrown.name}`
    : "an error";

/**
 * Name of the bus of an event.
 * @param buses names of the deployment's buses
 * @throws BridgeError `event-invalid` when the `bus` function throws, or gives another name
 */
export function busFor(source: Source, view: EventView, buses: ReadonlySet<string>): string {
  let bus: string;
  try {
    bus = typeof source.bus === "string" ? source.bus : source.bus(view);
  } catch (cause) {
    throw new BridgeError(
      "event-invalid",
      `The \`bus\` function of the source "${source.name}" threw ${thrownKind(cause)} for an event "${view.name}".`,
      "Fix the function in bridge.config.ts, deploy, and redrive.",
      cause,
    );
  }
  if (buses.has(bus)) return bus;
  throw new BridgeError(
    "event-invalid",
    `The \`bus\` function of the source "${source.name}" returned "${bus}", which is not a bus of this deployment.`,
    "Add the bus to bridge.config.ts or fix the function, deploy, and redrive.",
  );
}
