import { expect, it } from "vitest";
import { ownModule } from "../../src/core/own-module.ts";

it.each([
  [
    "the repository",
    "file:///home/ann/hookbridge/src/cli/start.ts",
    "file:///home/ann/hookbridge/src/core/errors.ts",
  ],
  [
    "the npm package",
    "file:///app/node_modules/hookbridge/src/cli/start.js",
    "file:///app/node_modules/hookbridge/src/core/errors.js",
  ],
])("in %s", (_, from, module) => {
  expect(ownModule("../core/errors.ts", from).href).toBe(module);
});
