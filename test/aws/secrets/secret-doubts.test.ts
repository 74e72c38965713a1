import { expect, it } from "vitest";
import { type SecretDoubt, secretDoubts } from "../../../src/aws/secrets/secret-doubts.ts";
import { Secret } from "../../../src/core/secret.ts";
import { bridge } from "../../support/fakes.ts";

function inspected() {
  const told: SecretDoubt[] = [];
  return { told, look: secretDoubts(bridge.sources, (doubt) => void told.push(doubt)) };
}

it("each doubtful secret is told once, with its source and its place", () => {
  const { told, look } = inspected();
  const quoted = new Secret('"a-secret-in-quotes"');
  look("acme", [new Secret("a-secret-of-some-length"), quoted]);
  look("acme", [quoted]);
  expect(told).toMatchObject([{ source: "acme", provider: "acme", place: 2, problem: "quotes" }]);
  look("acme", [quoted, new Secret("x")]);
  expect(told.slice(1)).toMatchObject([{ place: 2, problem: "short" }]);
  expect(JSON.stringify(told)).not.toContain("a-secret");
});

it("right secrets, blank ones and those of unknown sources are not told", () => {
  const { told, look } = inspected();
  look("acme", [new Secret("a-secret-of-some-length"), new Secret("CHANGE_ME")]);
  look("nobody", [new Secret("x")]);
  look("acme", []);
  expect(told).toEqual([]);
});
