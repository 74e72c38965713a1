import type { EventView } from "./event.ts";
import type { Provider } from "./provider.ts";

/** One configured use of a provider: a row of `sources` in bridge.config.ts with its name. */
export interface Source {
  readonly name: string;
  readonly provider: Provider;
  /** Name of a bus, or a function that picks one for each event. */
  readonly bus: string | ((event: EventView) => string);
  /** Event names to publish (`invoice.*`); others are dropped. Default: all. */
  readonly accept?: readonly string[];
  /** JSON pointers whose values are replaced by `"[redacted]"`, and told in no attribute, before anything leaves the bridge. */
  readonly redact?: readonly string[];
  /** Deliveries with one subject are published in the order in which they were accepted. Default: no order. */
  readonly order?: "subject";
  /** Largest body in bytes. */
  readonly maxBodyBytes: number;
}

/** A source name is part of URLs, of parameter names and of metrics. */
export const sourceNamePattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
