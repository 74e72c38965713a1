import { decodeUtf8 } from "../../../core/json/json.ts";
import { signaturesOf } from "../../../core/provider.ts";
import type { Source } from "../../../core/source.ts";
import { bridgeSecretUse } from "../../../operate/secrets/bridge-secret-use.ts";
import { sourceConditionOf } from "../../../operate/sources/source-condition.ts";
import { sourceSetup } from "../../../operate/sources/source-setup.ts";
import { stepsAtVendor } from "../../../operate/sources/steps-at-vendor.ts";
import type { RecordedSample, SecretMatches, SourceDetail, SourceRow } from "../../../operate/state.ts";
import { evidence } from "../../../recorded/witness.ts";
import { describeSignature } from "../../../signatures/describe.ts";
import { firstEventName } from "../../samples/choose-recording.ts";
import type { BridgeParts } from "./bridge-parts.ts";
import { evidenceOf } from "./detail/shown-request.ts";

const lastHourMs = 3_600_000;

/** How many requests of a source came within the last hour. */
function lastHourOf({ journal, now }: BridgeParts, source: string): SourceRow["lastHour"] {
  const query = { source: [source], from: now() - lastHourMs, limit: 1 };
  const { total: accepted } = journal.requests.list(query, true);
  const { total: refused } = journal.requests.list({ ...query, outcome: ["refused"] });
  return accepted === null || refused === null ? undefined : { accepted, refused };
}

/** For how long back it is looked which secrets matched. */
const matchesMs = 30 * 86_400_000;

async function secretMatches({ journal, now }: BridgeParts, source: string): Promise<SecretMatches> {
  const readUse = bridgeSecretUse({
    requests: async (query, accepted) => journal.requests.list(query, accepted),
  });
  const use = await readUse(source, now() - matchesMs);
  if ("unknown" in use) return {};
  const { newestAt, olderAt } = use;
  return {
    ...(newestAt !== undefined && { newestAt: new Date(newestAt).toISOString() }),
    ...(olderAt !== undefined && { olderAt: new Date(olderAt).toISOString() }),
  };
}

/** What a source is doing. */
export async function rowOfSource(parts: BridgeParts, { name, provider, bus }: Source): Promise<SourceRow> {
  const { requests } = parts.journal;
  const secrets = (await parts.secretsOf(name)).length;
  const lastAccepted = requests.lastAccepted(name);
  const lastRefused = requests.last(name, "refused");
  const lastHandshake = requests.last(name, "handshake");
  const lastHour = lastHourOf(parts, name);
  const last = {
    ...(lastAccepted && { lastAccepted }),
    ...(lastRefused && { lastRefused }),
    ...(lastHandshake && { lastHandshake }),
    ...(lastHour && { lastHour }),
  };
  return {
    name,
    provider: { id: provider.id, name: provider.name },
    bus: typeof bus === "string" ? bus : null,
    url: `${parts.place.url}/hooks/${name}`,
    condition: sourceConditionOf(provider, { secrets, ...last }, parts.now()),
    secrets,
    ...last,
  };
}

/** One source with what its vendor needs. */
export async function sourceDetail(parts: BridgeParts, source: Source): Promise<SourceDetail> {
  const row = await rowOfSource(parts, source);
  const { provider, accept, redact, order } = source;
  const witness = evidenceOf(parts, source);
  return {
    ...row,
    steps: stepsAtVendor(provider, row.url, `npx hookbridge secrets set ${row.name}`),
    signature: signaturesOf(provider).map(describeSignature),
    samples: parts.recordings(source).map((recorded) => ({
      name: recorded.name,
      event: firstEventName(recorded),
      bytes: recorded.request.body.length,
    })),
    setup: {
      ...sourceSetup(provider, witness),
      canSign: parts.canSign(source),
    },
    secretUse: await secretMatches(parts, row.name),
    ...(order !== undefined && { order }),
    ...(provider.deadlineSeconds !== undefined && { deadlineSeconds: provider.deadlineSeconds }),
    ...(accept && { accept }),
    ...(redact && { redact }),
  };
}

/** A recorded request of a source's provider, to be changed and sent. */
export function recordedSample(
  { recordings }: BridgeParts,
  source: Source,
  name: string,
): RecordedSample | undefined {
  const recorded = recordings(source).find((one) => one.name === name);
  if (!recorded) return undefined;
  const { request, witness } = recorded;
  const body = decodeUtf8(request.body);
  return {
    name,
    event: firstEventName(recorded),
    bytes: request.body.length,
    witness: `${evidence[witness.kind]}: ${witness.by}`,
    ...(body !== undefined && { body }),
  };
}
