#!/usr/bin/env node
// The program `hookbridge` of the npm package. Plain CommonJS, so that a Node.js that is too old can still say so.
const { nodeComplaint } = require("../core/node-version.cjs");

const complaint = nodeComplaint(process.version, require("../../package.json").engines.node);
if (complaint) {
  console.error(complaint);
  process.exit(2);
}

import("./hookbridge.js");
