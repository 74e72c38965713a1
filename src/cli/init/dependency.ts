import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { BridgeError } from "../../core/errors.ts";
import { packageFacts } from "../program/package-facts.ts";

/** Turned on with the first release: projects then depend on the version in npm's registry. */
const isInRegistry = false;

/** The folder of this package: a clone, or what npm installed. */
const thisPackage = fileURLToPath(new URL("../../..", import.meta.url));

/** How a project depends on the bridge, and what must be done for that. */
export interface Dependency {
  /** The version in package.json. */
  readonly version: string;
  /** Puts a copy of the package into the project. */
  copy?(): void;
  /** What the user should know. */
  readonly note?: string;
}

const isTarball = (path: string): boolean => /\.t(?:ar\.)?gz$/.test(path);

/** True for a folder that is this package, built or not. */
function isPackage(folder: string): boolean {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      readonly name?: string;
    };
    return name === "hookbridge";
  } catch {
    return false;
  }
}

const forwardSlashes = (path: string): string => path.split(sep).join("/");

/**
 * How the project depends on the bridge. A tarball is copied into the project, so that CI has it too; a folder is linked.
 * @param project the project's folder
 * @param from a tarball or a folder; default: the registry, or the folder that this program runs from
 * @throws BridgeError `wrong-use`
 */
export function dependencyOn(project: string, from?: string): Dependency {
  if (from === undefined && isInRegistry) return { version: `^${packageFacts().version}` };
  if (from === undefined && /[\\/]node_modules[\\/]/.test(thisPackage))
    throw new BridgeError(
      "wrong-use",
      "The package hookbridge is not in npm's registry yet.",
      "Say where npm gets it: --from <tarball>, as `npm pack` makes it.",
    );
  const path = resolve(from ?? thisPackage);
  if (!existsSync(path))
    throw new BridgeError(
      "wrong-use",
      `There is no ${path}.`,
      "Give the path of a tarball or of the package's folder.",
    );
  if (statSync(path).isFile() && isTarball(path)) {
    const copied = `vendor/${basename(path)}`;
    return {
      version: `file:${copied}`,
      copy: () => {
        mkdirSync(join(project, "vendor"), { recursive: true });
        copyFileSync(path, join(project, copied));
      },
    };
  }
  if (!isPackage(path))
    throw new BridgeError(
      "wrong-use",
      `${path} is not the package hookbridge.`,
      "Give its folder or its tarball.",
    );
  return {
    version: `file:${forwardSlashes(relative(resolve(project), path))}`,
    note: `The project uses ${path} as it is there. For CI, make it with --from <tarball> (npm run build, then npm pack ./dist).`,
  };
}
