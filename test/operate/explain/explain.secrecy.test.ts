import { createHash, createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { explanationText } from "../../../src/cli/explain/print-explanation.ts";
import type { Provider } from "../../../src/core/provider.ts";
import { explain } from "../../../src/operate/explain/explain.ts";
import type { Explanation } from "../../../src/operate/explain/explanation.ts";
import { loadProvider } from "../../support/contract-kit.ts";
import { caseOf, recordingsFor, sampleOf, worldOf } from "./cases/generate.ts";
import { inPath, planted, shortened } from "./cases/plants.ts";
import type { Case, Question } from "./cases/question.ts";
import { Random } from "./cases/random.ts";
import { forbiddenOf, leaksIn, publicTexts } from "./cases/secrecy.ts";
import { requestOf } from "./cases/wire.ts";

/** More with `EXPLAIN_CASES=100`, others with `EXPLAIN_SEED=…`. */
const perWord = Number(process.env.EXPLAIN_CASES ?? 5);
const seed = process.env.EXPLAIN_SEED ?? "secrecy-1";

let cases: readonly Case[] = [];
const providers = new Map<string, Provider>();

/** @param before the case before secrets were put into it, whose names anybody may see */
async function leaksOf(asked: Case, answer: unknown, before: Case): Promise<readonly string[]> {
  const { provider: id } = asked.question;
  const provider = providers.get(id) ?? (await loadProvider(id));
  providers.set(id, provider);
  return leaksIn(answer, await forbiddenOf(asked, provider), publicTexts(before, provider));
}

/** The cases whose explanation shows what it must not, with what that is. */
async function leaking(
  asked: readonly Case[],
  ask: (question: Question) => Promise<Explanation>,
  before: readonly Case[] = asked,
) {
  const found: string[] = [];
  for (const [at, one] of asked.entries()) {
    const answer = await ask(one.question);
    // As `--json` prints it, and as the command prints it for people.
    const leaks = await leaksOf(one, [answer, explanationText(answer)], before[at] ?? one);
    if (leaks.length > 0) found.push(`${one.id}: ${leaks.join(", ")}`);
  }
  return found;
}

beforeAll(async () => {
  cases = await sampleOf(await worldOf(seed), perWord);
}, 600_000);

describe("an explanation shows no secret, no piece of one, no digest of one, no token and no right signature", () => {
  it("of the cases", { timeout: 1_800_000 }, async () => {
    expect(await leaking(cases, explain)).toEqual([]);
  });

  it("where secrets stand in odd places", { timeout: 1_800_000 }, async () => {
    const odd = cases.map((asked) => planted(asked, new Random(`${seed}/plants/${asked.id}`)));
    expect(await leaking(odd, explain, cases)).toEqual([]);
  });

  it("where one stands in the path, or in the URL that was signed", { timeout: 1_800_000 }, async () => {
    const some = cases.filter((_, at) => at % 3 === 0);
    const odd = some.map((asked) => inPath(asked, new Random(`${seed}/path/${asked.id}`)));
    expect(await leaking(odd, explain, some)).toEqual([]);
    const world = await worldOf(seed);
    const kind = world.kinds.find(({ name }) => name === "lost-with-secret");
    const signed: Case[] = [];
    for (const recording of kind ? recordingsFor(world, kind) : []) {
      const one = kind && (await caseOf(world, kind, recording));
      if (one) signed.push(one);
    }
    expect(signed.length).toBeGreaterThan(5);
    expect(await leaking(signed, explain)).toEqual([]);
  });

  it("where a secret is very short", { timeout: 600_000 }, async () => {
    const some = cases.filter((_, at) => at % 4 === 0);
    const short = some.map((asked) => shortened(asked, new Random(`${seed}/short/${asked.id}`)));
    expect(await leaking(short, explain)).toEqual([]);
  });

  it("and comes for any bytes", { timeout: 600_000 }, async () => {
    const random = new Random(`${seed}/bytes`);
    for (const asked of cases.filter((_, at) => at % 5 === 0)) {
      const { request } = asked.question;
      const broken = [
        request.subarray(0, random.whole(0, request.length)),
        Buffer.concat([request.subarray(0, 40), random.bytes(60), request.subarray(40)]),
        random.bytes(200),
        Buffer.alloc(0),
      ];
      for (const bytes of broken) {
        const answer = await explain({ ...asked.question, request: bytes });
        expect(Array.isArray(answer.causes), asked.id).toBe(true);
        expect(
          leaksIn(
            answer,
            await secretsOnly(asked),
            publicTexts(asked, await loadProvider(asked.question.provider)),
          ),
          asked.id,
        ).toEqual([]);
      }
    }
  });
});

/** What is forbidden of a case whose request can't be read. */
async function secretsOnly(asked: Case) {
  const forbidden = await forbiddenOf(asked, await loadProvider(asked.question.provider));
  return forbidden.filter(({ what }) => what.includes("secret"));
}

describe("the check finds what leaks", () => {
  const said = (evidence: string): Explanation => ({
    causes: [{ cause: "secret-wrong", proven: false, evidence, fix: "" }],
    ruledOut: [],
  });
  const secretOf = ({ configuredSecrets }: Question): string =>
    String(configuredSecrets[0]).replace(/^[A-Za-z]+:/, "");
  const hash = (name: string, encoding: "hex" | "base64") => (question: Question) =>
    createHash(name).update(secretOf(question)).digest(encoding);
  const headerOf = (question: Question, name: string): string =>
    requestOf(question.request, question.publicUrl).headers.get(name) ?? "";
  /** The right signature, where it is an HMAC over the body alone. */
  function macOf(question: Question): string | undefined {
    const signature = providers.get(question.provider)?.signature;
    if (!signature || !("hash" in signature) || signature.scheme !== "hmac") return undefined;
    if (signature.signed || signature.key || signature.role) return undefined;
    const { body } = requestOf(question.request, question.publicUrl);
    return createHmac(signature.hash, secretOf(question)).update(body).digest(signature.encoding);
  }

  const leaks: readonly (readonly [what: string, word: string, show: (question: Question) => string])[] = [
    ["a secret", "late", secretOf],
    [
      "six characters of one",
      "body-newlines",
      (question) => `begins with ${secretOf(question).slice(0, 6)}…`,
    ],
    ["the end of one", "late", (question) => secretOf(question).slice(-6)],
    ["one in capitals", "late", (question) => secretOf(question).toUpperCase()],
    ["its base64", "late", (question) => Buffer.from(secretOf(question)).toString("base64")],
    ["its hex", "late", (question) => Buffer.from(secretOf(question)).toString("hex")],
    ["its sha256", "late", hash("sha256", "hex")],
    ["a beginning of its sha256", "late", (question) => hash("sha256", "hex")(question).slice(0, 10)],
    ["its md5", "late", hash("md5", "hex")],
    ["its sha1", "late", hash("sha1", "base64")],
    ["a former secret", "secret-removed", ({ formerSecrets }) => String(formerSecrets[0]).slice(-8)],
    [
      "another source's",
      "secret-of-other-source",
      ({ otherSources }) =>
        String(otherSources.find(({ secrets }) => secrets.length > 0)?.secrets[0]).slice(-8),
    ],
    [
      "a password",
      "user-differs",
      (question) => Buffer.from(headerOf(question, "authorization").slice(6), "base64").toString(),
    ],
    ["the header with it", "user-differs", (question) => headerOf(question, "authorization")],
  ];

  it.each(leaks)("%s", async (_, word, show) => {
    const some = cases.filter(
      ({ word: one, question }) =>
        one === word && secretOf(question).length > 12 && !secretOf(question).includes("-----"),
    );
    expect(some.length).toBeGreaterThan(2);
    const found = await leaking(some, async (question) => said(show(question)));
    expect(found.map((line) => line.split(":")[0])).toEqual(some.map(({ id }) => id));
  });

  it("the signature that would have been right", async () => {
    for (const { question } of cases) providers.set(question.provider, await loadProvider(question.provider));
    const some = cases.filter(({ word, question }) => word.startsWith("body-") && macOf(question));
    expect(some.length).toBeGreaterThan(5);
    const found = await leaking(some, async (question) => said(`It would be ${macOf(question)}.`));
    expect(found).toHaveLength(some.length);
  });

  it("and not what anybody may see", async () => {
    const found = await leaking(cases, async ({ provider, publicUrl, otherSources }) =>
      said(
        `${provider} ${publicUrl} ${otherSources.map(({ name }) => name).join()} none of the kept secrets matches; body, URL and headers look right`,
      ),
    );
    expect(found).toEqual([]);
  });
});
