import { describe, expect, it } from "vitest";
import { hiddenTexts, redact } from "../../src/events/redact.ts";

describe("redaction", () => {
  const text = '{ "a": {"b": "x", "c": [1, {"d": 2}]}, "e": null, "n": 12345678901234567890 }';
  const redacted = (...pointers: readonly string[]) => redact({ kind: "json", text }, pointers);
  const json = (changed: string) => ({ kind: "json", text: changed });

  it("replaces values and leaves the rest of the text as it is", () => {
    expect(redacted("/a/c/1/d", "/e")).toEqual(
      json(
        '{ "a": {"b": "x", "c": [1, {"d": "[redacted]"}]}, "e": "[redacted]", "n": 12345678901234567890 }',
      ),
    );
    expect(redacted("/e", "/a/b")).toEqual(
      json('{ "a": {"b": "[redacted]", "c": [1, {"d": 2}]}, "e": "[redacted]", "n": 12345678901234567890 }'),
    );
  });

  it("replaces a value inside another replaced value only once", () => {
    const whole = json('{ "a": "[redacted]", "e": null, "n": 12345678901234567890 }');
    expect(redacted("/a", "/a/b", "/a")).toEqual(whole);
    expect(redacted("/a/b", "/a")).toEqual(whole);
    expect(redact(json("[[1],[2]]") as never, ["/0", "/0/0", "/1"])).toEqual(
      json('["[redacted]","[redacted]"]'),
    );
  });

  it("replaces every value of equal keys, of which readers know only one", () => {
    const twice = '{"a":1,"a":{"x":2},"b":{"x":3},"b":{"x":4,"x":[5]}}';
    expect(redact({ kind: "json", text: twice }, ["/a", "/b/x"])).toEqual(
      json(
        '{"a":"[redacted]","a":"[redacted]","b":{"x":"[redacted]"},"b":{"x":"[redacted]","x":"[redacted]"}}',
      ),
    );
    expect(redact({ kind: "json", text: twice }, ["/a/x"])).toEqual(
      json('{"a":1,"a":{"x":"[redacted]"},"b":{"x":3},"b":{"x":4,"x":[5]}}'),
    );
  });

  it("replaces every element and member where a * stands", () => {
    const of = (pointer: string) =>
      redact(json('{"l":[{"a":1},{"a":2,"b":3}],"m":{"x":{"a":4}}}') as never, [pointer]);
    expect(of("/l/*/a")).toEqual(
      json('{"l":[{"a":"[redacted]"},{"a":"[redacted]","b":3}],"m":{"x":{"a":4}}}'),
    );
    expect(of("/m/*/a")).toEqual(json('{"l":[{"a":1},{"a":2,"b":3}],"m":{"x":{"a":"[redacted]"}}}'));
    expect(of("/*")).toEqual(json('{"l":"[redacted]","m":"[redacted]"}'));
  });

  it("continues in JSON within a string", () => {
    const inner = '{"n":1.0, "mail":"ann","mail":"bob"}';
    const of = (held: string, ...pointers: string[]) => {
      const kept = redact(json(JSON.stringify({ a: held, b: 1 })) as never, pointers);
      return kept?.kind === "json" ? JSON.parse(kept.text) : kept;
    };
    const redactedInner = '{"n":1.0, "mail":"[redacted]","mail":"[redacted]"}';
    expect(of(inner, "/a/mail")).toEqual({ a: redactedInner, b: 1 });
    expect(of(inner, "/a/mail", "/a/n")).toEqual({ a: redactedInner.replace("1.0", '"[redacted]"'), b: 1 });
    expect(of(inner, "/a/mail", "/a")).toEqual({ a: "[redacted]", b: 1 });
    expect(of(JSON.stringify({ x: inner }), "/a/x/mail")).toEqual({
      a: JSON.stringify({ x: redactedInner }),
      b: 1,
    });
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    expect(of(base64(inner), "/a/mail")).toEqual({ a: base64(redactedInner), b: 1 });
    const odd = '{"q":"??>>","mail":"ü?~"}';
    const url = Buffer.from(odd).toString("base64url");
    expect(url).toMatch(/[-_]/);
    expect(of(url, "/a/mail")).toEqual({
      a: Buffer.from('{"q":"??>>","mail":"[redacted]"}').toString("base64url"),
      b: 1,
    });
  });

  it("leaves a string without such values byte for byte", () => {
    for (const held of ['"{\\u0022a\\u0022:1}"', '"no JSON"', '"7"', '"\\u0041"']) {
      const whole = `{"a":${held}}`;
      expect(redact(json(whole) as never, ["/a/b"])).toEqual(json(whole));
    }
  });

  it("joins any number of pieces", () => {
    const many = Array(12_000).fill('{"a": 1}').join(",");
    expect(redact(json(`[${many}]`) as never, ["/*/a"])).toEqual(
      json(`[${many.replaceAll("1", '"[redacted]"')}]`),
    );
  });

  it("looks into 100,000 strings that begin like JSON but are not, and refuses more", () => {
    const strings = (count: number) =>
      json(`["no JSON","[1]",${Array(count).fill('"["').join(",")}]`) as never;
    expect(redact(strings(100_000), ["/*/a"])).toEqual(strings(100_000));
    expect(() => redact(strings(100_001), ["/*/a"])).toThrow(
      expect.objectContaining({
        code: "event-invalid",
        message: "`redact` leads through more than 100,000 strings that begin like JSON but are not.",
        remedy: expect.stringMatching(/`redact` that ends at the list itself.*`accept`.*redrive/),
      }),
    );
  });

  it("replaces all of it", () => {
    expect(redacted("")).toEqual(json('"[redacted]"'));
  });

  it("changes nothing without pointers, or where the value is missing", () => {
    expect(redacted()).toEqual(json(text));
    expect(redacted("/x", "/a/c/7", "/e/y")).toEqual(json(text));
  });

  it("is impossible in bytes, and does nothing without a payload", () => {
    const bytes = { kind: "bytes", bytes: Buffer.from("{}"), contentType: "text/plain" } as const;
    expect(redact(bytes, ["/a"])).toBeUndefined();
    expect(redact(bytes, [])).toBe(bytes);
    expect(redact({ kind: "none" }, ["/a"])).toEqual({ kind: "none" });
  });
});

