import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { awsFit } from "../../src/cli/gen/aws-webhooks/aws-webhook-fit.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { sharedFolder } from "./folder.ts";

const findings = readFileSync(resolve(sharedFolder, "stack/README.md"), "utf8");
const providers = await Promise.all(providerIds.map(loadProvider));
const verdictOf = new Map(providers.map((provider) => [provider.id, awsFit(provider).verdict]));

/** The findings name products; here are those whose id is another word. */
const ids: Readonly<Record<string, string>> = {
  "meta (handshake)": "meta",
  "xero (handshake)": "xero",
};
const idOf = (name: string): string => ids[name.toLowerCase()] ?? name.toLowerCase();

it("no more than the findings' upper bound can be set up with AWS's own sources", () => {
  const [, most] = /\*\*(\d+) \(46 %\)\*\*/.exec(findings) ?? [];
  const yes = [...verdictOf.values()].filter((verdict) => verdict === "yes");
  expect(yes.length).toBeLessThanOrEqual(Number(most));
  expect(yes.length).toBeGreaterThan(90);
});

it("the vendors that the findings name are in or out as they say", () => {
  const [, inside = "", outside = ""] =
    /nothing was run against AWS\. (.+?) and every Standard Webhooks vendor are in; (.+?) are out\./.exec(
      findings,
    ) ?? [];
  const named = (text: string): readonly string[] => text.split(", ").map(idOf);
  expect(named(inside).map((id) => [id, verdictOf.get(id)])).toEqual(named(inside).map((id) => [id, "yes"]));
  expect(named(outside).length).toBeGreaterThan(15);
  for (const id of named(outside)) expect([id, verdictOf.get(id)]).not.toEqual([id, "yes"]);
  expect(named(outside).filter((id) => !verdictOf.has(id))).toEqual([]);
});
