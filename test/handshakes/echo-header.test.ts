import { expect, it } from "vitest";
import { factsOf } from "../../src/core/facts.ts";
import { echoHeader } from "../../src/handshakes/echo-header.ts";
import { requestOf } from "../support/judged.ts";

const facts = factsOf(requestOf({ headers: { "x-hook-secret": "abc", "x-bad": "a\nb" } }));

it("sends the header back under its own name", () => {
  expect(echoHeader({ echoHeader: "x-hook-secret" }, facts)).toEqual({ "x-hook-secret": "abc" });
});

it.each(["x-bad", "x-none"])("does not echo %s", (name) => {
  expect(echoHeader({ echoHeader: name }, facts)).toBeUndefined();
});
