import { afterEach, describe, expect, it, vi } from "vitest";
import { signaturesOf } from "../../src/core/provider.ts";
import { Secret, secretOf } from "../../src/core/secret.ts";
import { chooseScheme } from "../../src/signatures/choose.ts";
import { keyKindOf } from "../../src/signatures/secret-form.ts";
import { secretRoles } from "../../src/signatures/secret-roles.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { fixturesOf } from "../support/fixtures.ts";
import { makeArena, writingsOf } from "./arena.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A genuine delivery of each provider, whose signature is right. */
const genuine = await Promise.all(
  providerIds.map(async (id) => {
    const provider = await loadProvider(id);
    // By the scheme that comes first in the provider's file, where one is recorded.
    const signed = signaturesOf(provider).flatMap((signature) =>
      fixturesOf(id).filter(
        ({ outcome, request }) =>
          outcome === "accepted" && chooseScheme(signaturesOf(provider), request) === signature,
      ),
    );
    const [fixture] = signed;
    if (!fixture) throw new Error(`no signed delivery of ${id}`);
    return { id, provider, fixture };
  }),
);

type Genuine = (typeof genuine)[number];

/** What may be copied with a secret, or in place of it. */
const damages: Readonly<Record<string, (value: string) => string>> = {
  "quotation marks": (value) => `"${value}"`,
  "JSON around them": (value) => JSON.stringify({ secret: value }),
};

/** The secrets of a delivery with the same damage to each, behind its role. */
function damaged({ provider, fixture }: Genuine, damage: (value: string) => string): readonly string[] {
  return fixture.secrets.map((text) => {
    const secret = secretOf(text, secretRoles(provider));
    return (secret.role === undefined ? "" : `${secret.role}:`) + damage(secret.reveal());
  });
}

/** The answer to a genuine delivery of a source with these secrets, and everything that left the handlers. */
async function sent({ provider, fixture }: Genuine, secrets: readonly string[]) {
  vi.useFakeTimers({ toFake: ["Date"], now: fixture.clock * 1_000 });
  vi.stubGlobal("fetch", async (url: string) => new Response(fixture.fetched?.[url] ?? "", { status: 200 }));
  const name = /\/hooks\/([^/?]+)/.exec(fixture.request.url)?.[1] ?? "";
  const arena = makeArena({ [name]: { provider, secrets: JSON.stringify(secrets) } });
  const answers = [await arena.send(fixture.request), await arena.send(fixture.request)];
  const log = arena.sinks().get("log") ?? "";
  const lines = log
    .split("\n")
    .flatMap((line): readonly Readonly<Record<string, unknown>>[] =>
      line.startsWith("{") ? [JSON.parse(line)] : [],
    );
  return { answers, arena, lines, doubts: lines.filter(({ message }) => message === "secret is doubtful") };
}

describe.each(Object.entries(damages))("secrets with %s", (_, damage) => {
  it.each(genuine)("$id: a genuine delivery is answered 503, and the log says why, once", async (one) => {
    const { answers, arena, lines, doubts } = await sent(one, damaged(one, damage));
    for (const answer of answers)
      expect(answer).toMatchObject({
        statusCode: 503,
        headers: { "retry-after": "30" },
        body: '{"error":"unavailable"}',
      });
    const failed = lines.filter(({ message }) => message === "delivery failed");
    expect(failed).toMatchObject([{ code: "secret-unusable" }, { code: "secret-unusable" }]);
    expect(doubts.map(({ place }) => place)).toEqual(one.fixture.secrets.map((_, index) => index + 1));
    for (const doubt of doubts)
      expect(doubt).toMatchObject({ level: "WARN", provider: one.id, detail: expect.stringMatching(/^It /) });
    if (one.provider.setup.secret === "public-key" || one.provider.setup.secret === "identifier") return;
    for (const [sink, content] of arena.sinks())
      for (const text of one.fixture.secrets.filter(({ length }) => length >= 8))
        for (const writing of writingsOf(text))
          if (content.includes(writing)) expect.fail(`a secret of ${one.id} is in the ${sink}`);
  });
});

describe("a source with one right secret and one that can't be", () => {
  it.each(genuine.filter(({ provider }) => provider.setup.secret !== "public-key"))(
    "$id: takes the delivery, and the log names the other",
    async (one) => {
      const [first = ""] = damaged(one, (value) => `"${value}"`);
      const { answers, doubts } = await sent(one, [...one.fixture.secrets, first]);
      expect(answers[0]?.statusCode).toBeGreaterThanOrEqual(200);
      expect(answers[0]?.statusCode).toBeLessThan(300);
      expect(doubts.filter(({ problem }) => problem !== "short")).toHaveLength(1);
    },
  );
});

describe("a provider with several schemes", () => {
  const several = genuine.filter(({ provider }) => signaturesOf(provider).length > 1);
  const unlike = several.filter(({ provider, fixture }) => {
    const one = chooseScheme(signaturesOf(provider), fixture.request);
    const others = signaturesOf(provider).filter((other) => other !== one);
    const forms = others.map((other) => keyKindOf(other, new Secret("a-text-and-no-key")));
    return one && keyKindOf(one, new Secret("a-text-and-no-key")) === "no-key" && forms.includes("text");
  });

  it.each(unlike)(
    "$id: does not show the sender that the scheme it chose has no key, but the log does",
    async (one) => {
      const { answers, lines } = await sent(one, ["a-text-and-no-key"]);
      const wrong = await sent(
        one,
        [...one.fixture.secrets, "a-text-and-no-key"].map((text) => `${text}0a`),
      );
      expect(answers[0]).toMatchObject({ statusCode: 401, body: '{"error":"unauthorized"}' });
      expect(answers[0]).toEqual(wrong.answers[0]);
      const { reason } = lines.find(({ message }) => message === "delivery rejected") ?? {};
      expect(reason).toBe("secret-unusable");
    },
  );

  it("is more than one", () => expect(unlike.length).toBeGreaterThan(1));
});
