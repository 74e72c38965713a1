import { spawn } from "node:child_process";
import { BridgeError } from "../../core/errors.ts";
import { type OslsFlags, oslsFlags, oslsProgram } from "../osls/run-osls.ts";

/**
 * Packages the project in the current directory. What osls prints goes to stderr.
 * @throws BridgeError `wrong-use` where osls can't
 */
export async function makePackage(flags: OslsFlags): Promise<void> {
  const args = [oslsProgram(), "package", ...oslsFlags(flags)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", 2, 2] });
  const { promise, resolve: ended, reject } = Promise.withResolvers<number | null>();
  child.on("error", reject);
  child.on("close", ended);
  if ((await promise) === 0) return;
  throw new BridgeError(
    "wrong-use",
    "The project can't be packaged: osls says why above.",
    "Fix it, and call the command again.",
  );
}
