import { createHash } from "node:crypto";
import { decodeUtf8 } from "../../core/json/json.ts";
import type { KeyedHashSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { layoutLocations } from "../parts/layout.ts";
import { templateScheme, verifyTemplate } from "../parts/verify-template.ts";
import { overTemplate } from "../parts/words.ts";
import type { Scheme } from "../scheme.ts";

/** A plain hash over the secret and the request, for vendors that have no HMAC. */
export const scheme: Scheme<KeyedHashSignature> = {
  ...templateScheme,
  locations: layoutLocations,
  verify(signature, attempt) {
    // Length extension: a captured hash can be continued over a longer body. Its padding is not UTF-8.
    const isText = decodeUtf8(attempt.request.body) !== undefined;
    return verifyTemplate(signature, attempt, (_, parts, signatures) => {
      let equal = false;
      for (const name of [signature.hash].flat()) {
        const hash = createHash(name);
        for (const part of parts) hash.update(part);
        const expected = hash.digest(signature.encoding);
        for (const given of signatures) equal = equalDigest(expected, given) || equal;
      }
      return equal && isText;
    });
  },
};

export const describe = (signature: KeyedHashSignature): string =>
  overTemplate(`plain ${[signature.hash].flat().join(" or ").toUpperCase()}`, signature);
