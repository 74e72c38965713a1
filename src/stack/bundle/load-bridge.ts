import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildFailure, build } from "esbuild";
import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import { bundling } from "./esbuild.ts";

/** What esbuild says of a file, in one line. */
function firstMessage(failure: unknown): string {
  const [first] = (failure as Partial<BuildFailure>).errors ?? [];
  const place = first?.location ? ` (line ${first.location.line})` : "";
  return first ? `${first.text}${place}` : String(failure);
}

/** The error that a configuration threw: its own copy of BridgeError, for it was bundled. */
function thrown(configFile: string, error: unknown): BridgeError {
  const { name, message, remedy } = error as Partial<BridgeError>;
  if (name === "BridgeError")
    return new BridgeError("config-invalid", `${configFile}: ${message}`, String(remedy), error);
  return new BridgeError(
    "config-invalid",
    `${configFile} threw when it was loaded: ${String(error)}`,
    "Mend it; npm run check finds most mistakes.",
    error,
  );
}

/**
 * Bundles and evaluates a configuration.
 * @throws BridgeError `config-invalid` that names the file, what is wrong and what to do
 */
export async function loadBridge(configFile: string): Promise<Bridge> {
  const folder = mkdtempSync(join(tmpdir(), "hookbridge-config-"));
  const outfile = join(folder, "bridge.config.mjs");
  try {
    const { warnings } = await build({
      ...bundling,
      entryPoints: [resolve(configFile)],
      outfile,
    }).catch((failure: unknown) => {
      throw new BridgeError(
        "config-invalid",
        `${configFile} can't be read: ${firstMessage(failure)}`,
        "Mend it; npm run check shows the place.",
        failure,
      );
    });
    // JavaScript keeps the last of two with one name, and says nothing.
    const twice = warnings.find(({ id }) => id === "duplicate-object-key");
    if (twice)
      throw new BridgeError(
        "config-invalid",
        `${configFile}: ${firstMessage({ errors: [twice] })}.`,
        "Give each bus and each source a name of its own.",
      );
    let bridge: Bridge | undefined;
    try {
      bridge = ((await import(pathToFileURL(outfile).href)) as { default?: Bridge }).default;
    } catch (error) {
      throw thrown(configFile, error);
    }
    if (bridge?.sources instanceof Map && bridge.buses instanceof Map) return bridge;
    throw new BridgeError(
      "config-invalid",
      `${configFile} does not export a bridge.`,
      "End it with: export default defineBridge({ … });",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
