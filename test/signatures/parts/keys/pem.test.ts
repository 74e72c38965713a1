import { createPublicKey, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signaturesOf } from "../../../../src/core/provider.ts";
import { secretOf } from "../../../../src/core/secret.ts";
import { pemOf } from "../../../../src/signatures/parts/keys/pem.ts";
import { secretFaultsOf } from "../../../../src/signatures/secret-faults.ts";
import { secretRoles } from "../../../../src/signatures/secret-roles.ts";
import { verify } from "../../../../src/signatures/verify.ts";
import { loadProvider, providerIds } from "../../../support/contract-kit.ts";
import { fixturesOf } from "../../../support/fixtures.ts";

const joinings: readonly (readonly [string, (pem: string) => string])[] = [
  ["with `\\n` as two characters", (pem) => pem.replaceAll("\n", "\\n")],
  ["with `\\r\\n` as four characters", (pem) => pem.replaceAll("\n", "\\r\\n")],
  ["on one line", (pem) => pem.trim().replaceAll("\n", " ")],
  ["without any break", (pem) => pem.replaceAll("\n", "")],
  ["with Windows' line ends", (pem) => pem.replaceAll("\n", "\r\n")],
  ["indented", (pem) => pem.replaceAll("\n", "\n    ")],
];

/** The recorded requests whose source has a PEM among its secrets. */
const recorded = providerIds.flatMap((id) =>
  fixturesOf(id)
    .filter(
      ({ secrets, outcome }) => outcome === "accepted" && secrets.some((text) => text.includes("-----BEGIN")),
    )
    .slice(0, 1)
    .map((fixture) => [id, fixture] as const),
);

describe.each(recorded)("%s takes its PEM", (id, { secrets, request, clock }) => {
  it.each(joinings)("%s", async (_, join) => {
    const provider = await loadProvider(id);
    const joined = secrets.map((text) =>
      secretOf(text.includes("-----BEGIN") ? join(text) : text, secretRoles(provider)),
    );
    expect(secretFaultsOf(provider, joined)).toEqual([]);
    const [signature] = signaturesOf(provider);
    const fetchText = () => Promise.reject(new Error("nothing is fetched here"));
    const trial = {
      signature,
      schemes: signaturesOf(provider),
      secrets: joined,
      nowMs: clock * 1_000,
      fetchText,
    };
    expect(await verify(request, trial)).toMatchObject({ ok: true });
  });
});

it("are several providers", () => {
  expect(recorded.map(([id]) => id)).toEqual(
    expect.arrayContaining(["adobe-commerce", "apple-app-store", "kick", "paddle-classic", "wise"]),
  );
});

it("changes no other text", () => {
  for (const text of ["", "a\\nb c", "-----BEGIN A-----\nAAAA", "-----BEGIN A-----AAAA-----END B-----"])
    expect(pemOf(text)).toBe(text);
});

it("makes no key of what is none", () => {
  const broken = pemOf("-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----");
  expect(broken).toBe("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
  expect(() => createPublicKey(broken)).toThrow();
  expect(() => new X509Certificate(broken)).toThrow();
});

it("leaves a PEM without a key one without lines", () => {
  expect(pemOf("-----BEGIN PUBLIC KEY----- \n -----END PUBLIC KEY-----")).toBe(
    "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n",
  );
});
