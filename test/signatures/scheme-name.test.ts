import { expect, it } from "vitest";
import { type Provider, signaturesOf } from "../../src/core/provider.ts";
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
