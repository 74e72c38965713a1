import { existsSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBufferedRequest } from "../../../src/aws/gateway/buffered-request.ts";
import * as providers from "../../../src/providers/index.ts";
import { bufferedTypes } from "../../../src/stack/front-doors/buffer-template.ts";
import { nowMs } from "../../support/fakes.ts";
import { fixturesOf } from "../../support/fixtures.ts";
import { type GatewayRequest, messageOf } from "../support/buffered-api.ts";

const read = (request: GatewayRequest) => readBufferedRequest(messageOf(request), undefined);
const plain: GatewayRequest = { source: "acme", headers: {}, body: Buffer.from("{}"), at: nowMs };

describe("receive reads what the front door writes", () => {
  it("method, URL, query, headers and time", () => {
    const headers = { "Content-Type": "application/json", "X-Odd": "a\"b'c\\d $util #end {\u00fc}" };
    const { incoming, receivedAt } = read({ ...plain, method: "PUT", headers, query: { "a b": "c&d=+" } });
    expect(receivedAt).toBe(nowMs);
    expect(incoming).toMatchObject({
      sourceName: "acme",
      request: {
        method: "PUT",
        url: "https://abc123.execute-api.us-east-1.amazonaws.com/prod/hooks/acme?a%20b=c%26d%3D%2B",
      },
    });
    expect([...incoming.request.headers]).toEqual([
      ["content-type", "application/json"],
      ["x-odd", headers["X-Odd"]],
    ]);
  });

  it("every byte of a body, and a request without one", () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(Buffer.from(read({ ...plain, body: all }).incoming.request.body)).toEqual(Buffer.from(all));
    expect(read({ ...plain, body: new Uint8Array() }).incoming.request.body).toHaveLength(0);
  });

  describe.each([true, false])("whether the gateway hands a body over as text: %s", (asText) => {
    const typed = { "Content-Type": "application/json" };
    const bodies = [
      "{}",
      "[]",
      "null",
      "true",
      "abcd",
      "12345678",
      "e30=",
      '{"emoji":"\u{1f600}"}',
      "a=b&c=d",
      "",
    ];

    it.each(bodies)("%j is read by its length, with and without a content type", (body) => {
      const length = { "Content-Length": String(Buffer.byteLength(body)) };
      for (const headers of [length, { ...length, ...typed }, { ...length, "Content-Type": "text/plain" }]) {
        const { incoming } = read({ ...plain, headers, body: Buffer.from(body), asText });
        expect(Buffer.from(incoming.request.body).toString()).toBe(body);
      }
    });

    // Without a length, `{}` as text looks like a missing body, and these two like base64.
    const clear = bodies.filter((body) => !asText || !["{}", "e30=", "abcd"].includes(body));
    it.each(clear)("%j without a length", (body) => {
      for (const headers of [typed, {}]) {
        const { incoming } = read({ ...plain, headers, body: Buffer.from(body), asText });
        expect(Buffer.from(incoming.request.body).toString()).toBe(body);
      }
    });

    it("any text with its length", () => {
      fc.assert(
        fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
          const headers = { "content-length": String(Buffer.byteLength(text)) };
          const { incoming } = read({ ...plain, headers, body: Buffer.from(text), asText });
          expect(Buffer.from(incoming.request.body).toString()).toBe(text);
        }),
      );
    });
  });

  it("a sender can't write outside of its values", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 40 });
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    const values = fc.dictionary(name, text, { maxKeys: 5 });
    fc.assert(
      fc.property(values, values, fc.uint8Array({ maxLength: 60 }), (headers, query, body) => {
        const { incoming, receivedAt } = read({ ...plain, headers, query, body });
        expect(receivedAt).toBe(nowMs);
        expect(Object.fromEntries(incoming.request.headers)).toEqual({ ...headers });
        expect(Object.fromEntries(new URLSearchParams(incoming.request.query))).toEqual({ ...query });
        expect(Buffer.from(incoming.request.body)).toEqual(Buffer.from(body));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ["text that is not JSON", "?"],
    ["another version", messageOf(plain).replace('"v":1', '"v":2')],
    ["no time", messageOf(plain).replace(String(nowMs), '"now"')],
    ["no headers", messageOf(plain).replace('"headers"', '"other"')],
    ["half an encoding", messageOf({ ...plain, source: "50%" }).replace("%25", "%2")],
    ["a body of another length", messageOf({ ...plain, headers: { "Content-Length": "3" } })],
  ])("a message with %s is refused", (_, message) => {
    expect(() => readBufferedRequest(message, undefined)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(message-unreadable|malformed-request)$/) }),
    );
  });

  it("every content type in the fixtures has a template, but one that must be configured", () => {
    const types = Object.values(providers)
      .flatMap((provider) =>
        "id" in provider && !("handshakes" in provider || "reply" in provider) ? [provider.id] : [],
      )
      .filter((id) => existsSync(resolve(import.meta.dirname, "../../fixtures", id)))
      .flatMap((id) => fixturesOf(id))
      .map(({ request }) => request.headers.get("content-type")?.split(";")[0]?.trim() ?? "application/json");
    const missing = [...new Set(types)].filter((type) => !bufferedTypes.some((one) => one === type));
    expect(missing).toEqual(["application/vnd.contentful.management.v1+json"]);
  });
});
