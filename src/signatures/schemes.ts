import type { SchemeName, Signature } from "../core/signature.ts";
import type { Verifier } from "./scheme.ts";
import { verifySns } from "./schemes/aws-sns.ts";
import { verifyBasicAuth } from "./schemes/basic-auth.ts";
import { verifyCanonicalRequest } from "./schemes/canonical-request.ts";
import { verifyCertifiedJws } from "./schemes/certified-jws.ts";
import { verifyFetchedKey } from "./schemes/fetched-key.ts";
import { verifyHmac } from "./schemes/hmac.ts";
import { verifyItemHmac } from "./schemes/item-hmac.ts";
import { verifyJwt } from "./schemes/jwt.ts";
import { verifyKeyedHash } from "./schemes/keyed-hash.ts";
import { verifyManifest } from "./schemes/manifest.ts";
import { verifyPlivo } from "./schemes/plivo.ts";
import { verifyPublicKey } from "./schemes/public-key.ts";
import { verifySortedParameters } from "./schemes/sorted-parameters.ts";
import { verifyStandardWebhooks } from "./schemes/standard-webhooks.ts";
import { verifyToken } from "./schemes/token.ts";
import { verifyTwilio } from "./schemes/twilio.ts";

/** The verifier of each scheme. A Lambda bundle gets this table with the schemes of its sources only. */
export const verifiers: { readonly [Name in SchemeName]: Verifier<Extract<Signature, { scheme: Name }>> } = {
  hmac: verifyHmac,
  "item-hmac": verifyItemHmac,
  "keyed-hash": verifyKeyedHash,
  "canonical-request": verifyCanonicalRequest,
  "sorted-parameters": verifySortedParameters,
  manifest: verifyManifest,
  "standard-webhooks": verifyStandardWebhooks,
  token: verifyToken,
  "basic-auth": verifyBasicAuth,
  "public-key": verifyPublicKey,
  "fetched-key": verifyFetchedKey,
  jwt: verifyJwt,
  "certified-jws": verifyCertifiedJws,
  twilio: verifyTwilio,
  plivo: verifyPlivo,
  "aws-sns": verifySns,
};
