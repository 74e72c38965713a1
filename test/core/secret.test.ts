import { inspect } from "node:util";
import { serialize } from "node:v8";
import { describe, expect, it } from "vitest";
import { isBlankSecret, Secret } from "../../src/core/secret.ts";

const value = "hush-hush-hush-hush";
const secret = new Secret(value, "verifyToken");

describe("a secret is shown in one way only", () => {
  it.each<[string, () => unknown]>([
    ["as text", () => String(secret)],
    ["in a template", () => `${secret}`],
    ["in a sum", () => `x${secret as unknown as string}`],
    ["as JSON", () => JSON.stringify({ secret, list: [secret] })],
    ["inspected", () => inspect({ secret }, { showHidden: true, depth: 9, customInspect: true })],
    [
      "inspected without its own inspection",
      () => inspect({ secret }, { showHidden: true, customInspect: false }),
    ],
    ["as entries", () => JSON.stringify(Object.entries(secret))],
    ["spread", () => JSON.stringify({ ...secret })],
    ["cloned", () => JSON.stringify(structuredClone(secret))],
    ["serialized", () => serialize(secret).toString("latin1")],
    [
      "in an error",
      () => new Error("x", { cause: secret }).toString() + inspect(new Error("x", { cause: secret })),
    ],
    ["its names", () => Object.getOwnPropertyNames(secret).concat(Object.keys(secret)).join()],
  ])("%s", (_, show) => {
    expect(String(show())).not.toContain(value);
  });

  it("reveal() gives its value", () => {
    expect(secret.reveal()).toBe(value);
  });
});

it.each([":", " : ", "undefined:undefined", "null:", "changeme:changeme", "<user:password>"])(
  "%s is not a user with a password",
  (text) => {
    expect(isBlankSecret(text)).toBe(true);
  },
);

it.each([
  "user:",
  ":password-of-a-vendor",
  "undefined:password-of-a-vendor",
  "a-real-secret-of-a-vendor",
  "nullify-me",
  "none-of-your-business-0123",
  "12345",
  "whsec_AAAA",
  "true-north-secret",
])("%s is a secret", (text) => {
  expect(isBlankSecret(text)).toBe(false);
});
