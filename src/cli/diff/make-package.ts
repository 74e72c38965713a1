import { BridgeError } from "../../core/errors.ts";
import { type OslsFlags, oslsEnd, oslsFlags } from "../osls/run-osls.ts";
import { exitCodes } from "../program/exit-codes.ts";

/**
 * Packages the project in the current directory.
 * @throws BridgeError `wrong-use` where osls can't
 */
export async function makePackage(flags: OslsFlags): Promise<void> {
  const code = await oslsEnd(["package", ...oslsFlags(flags)], exitCodes.wrongUse);
  if (code !== exitCodes.done)
    throw new BridgeError(
      "wrong-use",
      `The project can't be packaged: osls ended with ${code}, and says why above.`,
      "Fix it, and call the command again.",
    );
}
