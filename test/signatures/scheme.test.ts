import { expect, it } from "vitest";
import { Secret } from "../../src/core/secret.ts";
import { fetchNothing, firstMatch } from "../../src/signatures/scheme.ts";

const candidates = (...texts: readonly string[]) =>
  texts.map((text, place) => ({ secret: new Secret(text), index: place + 3 }));

/** What each secret is: the right key, a wrong one, or none at all. */
const verdict = (...kinds: readonly ("right" | "wrong" | "none")[]) => {
  const tried: string[] = [];
  const found = firstMatch(candidates(...kinds), (secret) => {
    tried.push(secret.reveal());
    return secret.reveal() === "none" ? undefined : secret.reveal() === "right";
  });
  expect(tried).toEqual(kinds);
  return found;
};

it("says which secret matched, the newest of several, and tries every one", () => {
  expect(verdict("wrong", "right", "wrong")).toEqual({ ok: true, secretIndex: 4 });
  expect(verdict("right", "right")).toEqual({ ok: true, secretIndex: 3 });
  expect(verdict("none", "right")).toEqual({ ok: true, secretIndex: 4 });
});

it("distinguishes a wrong key from secrets that are not keys", () => {
  expect(verdict("wrong", "wrong")).toEqual({ ok: false, reason: "signature-mismatch" });
  expect(verdict("none", "wrong")).toEqual({ ok: false, reason: "signature-mismatch" });
  expect(verdict("none", "none")).toEqual({ ok: false, reason: "secret-unusable" });
});

it("without any secret gives a mismatch: the sender must not learn which secrets exist", () => {
  expect(verdict()).toEqual({ ok: false, reason: "signature-mismatch" });
});

it("a scheme that fetches nothing gets an error where it does", async () => {
  await expect(fetchNothing()).rejects.toThrow("fetches nothing");
});
