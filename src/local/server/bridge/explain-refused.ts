import { similarNames } from "../../../core/similar-names.ts";
import type { Source } from "../../../core/source.ts";
import { knownVendors } from "../../../operate/explain/explain.ts";
import { explainRequest } from "../../../operate/explain/explain-request.ts";
import type { Explanation } from "../../../operate/explain/explanation.ts";
import { readKeys } from "../../../operate/explain/read-keys.ts";
import { type RawHttp, readHttp, webhookRequestOf } from "../refused/raw-http.ts";
import type { BridgeParts } from "./bridge-parts.ts";

/** The source that a request came to; where there is none of the name, the one that was probably meant. */
function meantSource({ config }: BridgeParts, name: string): Source | undefined {
  const { sources } = config;
  const [similar = ""] = similarNames(name, [...sources.keys()]);
  return sources.get(name) ?? sources.get(similar) ?? sources.values().next().value;
}

/** The last part of the path, which names the source. */
function nameInPath({ target }: RawHttp): string {
  const name = target.split("?")[0]?.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Why a request was refused, tried with all that this machine knows. */
export async function explainRefused(parts: BridgeParts, id: string): Promise<Explanation | undefined> {
  const { refused, journal, config, secretsOf, formerSecretsOf, place } = parts;
  const bytes = refused.read(id);
  const found = journal.requests.find(id);
  const raw = bytes && readHttp(bytes);
  const name = raw ? nameInPath(raw) : "";
  const source = meantSource(parts, name);
  if (!bytes || !raw || !found || !source) return undefined;
  const isKnown = config.sources.has(name);
  const others = [...config.sources.values()].filter((other) => !isKnown || other !== source);
  const secrets = isKnown ? await secretsOf(name) : [];
  const keyed = {
    provider: source.provider,
    source: source.name,
    request: webhookRequestOf(raw, found.base ?? place.url),
    secrets,
    clockMs: found.atMs,
  };
  const question = {
    clockMs: found.atMs,
    configuredSecrets: secrets,
    formerSecrets: isKnown ? formerSecretsOf(name) : [],
    otherSources: await Promise.all(
      others.map(async (other) => ({
        name: other.name,
        provider: other.provider.id,
        secrets: await secretsOf(other.name),
      })),
    ),
    publicUrl: keyed.request.url.split("?")[0] ?? "",
    fetched: await readKeys(keyed, parts.fetcher),
    request: bytes,
  };
  // A provider that is not in the catalogue is its owner's, and stands in the configuration.
  const own = [...config.sources.values()].map(({ provider }) => provider);
  return explainRequest(source.provider, question, [...new Set([...knownVendors, ...own])]);
}
