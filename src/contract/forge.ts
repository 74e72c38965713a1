import { readdirSync } from "node:fs";
import type { WebhookRequest } from "../core/request.ts";
import type { Signature, SignatureLayout } from "../core/signature.ts";
import { signatureLocations } from "../signatures/choose.ts";
import { changeAt, type RequestChange } from "./change-request.ts";
import { type Forgery, templateForgery } from "./forgery.ts";

const forgeriesFolder = new URL("./schemes/", import.meta.url);

/** By scheme. Nothing here is chosen by a provider. */
const forgeries = new Map(
  await Promise.all(
    readdirSync(forgeriesFolder)
      .filter((name) => /\.[jt]s$/.test(name) && !name.endsWith(".d.ts"))
      .map(async (file): Promise<[string, Forgery<Signature>]> => {
        const module: { readonly forgery: Forgery<Signature> } = await import(
          new URL(file, forgeriesFolder).href
        );
        return [file.slice(0, -".ts".length), module.forgery];
      }),
  ),
);

/** How requests of this scheme are forged. */
export const forgeryOf = (signature: Signature): Forgery<Signature> =>
  forgeries.get(signature.scheme) ?? (templateForgery as Forgery<Signature>);

const everywhere = (signature: Signature, change: (value: string) => string | undefined): RequestChange => {
  return (request) =>
    signatureLocations(signature).reduce((changed, place) => changeAt(place, change)(changed), request);
};

/** One character in the middle of every signature changed. */
export const tampered = (signature: Signature): RequestChange =>
  everywhere(signature, forgeryOf(signature).tamper);

/** Every signature taken away. */
export const stripped = (signature: Signature): RequestChange => everywhere(signature, () => undefined);

/** The request with its timestamp moved to `seconds`, the signature left as it was; undefined where there is none. */
export function redated(
  signature: Signature,
  request: WebhookRequest,
  seconds: number,
): WebhookRequest | undefined {
  const forms: Readonly<Record<string, string>> = {
    s: String(seconds),
    ms: String(seconds * 1000),
    iso: new Date(seconds * 1000).toISOString(),
  };
  const text = ("timestampUnit" in signature && forms[signature.timestampUnit ?? "s"]) || String(seconds);
  const layout = signature as SignatureLayout;
  if (layout.fields?.timestamp || layout.parts === "timestamp-first")
    return everywhere(signature, (value) => value.replace(/\b\d{9,}\b/, text))(request);
  const place = forgeryOf(signature).timestampAt?.(signature);
  return place === undefined ? undefined : changeAt(place, () => text)(request);
}
