import { expect, it } from "vitest";
import { messageText } from "../../../src/cli/dead-letters/message-text.ts";

const delivery = {
  v: 2,
  id: "dlv_1",
  method: "POST",
  url: "https://example.com/hooks/a",
  headers: { "x-event": "push" },
};
const textOf = (more: object): string => messageText(JSON.stringify({ ...delivery, ...more })).join("\n");
const base64 = (text: string): string => Buffer.from(text).toString("base64");

it("shows a delivery as the request that it was", () => {
  expect(textOf({ body: base64('{"a":\n1}') })).toBe(
    'Request\n  POST https://example.com/hooks/a\n  x-event: push\n\n  {"a":\n  1}',
  );
});

it("says where or what a body is that can't be shown", () => {
  expect(textOf({ bodyRef: "s3://bucket/key" })).toMatch(/The body is in s3:\/\/bucket\/key\.$/);
  expect(textOf({ body: "/w==" })).toMatch(/1 bytes that are no text\.$/);
  expect(textOf({ body: "" })).toMatch(/It has no body\.$/);
});

it("keeps the terminal from what is in it", () => {
  const text = textOf({ body: base64("\u001b[2J"), url: "a\u202eb" });
  expect(["\u001b", "\u202e"].filter((character) => text.includes(character))).toEqual([]);
});

it("shows any other message as it is", () => {
  expect(messageText('{"detail":{}}')).toEqual(["Message", '  {"detail":{}}']);
  expect(messageText("no JSON\nat all")).toEqual(["Message", "  no JSON", "  at all"]);
});
