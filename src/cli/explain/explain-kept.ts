import { BridgeError } from "../../core/errors.ts";
import { spelled } from "../program/bridge-command.ts";
import { withBridge } from "../program/with-bridge.ts";
import type { ExplainFlags } from "./explain-flags.ts";
import { printExplanation } from "./print-explanation.ts";

/** Flags that are for a file alone. */
const fileOnly = ["receivedAt", "secrets", "publicUrl"] as const;

const flagNames = { receivedAt: "--received-at", secrets: "--secrets", publicUrl: "--public-url" } as const;

/** Explains a request that a running bridge has kept. */
export async function explainKept(id: string, flags: ExplainFlags): Promise<void> {
  const flag = fileOnly.find((name) => flags[name] !== undefined) ?? (flags.offline ? "offline" : undefined);
  if (flag !== undefined)
    throw new BridgeError(
      "wrong-use",
      `${flag === "offline" ? "--offline" : flagNames[flag]} is for a request in a file, and no file is named.`,
      `Name the source and the file: ${spelled("explain <source> <file.http>")}`,
    );
  await withBridge({ flags }, async (bridge) => {
    const explanation = await bridge.explain(id);
    if (!explanation)
      throw new BridgeError(
        "wrong-use",
        `The request ${id} is not kept${flags.stage === undefined ? ": the bridge here keeps the last 200 that it refused, for a day" : ""}.`,
        flags.stage === undefined
          ? `${spelled("deliveries --outcome refused")} lists them with their ids.`
          : `A deployed bridge keeps no refused request. Record one at the vendor or a proxy, and call ${spelled("explain <source> <file.http>")}`,
      );
    printExplanation(explanation, flags.json);
  });
}
