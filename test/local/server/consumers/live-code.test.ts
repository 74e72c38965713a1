import { expect, test } from "vitest";
import { consumerFailure, printedLine } from "../../../../src/local/server/consumers/live-code.ts";

test("a failure that quotes a payload can't steer the terminal, and keeps its lines", () => {
  const quoted = new SyntaxError('"\u001b]0;owned\u0007\u001b[2J\u009b1m" is no JSON\n\tat handler');
  expect(consumerFailure(quoted)).toBe(
    'SyntaxError: "\ufffd]0;owned\ufffd\ufffd[2J\ufffd1m" is no JSON\n\tat handler',
  );
  expect(consumerFailure("\u001bc")).toBe("\ufffdc");
});

test("what a consumer prints can't steer the terminal either, and keeps its colours", () => {
  expect(printedLine("\u001b[1;31mred\u001b[0m\tand \u001b]0;owned\u0007 \u001b[2J\u009b1m")).toBe(
    "\u001b[1;31mred\u001b[0m\tand \ufffd]0;owned\ufffd \ufffd[2J\ufffd1m",
  );
});
