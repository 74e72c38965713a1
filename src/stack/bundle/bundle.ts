import { realpathSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { ownModule } from "../../core/own-module.ts";
import { bundleFilesName } from "./bundle-files.ts";
import { checkedConfig } from "./checked-config.ts";
import { bundling } from "./esbuild.ts";
import { leanConfig } from "./lean-config.ts";
import { leanProviders } from "./lean-providers.ts";
import { leanSdk } from "./lean-sdk.ts";
import { loadBridge } from "./load-bridge.ts";
import { usedSchemes } from "./used-schemes.ts";

/** The bundled handlers, as paths of ES modules that export `handler`; what they import stands beside them. */
export interface FunctionBundles {
  readonly receive: string;
  readonly publish: string;
}

/**
 * Bundles the Lambda functions with one configuration, so that each holds only the providers and schemes in use. What is imported with
 * `import()` becomes a chunk of its own, which is not loaded at start. The local runtime runs the same files that are deployed.
 * @param options.configFile the bridge.config.ts to build in
 * @param options.outDir where `<function>/index.mjs`, its chunks and their source maps go
 * @param options.sourceMaps none: the names of the chunks then say nothing of the folder, which is part of each map
 */
export async function bundleFunctions(options: {
  readonly configFile: string;
  readonly outDir: string;
  readonly sourceMaps?: false;
}): Promise<FunctionBundles> {
  const bridge = await loadBridge(options.configFile);
  const configFile = realpathSync(options.configFile);
  const plugins = [leanSdk, checkedConfig, usedSchemes(bridge), leanConfig(configFile, bridge)];
  const bundle = async (name: keyof FunctionBundles): Promise<string> => {
    const outdir = join(options.outDir, name);
    const handler = fileURLToPath(ownModule(`../../../functions/${name}/handler.ts`, import.meta.url));
    const { metafile } = await build({
      ...bundling,
      entryPoints: { index: handler },
      outdir,
      outExtension: { ".js": ".mjs" },
      splitting: true,
      plugins: [...plugins, leanProviders(name)],
      minify: true,
      sourcemap: options.sourceMaps === false ? false : "linked",
      sourcesContent: false,
      metafile: true,
      alias: { ...bundling.alias, "#bridge.config": configFile },
    });
    const modules = Object.entries(metafile.outputs).filter(([file]) => file.endsWith(".mjs"));
    const files = modules.map(([file, { imports }]) => {
      const atStart = imports.filter(({ kind, external }) => kind === "import-statement" && !external);
      return [basename(file), atStart.map(({ path }) => basename(path))] as const;
    });
    writeFileSync(join(outdir, bundleFilesName), JSON.stringify(Object.fromEntries(files)));
    return join(outdir, "index.mjs");
  };
  const [receive, publish] = await Promise.all([bundle("receive"), bundle("publish")]);
  return { receive, publish };
}
