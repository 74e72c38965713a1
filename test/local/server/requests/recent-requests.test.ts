import { expect, it } from "vitest";
import { keepRecentRequests } from "../../../../src/local/server/requests/recent-requests.ts";

const raw = (bytes: number) => ({
  method: "POST",
  target: "/hooks/a",
  headers: [],
  body: new Uint8Array(bytes),
});

it("keeps what came and its message under one id, the newest first", () => {
  const recent = keepRecentRequests();
  recent.keep("one", raw(3));
  recent.keepMessage("one", "message");
  recent.keepMessage("two", "other");
  expect(recent.find("one")).toMatchObject({ message: "message", raw: { body: new Uint8Array(3) } });
  expect(recent.ids()).toEqual(["two", "one"]);
  expect(recent.find("three")).toBeUndefined();
});

it("lets the oldest go, by their number and by their size", () => {
  const many = keepRecentRequests();
  for (let number = 0; number < 1_200; number++) many.keep(String(number), raw(1));
  expect(many.ids()).toHaveLength(1_000);
  expect(many.find("199")).toBeUndefined();
  const large = keepRecentRequests();
  for (let number = 0; number < 10; number++) large.keep(String(number), raw(10_000_000));
  expect(large.ids()).toEqual(["9", "8", "7"]);
  large.keepMessage("9", "x".repeat(10_000_000));
  expect(large.ids()).toEqual(["9", "8"]);
});
