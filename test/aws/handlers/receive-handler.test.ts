import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { logFieldsIn } from "../../../src/cli/gen/log-line-table.ts";
import { metricUnits } from "../../../src/core/logs/metrics.ts";
import type { Provider } from "../../../src/core/provider.ts";
import type { WebhookRequest } from "../../../src/core/request.ts";
import { type Arena, gatewayEvent, makeArena } from "../../hostile/arena.ts";
import { acme, nowMs, secretText, signedRequest } from "../../support/fakes.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: nowMs }));
afterEach(() => void vi.useRealTimers());

const fields = logFieldsIn(
  readFileSync(new URL("../../../src/core/logs/log-line.ts", import.meta.url), "utf8"),
);

const arenaOf = (): Arena =>
  makeArena({
    acme: { provider: acme, secrets: JSON.stringify([secretText, "verifyToken:let-me-in"]) },
    empty: { provider: acme, secrets: undefined },
  });

/** The lines of the functions' logs. */
const linesOf = (arena: Arena): readonly Readonly<Record<string, unknown>>[] =>
  (arena.sinks().get("log") ?? "")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const to = (name: string, request: WebhookRequest): WebhookRequest => ({
  ...request,
  url: `https://h.example/hooks/${name}`,
});

const refusals: readonly (readonly [string, WebhookRequest])[] = [
  ["rejected", signedRequest("{}", { key: "wrong" })],
  ["rejected", signedRequest("{}", { headers: new Map() })],
  ["rejected", signedRequest("{}", { time: "1779990000" })],
  ["rejected", signedRequest("{}", { method: "DELETE" })],
  ["rejected", to("nobody", signedRequest("{}"))],
  ["failed", to("empty", signedRequest("{}"))],
  ["handshake", signedRequest('{"type":"challenge","challenge":"c-1"}')],
];

describe("a request that is no delivery", () => {
  it.each(refusals)("has an id in the log and none in its answer: %s", async (outcome, request) => {
    const arena = arenaOf();
    const answers = [await arena.send(request), await arena.send(request)];
    const ids = linesOf(arena).map(({ id }) => id);
    expect(linesOf(arena)).toMatchObject([{ outcome }, { outcome }]);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^req_[0-9a-f]{24}$/);
    expect(JSON.stringify(answers)).not.toContain("req_");
    expect(answers[0]).toEqual(answers[1]);
  });
});

it("a request that the gateway could not read is told as well, without its bytes", async () => {
  const arena = arenaOf();
  const event = { ...gatewayEvent(signedRequest("{}")), body: "%%chosen by a stranger%%" };
  expect(await arena.invoke(event)).toMatchObject({ statusCode: 400 });
  expect(await arena.invoke({ version: "2.0", rawPath: "/hooks/acme" })).toMatchObject({ statusCode: 503 });
  const id = expect.stringMatching(/^req_/);
  expect(linesOf(arena)).toMatchObject([
    {
      id,
      outcome: "rejected",
      status: 400,
      code: "malformed-request",
      error: { remedy: expect.any(String) },
    },
    { id, outcome: "failed", status: 503, code: "internal", error: { name: "TypeError" } },
  ]);
  expect(arena.sinks().get("log")).not.toContain("chosen by");
});

describe("a start", () => {
  it("reads the secrets, tells the doubtful ones, and no request reads them again", async () => {
    const arena = makeArena({
      acme: { provider: acme, secrets: secretText },
      quoted: { provider: acme, secrets: '"in-quotation-marks"' },
      empty: { provider: acme, secrets: undefined },
    });
    await arena.start();
    expect(linesOf(arena)).toMatchObject([{ message: "secret is doubtful", source: "quoted" }]);
    arena.cloud.parameters.clear();
    expect(await arena.send(signedRequest("{}"))).toMatchObject({ statusCode: 200 });
    expect(await arena.send(to("empty", signedRequest("{}")))).toMatchObject({ statusCode: 503 });
  });

  it("with a store that fails tells it in one line, and requests read for themselves", async () => {
    const arena = arenaOf();
    vi.spyOn(arena.cloud.parameters, "has").mockImplementation(() => {
      throw new Error("denied");
    });
    await arena.start();
    expect(linesOf(arena)).toEqual([
      expect.objectContaining({
        level: "WARN",
        message: "secrets not read at start",
        error: expect.objectContaining({
          code: "secret-store-failed",
          remedy: expect.stringContaining("ssm:GetParameters"),
        }),
      }),
    ]);
    expect(await arena.send(signedRequest("{}"))).toMatchObject({ statusCode: 200 });
  });
});

