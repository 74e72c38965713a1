import { readdir, readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { PageBundle, PageFile, PageFiles } from "./bundle-page.ts";

/** Where the package has the bundle; a clone has the code there. */
const folder = new URL("../../console/", import.meta.url);

/** Files of a bundle, which `packaging/build.ts` writes. */
const bundled = /^console\.\w+\.(js|css)$/;

async function fileOfPackage(names: readonly string[], ending: string): Promise<PageFile | undefined> {
  const name = names.find((found) => bundled.exec(found)?.[1] === ending);
  return name === undefined ? undefined : { name, text: await readFile(new URL(name, folder), "utf8") };
}

/** The package's bundle; undefined in a clone. */
async function filesOfPackage(): Promise<PageFiles | undefined> {
  const names = await readdir(folder);
  const [script, style] = await Promise.all([fileOfPackage(names, "js"), fileOfPackage(names, "css")]);
  return script && style && { script, style };
}

/** Bundles in a clone, and again when one of the files has changed, so that who works on the page only reloads it. */
function cloneFiles(): () => Promise<PageFiles> {
  let kept: { readonly bundle: PageBundle; readonly stamp: string } | undefined;
  const stampOf = async ({ inputs }: PageBundle): Promise<string> => {
    const repository = fileURLToPath(new URL("../../../", import.meta.url));
    const times = await Promise.all(
      inputs.map((path) =>
        stat(`${repository}${path}`).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        ),
      ),
    );
    return times.join(" ");
  };
  return async () => {
    if (kept && (await stampOf(kept.bundle)) === kept.stamp) return kept.bundle;
    const { bundlePage } = await import("./bundle-page.ts");
    const bundle = await bundlePage();
    kept = { bundle, stamp: await stampOf(bundle) };
    return bundle;
  };
}

const filesOfClone = cloneFiles();
let builtFiles: Promise<PageFiles | undefined> | undefined;

/** The page's files, as they are now. */
export async function pageFiles(): Promise<PageFiles> {
  builtFiles ??= filesOfPackage();
  return (await builtFiles) ?? filesOfClone();
}
