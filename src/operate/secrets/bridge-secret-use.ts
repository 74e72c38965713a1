import type { RunningBridge } from "../bridge.ts";
import type { SecretUseReader } from "./rotation.ts";

/** Rows that are read at once, and pages at most. */
const pageRows = 1_000;
const mostPages = 20;

/** The use of secrets by the accepted requests that a bridge lists: each says which secret it matched. */
export const bridgeSecretUse =
  (bridge: Pick<RunningBridge, "requests">): SecretUseReader =>
  async (source, sinceMs) => {
    let newestAt: number | undefined;
    let olderAt: number | undefined;
    let before: string | undefined;
    let unnoted = 0;
    for (let count = 0; count < mostPages; count++) {
      const query = { source: [source], from: sinceMs, limit: pageRows };
      const page = await bridge.requests({ ...query, ...(before !== undefined && { before }) }, true);
      // The newest comes first.
      for (const { at, secretIndex } of page.items) {
        if (secretIndex === undefined) unnoted++;
        else if (secretIndex === 0) newestAt ??= Date.parse(at);
        else olderAt ??= Date.parse(at);
      }
      before = page.next ?? undefined;
      if (before === undefined || (newestAt !== undefined && olderAt !== undefined)) break;
    }
    if (newestAt === undefined && olderAt === undefined && unnoted > 0)
      return { unknown: "The bridge has not noted which secrets its deliveries matched." };
    return {
      from: "the deliveries that the bridge lists",
      ...(newestAt !== undefined && { newestAt }),
      ...(olderAt !== undefined && { olderAt }),
    };
  };
