import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browser of this machine: `CHROMIUM_PATH`, or the first one on the PATH. */
export function chromiumPath(): string | undefined {
  const { CHROMIUM_PATH, PATH = "" } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  const folders = PATH.split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** Why there are no journeys; undefined where there is a browser. */
export function chromiumMissing(): string | undefined {
  const path = chromiumPath();
  if (path === undefined)
    return "No journeys: there is no Chromium on the PATH. Install one, or set CHROMIUM_PATH.";
  return existsSync(path) ? undefined : `No journeys: CHROMIUM_PATH is ${path}, which is not there.`;
}
