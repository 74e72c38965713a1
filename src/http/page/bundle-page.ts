import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A file that the page loads. */
export interface PageFile {
  /** With a hash of its content, so that a browser may keep it for ever. */
  readonly name: string;
  readonly text: string;
}

/** The page without its HTML. */
export interface PageFiles {
  readonly script: PageFile;
  readonly style: PageFile;
}

/** A bundle of the page, and the paths of what went into it. */
export interface PageBundle extends PageFiles {
  readonly inputs: readonly string[];
}

/** The repository's folder. */
const repository = fileURLToPath(new URL("../../../", import.meta.url));

/** Bundles the page's code, which is a clone's: the package has the bundle alone. */
export async function bundlePage(): Promise<PageBundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: repository,
    entryPoints: { console: "src/console/main.tsx" },
    outdir: "unused",
    entryNames: "[name].[hash]",
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "silent",
  });
  const file = (ending: string): PageFile => {
    const found = outputFiles.find(({ path }) => path.endsWith(ending));
    if (!found) throw new Error(`The page has no ${ending} file.`);
    return { name: found.path.slice(found.path.lastIndexOf("console.")), text: found.text };
  };
  return { script: file(".js"), style: file(".css"), inputs: Object.keys(metafile.inputs) };
}
