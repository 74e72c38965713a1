import type { Delivery } from "../core/delivery.ts";
import { type Provider, signaturesOf } from "../core/provider.ts";
import type { Signature } from "../core/signature.ts";
import { carriedAt } from "./choose.ts";

/** What a scheme is called in messages: its kind and variant, and which requests it is for. Its place in the list changes with the list. */
export function schemeName(signature: Signature): string {
  const { scheme, variant = "", only } = signature;
  return [scheme, variant, ...carriedAt(signature), ...(only ? [only.header, only.equals ?? ""] : [])].join(
    " ",
  );
}

/**
 * The scheme that accepted a delivery; undefined when the provider has it no more. Deployments may have put others before it since:
 * only a message of an older version, which names none, is judged by its place.
 */
export function schemeOf(
  provider: Provider,
  { scheme, schemeName: name }: Pick<Delivery, "scheme" | "schemeName">,
): Signature | undefined {
  const schemes = signaturesOf(provider);
  return name === undefined ? schemes[scheme] : schemes.find((one) => schemeName(one) === name);
}
