import { afterEach, expect, it } from "vitest";
import { sameCall } from "../../../src/cli/text/same-call.ts";

const { argv } = process;
afterEach(() => {
  process.argv = argv;
});

it("repeats the call with other flags", () => {
  process.argv = [
    "node",
    "hookbridge",
    "deliveries",
    "--before",
    "a",
    "--limit",
    "3",
    "--after=b",
    "--text",
    "it's",
  ];
  expect(sameCall(["--before", "c"], ["--before", "--after"])).toBe(
    "npx hookbridge deliveries --limit 3 --text 'it'\\''s' --before c",
  );
});
