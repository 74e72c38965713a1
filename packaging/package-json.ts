/** The package.json of the npm package, made of the repository's. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** The oldest Node.js on which the package runs. The clone's own is older, because it gets Node.js 24 from its dependencies. */
const engines = { node: ">=22.18" };

/** What the package needs without an import: a program that is run, and a CommonJS module that is required. */
const neededByName = ["osls", "dynalite"];

/** What few need, and install where they do: the code says so when it is missing. A major version each. */
const installedByUsers: Readonly<Record<string, string>> = {
  "@aws-sdk/client-athena": "^3.0.0",
  "aws-local-stepfunctions": "^3.0.0",
};

/** The repository's package.json, as far as it is used here. */
interface RootPackage {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly type: string;
  readonly sideEffects: boolean;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The modules of payload types, whose folder has one module that is there when they are loaded. */
const typesOnly = { pattern: "./src/consumer/events/*.ts", module: "./src/consumer/events/nothing.js" };

/** Vendors' packages of types, any version: who imports the types of a vendor has its package. */
function vendorPackages(root: string): readonly string[] {
  const modules = JSON.parse(readFileSync(join(root, "known-events/payloads.json"), "utf8")) as Readonly<
    Record<string, { readonly package: string }>
  >;
  return [...new Set(Object.values(modules).map((module) => module.package))].sort();
}

/** The built file of a module of the repository, and its declarations. */
function builtExport(dist: string, module: string): { readonly types: string; readonly default: string } {
  // As TypeScript, and not as a declaration: the compiler skips declarations, and a package that is missing would make `any` of payloads.
  if (module === typesOnly.pattern) return { types: module, default: typesOnly.module };
  const [types, file] = module.endsWith(".cjs")
    ? [module.replace(/\.cjs$/, ".d.cts"), module]
    : [module.replace(/\.ts$/, ".d.ts"), module.replace(/\.ts$/, ".js")];
  for (const path of [types, file])
    if (!existsSync(join(dist, path)))
      throw new Error(`${path} was not built. Is it in tsconfig.types.json?`);
  return { types, default: file };
}

/** Names of the packages that modules import or require. */
async function importedPackages(dist: string, modules: readonly string[]): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    absWorkingDir: dist,
    entryPoints: [...modules],
    outdir: "unused",
    bundle: true,
    write: false,
    metafile: true,
    packages: "external",
    external: ["#bridge.config"],
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  const external = Object.values(metafile.inputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external, path }) => external && !/^(?:node:|#|<)/.test(path));
  return new Set(external.map(({ path }) => (/^(?:@[^/]+\/)?[^/]+/.exec(path) as RegExpExecArray)[0]));
}

/**
 * The package.json of the package: exports of compiled modules, and of the dependencies those that its code uses.
 * @param dist the folder with the compiled modules
 * @param modules their paths in it
 * @throws when the code needs a package that is not a dependency of the repository
 */
export async function packageJson(root: string, dist: string, modules: readonly string[]): Promise<object> {
  const source = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as RootPackage;
  const versions = { ...source.devDependencies, ...source.dependencies };
  const needed = new Set([...neededByName, ...(await importedPackages(dist, modules))]);
  const always = [...needed].filter((name) => !Object.hasOwn(installedByUsers, name));
  const dependencies = always.sort().map((name) => {
    const version = versions[name];
    if (version === undefined) throw new Error(`The package needs ${name}, which is no dependency here.`);
    return [name, version] as const;
  });
  const { name, version, description, license, type, sideEffects } = source;
  const vendors = Object.fromEntries(vendorPackages(root).map((vendor) => [vendor, "*"]));
  const peerDependencies = { ...vendors, ...installedByUsers };
  return {
    name,
    version,
    description,
    keywords: ["webhooks", "eventbridge", "aws", "serverless", "cloudevents"],
    license,
    type,
    sideEffects,
    engines,
    bin: { hookbridge: "./src/cli/bin.cjs" },
    exports: Object.fromEntries(
      Object.entries(source.exports).map(([path, module]) => [
        path,
        module.endsWith(".json") ? module : builtExport(dist, module),
      ]),
    ),
    files: readdirSync(dist).filter((file) => file !== "package.json"),
    dependencies: Object.fromEntries(dependencies),
    peerDependencies,
    peerDependenciesMeta: Object.fromEntries(
      Object.keys(peerDependencies).map((peer) => [peer, { optional: true }]),
    ),
  };
}
