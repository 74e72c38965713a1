import type { Bridge } from "../../../config/define-bridge.ts";
import type { Source } from "../../../core/source.ts";
import type { KeyFetcher } from "../../../operate/explain/key-fetcher.ts";
import type { BridgePlace, SampleAnswer, SampleOrder } from "../../../operate/state.ts";
import type { RecordedDelivery } from "../../../recorded/fixtures.ts";
import type { Consumers } from "../consumers/consumers.ts";
import type { DeadLetters } from "../dead-letters/dead-letters.ts";
import type { Journal } from "../journal/journal.ts";
import type { RefusedRequests } from "../refused/refused-requests.ts";
import type { RecentRequests } from "../requests/recent-requests.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What the running bridge is read from and changed through. */
export interface BridgeParts {
  readonly place: BridgePlace;
  readonly config: Bridge;
  readonly journal: Journal;
  readonly workspace: Workspace;
  readonly refused: RefusedRequests;
  /** The last accepted requests of this run. */
  readonly recent: RecentRequests;
  readonly deadLetters: DeadLetters;
  readonly consumers: Consumers;
  /** The secrets of a source as the functions see them. */
  readonly secretsOf: (source: string) => Promise<readonly string[]>;
  /** Secrets that a source had until not long ago. */
  readonly formerSecretsOf: (source: string) => readonly string[];
  /** The recorded requests of the source's provider. */
  readonly recordings: (source: Source) => readonly RecordedDelivery[];
  /** True where this machine can sign as the source's vendor does, once it has the secret. */
  readonly canSign: (source: Source) => boolean;
  readonly sample: (source: Source, order: SampleOrder) => Promise<SampleAnswer>;
  /** Fetches the keys that vendors publish. */
  readonly fetcher: KeyFetcher;
  readonly now: () => number;
}
