import type { SchemeName, Signature } from "../core/signature.ts";
import type { Verifier } from "./attempt.ts";
import { verifySns } from "./aws-sns.ts";
import { verifyBasicAuth } from "./basic-auth.ts";
import { verifyCanonicalRequest } from "./canonical-request.ts";
import { verifyCertifiedJws } from "./certified-jws.ts";
import { verifyFetchedKey } from "./fetched-key.ts";
import { verifyHmac } from "./hmac.ts";
import { verifyItemHmac } from "./item-hmac.ts";
import { verifyJwt } from "./jwt.ts";
import { verifyKeyedHash } from "./keyed-hash.ts";
import { verifyManifest } from "./manifest.ts";
import { verifyPlivo } from "./plivo.ts";
import { verifyPublicKey } from "./public-key.ts";
import { verifySortedParameters } from "./sorted-parameters.ts";
import { verifyStandardWebhooks } from "./standard-webhooks.ts";
import { verifyToken } from "./token.ts";
import { verifyTwilio } from "./twilio.ts";

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
