// To be removed in version 0.3: 28 days after the upgrade to 0.2 no message of version 1 is left.

// Only this file of `publish` imports `signatures`. It is loaded when a message of version 1 comes.
import { type Delivery, storedRequest } from "../core/delivery.ts";
import type { Proof } from "../core/proof.ts";
import { type Provider, signaturesOf } from "../core/provider.ts";
import type { Signature } from "../core/signature.ts";
import { schemeOf, signatureLocations } from "../signatures/choose.ts";
import { proveEverything } from "../signatures/parts/proofs.ts";

/** A delivery in a message of version 1: it names the scheme that accepted it, and has no proof. */
export interface DeliveryV1 extends Omit<Delivery, "proof"> {
  /** The scheme's index in the provider's list when the message was written. */
  readonly scheme: number;
  /** Its name as of `nameInV1`; undefined in messages from before there were names. */
  readonly schemeName?: string;
}

/**
 * A scheme's name in version 1 without its kind, which may have been renamed: variant, locations, condition.
 */
export function nameInV1(signature: Signature): string {
  const { variant = "", only } = signature;
  const condition = only ? [only.when.replace(/^header:/, ""), [only.equals ?? ""].flat().join()] : [];
  return [variant, ...signatureLocations(signature), ...condition].join(" ");
}

/**
 * The scheme that accepted a delivery; undefined when the provider no longer has it. The index may be out of
 * date: the name counts first.
 */
function signatureOf(provider: Provider, { scheme, schemeName }: DeliveryV1): Signature | undefined {
  const signatures = signaturesOf(provider);
  if (schemeName === undefined) return signatures[scheme];
  const [, kind, name] = /^(\S*) (.*)$/s.exec(schemeName) ?? [];
  const named = signatures.filter((signature) => nameInV1(signature) === name);
  return named.find((signature) => signature.scheme === kind) ?? named[0];
}

/**
 * The delivery with the proof that `receive` would make today; without its scheme, none of it is covered.
 */
export function withProof(delivery: DeliveryV1, provider: Provider): Delivery {
  const { scheme: _, schemeName: __, ...stored } = delivery;
  const request = storedRequest(stored);
  const signature = signatureOf(provider, delivery);
  const proof: Proof = signature
    ? schemeOf(signature).prove(signature, request)
    : { ...proveEverything(request), covers: [] };
  return { ...stored, proof };
}
