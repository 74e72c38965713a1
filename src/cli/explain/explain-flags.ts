import type { BridgeFlags } from "../program/connect.ts";

/** Flags of `explain`. */
export interface ExplainFlags extends BridgeFlags {
  /** When the request in the file came, in ms since 1970. */
  readonly receivedAt?: number;
  readonly secrets?: string;
  readonly publicUrl?: string;
  readonly offline: boolean;
}