describe("what redaction hides", () => {
  const of = (value: unknown, ...pointers: readonly string[]) => [
    ...hiddenTexts({ kind: "json", text: JSON.stringify(value) }, pointers),
  ];

  it("is every text at the pointers and below, once, of seven characters or more", () => {
    const value = {
      a: "1234567",
      b: [null, 1234567, "123456", { c: "see you later", d: true }],
      e: "elsewhere",
    };
    expect(of(value, "/a", "/b")).toEqual(["1234567", "see you later"]);
    expect(of(value, "/b/*/c", "/none")).toEqual(["see you later"]);
    expect(of(value)).toEqual([]);
    expect([...hiddenTexts({ kind: "json", text: '{"a":"first of two","a":"1234567"}' }, ["/a"])]).toEqual([
      "first of two",
      "1234567",
    ]);
  });

  it("is found in JSON within a string", () => {
    expect(of({ a: '{"mail":"a@b.example"}' }, "/a/mail")).toEqual(["a@b.example"]);
    expect(of({ a: "no JSON at all" }, "/a/mail")).toEqual([]);
    const whole = { x: '{"mail":"a@b.example"}' };
    expect(of({ a: whole }, "/a", "/a/x/mail")).toEqual(["a@b.example", whole.x]);
  });

  it("is empty for a body that is not JSON", () => {
    expect(hiddenTexts({ kind: "none" }, ["/a"])).toEqual(new Set());
  });

  it("can be nested deeper than the stack allows", () => {
    const text = `${"[".repeat(100_000)}"1234567"${"]".repeat(100_000)}`;
    expect([...hiddenTexts({ kind: "json", text }, [""])]).toEqual(["1234567"]);
  });
});
