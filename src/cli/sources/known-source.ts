import { BridgeError } from "../../core/errors.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import type { SourceDetail } from "../../operate/state.ts";

/** A source of a running bridge. @throws BridgeError `wrong-use` where it has none of this name */
export async function knownSource(bridge: RunningBridge, name: string): Promise<SourceDetail> {
  const source = await bridge.source(name);
  if (source) return source;
  const names = (await bridge.sources()).map((one) => one.name);
  const [nearest] = similarNames(name, names);
  throw new BridgeError(
    "wrong-use",
    `There is no source "${name}".`,
    nearest === undefined ? `The sources: ${names.join(", ")}.` : `Did you mean ${nearest}?`,
  );
}
