import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Provider } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { cloudEvents, hmac, token } from "../../src/providers/custom.ts";
import { places } from "../faults/cloud.ts";
import { makeArena } from "./arena.ts";

const secret = "a-secret-of-bodies-0123456789";
const event = { source: "com.acme.odd", id: "body:/id" } as const;
const plain = hmac({ id: "odd", timestamp: false, event });

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: 1_780_000_000_000 }));
afterEach(() => void vi.useRealTimers());

function request(body: string | Uint8Array, headers: Record<string, string> = {}): WebhookRequest {
  const bytes = Buffer.from(body as string);
  return {
    method: "POST",
    url: "https://hooks.example.com/hooks/odd",
    query: "",
    headers: new Map(
      Object.entries({
        "content-type": "application/json",
        "x-signature": createHmac("sha256", secret).update(bytes).digest("hex"),
        ...headers,
      }),
    ),
    body: bytes,
  };
}

const arenaOf = (provider: Provider, maxBodyBytes?: number) =>
  makeArena({ odd: { provider, secrets: secret, ...(maxBodyBytes && { maxBodyBytes }) } });

/** Accepts and publishes a body. @returns the details of its events, as text */
async function published(provider: Provider, one: WebhookRequest): Promise<readonly string[]> {
  const arena = arenaOf(provider);
  expect((await arena.send(one)).statusCode).toBe(200);
  expect(await arena.drain()).toEqual([]);
  expect(arena.cloud.pairs.plain.deadLetters.all.size).toBe(0);
  return arena.cloud.bus.map(({ detail }) => detail);
}

