import type { Bridge } from "../../src/config/define-bridge.ts";
import { unwantedType } from "./bridge.ts";
import type { Cloud } from "./cloud.ts";

/** Vendor's ids in a message, wherever its body is kept: in it as base64 (encoded once more where a front door wrote it), or in S3. */
export function uniquesOf(cloud: Cloud, message: string): readonly string[] {
  return Array.from(bodyOf(cloud, message).matchAll(/"unique":"([^"]+)"/g), ([, unique]) => unique ?? "");
}

/** The body that a vendor sent; empty in what is no message of the bridge's. */
export function bodyOf(cloud: Cloud, message: string): string {
  try {
    const { body = "", bodyRef } = JSON.parse(message) as { body?: string; bodyRef?: string };
    const kept = bodyRef && cloud.objects.get(bodyRef.replace("s3://", "/"));
    return (kept ? Buffer.from(kept) : Buffer.from(decodeURIComponent(body), "base64")).toString();
  } catch {
    return "";
  }
}

/** True for what a configuration that accepts less drops. */
export const isUnwanted = (cloud: Cloud, message: string, { sources }: Bridge): boolean =>
  sources.get("stripe")?.accept !== undefined &&
  message.includes('"source":"stripe"') &&
  bodyOf(cloud, message).includes(`"type":"${unwantedType}"`);
