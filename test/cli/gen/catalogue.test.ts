import { expect, it } from "vitest";
import { catalogueText } from "../../../src/cli/gen/catalogue.ts";
import type { Signature } from "../../../src/core/signature.ts";
import { acme } from "../../support/fakes.ts";

const hmac = (header: string, hash: "sha1" | "sha256" | "sha512"): Signature => ({
  scheme: "hmac",
  hash,
  encoding: "hex",
  header,
});

it("links to the page of each provider, by category and name", () => {
  const { aliases: _, ...rest } = acme;
  const text = catalogueText(
    [
      { ...rest, id: "zeta", name: "Zeta", category: "ai", signature: hmac("x-zeta", "sha256") },
      {
        ...rest,
        id: "beta",
        name: "Beta",
        category: "ai",
        aliases: ["old-beta"],
        signature: hmac("x-beta", "sha1"),
      },
      {
        ...rest,
        signature: [
          hmac("x-one", "sha1"),
          hmac("x-two", "sha256"),
          hmac("x-three", "sha512"),
          hmac("x-four", "sha512"),
        ],
      },
    ],
    (id) => (id === "zeta" ? { kind: "published", by: "Zeta" } : undefined),
  );
  const lines = text.split("\n").filter((line) => /^(?:##|\| \[)/.test(line));
  expect(lines).toEqual([
    "## AI",
    "| [Beta](providers/beta.md) | `beta`, `old-beta` | HMAC-SHA1 (hex) over `{body}` |  |",
    "| [Zeta](providers/zeta.md) | `zeta` | HMAC-SHA256 (hex) over `{body}` | vendor's published example |",
    "## Your own",
    "| [Acme](providers/acme.md) | `acme` | HMAC-SHA1 (hex) over `{body}`; HMAC-SHA256 (hex) over `{body}`; 1 more |  |",
  ]);
});
