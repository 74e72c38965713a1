import { expect, it } from "vitest";
import { factsOf } from "../../src/core/facts.ts";
import { echo } from "../../src/handshakes/echo.ts";

const request = {
  method: "GET",
  url: "https://hooks.example/hooks/acme?challenge=abc&bad=a%0Ab",
  query: "challenge=abc&bad=a%0Ab",
  headers: new Map(),
  body: Buffer.alloc(0),
};
const facts = factsOf(request);
const nosniff = { "x-content-type-options": "nosniff" };

it("sends a challenge back as text, or as a member of an object", () => {
  expect(echo({ echo: "query:challenge" }, facts)).toEqual({
    status: 200,
    headers: { ...nosniff, "content-type": "text/plain; charset=utf-8" },
    body: "abc",
  });
  expect(echo({ echo: "query:challenge", json: "answer" }, facts)).toEqual({
    status: 200,
    headers: { ...nosniff, "content-type": "application/json" },
    body: '{"answer":"abc"}',
  });
});

it.each(["query:bad", "query:none"] as const)("does not echo %s", (pointer) => {
  expect(echo({ echo: pointer }, facts)).toBeUndefined();
});
