import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(resolve(root, file), "utf8");

/** Names of the settings that a file of types declares. */
const settingsOf = (file: string): readonly string[] => [
  ...new Set(Array.from(read(file).matchAll(/readonly ([A-Za-z]+)\??:/g), ([, name]) => name ?? "")),
];

const files = [
  "src/config/bus-config.ts",
  "src/config/deployment-options.ts",
  "src/config/account-options.ts",
  "src/config/subscription-config.ts",
];
const docs = read("docs/configuration.md");

describe.each(files)("every setting of %s has its row", (file) => {
  it.each(settingsOf(file).filter((name) => name !== "kind"))("%s", (name) => {
    expect(docs).toMatch(new RegExp(`^\\|.*(\`${name}\`|[{ ]${name}[,:} ]).*\\|$`, "m"));
  });
});

it("every kind of front door has its row", () => {
  const kinds = Array.from(
    read("src/config/deployment-options.ts").matchAll(/kind: "([a-z-]+)"/g),
    ([, kind]) => kind,
  );
  expect(kinds.length).toBeGreaterThan(3);
  for (const kind of kinds) expect(docs).toMatch(new RegExp(`^\\| \`${kind}\` \\|`, "m"));
});
