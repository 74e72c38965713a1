import { spawnSync } from "node:child_process";
import { afterEach, expect, it } from "vitest";
import { sameCall, shellWord } from "../../../src/cli/text/same-call.ts";

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

it.each(["plain", "a b", "it's", "$HOME", "*", "a;b", "", "~", "com.stripe.*", '{"a":["b"]}', "--x=1"])(
  "a shell reads %j as one word",
  (word) => {
    const { stdout } = spawnSync("sh", ["-c", `printf '%s|' ${shellWord(word)}`], { encoding: "utf8" });
    expect(stdout).toBe(`${word}|`);
  },
);
