import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import type { EventRules, Provider } from "../../../src/core/provider.ts";
import { leanProviders } from "../../../src/stack/bundle/lean-providers.ts";
import { loadProvider } from "../../support/contract-kit.ts";

/** The provider as it is in the bundle of a function, and the text of the module. */
async function bundled(id: string, name: "receive" | "publish") {
  const entry = fileURLToPath(new URL(`../../../src/providers/${id}.ts`, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    write: false,
    plugins: [leanProviders(name)],
  });
  const text = outputFiles[0]?.text ?? "";
  const url = `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;
  const { default: provider }: { default: Provider } = await import(url);
  return { provider, text };
}

/** What people read is left out, but not what decides. */
function forPublish({ aliases, category, docs, retries, marks, setup, event, ...more }: Provider): object {
  const { equalDeliveries, checkedAgainst, namedByUsers, ...rules } = event;
  const { where, note, ...secret } = setup;
  return { ...more, setup: secret, event: rules };
}

const wordless = ({ words, ...rules }: EventRules): EventRules => rules;

describe.each(["github", "meta", "stripe"])("%s in a bundle", (id) => {
  it("of publish has all of its rules", async () => {
    const { provider } = await bundled(id, "publish");
    expect(provider).toEqual(forPublish(await loadProvider(id)));
  });

  it("of receive has them without the words", async () => {
    const { provider } = await bundled(id, "receive");
    const { event, ...more } = (await bundled(id, "publish")).provider;
    const { cases, ...rules } = wordless(event) as Provider["event"];
    const ofCases = Object.entries(cases ?? {}).map(([label, own]) => [label, wordless(own)]);
    expect(provider).toEqual({
      ...more,
      event: { ...rules, ...(cases && { cases: Object.fromEntries(ofCases) }) },
    });
  });
});

it("a part that occurs several times is written once", async () => {
  const { provider, text } = await bundled("github", "publish");
  const { failure, timed_out } = provider.event.cases ?? {};
  expect(failure).toBe(timed_out);
  expect(text.match(/workflow failed/g)).toHaveLength(1);
});
