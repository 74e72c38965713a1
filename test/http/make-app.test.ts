import { describe, expect, it } from "vitest";
import { BridgeError } from "../../src/core/errors.ts";
import { pagePaths } from "../../src/http/page/page-paths.ts";
import { call, get, post, serve } from "./api-fixture.ts";

describe("who may call", () => {
  const foreign: readonly (readonly [string, Record<string, string>])[] = [
    ["DNS rebinding", { host: "evil.example" }],
    ["a page of another origin", { origin: "https://evil.example" }],
    ["a page of another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["a page without an origin", { origin: "null" }],
    ["a page of another port, by GET", { "sec-fetch-site": "same-site", "sec-fetch-mode": "cors" }],
    ["a frame in a page", { "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" }],
    ["a tunnel", { "x-forwarded-for": "203.0.113.7" }],
    ["a tunnel that rewrites Host", { "cf-connecting-ip": "203.0.113.7" }],
    ["a proxy", { forwarded: "for=203.0.113.7" }],
    ["a proxy that says only the scheme", { "x-forwarded-proto": "https" }],
    ["a proxy that says only its name", { via: "1.1 edge" }],
    [
      "an image or script in a page of another site",
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
    ],
  ];
  it.each(foreign)("%s is refused, on the page too, with the token too", async (_, headers) => {
    const { url, token, fake } = await serve();
    const paths = [...pagePaths, "/icon.svg", "/console.AAAAAAAA.js", "/none", "/api/sources", "/api/stream"];
    for (const path of paths) {
      const { status, text } = await call(`${url}${path}`, "GET", headers);
      expect([path, status]).toEqual([path, 403]);
      expect(JSON.parse(text)).toMatchObject({ error: "forbidden", remedy: expect.any(String) });
      expect(text).not.toContain(token);
    }
    const withToken = { ...headers, authorization: `Bearer ${token}` };
    const { status } = await call(`${url}/api/sources/billing/sample`, "POST", withToken);
    expect(status).toBe(403);
    expect(fake.changes).toEqual([]);
  });

  it.each(["127.0.0.1", "localhost", "[::1]"])("a program on this machine may, as %s", async (host) => {
    const { url } = await serve();
    const { status } = await call(`${url}/api/place`, "GET", { host: `${host}:3000` });
    expect(status).toBe(200);
  });

  it("the page itself may, by whichever name of this machine it was opened", async () => {
    const { url, token } = await serve();
    const { port } = new URL(url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      const headers = {
        host,
        origin: `http://${host}`,
        "sec-fetch-site": "same-origin",
        "sec-fetch-mode": "cors",
      };
      expect(await call(`${url}/api/place`, "GET", headers)).toMatchObject({ status: 200 });
      const authorization = `Bearer ${token}`;
      const sent = await call(`${url}/api/sources/none/sample`, "POST", { ...headers, authorization });
      expect(sent.status).not.toBe(403);
    }
  });

  it("a link from a page of another site opens the page", async () => {
    const { url } = await serve();
    const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect(await call(`${url}/`, "GET", headers)).toMatchObject({ status: 200 });
  });

  const tokens: readonly (readonly [string, (token: string) => Record<string, string>])[] = [
    ["no token", () => ({})],
    ["another token", () => ({ authorization: "Bearer 0" })],
    ["the token under another scheme", (token) => ({ authorization: token })],
    ["the beginning of the token", (token) => ({ authorization: `Bearer ${token.slice(0, -1)}` })],
    ["a longer one", (token) => ({ authorization: `Bearer ${token}0` })],
  ];
  it.each(tokens)("changes nothing with %s", async (_, headers) => {
    const served = await serve();
    for (const path of ["/api/sources/billing/sample", "/api/dead-letters/discard", "/api/none"]) {
      const answer = await post(served, path, { filter: {} }, headers(served.token));
      expect([path, answer.status, answer.json.error]).toEqual([path, 401, "unauthorized"]);
      expect(answer.text).not.toContain(served.token);
    }
    expect(served.fake.changes).toEqual([]);
  });

  it.each(["PUT", "PATCH", "DELETE", "OPTIONS"])("%s needs the token as well", async (method) => {
    const { url } = await serve();
    expect(await call(`${url}/api/sources`, method, {})).toMatchObject({ status: 401 });
  });
});

it("a bridge that was opened for reading refuses each change, and still answers questions", async () => {
  const served = await serve(40, { mayWrite: false, kind: "stage", stage: "prod" });
  const order = { filter: {}, dryRun: false };
  const range = { bus: "engineering", from: 0, to: 1e13 };
  for (const [path, body] of [
    ["/api/sources/billing/sample", {}],
    ["/api/events/evt-dlv_0/replay", {}],
    ["/api/replays", range],
    ["/api/dead-letters/redrive", order],
    ["/api/dead-letters/discard", order],
    ["/api/subscriptions/builds/pause", {}],
    ["/api/subscriptions/builds/resume", {}],
  ] as const) {
    const { status, json } = await post(served, path, body);
    expect([path, status, json.error]).toEqual([path, 403, "forbidden"]);
    expect(json.remedy).toContain("--write");
  }
  expect(served.fake.changes).toEqual([]);
  const asked = [
    await post(served, "/api/requests/req_3/explain"),
    await post(served, "/api/replays", { ...range, dryRun: true }),
    await post(served, "/api/dead-letters/redrive", { filter: {}, dryRun: true }),
    await post(served, "/api/patterns/test", { pattern: { source: ["x"] }, event: {} }),
  ];
  expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

describe("lists", () => {
  it("have items, cursors and a total", async () => {
    const served = await serve();
    const first = await get(served, "/api/requests?limit=2&source=billing");
    expect(first.json).toMatchObject({
      items: [{ id: "req_39" }, { id: "dlv_37" }],
      next: "dlv_37",
      previous: "req_39",
      total: 20,
    });
    const second = await get(served, "/api/requests?limit=2&source=billing&before=dlv_37");
    expect(second.json).toMatchObject({ items: [{ id: "req_35" }, { id: "dlv_33" }] });
    const nothingYet = await get(served, "/api/requests?after=req_39");
    expect(nothingYet.json).toMatchObject({ items: [], previous: "req_39" });
  });

  it("have values with commas, the same parameter twice, times as ISO or ms", async () => {
    const served = await serve();
    const total = async (query: string): Promise<unknown> =>
      (await get(served, `/api/requests?${query}`)).json.total;
    expect(await total("source=billing,acme-github")).toBe(40);
    expect(await total("source=billing&source=acme-github")).toBe(40);
    expect(await total("outcome=refused,dead-letter")).toBe(10);
    expect(await total("from=2026-11-30T12:10:00Z&to=2026-11-30T12:19:00Z")).toBe(10);
    expect(await total("from=2026-11-30T13:10:00%2B01:00&to=2026-11-30T12:19:00Z")).toBe(10);
    const ms = Date.parse("2026-11-30T12:10:00Z");
    expect(await total(`from=${ms}&to=${ms}`)).toBe(1);
  });

  const refused: readonly (readonly [query: string, message: RegExp, remedy: RegExp])[] = [
    ["/api/requests?sorce=billing", /`sorce`/, /Did you mean `source`\?/],
    ["/api/deliveries?bus=engineering", /`bus`/, /It takes before, after, limit/],
    ["/api/events?limit=0", /`limit` is "0"/, /1 to 1000/],
    ["/api/events?limit=1001", /`limit`/, /1 to 1000/],
    ["/api/events?limit=5&limit=6", /2 times/, /once/],
    ["/api/events?from=yesterday", /`from` is "yesterday"/, /ISO 8601/],
    ["/api/events?from=2026-11-30T12:10:00", /`from`/, /time zone/],
    ["/api/events?from=2026-11-30T12:10:00Z&to=2026-11-29T12:10:00Z", /later/, /Exchange/],
    ["/api/requests?outcome=refused,publised", /no outcome `publised`/, /Did you mean `published`\?/],
    ["/api/events?source=", /empty/, /leave it out/],
    ["/api/events?source=,", /empty/, /leave it out/],
    ["/api/sources?limit=1", /`limit`/, /It takes none/],
    ["/api/sources/billing?x=1", /`x`/, /none/],
    ["/api/dead-letters?reason=x", /`reason`/, /It takes source/],
    ["/api/stream?entity=order", /`entity`/, /It takes source, type, pattern, kind, rows, lastId/],
  ];
  it.each(refused)("%s is refused", async (path, message, remedy) => {
    const { status, json } = await get(await serve(), path);
    expect([status, json.error]).toEqual([400, "wrong-use"]);
    expect(json.message).toMatch(message);
    expect(json.remedy).toMatch(remedy);
  });

  it("of sources, subscriptions and groups are one page", async () => {
    const served = await serve();
    for (const [path, count] of [
      ["/api/sources", 3],
      ["/api/subscriptions", 2],
      ["/api/dead-letters/groups", 4],
    ] as const) {
      const { json } = await get(served, path);
      expect(json).toMatchObject({ next: null, previous: null, total: count });
    }
  });
});

describe("errors", () => {
  const missing: readonly (readonly [method: "GET" | "POST", path: string])[] = [
    ["GET", "/api/requests/dlv_none"],
    ["GET", "/api/deliveries/dlv_none"],
    ["GET", "/api/events/none"],
    ["GET", "/api/sources/none"],
    ["GET", "/api/subscriptions/none"],
    ["GET", "/api/dead-letters/none"],
    ["POST", "/api/requests/dlv_0/explain"],
    ["POST", "/api/sources/none/sample"],
    ["POST", "/api/events/none/replay"],
    ["POST", "/api/subscriptions/none/pause"],
  ];
  it.each(missing)("%s %s: not found", async (method, path) => {
    const served = await serve();
    const { status, json } = method === "GET" ? await get(served, path) : await post(served, path);
    expect([status, json.error]).toEqual([404, "not-found"]);
    expect(json.remedy).toMatch(/lists them/);
  });

  it("a route that is not there is told from a thing that is not there", async () => {
    const { status, json } = await get(await serve(), "/api/nothing");
    expect([status, json.error]).toEqual([404, "no-such-route"]);
  });

  it("a BridgeError has its code, its words and a fitting status", async () => {
    const served = await serve();
    const wrong = await post(served, "/api/replays", { bus: "none", from: 0, to: 1e13 });
    expect(wrong).toMatchObject({
      status: 400,
      json: { error: "wrong-use", message: "There is no bus none.", remedy: "Name one: engineering" },
    });
    served.fake.bridge.sources = async () => {
      throw new BridgeError("aws-failed", "SQS refuses.", "Check the permissions.");
    };
    expect(await get(served, "/api/sources")).toMatchObject({
      status: 503,
      json: { error: "aws-failed", message: "SQS refuses.", remedy: "Check the permissions." },
    });
    expect(served.failures).toEqual([]);
  });

  it("a bug is 500 without its text or stack, which the terminal gets", async () => {
    const served = await serve();
    const bug = new TypeError("token abc is undefined");
    served.fake.bridge.sources = async () => {
      throw bug;
    };
    const { status, text, json } = await get(served, "/api/sources");
    expect([status, json.error]).toEqual([500, "internal"]);
    expect(text).not.toMatch(/abc|TypeError|\.ts/);
    expect(served.failures).toEqual([bug]);
  });

  it("every answer says that it comes from a bridge, and can't be framed, sniffed or kept", async () => {
    const served = await serve();
    const head = {
      "x-hookbridge-api": "1",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "cache-control": "no-store",
    };
    for (const path of ["/api/place", "/api/none", "/api/requests?x=1"])
      expect(Object.fromEntries((await get(served, path)).headers)).toMatchObject(head);
  });
});
