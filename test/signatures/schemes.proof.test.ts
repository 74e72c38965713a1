import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { WebhookRequest } from "../../src/core/request.ts";
import type { Signature } from "../../src/core/signature.ts";
import { schemeOf } from "../../src/signatures/choose.ts";
import { requestOf } from "../support/judged.ts";
import { proved } from "../support/proved.ts";
import { body, form, hmac, json, plivo, request, sorted, twilio, url } from "./proof-cases.ts";

it("a form without a hash of itself in the URL has no covered value", () => {
  expect(schemeOf(twilio).prove(twilio, form("From=1")).covers).toEqual([]);
});

/** Where a value may stand. */
const pointers = ["body:/a", "item:/a", "form:a", "query:q", "header:webhook-id", "header:x-id"];

const jwt = { scheme: "jwt", header: "authorization", algorithms: ["HS256"], key: "utf8" } as const;
const fetched = {
  scheme: "fetched-key",
  signatures: [],
  under: [],
  names: "",
  holds: "public-key",
} as const;
const inBody = ["body:/a", "item:/a", "form:a"];
const inUrlAndBody = [...inBody, "query:q"];
const whole = `POST ${url}\n${body}`;

it.each<readonly [Signature, readonly string[]]>([
  [{ ...hmac, signed: "{header:x-id}.{body}" }, []],
  [{ ...hmac, signed: "{header:x-id}.{form as php without sig}" }, []],
  [{ ...hmac, signed: "{header:x-id}.{url}" }, ["x-id"]],
  [{ ...hmac, signed: ["{header:x-id}.{body}", "{header:x-n}{query in order}"] }, ["x-id", "x-n"]],
  [{ ...hmac, scheme: "keyed-hash", signed: "{header:x-id}" }, ["x-id"]],
  [{ ...hmac, scheme: "public-key", algorithm: "ed25519", key: "pem", signed: "{header:x-id}" }, ["x-id"]],
  [{ ...fetched, signed: "{header:x-id}|{body as crc32}" }, ["x-id"]],
  [
    {
      scheme: "manifest",
      header: "s",
      encoding: "hex",
      pairs: [
        ["q", "query:q"],
        ["r", "header:x-id"],
        ["t", "timestamp"],
      ],
    },
    ["x-id"],
  ],
  [plivo, []],
])("keeps the headers that distinguish requests: %j", (signature, kept) => {
  expect(schemeOf(signature).proofHeaders?.(signature) ?? []).toEqual(kept);
});

