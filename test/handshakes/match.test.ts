import { describe, expect, it } from "vitest";
import { factsOf } from "../../src/core/facts.ts";
import type { Handshake } from "../../src/core/handshake.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { matchHandshakes } from "../../src/handshakes/match.ts";

const answer = { status: 200 };

function requestOf(body: string, change: Partial<WebhookRequest> = {}): WebhookRequest {
  const url = "https://hooks.example/hooks/acme";
  const headers = new Map([["content-type", "application/json"]]);
  return { method: "POST", url, query: "", headers, body: Buffer.from(body), ...change };
}

/** Whether a request is the handshake, and whether its body was parsed to find out. */
function looked(handshake: Omit<Handshake, "name">, request: WebhookRequest, signature = false) {
  const facts = factsOf(request);
  let parsed = false;
  const watched = {
    header: (name: string) => facts.header(name),
    query: (name: string) => facts.query(name),
    form: (name: string) => facts.form(name),
    get document() {
      parsed = true;
      return facts.document;
    },
    item: undefined,
  };
  const probe = {
    request,
    facts: watched,
    isVerified: handshake.unsigned !== true,
    carriesSignature: signature,
  };
  const found = matchHandshakes([{ name: "it", ...handshake }], probe);
  return { found: found.length === 1, parsed };
}

const matches = (...given: Parameters<typeof looked>): boolean => looked(...given).found;

describe("the condition of a handshake", () => {
  const type = { when: "body:/type", answer } as const;

  it.each([
    ["a value that is there", type, '{"type":"x"}', true],
    ["one that is not", type, '{"kind":"x"}', false],
    ["one that is empty", type, '{"type":""}', false],
    ["its one value", { ...type, equals: "ping" }, '{"type":"ping"}', true],
    ["another", { ...type, equals: "ping" }, '{"type":"pong","ping":1}', false],
    ["one that is not there", { ...type, equals: "ping" }, '{"ping":1}', false],
    ["one of its values", { ...type, equals: ["ping", "test"] }, '{"type":"test"}', true],
    ["none of its values", { ...type, equals: ["ping", "test"] }, '{"type":"other","test":1}', false],
    ["every request", { answer }, "{}", true],
    ["what makes it a delivery", { ...type, unless: "body:/data" }, '{"type":"x","data":1}', false],
    ["nothing that does", { ...type, unless: "body:/data" }, '{"type":"x"}', true],
  ] as const)("%s", (_, handshake, body, found) => {
    expect(matches(handshake, requestOf(body))).toBe(found);
  });
});

describe("its method and signature", () => {
  const body = requestOf("{}");
  const get = requestOf("", { method: "GET" });

  it("is a POST, unless it says otherwise", () => {
    expect(matches({ answer }, body)).toBe(true);
    expect(matches({ answer }, get)).toBe(false);
    expect(matches({ method: "GET", answer }, get)).toBe(true);
    expect(matches({ method: "GET", answer }, body)).toBe(false);
  });

  it("is matched after verification if signed, and only before it if unsigned", () => {
    const signed = { name: "signed", answer };
    const unsigned = { name: "unsigned", unsigned: true, answer } as const;
    const found = (isVerified: boolean) => {
      const probe = { request: body, facts: factsOf(body), isVerified, carriesSignature: false };
      return matchHandshakes([signed, unsigned], probe).map(({ name }) => name);
    };
    expect([found(true), found(false)]).toEqual([["signed"], ["unsigned"]]);
  });

  it("is never a POST with a signature, if unsigned", () => {
    expect(matches({ unsigned: true, answer }, body, true)).toBe(false);
    expect(matches({ answer }, body, true)).toBe(true);
    expect(matches({ method: "GET", unsigned: true, answer }, get, true)).toBe(true);
  });
});

