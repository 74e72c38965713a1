import type { RunningBridge } from "../../../src/operate/bridge.ts";

/** A running bridge, and how a webhook comes to it. */
export interface ContractSubject {
  readonly bridge: RunningBridge;
  /** Has a genuine delivery come to a source, and resolves when its event is on the bus. */
  deliver(source: string): Promise<void>;
  /** How far the times by which it chooses may be from those that it shows; default 0. Requests must be further apart. */
  readonly timeMarginMs?: number;
  close(): Promise<void>;
}
