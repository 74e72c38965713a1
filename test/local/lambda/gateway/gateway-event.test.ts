import { expect, test } from "vitest";
import { gatewayEvent } from "../../../../src/local/lambda/gateway/gateway-event.ts";

const facts = {
  routeKey: "ANY /hooks/{source}",
  pathParameters: { source: "repo" },
  account: "000000000000",
  domainName: "hooks.example.com",
  protocol: "https",
  port: "443",
  now: Date.UTC(2026, 6, 10, 19, 19, 5, 766),
};

function eventFor(target: string, rawHeaders: readonly string[], body = "") {
  const request = {
    method: "POST",
    target,
    rawHeaders,
    body: Buffer.from(body),
    httpVersion: "1.1",
    sourceIp: "127.0.0.1",
  };
  return gatewayEvent(request, facts);
}

test("a gateway event has the fields that AWS sends", () => {
  const raw = [
    "Host",
    "hooks.example.com",
    "X-Probe",
    "first",
    "x-probe",
    "second",
    "Cookie",
    "a=1; b=2",
    "Content-Type",
    "application/json",
  ];
  const event = eventFor("/hooks/a%20b?repeat=one&repeat=two&plus=a+b&to=https%3A%2F%2Fx%2F", raw, '{"λ":1}');
  expect(event).toMatchObject({
    version: "2.0",
    routeKey: "ANY /hooks/{source}",
    rawPath: "/hooks/a b",
    rawQueryString: "repeat=one&repeat=two&plus=a+b&to=https%3A%2F%2Fx%2F",
    cookies: ["a=1", "b=2"],
    headers: { "x-probe": "first,second", "x-forwarded-proto": "https", "x-forwarded-for": "127.0.0.1" },
    queryStringParameters: { repeat: "one,two", plus: "a b", to: "https://x/" },
    requestContext: {
      time: "10/Jul/2026:19:19:05 +0000",
      timeEpoch: facts.now,
      stage: "$default",
      http: { method: "POST", path: "/hooks/a b" },
    },
    body: '{"λ":1}',
    isBase64Encoded: false,
  });
  expect(event.headers).not.toHaveProperty("cookie");
  expect(eventFor("/hooks/a", [])).not.toHaveProperty("queryStringParameters");
  expect(eventFor("/hooks/a", [])).not.toHaveProperty("body");
});

test.each([
  ["text/plain; charset=utf-8", false],
  ["application/json", false],
  ["Application/JSON;charset=utf-8", false],
  ["application/xml", false],
  ["application/javascript", false],
  ["application/x-www-form-urlencoded", true],
  ["application/cloudevents+json", true],
  ["image/png", true],
  [undefined, true],
])("a body of type %s is in base64: %s", (type, base64) => {
  const event = eventFor("/hooks/a", type === undefined ? [] : ["content-type", type], "a=b");
  expect([event.isBase64Encoded, event.body]).toEqual([base64, base64 ? "YT1i" : "a=b"]);
});
