import type { Provider } from "../src/core/provider.ts";

/** Why the bridge and a vendor's code may differ. Each one must be needed: an explanation that nothing uses fails. */
export interface Explanation {
  /** What the bridge does where the vendor's code does the other thing. */
  readonly ours: "refused" | "accepted";
  /** Vendors, or `vendor/scheme`; `*` for what holds for every one. */
  readonly of: readonly string[];
  /** Names of variants; a `*` at the end stands for anything. */
  readonly variants: readonly string[];
  /** Whether the provider's data bear it out, for reasons that are computed. */
  readonly holds?: (provider: Provider, variant: string) => boolean;
  readonly why: string;
}
