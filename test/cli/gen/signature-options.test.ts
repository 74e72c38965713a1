import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { signatureOptionsText } from "../../../src/cli/gen/signature-options.ts";

const core = (name: string): string =>
  readFileSync(new URL(`../../../src/core/${name}`, import.meta.url), "utf8");

it("has the options that a scheme's type declares, inherits and does not omit", () => {
  const text = signatureOptionsText(`
interface Base {
  /** Comment. */
  readonly role?: string;
}

export interface Both<T> extends Base {
  readonly left: string;
  readonly right?: T;
}

/** One. */
export interface OneSignature extends Base, Omit<Both<string>, "left"> {
  readonly scheme: "one";
  readonly hash: "sha1" | "sha256";
  readonly nested?: { readonly inner: string };
}

export interface TwoWordsSignature extends Base {
  readonly scheme: "two-words";
}
`);
  expect(text).toContain('  one: {\n    required: "hash",\n    optional: "nested role",\n  },\n');
  expect(text).toContain('  "two-words": {\n    required: "",\n    optional: "role",\n  },\n');
});

it("is made of all that is declared", () => {
  const types = ["signature.ts", "signature-parts.ts"].map(core).join("\n");
  const names = Array.from(types.matchAll(/readonly scheme: "([a-z-]+)";/g), ([, name]) => name);
  const text = signatureOptionsText(types);
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) expect(text).toMatch(new RegExp(`^ {2}"?${name}"?: \\{$`, "m"));
  const options = Array.from(types.matchAll(/^ {2}readonly (\w+)\??:/gm), ([, name = ""]) => name);
  for (const option of options.filter((name) => name !== "scheme"))
    expect(text).toMatch(new RegExp(`["' ]${option}["' ]`));
});
