import { describe, expect, it } from "vitest";
import { openJournal } from "../../../../src/local/server/journal/journal.ts";
import { type LoggedOutcome, readLogLine } from "../../../../src/local/server/requests/log-reader.ts";
import { makeUnknownNames } from "../../../../src/local/server/requests/unknown-names.ts";
import type { RequestDetail } from "../../../../src/operate/requests.ts";

/** A journal in memory, and what identifies requests in it. */
function world() {
  const { requests } = openJournal(":memory:", () => undefined);
  const identified: string[] = [];
  const arrivals = {
    came: () => {},
    answered: () => {},
    close: () => {},
    identify: (requestId: string, id: string, outcome: RequestDetail["outcome"]) =>
      void identified.push(`${requestId} ${id} ${outcome}`),
  };
  const names = makeUnknownNames(["acme"]);
  const options = { requests, arrivals, names, now: () => 1_780_000_000_000 };
  const tell = (line: object): LoggedOutcome | undefined => readLogLine(JSON.stringify(line), options);
  const rowOf = (id: string) => requests.find(id)?.row;
  return { requests, identified, names, tell, rowOf, options };
}

const rejected = {
  level: "WARN",
  message: "delivery rejected",
  function: "receive",
  time: "2026-05-28T20:26:40.120Z",
  id: "req_1",
  requestId: "r-1",
  outcome: "rejected",
  status: 401,
  code: "unauthorized",
  ms: 120,
};

describe("a refusal is printed with its cause and its remedy", () => {
  it("below its line", () => {
    const line = {
      ...rejected,
      source: "acme",
      reason: "timestamp-stale",
      detail: "signed time 400 s old; the window is 300 s",
      remedy: "Compare the clocks. docs/errors.md#timestamp-stale",
    };
    const { tell, rowOf, identified } = world();
    expect(tell(line)?.text.split("\n")).toEqual([
      "rejected  source=acme status=401 code=unauthorized reason=timestamp-stale id=req_1",
      "  cause: signed time 400 s old; the window is 300 s",
      "  next:  Compare the clocks. docs/errors.md#timestamp-stale",
      "  why:   npx hookbridge explain req_1",
    ]);
    const { detail, remedy, reason } = line;
    expect(rowOf("req_1")).toEqual({
      id: "req_1",
      at: "2026-05-28T20:26:40.000Z",
      source: "acme",
      outcome: "refused",
      status: 401,
      ms: 120,
      code: "unauthorized",
      reason,
      detail,
      remedy,
    });
    expect(identified).toEqual(["r-1 req_1 refused"]);
  });

  it("with the name that was asked for, which the function's log has not", () => {
    const { tell, rowOf, names } = world();
    names.note("r-1", "acne");
    const logged = tell({ ...rejected, source: "unknown", reason: "unknown-source" });
    expect(logged?.text).toContain('\n  cause: no source is named "acne"; similar: acme');
    expect(logged?.text).not.toContain("source=");
    expect(rowOf("req_1")).toMatchObject({ source: "unknown", detail: expect.stringContaining('"acne"') });
  });
});

it("a failure is printed with the sentence and the remedy of its error", () => {
  const error = { code: "secret-missing", message: "The source has no secret.", remedy: "Store it." };
  const line = {
    ...rejected,
    message: "delivery failed",
    status: 503,
    code: error.code,
    source: "acme",
    error,
  };
  const { tell, rowOf } = world();
  expect(tell(line)?.text.split("\n")).toEqual([
    "failed    source=acme status=503 code=secret-missing id=req_1",
    "  cause: The source has no secret.",
    "  next:  Store it.",
  ]);
  expect(rowOf("req_1")).toMatchObject({ outcome: "failed", detail: error.message, remedy: error.remedy });
});

const delivery = { source: "acme", id: "dlv_1", time: "2026-05-28T20:26:40.120Z" };
const acceptance = { ...delivery, message: "delivery accepted", status: 200, ms: 20, secretIndex: 1 };
const attempt = (message: string, counts: object) => ({ ...delivery, message, ageMs: 100, ...counts });
const some = (published: number, duplicates = 0, dropped = 0) => ({ published, duplicates, dropped });

describe("an accepted delivery", () => {
  it("is one line, and waits in the queue", () => {
    const { tell, rowOf } = world();
    expect(tell(acceptance)?.text).toBe("accepted  source=acme status=200 id=dlv_1");
    expect(rowOf("dlv_1")).toMatchObject({ outcome: "queued", status: 200, ms: 20, secretIndex: 1 });
  });

  it.each([
    ["published", some(2, 1)],
    ["duplicate", some(0, 3)],
    ["dropped", some(0, 0, 1)],
    ["published", some(0)],
  ])("is %s after %j", (outcome, counts) => {
    const { tell, rowOf } = world();
    tell(acceptance);
    tell(attempt("delivery published", counts));
    expect(rowOf("dlv_1")).toMatchObject({ outcome, ...counts });
  });

  it("whose acceptance is told after its publication stays published", () => {
    const { tell, rowOf } = world();
    tell(attempt("delivery published", some(1)));
    tell(acceptance);
    expect(rowOf("dlv_1")).toMatchObject({ outcome: "published", published: 1, status: 200 });
  });

  it("that is tried again does not count its own events as duplicates", () => {
    const { tell, rowOf } = world();
    tell(acceptance);
    tell(attempt("delivery deferred", { ...some(2), code: "bus-failed", reason: "throttled" }));
    expect(rowOf("dlv_1")).toMatchObject({ outcome: "deferred", code: "bus-failed", reason: "throttled" });
    tell(attempt("delivery published", some(1, 2)));
    expect(rowOf("dlv_1")).toMatchObject({ outcome: "published", published: 3, duplicates: 0 });
    expect(rowOf("dlv_1")).not.toHaveProperty("reason");
  });

  it("that can never be published is a dead letter with its code and reason", () => {
    const { tell, rowOf, requests } = world();
    tell(acceptance);
    tell(
      attempt("delivery parked", { ...some(0), code: "event-invalid", reason: "The bus function threw." }),
    );
    expect(rowOf("dlv_1")).toMatchObject({ outcome: "dead-letter", code: "event-invalid" });
    expect(requests.steps("dlv_1")).toEqual([
      { step: "dead-letter", at: Date.parse(delivery.time), detail: "The bus function threw." },
    ]);
  });
});

it.each(["not JSON", "{}", '{"message":"something else"}', '{"message":1}', '{"message":"constructor"}'])(
  "%s is no outcome",
  (text) => {
    expect(readLogLine(text, world().options)).toBeUndefined();
  },
);
