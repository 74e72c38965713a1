import { expect, it } from "vitest";
import { arns } from "./support/configs.ts";
import { stackOf } from "./support/stack-of.ts";

it("secrets: the functions get the store and the key", () => {
  const { environment } = stackOf({ secrets: { store: "secrets-manager", encryptionKey: arns.key } });
  expect(environment).toMatchObject({
    HOOKBRIDGE_SECRET_STORE: "secrets-manager",
    HOOKBRIDGE_SECRET_KEY: arns.key,
  });
});
