import { expect, test } from "vitest";
import { consumerFailure } from "../../../../src/local/server/consumers/live-code.ts";

test("a failure that quotes a payload can't steer the terminal, and keeps its lines", () => {
  const quoted = new SyntaxError('"\u001b]0;owned\u0007\u001b[2J\u009b1m" is no JSON\n\tat handler');
  expect(consumerFailure(quoted)).toBe(
    'SyntaxError: "\ufffd]0;owned\ufffd\ufffd[2J\ufffd1m" is no JSON\n\tat handler',
  );
  expect(consumerFailure("\u001bc")).toBe("\ufffdc");
});
