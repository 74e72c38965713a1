import { signaturesOf } from "../../../../core/provider.ts";
import type { Signature } from "../../../../core/signature.ts";
import type { Source } from "../../../../core/source.ts";
import { strongestWitness } from "../../../../operate/catalogue/strongest-witness.ts";
import { inspectSignature } from "../../../../operate/inspect/inspect-signature.ts";
import type { KeptRequest, SignatureFacts } from "../../../../operate/requests.ts";
import { evidence } from "../../../../recorded/witness.ts";
import { signatureLocations } from "../../../../signatures/choose.ts";
import { describeSignature, windowOf } from "../../../../signatures/describe.ts";
import type { JournalRequest } from "../../journal/request-table.ts";
import { keptRequest } from "../../refused/kept-request.ts";
import { type RawHttp, webhookRequestOf } from "../../refused/raw-http.ts";
import { redactKept } from "../../refused/redact-kept.ts";
import type { BridgeParts } from "../bridge-parts.ts";

/** A request's bytes, and what of them may be shown. */
export interface ShownRequest {
  readonly raw: RawHttp;
  readonly kept: KeptRequest;
}

/** Every secret that is known here, of all sources and of the past, none of which may be shown. */
export async function allSecrets({
  config,
  secretsOf,
  formerSecretsOf,
}: BridgeParts): Promise<readonly string[]> {
  const names = [...config.sources.keys()];
  const stored = await Promise.all(names.map(secretsOf));
  return [...stored.flat(), ...names.flatMap(formerSecretsOf)];
}

/** A request as it may be shown: without secrets, and without what its source redacts. */
export async function shownRequest(
  parts: BridgeParts,
  raw: RawHttp,
  source: Source | undefined,
): Promise<ShownRequest> {
  const clean = redactKept(raw, source);
  const secrets = [...(await allSecrets(parts)), ...clean.texts];
  return { raw, kept: keptRequest(clean.raw, source?.provider, secrets) };
}

const shownBodyBytes = ({ body, encoding }: KeptRequest): Buffer =>
  Buffer.from(body, encoding === "base64" ? "base64" : "utf8");

/** What our verification of the provider was checked against; undefined where nothing is recorded. */
export function evidenceOf({ recordings }: BridgeParts, source: Source): string | undefined {
  const witness = strongestWitness(recordings(source).map(({ witness: one }) => one));
  return witness && `${evidence[witness.kind]}: ${witness.by}`;
}

/** The signature that decided; undefined where the request carried none of the provider's. */
function decidingSignature({ scheme }: JournalRequest, source: Source | undefined): Signature | undefined {
  const all = source ? signaturesOf(source.provider) : [];
  return all[scheme ?? (all.length === 1 ? 0 : -1)];
}

/** How the request was signed. */
export async function signatureFacts(
  parts: BridgeParts,
  request: JournalRequest,
  source: Source | undefined,
  shown: ShownRequest | undefined,
): Promise<SignatureFacts | undefined> {
  const signature = decidingSignature(request, source);
  if (!source || !signature) return undefined;
  const { row, atMs, base = parts.place.url } = request;
  const witness = evidenceOf(parts, source);
  const window = windowOf(signature);
  return {
    scheme: signature.scheme,
    description: describeSignature(signature),
    locations: signatureLocations(signature),
    secretCount: (await parts.secretsOf(source.name)).length,
    ...(row.secretIndex !== undefined && { secretIndex: row.secretIndex }),
    ...(window !== undefined && { toleranceSeconds: window }),
    ...(witness !== undefined && { evidence: witness }),
    ...(shown &&
      inspectSignature(signature, {
        raw: webhookRequestOf(shown.raw, base),
        shown: webhookRequestOf(
          { ...shown.kept, target: shown.kept.url, body: shownBodyBytes(shown.kept) },
          base,
        ),
        atMs,
      })),
  };
}
