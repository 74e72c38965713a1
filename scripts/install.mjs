// Runs before `npm start` and `npm test`: installs the locked dependencies once, so that each is one command.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const lock = "package-lock.json";
const installed = "node_modules/.package-lock.json";

/** Packages at their versions; what npm leaves out (other platforms' optional packages) does not count. */
function versions(file) {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

const want = versions(lock) ?? {};
const have = versions(installed);
const stale =
  !have ||
  Object.entries(want).some(
    ([path, { version, optional }]) => path !== "" && !optional && have[path]?.version !== version,
  );

if (stale) {
  console.error("Installing dependencies (once, about a minute)…");
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
}
