import { expect, it } from "vitest";
import type { Signature } from "../../src/core/signature.ts";
import { plainFormOf } from "../../src/signatures/describe.ts";

const hmac = { scheme: "hmac", hash: "sha1", encoding: "hex", header: "x-s", prefix: "sha1=" } as const;

it.each<readonly [string, Signature, unknown]>([
  ["an HMAC keeps its settings", hmac, { ...hmac, kind: "mac" }],
  ["Basic authentication is a password", { scheme: "basic-auth" }, { kind: "password" }],
  [
    "a token is itself",
    { scheme: "token", from: "header:x-token" },
    { kind: "shared-token", from: "header:x-token", prefix: "" },
  ],
  [
    "a token may have a text before it",
    { scheme: "token", from: "header:authorization", prefix: "Bearer " },
    { kind: "shared-token", from: "header:authorization", prefix: "Bearer " },
  ],
])("%s", (_, signature, form) => {
  expect(plainFormOf(signature)).toEqual(form);
});

it("Standard Webhooks are an HMAC in base64 over id, time and body, among several in one header", () => {
  const form = {
    kind: "mac",
    hash: "sha256",
    encoding: "base64",
    key: "whsec",
    header: "svix-signature",
    separator: " ",
    assign: ",",
    fields: { signature: "v1" },
    timestamp: "header:svix-timestamp",
    signed: "{header:svix-id}.{timestamp}.{body}",
  };
  expect(plainFormOf({ scheme: "standard-webhooks", prefix: "svix" })).toMatchObject(form);
  expect(plainFormOf({ scheme: "standard-webhooks", prefix: "svix", key: "utf8" })).toMatchObject({
    ...form,
    key: "utf8",
  });
});

it("other schemes have none", () => {
  expect(plainFormOf({ scheme: "twilio", header: "x-twilio-signature" })).toBeUndefined();
});