it("a delivery has the id of its answer, in both functions", async () => {
  const arena = arenaOf();
  const { headers } = await arena.send(signedRequest('{"type":"a"}'));
  await arena.drain();
  const id = headers["x-hookbridge-delivery"];
  expect(id).toMatch(/^dlv_/);
  expect(linesOf(arena)).toMatchObject([
    { function: "receive", id, outcome: "accepted" },
    { function: "publish", id, outcome: "published" },
  ]);
});

it("every line has the fields that it must have, and no others than the page lists", async () => {
  const arena = arenaOf();
  for (const [, request] of refusals) await arena.send(request);
  await arena.send(signedRequest('{"type":"a"}'));
  await arena.drain();
  const lines = linesOf(arena);
  expect(lines).toHaveLength(refusals.length + 2);
  const names = fields.map(({ name }) => name);
  const known = [...names, ...Object.keys(metricUnits)];
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(
      expect.arrayContaining(fields.filter(({ always }) => always).map(({ name }) => name)),
    );
    expect(Object.keys(line).filter((name) => !known.includes(name))).toEqual([]);
    expect(line.function).toBe(line.service);
  }
  const seen = new Set(lines.flatMap((line) => Object.keys(line)));
  // Only Lambda gives an id to an invocation, no message is left of what is published, and all accepted deliveries have lines here.
  expect(names.filter((name) => !seen.has(name))).toEqual(["requestId", "messageId", "share"]);
});

it("what is refused tells its remedy and what was met, and what is accepted tells neither", async () => {
  const arena = arenaOf();
  for (const [, request] of refusals) await arena.send(request);
  await arena.send(signedRequest('{"type":"a"}'));
  for (const { outcome, code, reason, remedy, error } of linesOf(arena)) {
    if (outcome === "rejected") expect(remedy).toMatch(new RegExp(` docs/errors\\.md#${reason ?? code}$`));
    else if (outcome === "failed") expect(error).toMatchObject({ code, remedy: expect.any(String) });
    else expect(remedy).toBeUndefined();
  }
});

describe("the URL of a signature that covers it", () => {
  const signsUrl = {
    ...acme,
    handshakes: [],
    signature: { ...acme.signature, signed: "{timestamp}{url}{body}" },
  };
  const told = async (event: object): Promise<unknown> => {
    const arena = makeArena({ acme: { provider: signsUrl as Provider, secrets: secretText } });
    expect(await arena.invoke(event)).toMatchObject({ statusCode: 401 });
    const [line] = linesOf(arena);
    return /knows it: (.*)$/.exec(String(line?.detail))?.[1];
  };
  const { headers } = signedRequest("{}");
  const rest = (path: string) => ({
    httpMethod: "POST",
    path: "/hooks/acme",
    headers: Object.fromEntries(headers),
    queryStringParameters: { key: "let-me-in" },
    requestContext: { path, domainName: "a1b2.execute-api.eu-west-1.amazonaws.com" },
    body: "{}",
    isBase64Encoded: false,
  });

  it("has the stage of a REST API before it", async () => {
    expect(await told(rest("/test/hooks/acme"))).toBe(
      "https://a1b2.execute-api.eu-west-1.amazonaws.com/test/hooks/acme?…",
    );
  });

  it("has no path before it that a stranger chose", async () => {
    const host = "https://a1b2.execute-api.eu-west-1.amazonaws.com";
    expect(await told(rest("/let-me-in/hooks/acme"))).toBe(`${host}/…/hooks/acme?…`);
    expect(await told(rest("/test/let-me-in/hooks/acme"))).toBe(`${host}/…/hooks/acme?…`);
  });

  it("behind a load balancer says that no name is known", async () => {
    const event = { ...rest("/hooks/acme"), requestContext: { elb: { targetGroupArn: "arn" } } };
    const forged = { ...event, headers: { ...event.headers, host: "let-me-in.example" } };
    expect(await told(forged)).toBe("https://unknown.invalid/hooks/acme?…");
  });
});

it("no line holds a byte that a stranger chose: the name of an unknown source, a path, a method", async () => {
  const arena = arenaOf();
  const chosen = "chosen-by-a-stranger";
  const headers = new Map([
    ["authorization", `Bearer ${chosen}`],
    ["acme-signature", chosen],
    ["acme-time", chosen],
  ]);
  await arena.send(to(chosen, signedRequest("{}")));
  await arena.send(signedRequest("{}", { headers }));
  await arena.send(signedRequest("{}", { headers: new Map([["authorization", `${chosen} x`]]) }));
  await arena.send(signedRequest("{}", { method: chosen }));
  await arena.send(signedRequest("{}", { key: "wrong", url: `https://h.example/${chosen}/hooks/acme` }));
  await arena.send(signedRequest("{}", { header: { "content-encoding": chosen } }));
  expect(linesOf(arena)).toHaveLength(6);
  expect(arena.sinks().get("log")?.toLowerCase()).not.toContain(chosen);
});
