import type { Proof } from "../../core/proof.ts";
import { type Provider, signaturesOf } from "../../core/provider.ts";
import { respelled, type WebhookRequest } from "../../core/request.ts";
import type { Source } from "../../core/source.ts";
import { type NormalizedEvent, normalize } from "../../events/normalize.ts";
import type { SampleOrder } from "../../operate/state.ts";
import type { RecordedDelivery } from "../../recorded/fixtures.ts";
import { receiveRecorded } from "../../recorded/receive-recorded.ts";
import { chooseScheme } from "../../signatures/choose.ts";
import { waitsForPairing } from "../secrets/secret-shapes.ts";
import { chooseRecording, firstEventName } from "./choose-recording.ts";
import { setInBody } from "./put-value.ts";
import { refreshed } from "./refresh.ts";
import { sampleRequest } from "./sample-request.ts";
import { canSign, type SampleKeys, signSample, unsigned, unwrappedRecording } from "./sign-sample.ts";

/** What a sample is made of. */
export interface SampleMaterial extends SampleKeys {
  readonly source: Pick<Source, "name" | "provider" | "strictDeduplication">;
  readonly recordings: readonly RecordedDelivery[];
  /** The webhook URL as the vendor calls it: some sign it. */
  readonly url: string;
  readonly changes: SampleOrder;
  readonly now: number;
}

/** A signed sample, or why there is none. */
export type Sample =
  | {
      readonly request: WebhookRequest;
      /** Vendor's name of its first event. */
      readonly event: string;
      /** Name of the recorded request; undefined for one that is made up from the provider's file. */
      readonly recorded: string | undefined;
      /** True where a second one would be the same event. */
      readonly repeats: boolean;
    }
  | NoSample;

/** Why there is no sample, and what to do instead. */
export interface NoSample {
  readonly reason: string;
  readonly remedy?: string;
}

/** Why nothing can be signed. */
function unsignable({ source, secrets, signingKeys }: SampleMaterial): NoSample {
  const { name, provider } = source;
  if (canSign(provider, signingKeys) && secrets.length === 0)
    return waitsForPairing(provider)
      ? {
          reason: `No sample for "${name}": it has no secret yet: pair it with the vendor.`,
          remedy: `Give ${provider.name} its URL: npx hookbridge sources ${name}`,
        }
      : {
          reason: `No sample for "${name}": it has no secret yet.`,
          remedy: `Set it: npx hookbridge secrets set ${name}`,
        };
  return {
    reason: `No sample for "${name}": only the vendor has the key that signs its requests.`,
    remedy:
      `Have ${provider.name} send a test event: give the bridge a public URL with npx hookbridge start --tunnel cloudflared, ` +
      `and enter that at the vendor: ${provider.setup.where}`,
  };
}

/** A request to change and sign: a recorded one, or where there is none, one made from the provider's file. */
interface UnsignedSample {
  readonly request: WebhookRequest;
  readonly event: string;
  readonly recorded: RecordedDelivery | undefined;
  readonly proof: Proof | undefined;
}

/** The source as far as its samples are made alike in every configuration. */
const plainSource = ({ source }: SampleMaterial): Source => ({
  name: source.name,
  provider: source.provider,
  bus: "any",
  maxBodyBytes: Number.MAX_SAFE_INTEGER,
  ...(source.strictDeduplication && { strictDeduplication: true }),
});

async function draftOf(material: SampleMaterial): Promise<UnsignedSample | string> {
  const { source, recordings, url, changes, now } = material;
  const { provider } = source;
  if (recordings.length === 0) {
    if (changes.event !== undefined)
      return `No request of ${provider.name} is recorded, so there is no "${changes.event}".`;
    const request = sampleRequest(provider, url, now);
    return { request, event: "sample", recorded: undefined, proof: undefined };
  }
  const recorded = chooseRecording(recordings, changes.event);
  if (typeof recorded === "string")
    return `${provider.name} has no recorded request "${changes.event}"; ${recorded}.`;
  const unwrapped = unsigned(provider, await unwrappedRecording(provider, recorded));
  const { query } = unwrapped;
  const request = respelled(unwrapped, query === "" ? url : `${url}?${query}`);
  const { delivery } = await receiveRecorded(plainSource(material), recorded);
  return { request, event: firstEventName(recorded), recorded, proof: delivery?.proof };
}

