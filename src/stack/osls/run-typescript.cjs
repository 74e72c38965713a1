// osls runs on the user's Node.js, which may not run TypeScript. The bridge's commands run on a Node.js that does.
const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { nodeComplaint } = require("../../core/node-version.cjs");

const root = join(__dirname, "../../..");
/** In the npm package, the bridge is compiled. */
const compiled = existsSync(join(root, "src/index.js"));

/** Ends the process with a message. Thrown, osls would print it with a stack trace. */
function fail(message, code) {
  console.error(message);
  process.exit(code);
}

/** A Node.js that runs the bridge: this one, or for TypeScript the one in the dependencies. */
function nodePath() {
  if (compiled) {
    const complaint = nodeComplaint(process.version, require("../../../package.json").engines.node);
    if (complaint) fail(complaint, 2);
  }
  if (compiled || process.features.typescript) return process.execPath;
  const name = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const file = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  try {
    return require.resolve(`node-${name}/${file}`);
  } catch {
    return fail(`Node.js ${process.version} can't run TypeScript: install Node.js 24 and try again.`, 2);
  }
}

exports.fail = fail;

/** Runs one of the bridge's commands. @returns how it ended */
function spawnTypeScript(command, args, variables, more) {
  const file = join(root, compiled ? command.replace(/\.ts$/, ".js") : command);
  return spawnSync(nodePath(), [file, ...args], {
    env: { ...process.env, ...variables },
    encoding: "utf8",
    maxBuffer: 64 * 1_024 * 1_024,
    ...more,
  });
}

/** Runs one of the bridge's commands. @returns its output; if it fails, its own message is printed and the process ends */
exports.runTypeScript = (command, args, variables = {}, input = "") => {
  const { status, stdout, stderr, error } = spawnTypeScript(command, args, variables, { input });
  if (status === 0) return stdout;
  fail(stderr?.trim() || String(error ?? `${command} ended with ${status}.`), status ?? 70);
};

/** Runs one that takes long, and prints what it says at once; if it fails, the process ends. */
exports.runShowingNotes = (command, args, variables) => {
  const { status } = spawnTypeScript(command, args, variables, { stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(status ?? 70);
};
