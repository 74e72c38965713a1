import type { EventView } from "./event.ts";
import type { Provider } from "./provider.ts";

/** One configured use of a provider: a row of `sources` in bridge.config.ts with its name. */
export interface Source {
  /** As in its URL, `/hooks/{name}`; see `sourceNamePattern`. */
  readonly name: string;
  readonly provider: Provider;
  /** Name of a bus, or a function that picks one for each event. */
  readonly bus: string | ((event: EventView) => string);
  /** Event names to publish (`invoice.*`); others are dropped. Default: all. */
  readonly accept?: readonly string[];
  /** True where `accept` may have names that the vendor's list of events does not have. */
  readonly unlisted?: true;
  /** JSON pointers whose values become `"[redacted]"` in events, and are left out of every attribute. */
  readonly redact?: readonly string[];
  /**
   * `subject`: deliveries of one subject are published in the order of their acceptance. Default: no order.
   */
  readonly order?: "subject";
  /** Makes deduplication keys of signed content alone: the provider's `distinct` counts only where it is signed. */
  readonly strictDeduplication?: boolean;
  /** Largest body in bytes. */
  readonly maxBodyBytes: number;
}

/** True when a source publishes events of this name. */
export function accepts({ accept }: Source, name: string): boolean {
  if (!accept) return true;
  return accept.some((pattern) =>
    pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}

/** A source's name is part of URLs, parameter names and metrics. */
export const sourceNamePattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
