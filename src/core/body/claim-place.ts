import { child, type Json, parseJson } from "../json/json.ts";

/** Prefix of the objects of the bridge's bucket that hold payloads. */
const claimPrefix = "claims/";

/** Bytes of a payload that are shown. No front door takes a larger request. */
export const shownClaimBytes = 10_000_000;

/** The URI in an event whose payload was too large for it. */
export function datarefOf(envelope: string): string | undefined {
  const found: Json | undefined = child(child(parseJson(envelope)?.value, "detail"), "dataref");
  return typeof found === "string" ? found : undefined;
}

/** Key of a payload in the bridge's own bucket; undefined for any other URI, which an event of somebody else may have. */
export function claimKey(uri: string, bucket: string): string | undefined {
  const base = `s3://${bucket}/`;
  const key = uri.startsWith(base) ? uri.slice(base.length) : "";
  return key.startsWith(claimPrefix) && !/(^|\/)\.\.?(\/|$)/.test(key) ? key : undefined;
}
