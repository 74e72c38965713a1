import { expect, it } from "vitest";
import { anySpelling } from "../../../../src/core/text/spellings.ts";
import { makeHider } from "../../../../src/local/server/refused/spelled-secrets.ts";

/** Numbers from 0 to 1 that are the same in each run. */
function makeChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** A character in one of the spellings, as Latin-1. */
function spelled(character: string, chance: () => number): string {
  const bytes = [...Buffer.from(character)];
  const way = chance();
  if (way < 0.2) return bytes.map((byte) => `%${hex(byte, 2)}`).join("");
  if (way < 0.4) return bytes.map((byte) => `%${hex(byte, 2).toUpperCase()}`).join("");
  if (way < 0.6) return character.replace(/[\s\S]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`);
  if (way < 0.7 && /["\\/]/.test(character)) return `\\${character}`;
  if (way < 0.7 && character === " ") return "+";
  return Buffer.from(bytes).toString("latin1");
}

it("finds what the regular expression of a text finds, and nothing else", () => {
  const chance = makeChance(15);
  const alphabet = ["a", "b", "%", "4", "1", "\\", "u", "0", "+", " ", "/", '"', "é", "😀"];
  const anyText = (length: number): string[] =>
    Array.from({ length }, () => alphabet[Math.floor(chance() * alphabet.length)] ?? "a");
  let found = 0;
  for (let round = 0; round < 4_000; round++) {
    const secret = anyText(6 + Math.floor(chance() * 4));
    const inside = chance() < 0.5 ? secret : secret.with(Math.floor(chance() * secret.length), "4");
    const text = [...anyText(4), ...inside, ...anyText(4)].map((one) => spelled(one, chance)).join("");
    const matches = anySpelling(secret.join("")).test(text);
    expect([secret.join(""), text, makeHider([secret.join("")], "#")(text) !== text]).toEqual([
      secret.join(""),
      text,
      matches,
    ]);
    if (matches) found++;
  }
  expect(found).toBeGreaterThan(1_500);
});

it("hides all of two that overlap, and both of two that touch", () => {
  const hide = makeHider(["abcdefgh", "efghijkl", "abcdef"], "#");
  expect(hide("<abcdefghijkl>")).toBe("<#>");
  expect(hide("<abcdefghabcdef>")).toBe("<##>");
  expect(hide("<abcde abcde%66>")).toBe("<abcde #>");
});

it("takes thousands of long texts, of hundreds of sources", () => {
  const chance = makeChance(7);
  const texts = Array.from({ length: 5_000 }, () =>
    Array.from({ length: 400 }, () => hex(Math.floor(chance() * 16), 1)).join(""),
  );
  const [first = ""] = texts;
  const hide = makeHider(texts, "#");
  expect(hide(`${"{}".repeat(10_000)}${encodeURIComponent(first)}${texts.at(-1)}.`)).toBe(
    `${"{}".repeat(10_000)}##.`,
  );
});
