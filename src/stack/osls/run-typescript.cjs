// osls runs on the user's Node.js, which may not run TypeScript. The bridge's commands run on a Node.js that does.
const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { nodeComplaint } = require("../../core/node-version.cjs");

const root = join(__dirname, "../../..");
/** In the npm package, the bridge is compiled. */
const compiled = existsSync(join(root, "src/index.js"));

/** A Node.js that runs the bridge: this one, or for TypeScript the one in the dependencies. */
function nodePath() {
  if (compiled) {
    const complaint = nodeComplaint(process.version, require("../../../package.json").engines.node);
    if (complaint) throw new Error(complaint);
    return process.execPath;
  }
  if (process.features.typescript) return process.execPath;
  const name = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const file = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  try {
    return require.resolve(`node-${name}/${file}`);
  } catch {
    throw new Error(`Node.js ${process.version} can't run TypeScript: install Node.js 24 and try again.`);
  }
}

/** Runs one of the bridge's commands. @returns its output; if it fails, its own message is printed and the process ends */
exports.runTypeScript = (command, args, variables = {}, input = "") => {
  const file = join(root, compiled ? command.replace(/\.ts$/, ".js") : command);
  const { status, stdout, stderr, error } = spawnSync(nodePath(), [file, ...args], {
    cwd: compiled ? process.cwd() : root,
    env: { ...process.env, ...variables },
    input,
    encoding: "utf8",
    maxBuffer: 64 * 1_024 * 1_024,
  });
  if (status === 0) return stdout;
  // Thrown, osls would print the error once for each variable, each time with a stack trace.
  console.error(stderr?.trim() || String(error ?? `${command} ended with ${status}.`));
  process.exit(1);
};
