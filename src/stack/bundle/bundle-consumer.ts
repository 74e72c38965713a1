import { resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { BridgeError } from "../../core/errors.ts";
import { firstMessage } from "./build-message.ts";
import { bundling } from "./esbuild.ts";

/** A bundled consumer. */
export interface ConsumerBundle {
  /** Path of the ES module that exports `handler`. */
  readonly bundle: string;
  /** The files that it is made of, packages left out. */
  readonly sources: readonly string[];
  /** What the module exports. */
  readonly exports: readonly string[];
}

/** Packages in CommonJS that `require` what Node has: an ES module has no `require` of its own. */
const requireBanner =
  'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);';

/** Modules with types of payloads, which have no code. */
const payloadTypes: Plugin = {
  name: "payload-types",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^hookbridge\/consumer\/events\// }, ({ path }) => ({
      path,
      namespace: "payload-types",
    }));
    onLoad({ filter: /.*/, namespace: "payload-types" }, () => ({ contents: "" }));
  },
};

/**
 * Bundles a module of the user's with all that it imports.
 * @param options.outfile ends with `.mjs`; its source map is put beside it
 * @throws BridgeError `config-invalid`
 */
export async function bundleConsumer(options: {
  readonly file: string;
  readonly outfile: string;
  readonly minify?: boolean;
}): Promise<ConsumerBundle> {
  const { file, outfile, minify = false } = options;
  try {
    const { metafile } = await build({
      ...bundling,
      entryPoints: [resolve(file)],
      outfile,
      minify,
      sourcemap: "linked",
      plugins: [payloadTypes],
      banner: { js: requireBanner },
      metafile: true,
    });
    const files = Object.keys(metafile.inputs).filter((path) => !path.startsWith("payload-types:"));
    const inputs = files.map((path) => resolve(path));
    return {
      bundle: outfile,
      sources: inputs.filter((path) => !/[\\/]node_modules[\\/]/.test(path)),
      exports: Object.values(metafile.outputs).flatMap((output) => output.exports),
    };
  } catch (failure) {
    throw new BridgeError(
      "config-invalid",
      `${file} can't be bundled: ${firstMessage(failure)}`,
      "Correct it; npx tsc shows the line.",
      failure,
    );
  }
}
