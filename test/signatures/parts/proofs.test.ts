import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { proofOf, proveEverything, proveTextAlone } from "../../../src/signatures/parts/proofs.ts";
import { requestOf } from "../../support/judged.ts";

const stored = requestOf({ body: "the body" });
const { body } = stored;
const textOf = (...parts: readonly (string | Uint8Array)[]) => proofOf([], parts, stored).text;
const digestOf = (text: string) => ({ digest: createHash("sha256").update(text).digest("hex") });

it("is the text around the body, or a hash where the body is not in the text", () => {
  expect(textOf(body)).toEqual({ before: "", after: "" });
  expect(textOf("a", "b", body, "c", "d")).toEqual({ before: "ab", after: "cd" });
  expect(textOf("the body")).toEqual(digestOf("the body"));
  expect(textOf(body, body)).toEqual(digestOf("the bodythe body"));
  expect(textOf(Buffer.from("a"), body)).toEqual(digestOf("athe body"));
});

it("is a hash where the text around the body is longer than 1,024 characters on both sides together", () => {
  const half = "x".repeat(512);
  expect(textOf(half, body, half)).toEqual({ before: half, after: half });
  expect(textOf(half, body, `${half}y`)).toEqual(digestOf(`${half}the body${half}y`));
  expect(textOf(`${half}${half}y`, body)).toEqual(digestOf(`${half}${half}ythe body`));
});

it("covers nothing where only the text counts, and everything where nothing is signed", () => {
  expect(proveTextAlone("text", stored)).toEqual({ covers: [], text: digestOf("text") });
  expect(proveTextAlone(undefined, stored)).toEqual({ covers: [], text: { before: "", after: "" } });
  expect(proveTextAlone("", stored)).toEqual({ covers: [], text: { before: "", after: "" } });
  const before = "POST https://hooks.example/hooks/acme\n";
  expect(proveEverything(stored)).toEqual({ covers: ["*"], text: { before, after: "" } });
});
