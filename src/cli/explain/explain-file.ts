import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import { formerSecretsOf } from "../../local/secrets/former-secrets.ts";
import { readSecretsFile } from "../../local/secrets/secrets-file.ts";
import { readRawRequest, type WireRequest, webhookOf } from "../../operate/explain/engine/raw-request.ts";
import { knownVendors } from "../../operate/explain/explain.ts";
import { explainRequest } from "../../operate/explain/explain-request.ts";
import { keyFetcher } from "../../operate/explain/key-fetcher.ts";
import { readKeys } from "../../operate/explain/read-keys.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import { spelled } from "../program/bridge-command.ts";
import { printNote } from "../program/output.ts";
import type { ExplainFlags } from "./explain-flags.ts";
import { printExplanation } from "./print-explanation.ts";

/** The request in a file. */
function requestIn(file: string): {
  readonly bytes: Buffer;
  readonly raw: WireRequest;
  readonly savedMs: number;
} {
  const bytes = readFileSync(file);
  const raw = readRawRequest(bytes);
  if (raw) return { bytes, raw, savedMs: statSync(file).mtimeMs };
  throw new BridgeError(
    "wrong-use",
    `${file} is no HTTP request: its first line must be METHOD /path HTTP/1.1, then come headers, an empty line and the body.`,
    "Save the request as it came, byte for byte.",
  );
}

/** What the vendor calls, without the query: the given URL, or the one that the request's own host makes. */
function publicUrlOf({ target, headers }: WireRequest, given: string | undefined): string {
  const path = target.replace(/[?#].*$/s, "");
  const host = headers.find(([name]) => name.toLowerCase() === "host")?.[1] ?? "localhost";
  if (given === undefined) return `https://${host}${path}`;
  const hook = path.slice(Math.max(0, path.lastIndexOf("/hooks/")));
  return `${given.replace(/\/+$/, "")}${hook}`;
}

function explainedSource(bridge: Bridge, name: string, config: string) {
  const source = bridge.sources.get(name);
  if (source) return source;
  const [similar] = similarNames(name, [...bridge.sources.keys()]);
  throw new BridgeError(
    "wrong-use",
    `${config} has no source "${name}".`,
    similar === undefined ? `${spelled("sources")} lists them.` : `Did you mean ${similar}?`,
  );
}

/** Explains a request that stands in a file, with the configuration and the secrets at hand. */
export async function explainFile(name: string, file: string, flags: ExplainFlags): Promise<void> {
  const { config, dataDir, json, offline, publicUrl, stage } = flags;
  if (stage !== undefined)
    throw new BridgeError(
      "wrong-use",
      "A request in a file is explained with the secrets at hand, not with those of a stage.",
      "Leave --stage out, and give the stage's secrets with --secrets <file.json>.",
    );
  const { bytes, raw, savedMs } = requestIn(file);
  const bridge = await loadBridge(config);
  const source = explainedSource(bridge, name, config);
  const { secrets } = readSecretsFile(flags.secrets ?? join(dataDir, "secrets.json"));
  const clockMs = flags.receivedAt ?? savedMs;
  const url = publicUrlOf(raw, publicUrl);
  const own = secrets.get(name) ?? [];
  const fetched = offline
    ? {}
    : await readKeys(
        { provider: source.provider, source: name, request: webhookOf(raw, url), secrets: own, clockMs },
        keyFetcher(Date.now),
      );
  const others = [...bridge.sources.values()].filter((one) => one !== source);
  const explanation = await explainRequest(
    source.provider,
    {
      clockMs,
      configuredSecrets: own,
      formerSecrets: formerSecretsOf(dataDir, name, Date.now()).map(({ secret }) => secret),
      otherSources: others.map((one) => ({
        name: one.name,
        provider: one.provider.id,
        secrets: secrets.get(one.name) ?? [],
      })),
      publicUrl: url,
      source: name,
      fetched,
      request: bytes,
    },
    [...new Set([...knownVendors, ...Array.from(bridge.sources.values(), ({ provider }) => provider)])],
  );
  if (flags.receivedAt === undefined && !json)
    printNote(
      `Taken as received at ${new Date(clockMs).toISOString()}, the time of the file; --received-at says otherwise.`,
    );
  printExplanation(explanation, json);
}
