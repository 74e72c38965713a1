import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import { Secret, secretOf } from "../../src/core/secret.ts";
import type { Signature } from "../../src/core/signature.ts";
import { makeSecrets } from "../../src/local/secrets/secret-shapes.ts";
import { secretFaultsOf } from "../../src/signatures/secret-faults.ts";
import { keyKindOf } from "../../src/signatures/secret-form.ts";
import { secretRoles } from "../../src/signatures/secret-roles.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { fixturesOf } from "../support/fixtures.ts";

/** What is wrong with the only secret of a source. */
const problemOf = (provider: Provider, secret: Secret): string | undefined =>
  secretFaultsOf(provider, [secret])[0]?.problem;

/** Secrets as a source has them: those of each recorded request, and those that `npm start` makes. */
async function rightSecrets(provider: Provider): Promise<readonly (readonly Secret[])[]> {
  const recorded = fixturesOf(provider.id).map(({ secrets }) => secrets);
  const { secrets } = await makeSecrets(provider);
  return [...recorded, secrets].map((list) => list.map((text) => secretOf(text, secretRoles(provider))));
}

const catalogue = await Promise.all(
  providerIds.map(async (id) => {
    const provider = await loadProvider(id);
    return { id, provider, right: await rightSecrets(provider) };
  }),
);

/** Recorded secrets that vendors' examples have, and that are too short for use. */
const shortExamples: readonly string[] = ["circleci", "twilio", "upstash-qstash"];

describe("no right secret has a fault", () => {
  it.each(catalogue)("$id", ({ id, provider, right }) => {
    const problems = right.flatMap((list) => secretFaultsOf(provider, list)).map(({ problem }) => problem);
    expect(new Set(problems)).toEqual(new Set(shortExamples.includes(id) ? ["short"] : []));
  });
});

/** True where some scheme takes a secret as the text that it is. */
const takesText = (provider: Provider, secret: Secret): boolean =>
  signaturesOf(provider).some((signature) => keyKindOf(signature, secret) === "text");

const damages: readonly (readonly [string, (text: string) => string, readonly string[]])[] = [
  ["in double quotes", (text) => `"${text}"`, ["quotes"]],
  ["in single quotes", (text) => `'${text}'`, ["quotes"]],
  ["in typographic quotes", (text) => `\u201c${text}\u201d`, ["quotes"]],
  ["wrapped in JSON", (text) => JSON.stringify({ secret: text }), ["json", "no-key"]],
  ["in a nested list", (text) => JSON.stringify([[text]]), ["json", "no-key"]],
  ["with a line break inside", (text) => `${text}\n${text}`, ["invisible", "no-key"]],
  ["with a zero-width space", (text) => `${text}\u200b${text}`, ["invisible", "no-key"]],
  ["as a line of a settings file", (text) => `WEBHOOK_SECRET=${text}`, ["name", "no-key"]],
];

describe.each(damages)("a secret %s is named", (_, damage, problems) => {
  it.each(catalogue)("$id", ({ provider, right }) => {
    const [secret] = right.flat().filter(({ role }) => role !== "certificate");
    // PEM and JWK survive some damage by their own form: only what is no key any more is named.
    if (!secret || provider.setup.secret === "public-key") return expectNoWorse(provider, secret, damage);
    const damaged = new Secret(damage(secret.reveal()), secret.role);
    expect(problems).toContain(problemOf(provider, damaged));
  });
});

/** A public key with damage is either named or still read as the key that it is. */
function expectNoWorse(provider: Provider, secret: Secret | undefined, damage: (text: string) => string) {
  // A vendor that hands its secret over has none before.
  if (!secret) return expect(provider.setup.secret).toBe("handed-over");
  const damaged = new Secret(damage(secret.reveal()), secret.role);
  const isKey = signaturesOf(provider).some((signature) => keyKindOf(signature, damaged) === "key");
  expect(problemOf(provider, damaged) === undefined).toBe(isKey);
}

