import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/** `const _h = "http";` */
const constant = /^const (_[A-Za-z0-9_$]*) = ("[^"\n]*");$/gm;

/** Replaces computed keys by literal ones. esbuild keeps an object with a computed key even if it is unused, because the key could call `toString`. */
function plainKeys(code: string): string {
  const texts = new Map(Array.from(code.matchAll(constant), ([, name, text]) => [name, text]));
  return code.replace(/\[(_[A-Za-z0-9_$]*)\]:/g, (whole, name: string) => {
    const text = texts.get(name);
    return text === undefined ? whole : `${text}:`;
  });
}

/**
 * Removes the error classes: 150 for Parameter Store alone. The bridge and the SDK's retries look at error names, which are set
 * without them too.
 */
const withoutErrorClasses = (code: string): string =>
  code.replace(/^n0_registry\.registerError\(\w+\$, \w+\);$/gm, "");

const environmentProvider = "@aws-sdk/credential-provider-env";

/**
 * Removes from a bundle what a Lambda function never uses of the AWS SDK: the shapes of other operations, and all
 * credential providers (profiles, single sign-on, instance metadata) but the environment, which Lambda sets.
 */
export const leanSdk: Plugin = {
  name: "lean-sdk",
  setup(build) {
    build.onLoad({ filter: /@aws-sdk[\\/].*[\\/]schemas_0\.js$/ }, ({ path }) => {
      const code = plainKeys(readFileSync(path, "utf8"));
      return { contents: withoutErrorClasses(code) };
    });
    // Only its version is used, in the user agent.
    build.onLoad({ filter: /@aws-sdk[\\/]client-[a-z0-9-]+[\\/]package\.json$/ }, ({ path }) => {
      const { version }: { readonly version: string } = JSON.parse(readFileSync(path, "utf8"));
      return { contents: JSON.stringify({ version }), loader: "json" };
    });
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ path, resolveDir }) => ({
      path,
      namespace: "lean-sdk",
      pluginData: resolveDir,
    }));
    build.onLoad({ filter: /.*/, namespace: "lean-sdk" }, ({ pluginData }) => ({
      contents: `export { fromEnv as defaultProvider } from ${JSON.stringify(environmentProvider)};`,
      resolveDir: pluginData as string,
    }));
  },
};
