import type { EventView } from "../core/event.ts";
import type { Provider } from "../core/provider.ts";
import type { BusConfig } from "./bus-config.ts";
import type { DeploymentOptions } from "./deployment-options.ts";
import type { SubscriptionConfig } from "./subscription-config.ts";

/** A source in bridge.config.ts. */
export interface SourceConfig<Bus extends string> {
  readonly provider: Provider;
  /** Name of a bus, or a function that picks one for each event. */
  readonly bus: Bus | ((event: EventView) => Bus);
  /** Event names to publish; a trailing `*` matches any ending. Default: all. */
  readonly accept?: readonly string[];
  /** True takes names in `accept` that the vendor's list of events does not have. */
  readonly unlisted?: boolean;
  /**
   * JSON pointers into the payload. Their values are replaced before an event leaves the bridge, and kept out of its attributes. `*`
   * matches every element or member.
   */
  readonly redact?: readonly `/${string}`[];
  /** Keeps deliveries with the same subject in order, in a FIFO queue. docs/configuration.md has the costs. Default: no order. */
  readonly order?: "subject";
  /**
   * Counts signed content alone as what makes an event another one. A captured delivery can then never be repeated as a
   * new event, but genuine events with equal signed content count once: docs/identity.md. Default: false.
   */
  readonly strictDeduplication?: boolean;
  /** Largest body in bytes, up to 4,500,000: a Lambda invocation takes 6 MB, and the body is base64 in it. */
  readonly maxBodyBytes?: number;
}

/** What differs in one stage. Each option and each bus replaces that of the deployment as a whole. */
export interface StageConfig<Bus extends string> {
  readonly deployment?: DeploymentOptions;
  readonly buses?: Readonly<Partial<Record<Bus, BusConfig>>>;
}

/** What bridge.config.ts passes to `defineBridge`. */
export interface BridgeConfig<Bus extends string> {
  /** Prefix of the names of all deployed resources. Default `hookbridge`. */
  readonly name?: string;
  readonly buses: Readonly<Record<Bus, BusConfig>>;
  readonly sources: Readonly<Record<string, SourceConfig<NoInfer<Bus>>>>;
  /** Consumers of the buses, by name. */
  readonly subscriptions?: Readonly<Record<string, SubscriptionConfig<NoInfer<Bus>>>>;
  readonly deployment?: DeploymentOptions;
  /** What differs, by the name of the stage. */
  readonly stages?: Readonly<Record<string, StageConfig<NoInfer<Bus>>>>;
}
