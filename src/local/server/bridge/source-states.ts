import { type Provider, signaturesOf } from "../../../core/provider.ts";
import type { Source } from "../../../core/source.ts";
import type { RequestRow } from "../../../operate/requests.ts";
import { stepsAtVendor } from "../../../operate/sources/steps-at-vendor.ts";
import type { SourceCondition, SourceDetail, SourceRow } from "../../../operate/state.ts";
import { describeSignature } from "../../../signatures/describe.ts";
import { firstEventName } from "../../samples/choose-recording.ts";
import { waitsForPairing } from "../../secrets/secret-shapes.ts";
import { notAccepted } from "../journal/request-table.ts";
import type { BridgeParts } from "./bridge-parts.ts";

/** A source that has received and is silent for so long counts as silent. */
const silentMs = 7 * 86_400_000;

interface LastSeen {
  readonly lastAccepted?: RequestRow;
  readonly lastRefused?: RequestRow;
}

function sourceCondition(
  provider: Provider,
  secrets: number,
  { lastAccepted, lastRefused }: LastSeen,
  now: number,
): SourceCondition {
  if (secrets === 0) return waitsForPairing(provider) ? "waiting-for-pairing" : "no-secret";
  if (lastRefused && (!lastAccepted || lastRefused.at > lastAccepted.at)) return "refused";
  if (!lastAccepted) return "waiting-for-first";
  return now - Date.parse(lastAccepted.at) > silentMs ? "silent" : "receiving";
}

/** What a source is doing. */
export async function rowOfSource(parts: BridgeParts, { name, provider, bus }: Source): Promise<SourceRow> {
  const { requests } = parts.journal;
  const secrets = (await parts.secretsOf(name)).length;
  const lastAccepted = requests.last(name, notAccepted, false);
  const lastRefused = requests.last(name, ["refused"], true);
  const last = { ...(lastAccepted && { lastAccepted }), ...(lastRefused && { lastRefused }) };
  return {
    name,
    provider: { id: provider.id, name: provider.name },
    bus: typeof bus === "string" ? bus : null,
    url: `${parts.place.url}/hooks/${name}`,
    condition: sourceCondition(provider, secrets, last, parts.now()),
    secrets,
    ...last,
  };
}

/** One source with what its vendor needs. */
export async function sourceDetail(parts: BridgeParts, source: Source): Promise<SourceDetail> {
  const row = await rowOfSource(parts, source);
  const { provider, accept, redact } = source;
  return {
    ...row,
    steps: stepsAtVendor(provider, row.url, `npx hookbridge secrets set ${row.name}`),
    signature: signaturesOf(provider).map(describeSignature),
    samples: parts
      .recordings(source)
      .map((recorded) => ({ name: recorded.name, event: firstEventName(recorded) })),
    ...(provider.deadlineSeconds !== undefined && { deadlineSeconds: provider.deadlineSeconds }),
    ...(accept && { accept }),
    ...(redact && { redact }),
  };
}
