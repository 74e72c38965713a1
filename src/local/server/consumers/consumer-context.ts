import type { PrintedError } from "../../lambda/printed-error.ts";
import type { ConsumerPlace } from "./provision-consumer.ts";
import type { Consumptions } from "./results/consumptions.ts";

/** What runs consumers. */
export interface ConsumerContext extends ConsumerPlace {
  /** The folder of bridge.config.ts. */
  readonly projectFolder: string;
  /** Where bundles go. */
  readonly bundleFolder: string;
  readonly consumptions: Consumptions;
  readonly now: () => number;
  readonly onLine: (line: string) => void;
  readonly onFailure: (error: unknown) => void;
}

/** The same, with what one of them prints. */
export interface PrintingContext extends ConsumerContext {
  readonly printed: PrintedError;
}
