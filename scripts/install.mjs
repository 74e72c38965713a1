// Runs before `npm start`, `npm test` and the like: installs the locked dependencies once, so that each is one command.
// `node scripts/install.mjs <folder>…`: those of folders with a lock of their own as well.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Packages at their versions; what npm leaves out (other platforms' optional packages) does not count. */
function packages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined;
}

function install(folder) {
  const wanted = packages(`${folder}/package-lock.json`);
  if (!wanted) throw new Error(`${folder}/package-lock.json is missing: run this from the project's folder.`);
  const installed = packages(`${folder}/node_modules/.package-lock.json`);
  const missing = Object.entries(wanted).filter(
    ([path, { version, optional }]) => path !== "" && !optional && installed?.[path]?.version !== version,
  );
  if (missing.length === 0) return;
  const what = folder === "." ? "the dependencies" : `what ${folder}/ needs`;
  console.error(`Installing ${what}: ${missing.length} packages, once…`);
  const scripts = folder === "." ? [] : ["--ignore-scripts"];
  execFileSync("npm", ["ci", ...scripts, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
}

for (const folder of [".", ...process.argv.slice(2)]) install(folder);
