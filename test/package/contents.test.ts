import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { afterAll, describe, expect, inject, it } from "vitest";
import { packageJson } from "../../packaging/package-json.ts";
import { bundleFunctions } from "../../src/stack/bundle/bundle.ts";
import { bundleFiles } from "../../src/stack/bundle/bundle-files.ts";
import { programOf, runToEnd } from "./program.ts";

const root = resolve(import.meta.dirname, "../..");
const { project, tarball } = inject("installed");
const home = join(project, "node_modules/hookbridge");
const scratch = mkdtempSync(join(tmpdir(), "hookbridge-package-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const manifest: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(join(home, "package.json"), "utf8"),
);

it("has what users need, and nothing that runs or installs anything else", () => {
  expect(Object.keys(manifest)).not.toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^(scripts|devDependencies|optionalDependencies|private|imports)$/),
    ]),
  );
  expect(manifest.engines).toEqual({ node: ">=22.18" });
  expect(Object.keys(manifest.dependencies ?? {})).toEqual(
    expect.arrayContaining(["osls", "esbuild", "dynalite"]),
  );
  for (const name of ["vitest", "preact", "@preact/signals"])
    expect(Object.keys(manifest.dependencies ?? {})).not.toContain(name);
  const files = readdirSync(home, { recursive: true, encoding: "utf8" });
  for (const name of [
    "README.md",
    "SECURITY.md",
    "LICENSE",
    "CHANGELOG.md",
    "docs/errors.md",
    "src/stack/deployer/handlers.json",
    // Of what is bundled into the page.
    "src/console/LICENSES",
    "src/consumer/events/github.ts",
    "src/stack/lake/queries/failed-logins.sql",
    "src/operate/lake/duckdb.sql",
  ])
    expect(files).toContain(name);
  // The types of payloads are source: the compiler skips declarations, and would make `any` of a package that is missing.
  const sources = files.filter(
    (name) =>
      /^(?!src\/consumer\/events\/).*(?<!\.d)\.ts$/.test(name) ||
      /\.test\.|bridge\.config|cli\/gen/.test(name),
  );
  expect(sources).toEqual([]);
});

it("has the program, with the package's own version", async () => {
  const { code, out } = await runToEnd(process.execPath, [programOf(project), "--version"], project);
  expect({ code, out }).toEqual({ code: 0, out: `${manifest.version}\n` });
});

it("says what installs a part that few need", async () => {
  const few = ["@aws-sdk/client-athena", "aws-local-stepfunctions"];
  for (const name of few) {
    expect(Object.keys(manifest.dependencies ?? {})).not.toContain(name);
    expect(manifest.peerDependenciesMeta?.[name]).toEqual({ optional: true });
    expect(readdirSync(join(project, "node_modules"), { recursive: true, encoding: "utf8" })).not.toContain(
      name,
    );
  }
  const folder = join(project, "lake");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "bridge.config.ts"),
    'import { defineBridge } from "hookbridge";\nexport default defineBridge({ buses: { main: { lake: { days: 30 } } }, sources: {} });\n',
  );
  const words = [programOf(project), "lake", "failed-logins", "--stage", "dev", "--region", "eu-west-1"];
  const { code, err } = await runToEnd(process.execPath, words, folder);
  expect(err).toContain("npm install --save-dev @aws-sdk/client-athena");
  expect(code).not.toBe(0);
});

it("is not built when its code needs a package that is no dependency", async () => {
  writeFileSync(join(scratch, "needy.js"), 'import "no-such-package";');
  await expect(packageJson(root, scratch, ["needy.js"])).rejects.toThrow("The package needs no-such-package");
});

it("installs at most 250 packages and 150 MB", () => {
  const entries = readdirSync(join(project, "node_modules"), { recursive: true, withFileTypes: true });
  const isPackage = /node_modules\/(?:@[^/]+\/)?[^/@.][^/]*$/;
  const packages = entries.filter(
    ({ name, parentPath }) => name === "package.json" && isPackage.test(parentPath),
  );
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map(({ parentPath, name }) => statSync(join(parentPath, name)));
  const bytes = sizes.reduce((sum, { size }) => sum + size, 0);
  const onDisk = sizes.reduce((sum, { blocks }) => sum + blocks * 512, 0);
  const mega = (count: number): string => (count / 1e6).toFixed(1);
  const blocks = onDisk / 2 ** 20;
  console.error(
    `${packages.length} packages, ${files.length} files of ${mega(bytes)} MB, on this disk ${blocks.toFixed(1)} MiB`,
  );
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.length).toBeLessThanOrEqual(250);
  expect(bytes).toBeLessThanOrEqual(150e6);
  // What `du -sm` shows: many small files take more of a disk than their bytes.
  expect(blocks).toBeLessThanOrEqual(150);
});

