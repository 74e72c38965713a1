import { expect, test } from "vitest";
import {
  payloadTexts,
  shownFailure,
} from "../../../../../src/local/server/consumers/results/shown-failure.ts";

const body = JSON.stringify({
  id: "1",
  detail: {
    type: "com.code.push",
    data: { name: "Ada Lovelace", salary: 91234, list: ["a@example.com"], ok: true },
  },
});

test("an error is shown without what the payload has", () => {
  expect(payloadTexts(body)).toEqual(["Ada Lovelace", "91234", "a@example.com"]);
  expect(
    shownFailure("Error: Ada Lovelace earns 91234 of com.code.push, a@example.com", payloadTexts(body)),
  ).toBe("Error: … earns … of com.code.push, …");
});

test("of an event that `input` has changed, all is payload", () => {
  expect(payloadTexts('"ticket 12345"')).toEqual(["ticket 12345"]);
  expect(payloadTexts("no JSON")).toEqual(["no JSON"]);
  expect(payloadTexts('{"ticket":"T-12345"}')).toEqual(["T-12345"]);
});

test("what V8 quotes of a text that is no JSON is left out", () => {
  const failure = ((): string => {
    try {
      return String(JSON.parse("My password is hunter2"));
    } catch (error) {
      return String(error);
    }
  })();
  expect(failure).toContain("My passwor");
  expect(shownFailure(failure, [])).toBe("SyntaxError: Unexpected token 'M' … is not valid JSON");
});

test("an error is one line of at most 200 characters", () => {
  expect(shownFailure("Error: first\nsecond", [])).toBe("Error: first");
  expect(shownFailure("x".repeat(300), [])).toBe(`${"x".repeat(200)}…`);
});
