import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { signaturesOf } from "../../src/core/provider.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";

const page = readFileSync(new URL("../../docs/your-account.md", import.meta.url), "utf8").replace(
  /\s+/g,
  " ",
);

it("names the vendors whose sources need a way to the internet", async () => {
  const providers = await Promise.all(providerIds.map(loadProvider));
  const fetching = providers.filter(
    (provider) =>
      /"https:\/\//.test(JSON.stringify(signaturesOf(provider))) ||
      provider.handshakes?.some(({ answer }) => "confirm" in answer),
  );
  expect(fetching.length).toBeGreaterThan(3);
  const [, list = ""] = page.split("sources of these vendors are answered 503:");
  const [sentence = ""] = list.split(". ");
  expect(fetching.map(({ name }) => name).filter((name) => !sentence.includes(name))).toEqual([]);
});
