#!/usr/bin/env node
// `npx hookbridge` in a clone: installs the locked dependencies once, finds a Node.js that runs TypeScript, and runs the program on it.
const { spawn, spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
const packages = join(root, "node_modules");

if (!existsSync(join(packages, ".package-lock.json"))) {
  const installed = spawnSync(process.execPath, [join(__dirname, "install.mjs")], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (installed.status !== 0) process.exit(3);
}

/** This Node.js if it strips types, or the one in the dependencies. */
function nodePath() {
  if (process.features.typescript) return process.execPath;
  const platform = process.platform === "win32" ? "win" : process.platform;
  const file = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  const bundled = join(packages, `node-${platform}-${process.arch}`, file);
  if (existsSync(bundled)) return bundled;
  console.error(
    `error: Node.js ${process.version} can't run TypeScript.\n  next:  Install Node.js 24, and try again.`,
  );
  return process.exit(2);
}

const child = spawn(nodePath(), [join(root, "src/cli/hookbridge.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
});
// Ctrl-C reaches the program too, which cleans up first; other signals are passed on.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("close", (status, signal) => process.exit(signal === null ? status : 130));
