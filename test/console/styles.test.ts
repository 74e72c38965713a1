/** The contrasts that the design promises, computed from the style sheet itself. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const sheet = readFileSync(new URL("../../src/console/styles/ground/tokens.css", import.meta.url), "utf8");

const tokens = new Map(
  Array.from(
    sheet.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g),
    ([, name = "", light = "", dark = ""]): [string, { readonly light: string; readonly dark: string }] => [
      name,
      { light, dark },
    ],
  ),
);

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((first, second) => first - second);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["bg", "surface", "sunken", "accent-soft"];
const texts = ["text", "muted", "accent", "ok", "bad", "warn", "info"];

const pairs: readonly (readonly [string, string, number])[] = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground, 4.5] as const)),
  ...["ok", "bad", "warn", "info"].map((text) => [text, `${text}-soft`, 4.5] as const),
  ["on-fill", "text", 4.5],
  ["on-fill", "bad", 4.5],
  ["bar", "surface", 3],
  ...["bg", "surface", "sunken"].map((ground) => ["control", ground, 3] as const),
];

describe.each(["light", "dark"] as const)("in %s", (theme) => {
  it.each(pairs)("%s on %s has at least %d", (text, ground, least) => {
    const colour = (name: string): string => tokens.get(name)?.[theme] ?? "";
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(least);
  });
});
