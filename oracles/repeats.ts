import type { Provider } from "../src/core/provider.ts";
import type { Explanation } from "./explanation.ts";
import { ageOf } from "./times.ts";

/**
 * Whether a window that reaches this far from now is needed for the vendor's late attempts: its `retries` say for how
 * many hours it tries again, and do not say that each attempt is signed anew. A wider window needs another reason.
 */
function mayRepeat({ retries }: Provider, variant: string): boolean {
  const age = ageOf(variant);
  if (age === undefined || retries === undefined || retries.signed === "anew") return false;
  return Math.abs(age) <= (retries.hours ?? 0) * 3_600;
}

/** Where a window is wider than that of the vendor's code, because the vendor tries again with the first signature. */
export const repeated: readonly Explanation[] = [
  {
    ours: "accepted",
    of: ["*"],
    variants: ["time: 6 minutes old", "time: 11 minutes old", "time: 90 minutes old", "time: 25 hours old"],
    holds: mayRepeat,
    why: "The vendor may repeat a delivery of this age with its first signature: its provider's `retries` say so. This code refuses what came late through no fault of the vendor's.",
  },
  {
    ours: "accepted",
    of: ["*"],
    variants: ["time: 6 minutes ahead", "time: 11 minutes ahead"],
    holds: mayRepeat,
    why: "Clocks differ, and a window that is wide for such repetitions is as wide ahead, up to an hour.",
  },
];
