import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleFunctions } from "../stack/bundle/bundle.ts";
import { bundleFiles } from "../stack/bundle/bundle-files.ts";
import { bundledPackages } from "../stack/bundle/bundled-packages.ts";

/** Prints the packages in each Lambda bundle, with their versions and licences. */
const outDir = mkdtempSync(join(tmpdir(), "hookbridge-licences-"));
try {
  const bundles = await bundleFunctions({ configFile: "bridge.config.ts", outDir });
  for (const [name, bundle] of Object.entries(bundles)) {
    const packages = bundledPackages(bundle);
    const bytes = bundleFiles(bundle).reduce((sum, file) => sum + statSync(file).size, 0);
    console.log(`${name}: ${packages.length} packages, ${Math.round(bytes / 1000)} KB`);
    for (const { name: id, version, licence } of packages)
      console.log(`  ${id.padEnd(44)} ${version.padEnd(12)} ${licence}`);
  }
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
