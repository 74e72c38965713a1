import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { bundleFunctions } from "../../../src/stack/bundle/bundle.ts";
import { bundledPackages } from "../../../src/stack/bundle/bundled-packages.ts";
import { configs } from "../support/configs.ts";

const root = resolve(import.meta.dirname, "../../..");

/** Licences that let a company deploy the bundle without asking anybody. */
const free = ["Apache-2.0", "MIT", "MIT-0", "0BSD", "ISC", "BSD-3-Clause"];

it("the bundles hold packages of the locked versions and free licences only", async () => {
  const outDir = mkdtempSync(join(tmpdir(), "hookbridge-packages-"));
  const configFile = join(outDir, "bridge.config.ts");
  writeFileSync(configFile, configs.usual);
  const bundles = await bundleFunctions({ configFile, outDir });
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version?: string; integrity?: string }>;
  };
  const bill = JSON.parse(
    execFileSync("npm", ["run", "--silent", "sbom"], { cwd: root, encoding: "utf8", maxBuffer: 1e9 }),
  ) as { bomFormat: string; components: { "bom-ref": string }[] };
  const listed = new Set(bill.components.map((component) => component["bom-ref"]));
  expect(bill.bomFormat).toBe("CycloneDX");
  for (const bundle of Object.values(bundles)) {
    const packages = bundledPackages(bundle);
    expect(packages.map(({ name }) => name)).toContain("@aws-sdk/client-sqs");
    expect(packages.length).toBeLessThan(40);
    for (const { name, version, licence } of packages) {
      expect(listed).toContain(`${name}@${version}`);
      expect([name, licence]).toEqual([name, expect.toBeOneOf(free)]);
      const locked = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
      expect(locked.map(([, { version: found }]) => found)).toContain(version);
      expect(locked.every(([, { integrity }]) => integrity?.startsWith("sha512-"))).toBe(true);
    }
  }
});

it("every dependency is pinned to one version", () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  ) as Record<string, Record<string, string>>;
  for (const [name, version] of Object.entries({
    ...dependencies,
    ...devDependencies,
    ...optionalDependencies,
  }))
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(?:-[a-z.0-9]+)?$/)]);
});
