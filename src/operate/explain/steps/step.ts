import type { ExplainContext } from "../engine/context.ts";
import type { BridgeSays } from "../engine/outcome.ts";
import type { VariantVerdict } from "../engine/variant.ts";
import type { Cause } from "../explanation.ts";
import type { VendorFit } from "../source/vendor.ts";

/** The request as it came, and what is known before anything is tried. */
export interface ExplainedCase {
  readonly context: ExplainContext;
  readonly says: BridgeSays;
  /** The request as it came. */
  readonly judged: VariantVerdict;
  /** The vendors that it fits, the best first. */
  readonly fits: readonly VendorFit[];
  /** The vendor that it plainly is of, where that is not the source's. */
  readonly stray: VendorFit | undefined;
}

/** What one step found. */
export interface StepResult {
  readonly causes: readonly Cause[];
  /** What it tried in vain, in words. */
  readonly ruledOut: readonly string[];
}

export const noResult: StepResult = { causes: [], ruledOut: [] };

export const foundCause = (...causes: readonly Cause[]): StepResult => ({ causes, ruledOut: [] });

export const ruledOut = (...names: readonly string[]): StepResult => ({ causes: [], ruledOut: names });

/** Tries one kind of cause. */
export type ExplainStep = (one: ExplainedCase) => Promise<StepResult> | StepResult;
