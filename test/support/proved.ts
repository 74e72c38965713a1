import { isCovered, itemProof, type Proof } from "../../src/core/proof.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { sha256 } from "../../src/core/sha256.ts";
import type { Signature } from "../../src/core/signature.ts";
import { schemeOf } from "../../src/signatures/choose.ts";

/** A proof in the words that tests ask in. */
export interface Proved {
  readonly covers: (pointer: string) => boolean;
  /** Hex SHA-256 of the signed text without time and secret. */
  readonly fingerprint: string;
  readonly ofItem: (path: readonly string[]) => Proved | undefined;
}

function readable(proof: Proof, body: Uint8Array): Proved {
  const { text } = proof;
  return {
    covers: (pointer) => isCovered(proof, pointer),
    fingerprint: "digest" in text ? text.digest : sha256([text.before, body, text.after]),
    ofItem: (path) => {
      const item = itemProof(proof, path);
      return item && readable(item, body);
    },
  };
}

/** What a signature proves of a request, taken as it would be stored. */
export const proved = (signature: Signature, request: WebhookRequest): Proved =>
  readable(schemeOf(signature).prove(signature, request), request.body);
