import { describe, expect, it } from "vitest";
import { readLogLine } from "../../../../src/local/server/lists/function-log.ts";
import type { LogRow, RowLog } from "../../../../src/local/server/lists/row-log.ts";
import { makeUnknownNames } from "../../../../src/local/server/unknown-names.ts";

function lists() {
  const rows = new Map<string, string>();
  const deliveries: RowLog = {
    put(id, change): LogRow {
      const before = rows.get(id);
      const text = JSON.stringify(change(before === undefined ? undefined : JSON.parse(before)));
      rows.set(id, text);
      return { cursor: "1", text };
    },
    remove: (id) => void rows.delete(id),
    list: () => [],
    find: () => undefined,
  };
  return { rows, lists: { deliveries, names: makeUnknownNames(["acme"]) } };
}

const now = () => 1_780_000_000_000;
const rejected = {
  level: "WARN",
  message: "delivery rejected",
  function: "receive",
  id: "req_1",
  requestId: "r-1",
  outcome: "rejected",
  status: 401,
  code: "unauthorized",
};

describe("a refusal is printed with its cause and its remedy", () => {
  it("below its line", () => {
    const line = {
      ...rejected,
      source: "acme",
      reason: "timestamp-stale",
      detail: "signed time 400 s old; the window is 300 s",
      remedy: "Compare the clocks. docs/errors.md#timestamp-stale",
      offBySeconds: 400,
      windowSeconds: 300,
    };
    const world = lists();
    const logged = readLogLine(JSON.stringify(line), world.lists, now);
    expect(logged?.kind).toBe("rejection");
    expect(logged?.line.split("\n")).toEqual([
      "rejected  source=acme status=401 code=unauthorized reason=timestamp-stale id=req_1",
      "  cause: signed time 400 s old; the window is 300 s",
      "  next:  Compare the clocks. docs/errors.md#timestamp-stale",
    ]);
    expect(JSON.parse(world.rows.get("req_1") ?? "{}")).toMatchObject({
      id: "req_1",
      detail: line.detail,
      remedy: line.remedy,
      offBySeconds: 400,
      windowSeconds: 300,
    });
  });

  it("with the name that was asked for, which the function's log has not", () => {
    const world = lists();
    world.lists.names.note("r-1", "acne");
    const line = JSON.stringify({ ...rejected, source: "unknown", reason: "unknown-source" });
    const logged = readLogLine(line, world.lists, now);
    expect(logged?.line).toContain('\n  cause: no source is named "acne"; similar: acme');
    expect(JSON.parse(logged?.row.text ?? "{}")).toMatchObject({ requested: "acne" });
    expect(JSON.parse(logged?.row.text ?? "{}")).not.toHaveProperty("source");
  });
});

it("a failure is printed with the sentence and the remedy of its error", () => {
  const error = { code: "secret-missing", message: "The source has no secret.", remedy: "Store it." };
  const line = { ...rejected, message: "delivery failed", outcome: "failed", status: 503, code: error.code };
  const logged = readLogLine(JSON.stringify({ ...line, source: "acme", error }), lists().lists, now);
  expect(logged?.line.split("\n")).toEqual([
    "failed    source=acme status=503 code=secret-missing id=req_1",
    "  cause: The source has no secret.",
    "  next:  Store it.",
  ]);
});

it("an accepted delivery is one line, and keeps its row when it is published", () => {
  const world = lists();
  const known = { source: "acme", id: "dlv_1", deliveryId: "dlv_1" };
  const accepted = { ...known, message: "delivery accepted", outcome: "accepted", status: 200 };
  expect(readLogLine(JSON.stringify(accepted), world.lists, now)?.line).toBe(
    "accepted  source=acme deliveryId=dlv_1 status=200",
  );
  const published = { ...known, message: "delivery published", outcome: "published", published: 1 };
  readLogLine(JSON.stringify(published), world.lists, now);
  expect([...world.rows.keys()]).toEqual(["dlv_1"]);
});

it.each(["not JSON", "{}", '{"message":"something else"}', '{"message":1}'])("%s is no outcome", (text) => {
  expect(readLogLine(text, lists().lists, now)).toBeUndefined();
});