/** A body with something that tells it from another, where its vendor gives it nothing. */
function marked(provider: Provider, request: WebhookRequest): WebhookRequest | undefined {
  const id = crypto.randomUUID();
  const pointers = ["/hookbridge_sample", "/0/hookbridge_sample"];
  for (const pointer of pointers) {
    const made = setInBody(provider, request, pointer, JSON.stringify(id));
    if (typeof made !== "string") return made;
  }
  const type = request.headers.get("content-type") ?? "";
  const added = `hookbridge sample ${id}`;
  const text = /\bxml\b/.test(type)
    ? `\n<!-- ${added} -->\n`
    : /^text\/plain/.test(type)
      ? `\n${added}\n`
      : undefined;
  return text === undefined
    ? undefined
    : { ...request, body: Buffer.concat([request.body, Buffer.from(text)]) };
}

/** The request with new ids and times, and with what was asked for in its body; or why that can't be. */
function changedSample(
  material: SampleMaterial,
  draft: UnsignedSample,
  mark: boolean,
): WebhookRequest | string {
  const { source, changes, now } = material;
  const { provider } = source;
  const { body, set = {} } = changes;
  let request =
    body === undefined ? draft.request : { ...draft.request, body: new TextEncoder().encode(body) };
  if (draft.recorded && !changes.asRecorded) {
    // A body that was given is sent as it is.
    const keeps = (pointer: string): boolean => body !== undefined && /^(?:body|form):/.test(pointer);
    request = refreshed(provider, request, { now, proof: draft.proof, keeps });
    if (mark && body === undefined) request = marked(provider, request) ?? request;
  }
  for (const [pointer, json] of Object.entries(set)) {
    const made = setInBody(provider, request, pointer, json);
    if (typeof made === "string") return `Nothing was sent: ${made}.`;
    request = made;
  }
  return request;
}

/** The events that the bridge makes of a signed sample; none where it can't tell. */
async function sampleEvents(
  material: SampleMaterial,
  request: WebhookRequest,
): Promise<readonly NormalizedEvent[]> {
  const { now, secrets } = material;
  const source = plainSource(material);
  const recording = { name: "sample", hash: "", size: 0, clock: now / 1_000, secrets, request };
  const deliveryId = `dlv_${crypto.randomUUID()}`;
  const { delivery } = await receiveRecorded(source, recording, { deliveryId });
  try {
    return delivery ? normalize(delivery, source, new Set(["any"])).events : [];
  } catch {
    return [];
  }
}

/** Ways of making a sample, of which the first is taken whose second one is another event: at once, with a mark in the body, or after a second. */
const ways = [
  { mark: false, laterMs: 0 },
  { mark: true, laterMs: 0 },
  { mark: false, laterMs: 1_000 },
] as const;

/** A recorded request of the source's provider with new ids and times, signed anew with the source's own secret. */
export async function makeSample(material: SampleMaterial): Promise<Sample> {
  const { source, now, changes } = material;
  const draft = await draftOf(material);
  if (typeof draft === "string") return { reason: draft };
  const { recorded, event } = draft;
  const preferred = recorded && chooseScheme(signaturesOf(source.provider), recorded.request);
  const made = async (mark: boolean, at: SampleMaterial): Promise<WebhookRequest | NoSample> => {
    const request = changedSample(at, draft, mark);
    if (typeof request === "string") return { reason: request };
    const signed = await signSample(source.provider, request, at, { now: at.now, preferred });
    return signed ?? unsignable(material);
  };
  const first = await made(false, material);
  if ("reason" in first) return first;
  const name = recorded?.name;
  if (changes.asRecorded) return { request: first, event, recorded: name, repeats: false };
  for (const { mark, laterMs } of ways) {
    const later = { ...material, now: now + laterMs };
    const one = mark ? await made(mark, material) : first;
    const other = await made(mark, later);
    if ("reason" in one || "reason" in other) continue;
    const events = await sampleEvents(material, one);
    const keys = new Set(events.map(({ key }) => key));
    const others = await sampleEvents(later, other);
    if (keys.size === others.length && others.every(({ key }) => !keys.has(key))) {
      // What was changed in the body may make it another event than the recorded one.
      const sent = (recorded && events[0]?.detailType) ?? event;
      return { request: one, event: sent, recorded: name, repeats: false };
    }
  }
  return { request: first, event, recorded: name, repeats: true };
}
