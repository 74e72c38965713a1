import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundling } from "./esbuild.ts";
import { leanSdk } from "./lean-sdk.ts";
import { loadBridge } from "./load-bridge.ts";
import { usedSchemes } from "./used-schemes.ts";

/** The bundled handlers, as paths of ES modules that export `handler`. */
export interface FunctionBundles {
  readonly receive: string;
  readonly publish: string;
}

/**
 * Bundles the Lambda functions with one configuration, so that each holds only the providers and schemes in use. The
 * local runtime runs the same files that are deployed.
 * @param options.configFile the bridge.config.ts to build in
 * @param options.outDir where `<function>/index.mjs` and its source map go
 */
export async function bundleFunctions(options: {
  readonly configFile: string;
  readonly outDir: string;
}): Promise<FunctionBundles> {
  const plugins = [leanSdk, usedSchemes(await loadBridge(options.configFile))];
  const bundle = async (name: keyof FunctionBundles): Promise<string> => {
    const outfile = join(options.outDir, name, "index.mjs");
    await build({
      ...bundling,
      entryPoints: [fileURLToPath(new URL(`../../../functions/${name}/handler.ts`, import.meta.url))],
      outfile,
      plugins,
      minify: true,
      sourcemap: "linked",
      sourcesContent: false,
      alias: { ...bundling.alias, "#bridge.config": resolve(options.configFile) },
    });
    return outfile;
  };
  const [receive, publish] = await Promise.all([bundle("receive"), bundle("publish")]);
  return { receive, publish };
}
