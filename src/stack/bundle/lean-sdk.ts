import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/** `const _h = "http";` */
const constant = /^const (_[A-Za-z0-9_$]*) = ("[^"\n]*");$/gm;

/** A key in brackets could call `toString`, so esbuild keeps what holds one; as a text it is dropped where nobody uses it. */
function plainKeys(code: string): string {
  const texts = new Map(Array.from(code.matchAll(constant), ([, name, text]) => [name, text]));
  return code.replace(/\[(_[A-Za-z0-9_$]*)\]:/g, (whole, name: string) => {
    const text = texts.get(name);
    return text === undefined ? whole : `${text}:`;
  });
}

/** Parameter Store alone has 150 classes of errors. The bridge goes by their names, which the SDK gives without them as well. */
const withoutErrorClasses = (code: string): string =>
  code.replace(/^n0_registry\.registerError\(\w+\$, \w+\);$/gm, "");

const environmentProvider = "@aws-sdk/credential-provider-env";

/**
 * Leaves out of a bundle what a Lambda function never uses of the AWS SDK: the shapes of other operations, and the
 * ways to credentials (profiles, single sign-on, instance metadata) besides the environment, where Lambda puts them.
 */
export const leanSdk: Plugin = {
  name: "lean-sdk",
  setup(build) {
    build.onLoad({ filter: /@aws-sdk[\\/].*[\\/]schemas_0\.js$/ }, ({ path }) => {
      const code = plainKeys(readFileSync(path, "utf8"));
      return { contents: /client-(ssm|secrets-manager)[\\/]/.test(path) ? withoutErrorClasses(code) : code };
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
