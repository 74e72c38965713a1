import { expect, it } from "vitest";
import { parsePort } from "../../src/cli/parse-port.ts";

it.each(["0", "80", "65535"])("%s is a port", (text) => {
  expect(parsePort(text)).toBe(Number(text));
});

it.each(["", "-1", "65536", "1.5", "0x10", "1e3", "http", " 80"])("%j is none", (text) => {
  expect(() => parsePort(text)).toThrow("Give a number from 0 (any free port) to 65535.");
});
