import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { shellWord } from "../../src/core/shell-word.ts";

it.each(["plain", "a b", "it's", "$HOME", "*", "a;b", "", "~", "com.stripe.*", '{"a":["b"]}', "--x=1"])(
  "a shell reads %j as one word",
  (word) => {
    const { stdout } = spawnSync("sh", ["-c", `printf '%s|' ${shellWord(word)}`], { encoding: "utf8" });
    expect(stdout).toBe(`${word}|`);
  },
);
