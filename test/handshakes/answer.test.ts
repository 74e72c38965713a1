import { expect, it } from "vitest";
import { echoable, jsonAnswer, textAnswer } from "../../src/handshakes/answer.ts";
import { fixed } from "../../src/handshakes/fixed.ts";

it.each([
  ["one character", "x"],
  ["two", "ab"],
  ["blanks inside", "a b  c"],
  ["1,024 characters", "x".repeat(1_024)],
  ["the first and the last that are printable", "!~"],
])("echoes %s", (_, text) => {
  expect(echoable(text)).toBe(true);
});

it.each([
  ["nothing", undefined],
  ["empty text", ""],
  ["a blank", " "],
  ["a blank at the start", " a"],
  ["a blank at the end", "a "],
  ["1,025 characters", "x".repeat(1_025)],
  ["a line feed", "a\nb"],
  ["a line feed at the end", "a\n"],
  ["a control character", "a\x7fb"],
  ["what is not ASCII", "aéb"],
])("does not echo %s", (_, text) => {
  expect(echoable(text)).toBe(false);
});

const nosniff = { "x-content-type-options": "nosniff" };

it("answers in text or JSON, with nosniff", () => {
  const text = { status: 201, headers: { ...nosniff, "content-type": "text/plain; charset=utf-8" } };
  const json = { status: 202, headers: { ...nosniff, "content-type": "application/json" } };
  expect(textAnswer(201, "ok")).toEqual({ ...text, body: "ok" });
  expect(jsonAnswer(202, { ok: true })).toEqual({ ...json, body: '{"ok":true}' });
  expect(fixed({ status: 201, text: "yes" })).toEqual({ ...text, body: "yes" });
  expect(fixed({ status: 201 })).toEqual({ ...text, body: "" });
  expect(fixed({ status: 202, json: { type: 1 } })).toEqual({ ...json, body: '{"type":1}' });
});
