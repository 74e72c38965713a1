import { createHash } from "node:crypto";
import type { KeyedHashSignature } from "../../core/signature.ts";
import { signTemplate } from "../sign-template.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<KeyedHashSignature> = {
  sign: (signature, request, secret, nowMs) =>
    signTemplate(signature, { request, secret, nowMs }, (bytes) => {
      const [name] = [signature.hash].flat();
      return name && createHash(name).update(bytes).digest(signature.encoding);
    }),
};