describe("a secret of one character is named", () => {
  it.each(catalogue)("$id", ({ provider }) => {
    const found = problemOf(provider, new Secret("x"));
    // An identifier is no secret.
    const isFree = provider.setup.secret === "identifier" && takesText(provider, new Secret("x"));
    expect(["short", "no-key", "prefix", ...(isFree ? [undefined] : [])]).toContain(found);
  });
});

describe("words that do not belong to a secret", () => {
  const of = (id: string, text: string): string | undefined => {
    const provider = catalogue.find((one) => one.id === id)?.provider;
    if (!provider) throw new Error(`no provider ${id}`);
    return problemOf(provider, secretOf(text, secretRoles(provider)));
  };

  it.each([
    // A header is compared as a whole, so the vendor's own setting may begin with such a word.
    ["auth0", "Bearer a-token-of-the-log-stream", undefined],
    ["github", "Bearer a-secret-of-the-repository", "label"],
    // Supabase's secrets begin so, no other vendor's.
    ["supabase", "v1,whsec_c3VwYWJhc2Uta2FodmlsYS1zYWxhaXN1dXM=", undefined],
    ["github", "v1,whsec_c3VwYWJhc2Uta2FodmlsYS1zYWxhaXN1dXM=", "label"],
    ["clerk", "v1,whsec_c3VwYWJhc2Uta2FodmlsYS1zYWxhaXN1dXM=", "label"],
    ["github", `sha256=${"0a".repeat(32)}`, "label"],
    ["clerk", "whsec_QQ==", "no-key"],
    ["clerk", "whsec_QUJDREVGR0hJSktM", "short"],
    ["clerk", "x", "no-key"],
    ["github", "x", "short"],
    ["github", "whsec_QQ==", "short"],
    ["stripe", "whsec_QQ==", "short"],
    ["github", '"a-secret-that-a-person-chose', undefined],
    ["slack", '"a-secret-that-was-cut-at-its-end', "quotes"],
    ["slack", "a-secret-that-was-cut-at-its-start'", "quotes"],
    ["slack", "a-secret-with-a-'quoted'-word-inside", undefined],
    ["wise", "-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----", "no-key"],
    ["slack", "-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----", "label"],
    ["github", "It's a Secret to Everybody", undefined],
    ["github", "pässwörd 😀 = &", undefined],
    ["github", "  a-secret-with-blanks-around  \n", undefined],
    ["github", "YWJjZGVmZ2hpamtsbW5vcA==", undefined],
    ["github", "GITHUB_WEBHOOK_SECRET=a-secret", "name"],
    ["github", "export token = a-secret", "name"],
    ["github", "CHANGE_ME", "blank"],
    ["postmark", "a-password-without-a-user", "no-key"],
    ["stripe", "k4hv1l4k0n3iD0m41n3n", "prefix"],
    ["stripe", " whsec_k4hv1l4k0n3iD0m41n3n\n", undefined],
    ["twitch", "s3cRe7", "short"],
    // A client's id, which is no secret.
    ["adobe-sign", "s3cRe7", undefined],
    ["lemonsqueezy", "s3cRe7", undefined],
    ["lemonsqueezy", "y".repeat(41), "long"],
    // A key in lines or in JSON is not at fault for these, only for what else is around it.
    ["discord", `${"0a".repeat(16)}\n${"0a".repeat(15)}`, "no-key"],
    ["discord", `sha256=${"0a".repeat(32)}`, "label"],
    ["kinde", '{"keys":[{"use":"sig"}]}', "no-key"],
    ["wise", '"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"', "quotes"],
    ["fusionauth", '{"key":"-----BEGIN PUBLIC KEY-----"}', "no-key"],
    ["discord", "0a".repeat(31), "no-key"],
    ["adyen", `${"0A".repeat(31)}0`, "no-key"],
    ["fusionauth", '{"secret":"abcdefgh"}', "json"],
    ["aws-sns", "arn:aws:sqs:eu-north-1:123456789012:tilaukset", "no-key"],
    ["aws-sns", "certificate:-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "no-key"],
  ])("%s: %j is %s", (id, text, problem) => {
    expect(of(id, text)).toBe(problem);
  });
});

describe("the faults of a source's secrets", () => {
  const github = catalogue.find(({ id }) => id === "github")?.provider as Provider;
  const whatsapp = catalogue.find(({ provider }) => secretRoles(provider).includes("verifyToken"))
    ?.provider as Provider;

  it("have the places of their secrets", () => {
    const secrets = ["a-secret-that-is-right", '"quoted-secret"', "x"].map((text) => new Secret(text));
    expect(secretFaultsOf(github, secrets)).toMatchObject([
      { place: 2, problem: "quotes" },
      { place: 3, problem: "short" },
    ]);
    expect(secretFaultsOf(github, [])).toEqual([]);
  });

  it("name a list without a secret for signatures", () => {
    const token = new Secret("a-token-of-the-handshake", "verifyToken");
    expect(secretFaultsOf(whatsapp, [token])).toMatchObject([{ place: 1, problem: "role" }]);
    expect(secretFaultsOf(whatsapp, [token, new Secret("a-secret-for-signatures")])).toEqual([]);
    expect(
      secretFaultsOf(whatsapp, [new Secret('"quoted-token"', "verifyToken"), new Secret("a-secret-for-all")]),
    ).toMatchObject([{ place: 1, problem: "quotes" }]);
  });

  it("are none where each scheme has a secret of its own", () => {
    const signature = ["first", "second"].map((role) => ({ ...signaturesOf(github)[0], role }) as Signature);
    const secret = new Secret("a-secret-of-the-second", "second");
    expect(secretFaultsOf({ ...github, signature }, [secret])).toEqual([]);
  });

  it("say what to do, and nothing of the secret", () => {
    const text = '"hunter2-hunter2-hunter2"';
    const [found] = secretFaultsOf(github, [new Secret(text)]);
    expect(found).toEqual({
      place: 1,
      problem: "quotes",
      what: "It is in quotation marks, or has one at an end.",
      remedy: "Store it without them.",
    });
    expect(JSON.stringify(found)).not.toMatch(/hunter|25|23/);
  });
});

it("every problem has its sentences", () => {
  const provider = catalogue.find(({ id }) => id === "twitch")?.provider as Provider;
  const clerk = catalogue.find(({ id }) => id === "clerk")?.provider as Provider;
  const stripe = catalogue.find(({ id }) => id === "stripe")?.provider as Provider;
  const meta = catalogue.find(({ id }) => id === "meta")?.provider as Provider;
  const texts: readonly (readonly [Provider, string])[] = [
    [meta, "verifyToken:a-token-of-the-handshake"],
    [provider, ""],
    [provider, "{}{}"],
    [provider, '{"a":"b"}'],
    [provider, '"quoted-secret"'],
    [provider, "a\nsecret-in-lines"],
    [provider, "SECRET=a-secret"],
    [provider, "Bearer a-secret"],
    [provider, "a-secret-that-is-sh..."],
    [provider, "short"],
    [provider, "l".repeat(101)],
    [stripe, "a-secret-without-its-prefix"],
    [clerk, "whsec_QQ=="],
  ];
  const found = texts.flatMap(([one, text]) => secretFaultsOf(one, [secretOf(text, secretRoles(one))]));
  expect(new Set(found.map(({ what }) => what)).size).toBe(12);
  for (const { what, remedy } of found) {
    expect(what).toMatch(/^It .{10,}\.$/);
    expect(remedy).toMatch(/^(?:Store|Copy|Choose) .{10,}\.$/);
  }
});

it("docs/errors.md has every problem", () => {
  const root = new URL("../..", import.meta.url);
  const code = readFileSync(new URL("src/signatures/secret-faults.ts", root), "utf8");
  const slips = readFileSync(new URL("src/signatures/secret-form.ts", root), "utf8");
  const types = [
    /type SecretProblem =([^;]+);/.exec(code)?.[1],
    /type SecretSlip =([^;]+);/.exec(slips)?.[1],
  ];
  const problems = Array.from(types.join().matchAll(/"([a-z-]+)"/g), ([, problem]) => problem);
  expect(problems.length).toBeGreaterThan(10);
  const [, section = ""] = readFileSync(new URL("docs/errors.md", root), "utf8").split("## Doubtful secrets");
  for (const problem of problems) expect(section).toContain(`\`${problem}\``);
});
