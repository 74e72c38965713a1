import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type GatewayEvent, gatewayResult, readGatewayEvent } from "../../../src/aws/gateway/gateway.ts";

const query =
  "repeat=one&repeat=two&redirect=https%3A%2F%2Fexample.com%2Fa%2Fb&literalPlus=a+b&encodedPlus=a%2Bb&empty=";

/** Events shaped as AWS sent them in live captures of July 2026: names, casing, decoding and repeats differ. */
function eventOf(name: string, change: Record<string, unknown> = {}): GatewayEvent {
  const text = readFileSync(new URL(`../../fixtures/gateway/${name}.json`, import.meta.url), "utf8");
  return { ...JSON.parse(text), ...change };
}

const doors = [
  ["http-api", `https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/hooks/acme?${query}`],
  ["function-url", `https://qwertyuiop.lambda-url.eu-west-1.on.aws/hooks/acme?${query}`],
  // A REST API hands the query over decoded and by name: what was encoded how is lost, and the order of names too.
  [
    "rest-api",
    "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/live/hooks/acme?empty=&encodedPlus=a%2Bb&literalPlus=a%20b&redirect=https%3A%2F%2Fexample.com%2Fa%2Fb&repeat=one&repeat=two",
  ],
  ["load-balancer", `https://unknown.invalid/hooks/acme?${query}`],
] as const;

describe.each(doors)("%s", (name, url) => {
  it("gives method, URL, headers and the bytes of the body", () => {
    const { sourceName, request } = readGatewayEvent(eventOf(name), undefined);
    expect(sourceName).toBe("acme");
    expect(request.method).toBe("POST");
    expect(request.url).toBe(url);
    expect(request.isReordered).toBe(name === "rest-api" || name === "load-balancer");
    expect(request.headers.get("x-probe")).toBe("first,second");
    expect(request.headers.get("host")).toBeDefined();
    expect(Buffer.from(request.body).toString()).toBe('{"greeting":"hello λ"}');
  });

  it("prefers the public URL to any name that a sender could forge", () => {
    const headers = {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      "X-Forwarded-Prefix": "/evil",
    };
    const forged = {
      headers,
      multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, [value]])),
    };
    for (const event of [eventOf(name), eventOf(name, forged)])
      for (const publicUrl of ["https://hooks.acme.example", "https://www.acme.example/bridge/a"]) {
        const { request } = readGatewayEvent(event, publicUrl);
        expect(request.url.split("?")[0]).toBe(`${publicUrl}/hooks/acme`);
      }
    expect(readGatewayEvent(eventOf(name, forged), undefined).request.url).not.toContain("evil");
  });

  it("decodes base64 to the bytes that were sent, and refuses other text", () => {
    const bytes = Buffer.from([0, 255, 195, 40, 10]);
    const { request } = readGatewayEvent(
      eventOf(name, { body: bytes.toString("base64"), isBase64Encoded: true }),
      undefined,
    );
    expect(Buffer.from(request.body)).toEqual(bytes);
    for (const bad of ["AP/D*A==", "AP/DKA", "AP/DKA=\n", "A==="]) {
      expect(() => readGatewayEvent(eventOf(name, { body: bad, isBase64Encoded: true }), undefined)).toThrow(
        expect.objectContaining({ code: "malformed-request" }),
      );
    }
  });

  it("has an empty body where the event has no body", () => {
    for (const body of [null, undefined, ""])
      expect(readGatewayEvent(eventOf(name, { body }), undefined).request.body).toHaveLength(0);
  });

  it("answers in the form that the gateway wants", () => {
    const result = gatewayResult(eventOf(name), { status: 200, headers: { "x-a": "b" }, body: "ok" });
    expect(result).toEqual(
      name === "load-balancer"
        ? { statusCode: 200, multiValueHeaders: { "x-a": ["b"] }, body: "ok", isBase64Encoded: false }
        : { statusCode: 200, headers: { "x-a": "b" }, body: "ok", isBase64Encoded: false },
    );
  });
});

it("finds no source in another path", () => {
  for (const rawPath of ["/", "/hooks", "/hooks/a/b", "/api/hooks"]) {
    expect(readGatewayEvent(eventOf("http-api", { rawPath }), undefined).sourceName).toBe("");
  }
});

it("encodes what an HTTP API decoded, once", () => {
  const url = (rawPath: string): string =>
    readGatewayEvent(eventOf("http-api", { rawPath, rawQueryString: "" }), undefined).request.url;
  expect(url("/hooks/a b")).toMatch(/\/hooks\/a%20b$/);
  expect(url("/hooks/a%20b")).toMatch(/\/hooks\/a%20b$/);
  expect(url("/hooks/é")).toMatch(/\/hooks\/%C3%A9$/);
  expect(url("/hooks/a?b=1#c")).toMatch(/\/hooks\/a%3Fb=1%23c$/);
});

it("encodes half a surrogate pair as U+FFFD", () => {
  const half = "a\ud800";
  const path = eventOf("http-api", { rawPath: `/hooks/${half}`, rawQueryString: "" });
  expect(readGatewayEvent(path, undefined).request.url).toMatch(/\/hooks\/a%EF%BF%BD$/);
  const fields = eventOf("rest-api", { multiValueQueryStringParameters: { [half]: [half] } });
  expect(readGatewayEvent(fields, undefined).request.query).toBe("a%EF%BF%BD=a%EF%BF%BD");
});

it("joins one header that came in two spellings", () => {
  const multiValueHeaders = { "X-Token": ["a"], "x-token": ["b", "c"] };
  const { request } = readGatewayEvent(eventOf("rest-api", { multiValueHeaders }), undefined);
  expect(request.headers.get("x-token")).toBe("a,b,c");
});
