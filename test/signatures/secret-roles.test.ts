import { expect, it } from "vitest";
import type { Handshake } from "../../src/core/handshake.ts";
import { Secret } from "../../src/core/secret.ts";
import type { Signature } from "../../src/core/signature.ts";
import { mayServe, secretRoles } from "../../src/signatures/secret-roles.ts";
import { acme } from "../support/fakes.ts";

const hmac: Signature = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" };
const sns: Signature = { scheme: "aws-sns", toleranceSeconds: 300 };
const rolesOf = (signature: Signature | readonly Signature[], handshakes: readonly Handshake[] = []) =>
  secretRoles({ ...acme, signature, handshakes });

it("are those that the schemes and the handshakes name, each once", () => {
  const token = { from: "query:token", role: "verifyToken" } as const;
  const handshakes: readonly Handshake[] = [
    { name: "challenge", answer: { status: 200 } },
    { name: "subscribe", method: "GET", token, answer: { status: 200 } },
  ];
  expect(rolesOf(hmac)).toEqual([]);
  expect(rolesOf({ ...hmac, role: "signing" })).toEqual(["signing"]);
  expect(rolesOf(sns)).toEqual(["certificate"]);
  expect(rolesOf(hmac, handshakes)).toEqual(["verifyToken"]);
  const signing: Signature = { ...hmac, role: "signing" };
  expect(rolesOf([signing, sns, signing], handshakes)).toEqual(["signing", "certificate", "verifyToken"]);
});

it("a secret serves in its role, and in every role without one", () => {
  expect(mayServe(new Secret("a"), { ...hmac, role: "signing" })).toBe(true);
  expect(mayServe(new Secret("a", "signing"), { ...hmac, role: "signing" })).toBe(true);
  expect(mayServe(new Secret("a", "other"), { ...hmac, role: "signing" })).toBe(false);
  expect(mayServe(new Secret("a", "certificate"), sns)).toBe(true);
  expect(mayServe(new Secret("a", "certificate"), hmac)).toBe(false);
});
