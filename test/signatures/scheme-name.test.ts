import { expect, it } from "vitest";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
import type { HmacSignature } from "../../src/core/signature.ts";
import * as providers from "../../src/providers/index.ts";
import { schemeName, schemeOf } from "../../src/signatures/scheme-name.ts";

it("no provider has two schemes of one name", () => {
  for (const provider of Object.values(providers as Readonly<Record<string, Provider | object>>)) {
    if (!("signature" in provider)) continue;
    const names = signaturesOf(provider).map(schemeName);
    expect(new Set(names).size, provider.id).toBe(names.length);
  }
});

it("a scheme is found by its name wherever it stands, and by its place only where there is no name", () => {
  const [first, second] = signaturesOf(providers.svix);
  if (!first || !second) throw new Error("svix has two names of its headers");
  expect(schemeOf(providers.svix, { scheme: 0, schemeName: schemeName(second) })).toBe(second);
  expect(schemeOf(providers.svix, { scheme: 0, schemeName: "gone" })).toBeUndefined();
  expect(schemeOf(providers.svix, { scheme: 1 })).toBe(second);
});

// It stands in messages: another spelling would leave those that wait without a scheme.
it.each<readonly [Partial<HmacSignature>, string]>([
  [{}, "hmac  header:x-s"],
  [{ variant: "v2" }, "hmac v2 header:x-s"],
  [{ header: ["x-s", "x-t"] }, "hmac  header:x-s header:x-t"],
  [{ only: { header: "x-v" } }, "hmac  header:x-s x-v "],
  [{ variant: "v2", only: { header: "x-v", equals: "2" } }, "hmac v2 header:x-s x-v 2"],
])("a scheme with %j is %s", (more, name) => {
  expect(schemeName({ scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-s", ...more })).toBe(name);
});