describe("what checks packages finds nothing", () => {
  const tool = (path: string): string => join(root, "packaging/node_modules", path);

  it("attw: types resolve for ES modules and bundlers", async () => {
    const attw = tool("@arethetypeswrong/cli/dist/index.js");
    const args = [attw, tarball, "--profile", "esm-only", "--format", "json"];
    const { code, out } = await runToEnd(process.execPath, args, scratch);
    const { analysis }: { analysis: { entrypoints: object } } = JSON.parse(out);
    expect(Object.keys(analysis.entrypoints)).toEqual(Object.keys(manifest.exports ?? {}));
    expect(code).toBe(0);
  });

  it("publint", async () => {
    const args = [tool("publint/src/cli.js"), "run", tarball, "--strict"];
    const { code, out } = await runToEnd(process.execPath, args, scratch);
    expect(out).toMatch(/All good!/);
    expect(code).toBe(0);
  });
});

describe("a user's project compiles, with the declarations checked", () => {
  it.each([
    ["NodeNext", "NodeNext"],
    ["ESNext", "bundler"],
  ])("module %s, moduleResolution %s", async (module, moduleResolution) => {
    const compilerOptions = {
      ...{ module, moduleResolution, target: "ES2024", lib: ["ES2024"], types: [], strict: true },
      ...{
        skipLibCheck: false,
        noEmit: true,
        allowImportingTsExtensions: true,
        exactOptionalPropertyTypes: true,
      },
    };
    const file = join(project, `tsconfig.${moduleResolution}.json`);
    writeFileSync(file, JSON.stringify({ compilerOptions, include: ["*.ts", "providers"] }));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    expect(await runToEnd(process.execPath, [tsc, "-p", file], project)).toEqual({
      code: 0,
      out: "",
      err: "",
    });
  });
});

it("tells a user who imports types of payloads without the vendor's package, and has nothing of them at run time", async () => {
  const folder = mkdtempSync(join(project, "typed-"));
  writeFileSync(join(folder, "use.ts"), 'import "hookbridge/consumer/events/resend";\n');
  const options = [
    "--ignoreConfig",
    "--module",
    "NodeNext",
    "--skipLibCheck",
    "--strict",
    "--noEmit",
    "--types",
    "",
  ];
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { code, out } = await runToEnd(process.execPath, [tsc, ...options, "use.ts"], folder);
  expect([code, out]).toEqual([expect.any(Number), expect.stringMatching(/error TS2307: .*'resend'/)]);
  const script = 'console.log(Object.keys(await import("hookbridge/consumer/events/resend")).length)';
  expect(await runToEnd(process.execPath, ["--input-type=module", "-e", script], folder)).toMatchObject({
    code: 0,
    out: "0\n",
  });
  rmSync(folder, { recursive: true });
});

it("bundles the functions as the repository does, without unused providers, schemes and parts of the SDK", async () => {
  const options = { configFile: join(project, "bridge.config.ts"), sourceMaps: false } as const;
  const bytesOf = (bundle: string): number =>
    bundleFiles(bundle).reduce((sum, file) => sum + statSync(file).size, 0);
  const ours = await bundleFunctions({ ...options, outDir: join(scratch, "repository") });
  const outDir = join(scratch, "package");
  mkdirSync(outDir);
  const script = `const { bundleFunctions } = await import(${JSON.stringify(join(home, "src/stack/bundle/bundle.js"))});
    await bundleFunctions(${JSON.stringify({ ...options, outDir })});`;
  execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd: project });
  for (const bundle of Object.values(ours)) {
    const name = basename(resolve(bundle, ".."));
    const [repository, packaged] = [bytesOf(bundle), bytesOf(join(outDir, name, "index.mjs"))];
    console.error(`${name}: ${repository} bytes in the repository, ${packaged} in the package`);
    expect(packaged / repository).toBeGreaterThan(0.99);
    expect(packaged / repository).toBeLessThan(1.01);
  }
});