// The text is part of what is kept in the ledger: another one would publish everything again that is under way.
it.each<readonly [string, Signature, readonly string[], string]>([
  ["a body", hmac, inBody, body],
  ["a body with its time", { ...hmac, signed: "{timestamp}.{body}", timestamp: "header:t" }, inBody, body],
  ["a URL and a body", { ...hmac, signed: "{url}{body}" }, inUrlAndBody, url + body],
  ["a URL on a line, and a body", { ...hmac, signed: "{url}\n{body}" }, inUrlAndBody, `${url}\n${body}`],
  ["a body with its method", { ...hmac, signed: "{method}|{body}" }, inBody, `POST|${body}`],
  ["a body in another form", { ...hmac, signed: "v0:{body as base64}" }, inBody, `v0:${btoa(body)}`],
  ["fixed text", { ...hmac, signed: "a{timestamp}" }, [], "a"],
  ["a query", { ...hmac, signed: "{query in order}{header:x-id}" }, ["query:q", "header:x-id"], "q=1i1"],
  [
    "a URL without its query",
    { ...hmac, signed: "{url without query}" },
    [],
    "https://hooks.example.com/hooks/a",
  ],
  ["a secret and a body", { ...hmac, scheme: "keyed-hash", signed: "{secret}{body}" }, inBody, body],
  [
    "a checksum of the body",
    { ...hmac, signed: "{header:x-id}|{body as crc32}" },
    ["header:x-id"],
    `i1|${crc32(body)}`,
  ],
  ["a value", { ...hmac, signed: "{body:/a}" }, ["body:/a"], "x"],
  [
    "one of two texts, of which the last covers least",
    { ...hmac, signed: ["{url}{body}", "{body}"] },
    inBody,
    body,
  ],
  [
    "one of two texts, the last of which there is not",
    { ...hmac, signed: ["{body}", "{header:none}"] },
    [],
    body,
  ],
  [
    "a text with a line break at its end or without one",
    { ...hmac, signed: ["{header:x-id}", " {header:x-id}\n"] },
    ["header:x-id"],
    " i1",
  ],
  [
    "no value under a pointer to a member without a name",
    { ...hmac, signed: "{body:/?}{body:/data/?}{query:?}{form:?}{header:x-id}" },
    ["header:x-id"],
    "i1",
  ],
  ["no text at all", { ...hmac, signed: "{header:none}" }, [], body],
  [
    "a body by public key",
    { ...hmac, scheme: "public-key", algorithm: "ed25519", key: "pem" } as Signature,
    inBody,
    body,
  ],
  ["a body by a fetched key", { ...fetched, signed: "{secret}|{body}" }, inBody, body],
  [
    "items",
    {
      scheme: "item-hmac",
      items: "body:/list",
      signature: "/s",
      fields: ["/a", "/b/c"],
      separator: ":",
      hash: "sha256",
      encoding: "hex",
    },
    [],
    "1:2\n3:",
  ],
  [
    "a canonical request",
    { scheme: "canonical-request", header: "s", signedHeaders: "h" },
    inUrlAndBody,
    `/hooks/a?q=1\n${body}`,
  ],
  [
    "pairs",
    {
      scheme: "manifest",
      encoding: "hex",
      header: "s",
      pairs: [
        ["id", "header:x-id"],
        ["ts", "timestamp"],
        ["q", "query:q"],
        ["n", "query:none"],
      ],
    },
    [],
    "id:i1;ts:;q:1;",
  ],
  [
    "an id and a body",
    { scheme: "standard-webhooks", prefix: "webhook" },
    [...inBody, "header:webhook-id"],
    `msg_1.${body}`,
  ],
  [
    "an id of another name and a body",
    { scheme: "standard-webhooks", prefix: "x" },
    [...inBody, "header:x-id"],
    `i1.${body}`,
  ],
  ["no id and a body", { scheme: "standard-webhooks", prefix: "svix" }, inBody, `.${body}`],
  ["whatever a token's holder sends", { scheme: "token", from: "header:t" }, pointers, whole],
  ["whatever a password's holder sends", { scheme: "basic-auth" }, pointers, whole],
  ["whatever a bearer sends", jwt, pointers, whole],
  [
    "the body that a token has the hash of",
    { ...jwt, bodyHash: { claim: "h", encoding: "hex" } },
    inBody,
    body,
  ],
  [
    "the body and the URL that a token has the hashes of",
    { scheme: "request-hash-jwt", header: "t", issuer: "i", algorithms: ["HS256"], key: "utf8" },
    inUrlAndBody,
    `${url}\n${body}`,
  ],
  [
    "the body and the URL that a token has the hash and the text of",
    { ...jwt, bodyHash: { claim: "h", encoding: "hex" }, claims: { u: ["x", "{url}"] } },
    inUrlAndBody,
    `${url}\n${body}`,
  ],
  [
    "the body under a token with claims of something else",
    { ...jwt, bodyHash: { claim: "h", encoding: "hex" }, claims: { u: "{secret}" } },
    inBody,
    body,
  ],
  ["a body that is a token", { scheme: "jwt-body", algorithms: ["HS256"], key: "utf8" }, inBody, body],
  ["a body whose signature is detached", { ...jwt, scheme: "detached-jws" }, inBody, body],
  [
    "a body with certificates",
    { scheme: "certified-jws", from: "body:/j", marks: { leaf: "1", issuer: "2" }, owner: [] },
    inBody,
    body,
  ],
  ["the text of SNS", { scheme: "aws-sns", toleranceSeconds: 1 }, [], body],
  [
    "the signed fields of the JSON that a form wrapped",
    {
      scheme: "form-json-hmac",
      field: "form:json",
      from: "body:/s",
      signed: "{body:/a}",
      hash: "sha256",
      encoding: "hex",
    },
    ["body:/a"],
    "x",
  ],
])("covers %s", (_, signature, covered, text) => {
  const { covers, fingerprint } = proved(signature, request);
  const listed = schemeOf(signature).prove(signature, request).covers;
  const known = [
    "*",
    "body:",
    "item:",
    "form:",
    "query:",
    "header:none",
    "header:svix-id",
    ...pointers,
    ...pointers.map((one) => `${one}/`),
  ];
  expect(listed.filter((one) => !known.includes(one))).toEqual([]);
  expect(pointers.map(covers)).toEqual(pointers.map((pointer) => covered.includes(pointer)));
  expect(fingerprint).toBe(createHash("sha256").update(text).digest("hex"));
});

