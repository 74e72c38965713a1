import { describe, expect, it } from "vitest";
import type { Source } from "../../../../src/core/source.ts";
import { redactKept } from "../../../../src/local/server/refused/redact-kept.ts";
import { github } from "../../../../src/providers/index.ts";

const source = (redact: readonly string[], event: object = {}): Source => ({
  name: "it",
  provider: { ...github, event: { ...github.event, ...event } },
  bus: "main",
  maxBodyBytes: 1_000_000,
  redact,
});

function shown(body: string, of: Source, type = "application/json"): string {
  const raw = {
    method: "POST",
    target: "/",
    headers: [["Content-Type", type]] as const,
    body: Buffer.from(body),
  };
  return Buffer.from(redactKept(raw, of).raw.body).toString();
}

describe("a kept request without what its source redacts", () => {
  it("leaves the rest of the JSON as it was, digits and spaces too", () => {
    expect(shown('{ "a": 12345678901234567890, "b":{"c":"x"} }', source(["/b/c"]))).toBe(
      '{ "a": 12345678901234567890, "b":{"c":"[redacted]"} }',
    );
  });

  it("in the items of lists, their elements, and in what an envelope holds", () => {
    const items = source(["/mail"], { each: "body:/events", inner: ["item:/parts"] });
    expect(shown('{"events":[{"mail":"m","parts":[{"mail":"n"}]}]}', items)).toBe(
      '{"events":[{"mail":"[redacted]","parts":[{"mail":"[redacted]"}]}]}',
    );
    expect(shown('{"data":{"mail":"m"}}', source(["/mail"], { data: "body:/data" }))).toBe(
      '{"data":{"mail":"[redacted]"}}',
    );
  });

  it("tells which values may stand elsewhere too", () => {
    const raw = {
      method: "POST",
      target: "/?m=me@example.com",
      headers: [],
      body: Buffer.from('{"m":"me@example.com"}'),
    };
    expect(redactKept(raw, source(["/m"])).texts).toEqual(["me@example.com"]);
  });

  it("forms by the names of their fields, and one that holds the payload whole", () => {
    const form = "application/x-www-form-urlencoded";
    expect(shown("a=1&mail=m", source(["/mail"]), form)).toBe("a=1&mail=%5Bredacted%5D");
    expect(shown("payload=%7B%7D&a=1", source(["/x"], { payload: "form:payload" }), form)).toBe(
      "payload=%5Bredacted%5D&a=1",
    );
  });

  it("redacts a body whole that can't be read", () => {
    expect(shown("<mail>m</mail>", source(["/mail"]), "text/xml")).toBe("[redacted]");
    expect(shown("<mail>m</mail>", source([]), "text/xml")).toBe("<mail>m</mail>");
  });
});
