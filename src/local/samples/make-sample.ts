import type { Provider } from "../../core/provider.ts";
import { signaturesOf } from "../../core/provider.ts";
import { respelled, type WebhookRequest } from "../../core/request.ts";
import type { RecordedDelivery } from "../../recorded/fixtures.ts";
import { chooseScheme } from "../../signatures/choose.ts";
import { chooseRecording, eventOf } from "./choose-recording.ts";
import { setInBody } from "./put-value.ts";
import { refreshed } from "./refresh.ts";
import { sampleRequest } from "./sample-request.ts";
import { canSign, type SampleKeys, signSample, unsigned, unwrappedRecording } from "./sign-sample.ts";

/** What is otherwise than it was recorded. */
export interface SampleChanges {
  /** Vendor's event name, or the name of a recorded request; default: the one that shows most. */
  readonly event?: string;
  /** JSON texts by pointer into the body. */
  readonly set?: Readonly<Record<string, string>>;
  /** The whole body in place of the recorded one. */
  readonly body?: string;
  /** True keeps the recorded ids and times. */
  readonly asRecorded?: boolean;
}

/** What a sample is made of. */
export interface SampleMaterial extends SampleKeys {
  readonly source: { readonly name: string; readonly provider: Provider };
  readonly recordings: readonly RecordedDelivery[];
  /** The webhook URL as the vendor calls it: some sign it. */
  readonly url: string;
  readonly changes: SampleChanges;
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
  | { readonly reason: string };

/** Why nothing can be signed, and what to do instead. */
function unsignable({ source, secrets, signingKeys }: SampleMaterial): string {
  const { name, provider } = source;
  if (canSign(provider, signingKeys) && secrets.length === 0)
    return `No sample for "${name}": it has no secret yet: pair it with the vendor, or add a secret to the secrets file.`;
  return (
    `No sample for "${name}": only the vendor has the key that signs its requests. Have ${provider.name} send one: ` +
    `start the bridge with --tunnel or --public-url, give the vendor that URL (${provider.setup.where}), and let it send a test event.`
  );
}

/** A request to change and sign: a recorded one, or where there is none, one made from the provider's file. */
interface Draft {
  readonly request: WebhookRequest;
  readonly event: string;
  readonly recorded: RecordedDelivery | undefined;
}

async function draftOf(material: SampleMaterial): Promise<Draft | string> {
  const { source, recordings, url, changes, now } = material;
  const { provider } = source;
  if (recordings.length === 0) {
    if (changes.event !== undefined)
      return `No request of ${provider.name} is recorded, so there is no "${changes.event}".`;
    return { request: sampleRequest(provider, url, now), event: "sample", recorded: undefined };
  }
  const recorded = chooseRecording(recordings, changes.event);
  if (typeof recorded === "string")
    return `${provider.name} has no recorded request "${changes.event}"; ${recorded}.`;
  const request = unsigned(provider, await unwrappedRecording(provider, recorded));
  const { query } = request;
  return {
    request: respelled(request, query === "" ? url : `${url}?${query}`),
    event: eventOf(recorded),
    recorded,
  };
}

/** A body without anything that tells it from another gets a member or a field of its own, where it can have one. */
function marked(provider: Provider, request: WebhookRequest): WebhookRequest | undefined {
  const made = setInBody(provider, request, "/hookbridge_sample", JSON.stringify(crypto.randomUUID()));
  return typeof made === "string" ? undefined : made;
}

/** The request with new ids and times, and with what was asked for in its body. */
function changed(
  material: SampleMaterial,
  draft: Draft,
): { request: WebhookRequest; repeats: boolean } | string {
  const { source, changes, now } = material;
  const { provider } = source;
  const { body, set = {} } = changes;
  let request =
    body === undefined ? draft.request : { ...draft.request, body: new TextEncoder().encode(body) };
  let isNew = draft.recorded === undefined;
  if (draft.recorded && !changes.asRecorded) {
    // A body that was given is sent as it is.
    const keeps = (pointer: string): boolean => body !== undefined && /^(?:body|form):/.test(pointer);
    const fresh = refreshed(provider, request, now, keeps);
    const other = fresh.isNew || body !== undefined ? undefined : marked(provider, fresh.request);
    isNew = fresh.isNew || other !== undefined;
    request = other ?? fresh.request;
  }
  for (const [pointer, json] of Object.entries(set)) {
    const made = setInBody(provider, request, pointer, json);
    if (typeof made === "string") return `--set ${pointer}: ${made}.`;
    request = made;
  }
  return { request, repeats: !isNew };
}

/** A recorded request of the source's provider with new ids and times, signed anew with the source's own secret. */
export async function makeSample(material: SampleMaterial): Promise<Sample> {
  const { source, now } = material;
  const draft = await draftOf(material);
  if (typeof draft === "string") return { reason: draft };
  const made = changed(material, draft);
  if (typeof made === "string") return { reason: made };
  const { recorded, event } = draft;
  const preferred = recorded && chooseScheme(signaturesOf(source.provider), recorded.request);
  const request = await signSample(source.provider, made.request, material, { now, preferred });
  if (!request) return { reason: unsignable(material) };
  return { request, event, recorded: recorded?.name, repeats: made.repeats };
}