it("covers a form that is signed as PHP writes it, and no query under the same name", () => {
  const php: Signature = { ...hmac, signed: "{form as php without sig}" };
  expect(proved(php, form("a=1&sig=x")).covers("form:a")).toBe(true);
  expect(proved(hmac, request).covers("query:form:a")).toBe(false);
});

it("covers the fields that SNS signs", () => {
  const of = requestOf({ body: '{"Type":"Notification"}' });
  const { covers } = proved({ scheme: "aws-sns", toleranceSeconds: 1 }, of);
  expect(["body:/MessageId", "body:/Token"].map(covers)).toEqual([true, false]);
});

describe("Twilio", () => {
  const hashing: Signature = { ...twilio, bodyHashQuery: "sha" } as Signature;
  const sha = createHash("sha256").update("{}").digest("hex");
  const told = (signature: Signature, of: WebhookRequest, text: string) => {
    const { covers, fingerprint } = proved(signature, of);
    expect(fingerprint).toBe(createHash("sha256").update(text).digest("hex"));
    return pointers.filter(covers);
  };

  it("covers a body whose hash is in the URL, and no field of a form", () => {
    const at = `https://a.example/?sha=${sha}`;
    expect(told(hashing, requestOf({ url: at, body: "{}", headers: json }), at)).toEqual(inBody);
    expect(told(hashing, form("b=2&a=1"), "https://hooks.example.com/hooks/aa1b2")).toEqual([]);
    expect(told(twilio, requestOf({ url: at }), at)).toEqual([]);
    expect(told(twilio, requestOf({ url: at, body: "{}", headers: json }), at)).toEqual([]);
  });
});

it("a text without separators is the whole text, or the body without any text", () => {
  const text = (signature: Signature, of: WebhookRequest) => proved(signature, of).fingerprint;
  const sha256 = (of: string) => createHash("sha256").update(of).digest("hex");
  expect(text(plivo, form("b=2&a=1", "q=1"))).toBe(sha256("https://hooks.example.com/hooks/a?q=1.a1b2"));
  expect(text(sorted, form("b=2&a=1", "q=1"))).toBe(sha256("&a=1&b=2&q=1"));
  for (const signature of [plivo, sorted])
    expect(text(signature, requestOf({ body: "{}", headers: json }))).toBe(sha256("{}"));
});

it("is kept around the stored body, and hashed without that body in it or when it is long", () => {
  const textOf = (signature: Signature, of: WebhookRequest) => schemeOf(signature).prove(signature, of).text;
  expect(textOf({ ...hmac, signed: "{url}|{body}|{method}" }, request)).toEqual({
    before: `${url}|`,
    after: "|POST",
  });
  expect(textOf({ ...hmac, signed: "{url}{body}{body}" }, request)).toHaveProperty("digest");
  expect(textOf({ ...hmac, signed: "{body:/a}" }, request)).toHaveProperty("digest");
  const long = (length: number) => requestOf({ body, headers: { "x-id": "i".repeat(length) } });
  const signed: Signature = { ...hmac, signed: "{header:x-id}{body}" };
  expect(textOf(signed, long(1_024))).toEqual({ before: "i".repeat(1_024), after: "" });
  expect(textOf(signed, long(1_025))).toHaveProperty("digest");
});
