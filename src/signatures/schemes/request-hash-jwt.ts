import { rejected } from "../../core/outcome.ts";
import { sha256 } from "../../core/sha256.ts";
import type { RequestHashJwtSignature } from "../../core/signature.ts";
import { equalDigest } from "../parts/equal.ts";
import { tokenKeyKind } from "../parts/keys/token-keys.ts";
import { layoutLocations } from "../parts/layout.ts";
import { proveUrlAndBody } from "../parts/proofs.ts";
import { claimedUrl, claimIs, verifyJwt } from "../parts/token.ts";
import { urlSpellings } from "../parts/url-spellings.ts";
import type { Scheme } from "../scheme.ts";

/** A JSON Web Token in a header, with the hashes of URL and body in claims; an empty body has no hash. */
export const scheme: Scheme<RequestHashJwtSignature> = {
  locations: layoutLocations,
  coversUrl: () => true,
  keyKind: tokenKeyKind,
  verify(signature, attempt) {
    const { headers, body } = attempt.request;
    const token = headers.get(signature.header);
    if (!token) return rejected("signature-missing");
    return verifyJwt(
      signature,
      token.trim(),
      attempt,
      ({ iss, url_hash: urlHash, payload_hash: bodyHash }) => {
        const isBody =
          bodyHash === undefined
            ? body.length === 0
            : typeof bodyHash === "string" && equalDigest(sha256([body]), bodyHash);
        if (!claimIs(iss, [signature.issuer]) || !isBody) return undefined;
        return claimedUrl(
          attempt.request,
          urlSpellings(attempt.request).find((url) => claimIs(urlHash, [sha256([url])])),
        );
      },
    );
  },
  prove: (_, stored) => proveUrlAndBody(stored),
  signsUrl: () => "claim",
};

export const describe = ({ algorithms }: RequestHashJwtSignature): string =>
  `JWT (${algorithms.join(", ")}), hashes of URL and body in its claims`;
