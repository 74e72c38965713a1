import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import { spelled } from "../program/bridge-command.ts";
import { printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";
import type { ExplainFlags } from "./explain-flags.ts";
import { printExplanation } from "./print-explanation.ts";

/** Flags that are for a file alone. */
const fileOnly = ["receivedAt", "secrets", "publicUrl"] as const;

const flagNames = { receivedAt: "--received-at", secrets: "--secrets", publicUrl: "--public-url" } as const;

/** The newest request that the bridge refused. @throws BridgeError `wrong-use` where there is none */
async function newestRefused(bridge: RunningBridge, stage: string | undefined): Promise<string> {
  const { items } = await bridge.requests({ outcome: ["refused"], limit: 1 });
  const [newest] = items;
  if (newest) {
    printNote(`${newest.id} to ${newest.source}, at ${newest.at}`);
    return newest.id;
  }
  throw new BridgeError(
    "wrong-use",
    "The bridge has refused no request, as far as it knows.",
    `${spelled(`deliveries${stage === undefined ? "" : ` --stage ${stage}`}`)} lists what came.`,
  );
}

/** Explains a request that a running bridge has kept: by default the newest that it refused. */
export async function explainKept(request: string | undefined, flags: ExplainFlags): Promise<void> {
  const flag = fileOnly.find((name) => flags[name] !== undefined) ?? (flags.offline ? "offline" : undefined);
  if (flag !== undefined)
    throw new BridgeError(
      "wrong-use",
      `${flag === "offline" ? "--offline" : flagNames[flag]} is for a request in a file, and no file is named.`,
      `Name the source and the file: ${spelled("explain <source> <file.http>")}`,
    );
  await withBridge({ flags }, async (bridge) => {
    const id = request ?? (await newestRefused(bridge, flags.stage));
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
