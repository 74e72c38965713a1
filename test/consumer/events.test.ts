import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { catalogueEvents } from "../../src/config/known-events/known-events.ts";
import type { Provider } from "../../src/core/provider.ts";
import * as catalogue from "../../src/providers/index.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "src/consumer/events");
const modules: readonly string[] = readdirSync(folder).map((file) => file.replace(/\.ts$/, ""));

const providers = new Set(
  Object.values(catalogue).filter((value): value is Provider => typeof value === "object" && "id" in value),
);
const vendors = [...providers].filter(({ id }) => modules.includes(id));

/** The types of events in a module. */
const typesIn = (module: string): readonly string[] =>
  [...readFileSync(join(folder, `${module}.ts`), "utf8").matchAll(/^ {4}("[^"]+"): [^t]/gm)].map(
    ([, text = ""]): string => JSON.parse(text),
  );

it("there are eighteen vendors with types", () => {
  expect(vendors.map(({ id }) => id).sort()).toEqual(modules.filter((name) => name !== "stripe-thin").sort());
  expect(vendors).toHaveLength(18);
});

describe("the types of events are the names that are known, no more and no less:", () => {
  const known = catalogueEvents();
  it.each(vendors.map(({ id, event }) => [id, event.source] as const))("%s", (id, source) => {
    const names = new Set(Object.values(known[id]?.names ?? {}).flat());
    expect(names.size).toBeGreaterThan(5);
    const types = modules.filter((name) => name === id || name === `${id}-thin`).flatMap(typesIn);
    expect(types.sort()).toEqual([...names].map((name) => `${source}.${name}`).sort());
  });
});

it("no module is large", () => {
  for (const name of modules) expect(statSync(join(folder, `${name}.ts`)).size).toBeLessThanOrEqual(25_000);
});

describe("bundles of consumers", () => {
  /** The bytes and inputs of a bundle. */
  async function bundled(contents: string): Promise<{ readonly bytes: number; readonly inputs: string }> {
    const { outputFiles, metafile } = await build({
      stdin: { contents, resolveDir: root, loader: "ts" },
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "node",
      external: ["@aws-sdk/*"],
    });
    const inputs = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    return { bytes: outputFiles[0]?.contents.length ?? 0, inputs: JSON.stringify([metafile.inputs, inputs]) };
  }

  const uses = `import { eventsOf, forEachEvent, isEvent, loadData } from "hookbridge/consumer";
    console.log(eventsOf, forEachEvent, isEvent, loadData);`;

  it("have at most 2 KB of it, and no SDK", async () => {
    const { bytes, inputs } = await bundled(uses);
    expect(bytes).toBeLessThanOrEqual(2_048);
    expect(bytes).toBeGreaterThan(500);
    expect(inputs).not.toContain("@aws-sdk");
  });

  it("grow by nothing for the types of payloads", async () => {
    const typed = await bundled(`import "hookbridge/consumer/events/github"; ${uses}`);
    expect(typed.bytes - (await bundled(uses)).bytes).toBeLessThanOrEqual(20);
    expect(typed.inputs).not.toContain("@aws-sdk");
  });

  it("have the SDK where they ask for it", async () => {
    const { inputs } = await bundled('import { fromS3 } from "hookbridge/consumer/s3"; console.log(fromS3);');
    expect(inputs).toContain("@aws-sdk/client-s3");
  });
});