const json: Readonly<Record<string, string>> = {
  "64-bit numbers": '{"id":"1","n":9223372036854775807,"m":-9223372036854775808}',
  "1E400, -0 and many digits": '{"id":"1","a":1E400,"b":-0,"c":0.1000000000000000055511151231257827}',
  "a __proto__ member":
    '{"id":"1","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  "equal names twice": '{"id":"1","a":1,"a":2}',
  "half a surrogate pair, escaped": '{"id":"1","a":"\\ud800","b":"\\udfff\\ud800"}',
  "U+FFFF, U+FFFE and U+0000, escaped": '{"id":"1","a":"\\uffff\\ufffe\\u0000"}',
  "U+FFFF and U+2028 as they are": '{"id":"1","a":"\uffff\u2028\u2029"}',
  "escaped slashes and letters": '{"\\u0069d":"1","a":"\\/\\u0041"}',
  "white space everywhere": ' \t\r\n{ "id" :\r\n"1" , "a" : [ 1 , 2 ] } \n',
  "a top-level null": "null",
  "a top-level number": "12345678901234567890",
  "a top-level text": '"id"',
  "a top-level list": '[1,"2",[3]]',
  "twenty thousand levels": `{"id":"1","a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
  "sixty thousand names": `{${Array.from({ length: 60_000 }, (_, at) => `"k${at}":${at}.5`).join(",")},"id":"1"}`,
  "a megabyte-long backslash text": `{"id":"1","a":"${"\\\\".repeat(200_000)}"}`,
  "names that are pointers": '{"id":"1","":{"":2},"/":3,"~0":4,"a/b":5}',
};

describe("JSON comes out byte for byte", () => {
  it.each(Object.entries(json))("%s", async (_, text) => {
    const [detail] = await published(plain, request(text));
    expect(detail?.endsWith(`,"data":${text}}`)).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

const bytes: Readonly<Record<string, Uint8Array>> = {
  "no UTF-8": Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
  "UTF-16": Buffer.from('{"id":"1"}', "utf16le"),
  "an overlong form": Buffer.from([0x22, 0xc0, 0xaf, 0x22]),
  "half a surrogate pair as bytes": Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
  "every byte there is": Buffer.from(Array.from({ length: 256 }, (_, at) => at)),
  "JSON with something behind": Buffer.from('{"id":"1"} x'),
  "JSON with a comment": Buffer.from('{"id":"1"/* */}'),
  NaN: Buffer.from("NaN"),
  "a NUL": Buffer.from([0]),
  "lists that never end": Buffer.from("[".repeat(100_000)),
};

describe("another body comes out as base64 of the same bytes", () => {
  it.each(Object.entries(bytes))("%s", async (_, body) => {
    const [detail] = await published(plain, request(body));
    expect(JSON.parse(detail ?? "{}").data_base64).toBe(Buffer.from(body).toString("base64"));
  });
});

it("a byte-order mark before JSON is not part of its value, and the rest is unchanged", async () => {
  const [detail] = await published(plain, request('\ufeff{"id":"1"}'));
  expect(JSON.parse(detail ?? "{}").data).toEqual({ id: "1" });
});

it("an empty body is an event without data", async () => {
  const [detail] = await published(plain, request(""));
  expect(JSON.parse(detail ?? "{}")).not.toHaveProperty("data");
});

describe("two events stay two", () => {
  it.each([
    ["ids of half a surrogate pair", '"\\ud800"', '"\\udfff"'],
    ["ids of control characters", '"a\\u0000"', '"a"'],
    ["ids longer than a key", `"${"k".repeat(5_000)}1"`, `"${"k".repeat(5_000)}2"`],
    ["large numbers", "9007199254740993", "9007199254740992"],
    ["ids with emoji", '"😀"', '"😁"'],
  ])("%s", async (_, one, other) => {
    const arena = arenaOf(plain);
    for (const id of [one, other]) await arena.send(request(`{"id":${id}}`));
    expect(await arena.drain()).toEqual([]);
    expect(arena.cloud.bus).toHaveLength(2);
    expect(await arena.drain()).toEqual([]);
    expect(arena.cloud.bus).toHaveLength(2);
  });
});

it("an event name that is cut in the middle of a character stays valid Unicode", async () => {
  const arena = arenaOf(plain);
  await arena.send(request(`{"type":"${"x".repeat(127)}😀"}`));
  expect(await arena.drain()).toEqual([]);
  expect(arena.cloud.bus[0]?.detailType).toBe("x".repeat(127));
});

describe("a large delivery of many events is read once", () => {
  it("five thousand CloudEvents in a batch, with numbers that keep their digits", async () => {
    const provider = cloudEvents({
      id: "odd",
      source: "com.acme.odd",
      mode: "batch",
      auth: { scheme: "token" },
    });
    const items = Array.from(
      { length: 5_000 },
      (_, at) => `{"id":"e${at}","source":"/s","type":"t","subject":${at}.5,"data":{"n":${at}}}`,
    );
    const one = request(`[${items.join(",")}]`, { authorization: `Bearer ${secret}` });
    const details = await published(provider, one);
    expect(details).toHaveLength(5_000);
    expect(details.at(-1)).toContain('"data":{"n":4999}');
  });

  it("a form of one name a hundred thousand times", async () => {
    const one = request("a=1&".repeat(100_000), {
      "content-type": "application/x-www-form-urlencoded",
      authorization: `Bearer ${secret}`,
    });
    const [detail] = await published(token({ id: "odd", event: { source: "com.acme.odd" } }), one);
    expect(JSON.parse(detail ?? "{}").data.a).toHaveLength(100_000);
  });
});

const sized = (size: number): string =>
  `{"id":"1","x":"${"x".repeat(size - 15)}"}`.padEnd(size).slice(0, size);

describe("bodies at, one under and one over every limit", () => {
  it.each([
    [63, 200],
    [64, 200],
    [65, 413],
  ])("maxBodyBytes 64: %i bytes", async (size, status) => {
    const answer = await arenaOf(plain, 64).send(request(sized(size)));
    expect(answer.statusCode).toBe(status);
    const forged = await arenaOf(plain, 64).send({ ...request(sized(size)), body: Buffer.alloc(size) });
    expect(forged.statusCode).toBe(status === 200 ? 401 : 413);
  });

  it.each([
    [4_499_999, 200],
    [4_500_000, 200],
    [4_500_001, 413],
  ])("the largest body of all: %i bytes", async (size, status) => {
    expect((await arenaOf(plain).send(request(sized(size)))).statusCode).toBe(status);
  });

  it("a message holds what fits it, and what does not goes to S3; both come out whole", async () => {
    for (const size of [779_000, 780_000, 781_000, 999_400, 999_999, 1_000_000, 1_048_576]) {
      const arena = arenaOf(plain);
      const body = sized(size);
      expect((await arena.send(request(body))).statusCode).toBe(200);
      for (const message of arena.cloud.pairs.plain.queue.all.values())
        expect(message.body.length).toBeLessThan(1_048_000);
      expect(await arena.drain()).toEqual([]);
      const [entry] = arena.cloud.bus;
      const { dataref } = JSON.parse(entry?.detail ?? "{}") as { dataref?: string };
      const kept = dataref && arena.cloud.objects.get(dataref.replace("s3://", "/"));
      const carried = kept
        ? Buffer.from(kept).toString()
        : entry?.detail.slice(entry.detail.indexOf(',"data":') + 8, -1);
      expect(carried).toBe(body);
      expect(Buffer.byteLength(entry?.detail ?? "")).toBeLessThan(1_000_000);
    }
  });
});

describe("a message that the bridge did not write is parked, and nine others are published", () => {
  const message = (change: object): string =>
    JSON.stringify({
      v: 1,
      id: "dlv_x",
      source: "odd",
      receivedAt: "2026-05-28T20:26:40.000Z",
      method: "POST",
      url: "https://h.example/hooks/odd",
      headers: {},
      scheme: 0,
      body: "e30=",
      ...change,
    });
  it.each([
    ["no JSON", "x"],
    ["a time that is none", message({ receivedAt: "yesterday" })],
    ["a time without its zone", message({ receivedAt: "2026-05-28T20:26:40.000" })],
    ["a body that is no base64", message({ body: "*" })],
    ["a body of another bucket", message({ body: undefined, bodyRef: "s3://other/claims/x" })],
    [
      "a body outside of the prefix",
      message({ body: undefined, bodyRef: `s3://${places.bucket}/secrets/x` }),
    ],
    ["a body that is gone", message({ body: undefined, bodyRef: `s3://${places.bucket}/claims/gone` })],
    ["a source that inherits", message({ source: "constructor" })],
  ])("%s", async (_, poison) => {
    const arena = arenaOf(plain);
    for (let at = 0; at < 9; at++) await arena.send(request(`{"id":"${at}"}`));
    arena.cloud.pairs.plain.queue.send(poison);
    expect(await arena.drain()).toEqual([]);
    expect(arena.cloud.bus).toHaveLength(9);
    const [letter, ...others] = arena.cloud.pairs.plain.deadLetters.all.values();
    expect(letter).toMatchObject({ body: poison, attributes: { code: expect.any(String) } });
    expect(others).toEqual([]);
  });
});
