#!/usr/bin/env node
// The program `hookbridge` of the npm package. Plain CommonJS, so that a Node.js that is too old can still say so.
const { nodeComplaint } = require("../core/node-version.cjs");

const complaint = nodeComplaint(process.version, require("../../package.json").engines.node);
if (complaint) {
  console.error(complaint);
  process.exit(2);
}

// Node.js 22 warns that SQLite is experimental, about which the user of a command can do nothing.
const emitWarning = process.emitWarning;
process.emitWarning = (warning, ...more) => {
  if (more[0] !== "ExperimentalWarning") emitWarning.call(process, warning, ...more);
};

import("./hookbridge.js");
