import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { distinctionsOf, signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { chooseScheme, schemeOf } from "../../src/signatures/choose.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { type Fixture, fetchedText, fixturesOf, sourceNameIn } from "../support/fixtures.ts";
import { makeArena } from "./arena.ts";
import { withHeader } from "./case.ts";

// Some vendors do not sign what tells their events apart. By default it counts all the same, because a lost event is worse than
// a repeated one; a source with `strictDeduplication` refuses what somebody with a captured delivery makes of it.

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** How many events are on the bus after a recorded request, and after the same with another value of a header. */
async function eventsAfter(fixture: Fixture, id: string, header: string, strictDeduplication: boolean) {
  const source = {
    provider: await loadProvider(id),
    secrets: JSON.stringify(fixture.secrets),
    strictDeduplication,
  };
  const arena = makeArena({ [sourceNameIn(fixture.request)]: source });
  vi.useFakeTimers({ toFake: ["Date"], now: fixture.clock * 1_000 });
  vi.stubGlobal("fetch", async (url: string) => new Response(await fetchedText(fixture, url)));
  const counts: number[] = [];
  const send = async (request: WebhookRequest): Promise<void> => {
    expect((await arena.send(request)).statusCode).toBeLessThan(300);
    expect(await arena.drain()).toEqual([]);
    counts.push(arena.cloud.bus.length);
  };
  await send(fixture.request);
  await send(withHeader(fixture.request, header, "00000000-0000-4000-8000-00000000000f"));
  return counts;
}

/** Recorded requests, each with a header that tells events apart and is not signed, by SECURITY.md. */
const relabelled: (readonly [id: string, header: string, fixture: Fixture])[] = [];
const [, listed = ""] = readFileSync(new URL("../../SECURITY.md", import.meta.url), "utf8").split(
  "begin unsigned",
);
for (const id of providerIds) {
  const provider = await loadProvider(id);
  for (const one of distinctionsOf(provider.event)) {
    const header = /^header:(.*)$/.exec(one)?.[1];
    const names = new RegExp(`\`${one}\`: .*\\b${provider.name.replace(/[()]/g, "\\$&")}(?:,|$)`, "m");
    if (header === undefined || !names.test(listed)) continue;
    const fixture = fixturesOf(id).find(({ outcome, request }) => {
      const signature = chooseScheme(signaturesOf(provider), request);
      if (!signature || schemeOf(signature).sendsSecret) return false;
      // One of several schemes may sign the header.
      return outcome === "accepted" && !JSON.stringify(signature).includes(`"${one}"`);
    });
    if (fixture) relabelled.push([id, header, fixture]);
  }
}

describe("a captured delivery under another value of an unsigned header", () => {
  it("is tried at every vendor that has one", () => {
    expect(relabelled.length).toBeGreaterThan(15);
  });

  it.each(relabelled)("%s, %s: makes no second event at a strict source", async (id, header, fixture) => {
    const [one, two] = await eventsAfter(fixture, id, header, true);
    expect(one).toBeGreaterThan(0);
    expect(two).toBe(one);
  });

  it.each(relabelled)(
    "%s, %s: is another event by default, as SECURITY.md says",
    async (id, header, fixture) => {
      const [one, two] = await eventsAfter(fixture, id, header, false);
      expect(two).toBeGreaterThan(one ?? 0);
    },
  );
});
