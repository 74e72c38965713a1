import { expect, it } from "vitest";
import { nodeComplaint } from "../../src/core/node-version.cjs";

it.each(["v22.18.0", "v22.23.5", "v23.0.0", "v24.21.0", "v100.0.0"])(
  "%s is new enough for 22.18",
  (version) => {
    expect(nodeComplaint(version, ">=22.18")).toBeUndefined();
  },
);

it.each(["v22.17.1", "v22.2.0", "v20.20.2", "v8.17.0"])("%s is too old for 22.18", (version) => {
  const complaint = nodeComplaint(version, ">=22.18");
  expect(complaint).toContain("needs Node.js 22.18 or newer");
  expect(complaint).toContain(`this is Node.js ${version.slice(1)} (${process.execPath})`);
  expect(complaint).toContain("Install Node.js 24");
});
