import { BridgeError } from "../../../core/errors.ts";
import type { Explanation } from "../../../operate/explain/explanation.ts";
import type { BridgeParts } from "./bridge-parts.ts";

/** Why a request was refused. */
export async function explainRefused({ refused }: BridgeParts, id: string): Promise<Explanation | undefined> {
  if (!refused.has(id)) return undefined;
  throw new BridgeError(
    "wrong-use",
    "This version can't explain a refusal yet.",
    "See docs/errors.md for its reason.",
  );
}
