import type { BridgeEvent } from "./bridge-event.ts";

/** Reads an object by its URI, `s3://bucket/claims/…`. `fromS3` of `hookbridge/consumer/s3` makes one. */
export type ReadClaim = (uri: string) => Promise<Uint8Array>;

const isJsonClaim = ({ datacontenttype = "application/json" }: BridgeEvent): boolean =>
  datacontenttype === "application/json";

/** The type of an event's payload. */
export type DataOf<Event> = Event extends BridgeEvent<string, infer Data> ? Data : never;

/**
 * The payload of an event, wherever it is: in the event, in base64, or in S3 because it is too large for EventBridge (claim check).
 * @param read is called for a claim check only
 * @returns the vendor's JSON value. Where its type is `unknown`, it may be bytes of a payload that is not JSON, or undefined where there is none
 * @throws what `read` throws; SyntaxError when the object is not the JSON that the event says
 */
export async function loadData<Event extends BridgeEvent>(
  event: Event,
  read: ReadClaim,
): Promise<DataOf<Event>> {
  const { data, data_base64: base64, dataref } = event;
  if (base64 !== undefined)
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) as DataOf<Event>;
  if (dataref === undefined) return data as DataOf<Event>;
  const bytes = await read(dataref);
  return isJsonClaim(event) ? JSON.parse(new TextDecoder().decode(bytes)) : (bytes as DataOf<Event>);
}
