import { expect, it } from "vitest";
import { sentencePieces } from "../../../../src/console/parts/text/sentence-pieces.ts";

it("ids lead to their pages, moments are told apart, and code stays as it is", () => {
  const sentence =
    "The same secret fitted dlv_8e6a-3946 at 2026-11-30T22:12:51.185Z, but not req_1f07: `npx hookbridge explain req_1f07`.";
  expect(sentencePieces(sentence)).toEqual([
    { kind: "text", text: "The same secret fitted " },
    { kind: "deliveries", text: "dlv_8e6a-3946" },
    { kind: "text", text: " at " },
    { kind: "moment", text: "2026-11-30T22:12:51.185Z" },
    { kind: "text", text: ", but not " },
    { kind: "requests", text: "req_1f07" },
    { kind: "text", text: ": " },
    { kind: "code", text: "npx hookbridge explain req_1f07" },
    { kind: "text", text: "." },
  ]);
  expect(sentencePieces("handler_req_x dlv_ 2026-11-30")).toEqual([
    { kind: "text", text: "handler_req_x dlv_ 2026-11-30" },
  ]);
  expect(sentencePieces("2026-13-99T99:99:99Z")).toEqual([{ kind: "text", text: "2026-13-99T99:99:99Z" }]);
});
