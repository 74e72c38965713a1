import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { zipSync } from "fflate";
import { bundleFunctions } from "./bundle.ts";
import { bundleFiles } from "./bundle-files.ts";

/** The same date for all files: equal code then makes equal bytes, and an unchanged function is not deployed again. */
const modified = new Date(1980, 0, 1);

/** A zip file of these files, by their names in it. */
export const zipOfFiles = (files: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipSync({ ...files }, { mtime: modified, level: 9, attrs: 0o644 << 16, os: 3 });

/** Each function's package, as `<outDir>/<function>.zip` which holds `index.mjs` and the chunks that it imports. */
export async function zipBundles(options: {
  readonly configFile: string;
  readonly outDir: string;
}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "hookbridge-package-"));
  try {
    const bundles = await bundleFunctions({
      configFile: options.configFile,
      outDir: folder,
      sourceMaps: false,
    });
    mkdirSync(options.outDir, { recursive: true });
    for (const file of Object.values(bundles)) {
      // No source maps: they are as large as the code, and can be made again from the same commit to read a stack trace.
      const files = bundleFiles(file).map((path): [string, Uint8Array] => [
        basename(path),
        readFileSync(path),
      ]);
      const zip = zipOfFiles(Object.fromEntries(files));
      writeFileSync(join(options.outDir, `${basename(dirname(file))}.zip`), zip);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
