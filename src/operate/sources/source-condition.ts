import type { Provider } from "../../core/provider.ts";
import { waitsForPairing } from "../../local/secrets/secret-shapes.ts";
import type { SourceCondition, SourceRow } from "../state.ts";

/** A source that has received and is silent for so long counts as silent. */
const silentAfterMs = 7 * 86_400_000;

/**
 * What a source is doing, by its last requests.
 * @param provider undefined where its file is not at hand
 */
export function sourceConditionOf(
  provider: Provider | undefined,
  { secrets, lastAccepted, lastRefused }: Pick<SourceRow, "secrets" | "lastAccepted" | "lastRefused">,
  nowMs: number,
): SourceCondition {
  if (secrets === 0) return provider && waitsForPairing(provider) ? "waiting-for-pairing" : "no-secret";
  if (lastRefused && (!lastAccepted || lastRefused.at > lastAccepted.at)) return "refused";
  if (!lastAccepted) return "waiting-for-first";
  return nowMs - Date.parse(lastAccepted.at) > silentAfterMs ? "silent" : "receiving";
}
