import type { Source } from "../../../core/source.ts";
import { similarNames } from "../../../core/text/similar-names.ts";
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

const lastMatchMs = 86_400_000;

/**
 * Adds to a secret that is only likely to be wrong that it fitted not long ago: then something else is wrong, which could not be undone. Nothing is
 * added where the source has had another secret meanwhile.
 */
function withLastMatch(
  explained: Explanation,
  { journal, formerSecretsOf }: BridgeParts,
  name: string,
  atMs: number,
): Explanation {
  const [first, ...others] = explained.causes;
  if (first?.cause !== "secret-wrong" || first.proven || formerSecretsOf(name).length > 0) return explained;
  const [match] = journal.requests.list({ source: [name], from: atMs - lastMatchMs, limit: 1 }, true).items;
  if (!match) return explained;
  const evidence =
    `${first.evidence} The same secret fitted ${match.id} at ${match.at}: unless it was changed at the vendor since, ` +
    "the request was changed on its way, in a way that can't be undone.";
  return { ...explained, causes: [{ ...first, evidence }, ...others] };
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
  const explained = await explainRequest(source.provider, question, [...new Set([...knownVendors, ...own])]);
  return isKnown ? withLastMatch(explained, parts, name, found.atMs) : explained;
}