describe("how much of a body is read", () => {
  const bodyOf = (bytes: number): WebhookRequest => {
    const head = '{"type":"x","pad":"';
    return requestOf(`${head}${"x".repeat(bytes - head.length - 2)}"}`);
  };

  it.each([
    ["unsigned, 4 KB", { unsigned: true }, 4_096, true],
    ["unsigned, a byte more", { unsigned: true }, 4_097, false],
    ["signed, 32 KB", {}, 32_768, true],
    ["signed, a byte more", {}, 32_769, false],
  ] as const)("%s", (_, kind, bytes, found) => {
    const request = bodyOf(bytes);
    expect(request.body).toHaveLength(bytes);
    expect(matches({ when: "body:/type", answer, ...kind }, request)).toBe(found);
  });

  it.each([
    ["to tell it from a delivery", { unless: "body:/data", answer }],
    ["for its answer", { answer: { echo: "body:/type" } }],
    [
      "for its proof",
      { answer: { hmac: "body:/type", hash: "sha256", encoding: "hex", json: { digest: "d" } } },
    ],
    ["for the URL to confirm", { answer: { confirm: "body:/type", hosts: [] } }],
    ["for the secret to keep", { answer: { keepSecret: "body:/type" } }],
    ["for its token", { token: { from: "body:/type", role: "token" }, answer }],
  ] as const)("no large one, %s", (_, handshake) => {
    const large = { ...bodyOf(40_000), headers: new Map([["x-acme", "1"]]) };
    expect(matches(handshake, large)).toBe(false);
    expect(matches({ ...handshake, when: "header:x-acme" }, large)).toBe(false);
  });

  it("no large form", () => {
    const headers = new Map([["content-type", "application/x-www-form-urlencoded"]]);
    const formOf = (bytes: number) => requestOf("type=".padEnd(bytes, "x"), { headers });
    expect(matches({ when: "form:type", answer }, formOf(32_768))).toBe(true);
    expect(matches({ when: "form:type", answer }, formOf(32_769))).toBe(false);
  });

  it("nothing of a large one, if headers and query are enough", () => {
    const large = { ...bodyOf(40_000), query: "body:x=1&echo=2", headers: new Map([["x-acme", "1"]]) };
    expect(matches({ answer }, large)).toBe(true);
    expect(looked({ when: "header:x-acme", answer: { echo: "query:echo" } }, large)).toEqual({
      found: true,
      parsed: false,
    });
    expect(matches({ when: "query:body:x", answer }, large)).toBe(true);
    const small = requestOf("{}", { query: "body:/type=1" });
    expect(matches({ when: "query:body:/type", answer }, small)).toBe(true);
  });
});

describe("a body without its mark is not parsed", () => {
  it.each([
    ["the value that it needs", { when: "body:/type", equals: "ping" }, '{"type":"ping"}', true],
    ["without it", { when: "body:/type", equals: "ping" }, '{"type":"push"}', false],
    [
      "one of the values that it needs",
      { when: "body:/type", equals: ["ping", "test"] },
      '{"type":"test"}',
      true,
    ],
    ["none of them", { when: "body:/type", equals: ["ping", "test"] }, '{"type":"push"}', false],
    ["the name that it needs", { when: "body:/challenge" }, '{"challenge":"x"}', true],
    ["without that name", { when: "body:/challenge" }, '{"type":"push"}', false],
    ["a name with digits", { when: "body:/v2_challenge" }, '{"type":"push"}', false],
    ["a name of one letter", { when: "body:/c" }, '{"type":"push"}', false],
    ["a value of one letter", { when: "body:/type", equals: "c" }, '{"type":"push"}', false],
    ["an escape, which may spell it", { when: "body:/type", equals: "ping" }, '{"type":"\\u0070ing"}', true],
    ["another escape", { when: "body:/type", equals: "ping" }, '{"type":"a\\tb"}', false],
    ["no escape at all", { when: "body:/type", equals: "ping" }, '{"urls":"push"}', false],
  ] as const)("%s", (_, handshake, body, parsed) => {
    expect(looked({ ...handshake, answer }, requestOf(body))).toEqual({ found: parsed, parsed });
  });

  it("but it is parsed where an escape could spell the mark", () => {
    const ways = [
      [{ when: "body:/a/b" }, '{"a":"{\\"b\\":1}"}'],
      [{ when: "body:/data/type", equals: "ping" }, '{"data":"eyJ0eXBlIjoicGluZyJ9"}'],
      [{ when: "body:/0" }, '["x"]'],
      [{ when: "body:/type", equals: "a/b" }, '{"type":"a\\/b"}'],
      [{ when: "body:/type", equals: ["plain", "a/b"] }, '{"type":"a\\/b"}'],
      [{ when: "body:/type", equals: "1x" }, '{"type":"1x"}'],
      [{ when: "body:/a~1b" }, '{"a/b":"x"}'],
    ] as const;
    for (const [handshake, body] of ways)
      expect(looked({ ...handshake, answer }, requestOf(body))).toEqual({ found: true, parsed: true });
  });

  it("is searched from its own start in the buffer", () => {
    const whole = Buffer.from('{"type":"ping"}{"type":"push"}');
    const request = { ...requestOf(""), body: whole.subarray(15) };
    expect(looked({ when: "body:/type", equals: "ping", answer }, request)).toEqual({
      found: false,
      parsed: false,
    });
  });
});
