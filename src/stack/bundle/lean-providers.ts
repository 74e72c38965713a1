import { pathToFileURL } from "node:url";
import type { Plugin } from "esbuild";
import type { EventRules, Provider } from "../../core/provider.ts";
import { ownFilter } from "./own-filter.ts";

/** The catalogue: one provider a file, and two files of code, its index and the presets for custom senders. */
const catalogue = ownFilter(new URL("../../providers/", import.meta.url));
const isCode = (path: string): boolean => /[\\/](?:index|custom)\.[jt]s$/.test(path);

/** Rules without the words, which `publish` alone reads. */
const withoutWords = ({ words, ...rules }: EventRules): EventRules => rules;

/** A provider without what only people read, and for `receive` without its words. */
function leanProvider(provider: Provider, name: "receive" | "publish"): object {
  const { aliases, category, docs, retries, marks, setup, event, ...more } = provider;
  const { where, note, ...secret } = setup;
  const { equalDeliveries, checkedAgainst, namedByUsers, ...rules } = event;
  const cases = Object.entries(rules.cases ?? {}).map(([label, own]) => [label, withoutWords(own)]);
  const lean =
    name === "publish"
      ? rules
      : { ...withoutWords(rules), ...(rules.cases && { cases: Object.fromEntries(cases) }) };
  return { ...more, setup: secret, event: lean };
}

/** Shorter parts are not worth a name of their own. */
const shortestShared = 24;

/** A module whose default export is this value. Parts that occur several times are written once, as in the provider's file. */
function moduleOf(value: object): string {
  const counts = new Map<string, number>();
  const count = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    const text = JSON.stringify(part);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    for (const inner of Object.values(part)) count(inner);
  };
  count(value);
  const shared = new Map<string, string>();
  const lines: string[] = [];
  const print = (part: unknown): string => {
    if (typeof part !== "object" || part === null) return JSON.stringify(part);
    const text = JSON.stringify(part);
    const known = shared.get(text);
    if (known !== undefined) return known;
    const members = Array.isArray(part)
      ? `[${part.map(print).join()}]`
      : `{${Object.entries(part)
          .filter(([, member]) => member !== undefined)
          .map(([name, member]) => `${JSON.stringify(name)}:${print(member)}`)
          .join()}}`;
    if ((counts.get(text) ?? 0) < 2 || text.length < shortestShared) return members;
    const name = `shared${shared.size}`;
    shared.set(text, name);
    lines.push(`const ${name}=${members};`);
    return name;
  };
  const whole = print(value);
  return `${lines.join("")}export default ${whole};`;
}

/**
 * Bundles the catalogue's providers as the data that they are, without what the function does not use: texts that only people read, and
 * words, which are most of a large provider, in `receive`.
 */
export const leanProviders = (name: "receive" | "publish"): Plugin => ({
  name: "lean-providers",
  setup(build) {
    build.onLoad({ filter: catalogue }, async ({ path }) => {
      if (isCode(path)) return undefined;
      const { default: provider }: { default: Provider } = await import(pathToFileURL(path).href);
      return { contents: moduleOf(leanProvider(provider, name)), loader: "js" };
    });
  },
});
