import { expect, it } from "vitest";
import { defineProvider, type Provider, signaturesOf } from "../../src/core/provider.ts";
import { acme } from "../support/fakes.ts";

const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" } as const;

it("a field that no scheme has does not compile (npm run check)", () => {
  const { handshakes: _, ...plain } = acme;
  // @ts-expect-error misspelt: at run time it would be ignored
  expect(defineProvider({ ...plain, signature: { ...hmac, prefx: "v1=" } }).signature).toHaveProperty(
    "prefx",
  );
  // @ts-expect-error the same of a provider's own field
  expect(defineProvider({ ...plain, deadlineSecnds: 3 })).toHaveProperty("deadlineSecnds");
});

it("the schemes of a provider are a list, whether it has one or several", () => {
  const one: Provider = { ...acme, signature: hmac };
  const two: Provider = { ...acme, signature: [hmac, { ...hmac, header: "x-other" }] };
  expect(signaturesOf(one)).toEqual([hmac]);
  expect(signaturesOf(two)).toEqual(two.signature);
});
