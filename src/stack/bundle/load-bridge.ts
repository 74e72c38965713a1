import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import { firstMessage } from "./build-message.ts";
import { bundling } from "./esbuild.ts";

const usualName = "bridge.config.ts";

/** The error that a configuration threw. Its BridgeError is another class, from its own bundle. */
function loadError(configFile: string, error: unknown): BridgeError {
  const { name, message, remedy } = error as Partial<BridgeError>;
  if (name === "BridgeError") {
    const text = String(message);
    // What it says of itself begins with its usual name.
    const said = text.startsWith(usualName)
      ? configFile + text.slice(usualName.length)
      : `${configFile}: ${text}`;
    return new BridgeError("config-invalid", said, String(remedy), error);
  }
  return new BridgeError(
    "config-invalid",
    `${configFile} threw when it was loaded: ${String(error)}`,
    "Fix it; npx tsc finds most mistakes.",
    error,
  );
}

/**
 * Bundles and runs a module of the user's.
 * @returns its default export
 * @throws BridgeError `config-invalid`
 */
export async function loadDefault(file: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), "hookbridge-config-"));
  const outfile = join(folder, "bridge.config.mjs");
  try {
    const { warnings } = await build({
      ...bundling,
      entryPoints: [resolve(file)],
      outfile,
    }).catch((failure: unknown) => {
      throw new BridgeError(
        "config-invalid",
        `${file} can't be loaded: ${firstMessage(failure)}`,
        "Fix it; npx tsc shows the line.",
        failure,
      );
    });
    // Of two keys with the same name, JavaScript silently keeps the last.
    const duplicate = warnings.find(({ id }) => id === "duplicate-object-key");
    if (duplicate)
      throw new BridgeError(
        "config-invalid",
        `${file}: ${firstMessage({ errors: [duplicate] })}.`,
        "Give each bus and each source its own name.",
      );
    try {
      return ((await import(pathToFileURL(outfile).href)) as { default?: unknown }).default;
    } catch (error) {
      throw loadError(file, error);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Bundles and runs a configuration.
 * @throws BridgeError `config-invalid`
 */
export async function loadBridge(configFile: string): Promise<Bridge> {
  if (!existsSync(configFile))
    throw new BridgeError(
      "config-invalid",
      `There is no ${configFile} in ${resolve(".")}.`,
      "Call it in the folder of your project, or name the file: --config <file>",
    );
  const bridge = (await loadDefault(configFile)) as Bridge | undefined;
  if (bridge?.sources instanceof Map && bridge.buses instanceof Map) return bridge;
  throw new BridgeError(
    "config-invalid",
    `${configFile} has no bridge as its default export.`,
    "End it with: export default defineBridge({ … });",
  );
}
