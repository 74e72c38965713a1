import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { factsOf } from "../../src/core/facts.ts";
import type { Provider } from "../../src/core/provider.ts";
import { attributesOf } from "../../src/events/attributes.ts";
import * as catalogue from "../../src/providers/index.ts";
import { findingsOf } from "../config/known-events/some-bus.ts";
import { corpus } from "./corpus.ts";
import { sharedFolder } from "./folder.ts";

interface CorpusPayload {
  readonly provider: string;
  readonly name: string;
  readonly event?: string;
  readonly payload: unknown;
}

const providers = new Map(
  Object.values(catalogue).flatMap((value: unknown) => {
    const provider = value as Partial<Provider>;
    return provider.id !== undefined && provider.event ? [[provider.id, provider as Provider] as const] : [];
  }),
);

/** The headers in which vendors of the corpora name an event. */
const nameHeaders = ["x-github-event", "x-shopify-topic", "x-gitlab-event"];

const payloads = readdirSync(join(sharedFolder, "corpora/payloads"), { encoding: "utf8" })
  .filter((name) => name.endsWith(".json"))
  .flatMap((name) => corpus<CorpusPayload>(`payloads/${name}`));

/** The types of the corpora's events, by provider. */
function namesByProvider(): ReadonlyMap<Provider, ReadonlySet<string>> {
  const found = new Map<Provider, Set<string>>();
  for (const { provider: id, event = "", payload } of payloads) {
    const provider = providers.get(id);
    // The name of the file that a payload is from is no name of an event.
    if (!provider || (id === "github" && event === "")) continue;
    const body = new TextEncoder().encode(JSON.stringify(payload));
    const headers = new Map([
      ["content-type", "application/json"],
      ...nameHeaders.map((header) => [header, event] as const),
    ]);
    const request = { method: "POST", url: "https://hooks.example/hooks/it", query: "", headers, body };
    const { name } = attributesOf(provider.event, factsOf(request), () => true);
    if (name === "unknown") continue;
    found.set(provider, (found.get(provider) ?? new Set()).add(name));
  }
  return found;
}

it("no event of the corpora is taken for one that can't come", () => {
  const refused: string[] = [];
  let named = 0;
  for (const [provider, names] of namesByProvider()) {
    named += names.size;
    for (let at = 0; at < names.size; at += 20) {
      const some = [...names].slice(at, at + 20);
      const findings = [
        ...findingsOf(
          { it: { provider, accept: some } },
          { on: { type: some.map((name) => `${provider.event.source}.${name}`) } },
        ),
        ...findingsOf({ it: { provider } }, { pattern: { "detail-type": some } }),
      ];
      refused.push(...findings.flatMap(({ level, message }) => (level === "error" ? [message] : [])));
    }
  }
  expect(refused).toEqual([]);
  expect(named).toBeGreaterThan(600);
});
