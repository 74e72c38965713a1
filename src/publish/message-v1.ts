// Goes in version 0.3: 28 days after the upgrade to 0.2 no message of version 1 is left in a queue. Until then this is the one file of
// `publish` that imports `signatures`, and it is loaded only when such a message comes.
import { type Delivery, storedRequest } from "../core/delivery.ts";
import type { Proof } from "../core/proof.ts";
import { type Provider, signaturesOf } from "../core/provider.ts";
import type { Signature } from "../core/signature.ts";
import { schemeOf, signatureLocations } from "../signatures/choose.ts";
import { proveEverything } from "../signatures/parts/proofs.ts";

/** A delivery as messages of version 1 hold it: in place of a proof, which of the provider's schemes accepted it. */
export interface DeliveryV1 extends Omit<Delivery, "proof"> {
  /** Its place in the provider's list when the message was written. */
  readonly scheme: number;
  /** Its name; undefined in a message of a version before there were names. */
  readonly schemeName?: string;
}

/** What version 1 calls a scheme, without its kind, which has other names by now: variant, locations, and the header that it is for. */
export function nameInV1(signature: Signature): string {
  const { variant = "", only } = signature;
  const condition = only ? [only.when.replace(/^header:/, ""), [only.equals ?? ""].flat().join()] : [];
  return [variant, ...signatureLocations(signature), ...condition].join(" ");
}

/** The scheme that accepted a delivery; undefined when the provider has it no more. A name counts before a place: the list may have changed. */
function signatureOf(provider: Provider, { scheme, schemeName }: DeliveryV1): Signature | undefined {
  const signatures = signaturesOf(provider);
  if (schemeName === undefined) return signatures[scheme];
  const name = schemeName.slice(schemeName.indexOf(" ") + 1);
  return signatures.find((signature) => nameInV1(signature) === name);
}

/** The delivery with the proof that `receive` would send with it today. What its scheme covered is unknown when the provider has it no more. */
export function withProof(delivery: DeliveryV1, provider: Provider): Delivery {
  const { scheme: _, schemeName: __, ...stored } = delivery;
  const request = storedRequest(stored);
  const signature = signatureOf(provider, delivery);
  const proof: Proof = signature
    ? schemeOf(signature).prove(signature, request)
    : { ...proveEverything(request), covers: [] };
  return { ...stored, proof };
}
