import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Provider } from "../../src/core/provider.ts";
import { signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { signatureLocations } from "../../src/signatures/choose.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { type Fixture, sourceNameIn } from "../support/fixtures.ts";
import { type Arena, makeArena, writingsOf } from "./arena.ts";
import { type Case, fixtureAt } from "./case.ts";
import { secretCases, timeCases } from "./crafted.ts";
import { handshakeCases } from "./handshakes.ts";
import { signatureCases } from "./signatures.ts";
import { snsCases } from "./sns.ts";
import { placeCases } from "./source-urls.ts";
import { tokenCases } from "./tokens.ts";

const refused =
  '{"statusCode":401,"headers":{"content-type":"application/json","x-content-type-options":"nosniff"},"body":"{\\"error\\":\\"unauthorized\\"}","isBase64Encoded":false}';
const unavailable =
  '{"statusCode":503,"headers":{"content-type":"application/json","x-content-type-options":"nosniff","retry-after":"30"},"body":"{\\"error\\":\\"unavailable\\"}","isBase64Encoded":false}';

const tables: Readonly<Record<string, readonly Case[]>> = {
  "damaged signatures and bodies": signatureCases,
  times: timeCases,
  "blank secrets": secretCases,
  "confused tokens and labels": tokenCases,
  "certificates and topics": snsCases,
  handshakes: handshakeCases,
  "URLs, hosts and sources": placeCases,
};

const fetched: string[] = [];
beforeEach(() => {
  vi.stubGlobal("fetch", (url: string) => {
    fetched.push(url);
    return Promise.reject(new Error("nobody may be asked"));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  fetched.length = 0;
});

/** What never may be seen outside: secrets that are any, and whatever the request was authenticated with. */
function hidden(provider: Provider, fixture: Fixture, request: WebhookRequest): readonly string[] {
  const { secret } = provider.setup;
  const secrets =
    secret === "public-key" || secret === "identifier"
      ? []
      : fixture.secrets.map((text) => text.replace(/^[a-z]+[A-Z][a-zA-Z]*:/, ""));
  const signatures = signaturesOf(provider)
    .flatMap(signatureLocations)
    .flatMap((place) => (place.startsWith("header:") ? [request.headers.get(place.slice(7)) ?? ""] : []));
  const runs = signatures.flatMap((text) => text.match(/[A-Za-z0-9+/_=-]{20,}/g) ?? []);
  return [...secrets, ...runs].filter((text) => text.length >= 8);
}

function expectHidden(arena: Arena, texts: readonly string[]): void {
  for (const [sink, content] of arena.sinks())
    for (const text of texts)
      for (const writing of writingsOf(text))
        if (content.includes(writing)) expect.fail(`${writing.slice(0, 12)}… is in the ${sink}`);
}

async function run({ base, change, secrets, late = 0, want }: Case): Promise<void> {
  const fixture = fixtureAt(base);
  const provider = await loadProvider(base.split("/")[0] ?? "");
  const request = change?.(fixture.request, fixture) ?? fixture.request;
  const kept = secrets === undefined ? JSON.stringify(fixture.secrets) : (secrets ?? undefined);
  const arena = makeArena({ [sourceNameIn(fixture.request)]: { provider, secrets: kept } });
  vi.useFakeTimers({ toFake: ["Date"], now: (fixture.clock + late) * 1_000 });
  const answer = await arena.send(request);
  const queued = arena.cloud.pairs.plain.queue.all.size;
  expect(await arena.drain()).toEqual([]);
  if (want === "refused") expect(JSON.stringify(answer)).toBe(refused);
  else if (want === "unavailable") expect(JSON.stringify(answer)).toBe(unavailable);
  else if (want === "accepted") expect(answer.statusCode).toBe(200);
  else expect({ status: answer.statusCode, body: answer.body }).toMatchObject(want);
  expect(queued).toBe(want === "accepted" ? 1 : 0);
  expect(arena.cloud.bus.length > 0).toBe(want === "accepted");
  expect(arena.cloud.objects.size).toBe(0);
  expect(fetched).toEqual([]);
  const lines = (arena.sinks().get("log") ?? "").trimEnd().split("\n");
  // One JSON object a line, and none that a sender wrote.
  for (const line of lines) expect(JSON.parse(line).message).toMatch(/^(?:delivery|handshake|ledger|secret)/);
  expectHidden(arena, hidden(provider, fixture, request));
}

describe.each(Object.entries(tables))("%s", (_, table) => {
  it.each(table.map((one) => [one.name, one] as const))("%s", async (_name, one) => {
    await run(one);
  });
});

it("knows at least 150 cases, each by a name of its own", () => {
  const names = Object.values(tables).flatMap((table) => table.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(150);
});

it("a leaked secret is noticed", async () => {
  const fixture = fixtureAt("github");
  const provider = await loadProvider("github");
  const arena = makeArena({ github: { provider, secrets: JSON.stringify(fixture.secrets) } });
  const [secret = ""] = fixture.secrets;
  arena.cloud.pairs.plain.queue.send(`{"body":"${Buffer.from(`x${secret}x`).toString("base64")}"}`);
  expect(() => expectHidden(arena, hidden(provider, fixture, fixture.request))).toThrow("is in the queue");
});
